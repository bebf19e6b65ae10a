"""Real processes: started with a log, found by parenthood, ended gently or killed."""

import ctypes
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

PDEATHSIG = 1
PATIENCE = 240.0


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody has at this moment.

    It is drawn below the range from which the system gives ports to connections: nobody takes it
    by chance before the server does.
    """
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_until(what: str, condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Return what the condition gives once it holds; TimeoutError names what did not happen."""
    end = time.monotonic() + seconds
    while not (held := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.05)
    return held


def _die_with_parent() -> None:
    ctypes.CDLL("libc.so.6").prctl(PDEATHSIG, signal.SIGTERM)


def start(
    command: list[str], environment: dict[str, str], folder: Path, log: Path
) -> subprocess.Popen[bytes]:
    """Start a process as head of its own group; it ends when the starting process does."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )


def parents() -> Iterator[tuple[int, int]]:
    """Yield (pid, pid of its parent) of every living process."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue  # it ended while we looked
        if state != "Z":
            yield int(folder.name), int(parent)


def children(pid: int) -> list[int]:
    """Return the living children of a process, oldest first."""
    return sorted(child for child, parent in parents() if parent == pid)


def descendants(pid: int) -> list[int]:
    """Return children, their children and so on."""
    found = children(pid)
    for child in list(found):
        found += descendants(child)
    return found


def kill(pids: list[int]) -> list[int]:
    """Send SIGKILL to each process; return the pids that were there to receive it."""
    hit = []
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        hit.append(pid)
    return hit


def stop(process: subprocess.Popen[bytes], seconds: float = 20.0) -> None:
    """End a process gently, then whatever of it is left by force."""
    family = [process.pid, *descendants(process.pid)]
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    kill([pid for pid in family if pid != process.pid and _same_family(pid, process.pid)])


def _same_family(pid: int, head: int) -> bool:
    try:
        return os.getpgid(pid) == head
    except ProcessLookupError:
        return False
