"""`manage.py serve`: web server and worker under one signal handler, no child left behind."""

import os
import signal
import subprocess
import sys

import pytest

from tests.journeys.support import processes
from tests.journeys.support.server import ROOT

CALM = {"JOB_LEASE_SECONDS": "5"}


@pytest.fixture
def served(stage):
    """A started `serve` on a database of its own: (process, server)."""
    with stage.unstarted(**CALM) as server:
        yield serve(server), server


def serve(server):
    command = [sys.executable, "manage.py", "serve", "--port", str(server.port)]
    process = processes.start(command, server.environment, ROOT, server.folder / "serve.log")
    server.web = process
    processes.wait_until("serve answers", server._answers)
    return process


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve__one_signal_ends_everything(served, number):
    process, _server = served
    processes.wait_until(
        "worker and web server are there", lambda: len(processes.descendants(process.pid)) >= 6
    )
    family = processes.descendants(process.pid)
    assert len(family) >= 6
    process.send_signal(number)
    assert process.wait(timeout=240) == 0
    assert not [pid for pid in family if alive(pid)]


def test_serve__an_address_in_use_is_said_in_a_sentence(served):
    _process, server = served
    done = subprocess.run(
        [sys.executable, "manage.py", "serve", "--port", str(server.port)],
        cwd=ROOT,
        env=server.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode != 0
    assert f"127.0.0.1:{server.port} занят" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve__a_dead_child_ends_the_rest(served):
    process, _server = served
    processes.wait_until("both are there", lambda: len(processes.children(process.pid)) == 2)
    web, worker = processes.children(process.pid)
    processes.kill([worker, *processes.descendants(worker)])
    assert process.wait(timeout=240) == 1
    assert not alive(web)
