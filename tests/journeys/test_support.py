"""The stage itself: servers that answer, workers that die when killed, nothing left behind."""

import os

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from playwright.sync_api import expect

from tests.journeys.support import processes
from tests.journeys.support.person import shots

WIDE = '<!doctype html><html lang="ru"><div id="wide">.</div></html>'


def test_server__answers_and_its_rows_can_be_read(run_server, rows, page):
    server = run_server()
    page.goto(f"{server.url}/login/")
    expect(page.locator("input[name=password]")).to_be_visible()
    with rows(server):
        assert get_user_model().objects.count() == 0
        assert connection.vendor == server.database.kind.lower()


def test_servers__share_nothing(run_server, rows):
    one, other = run_server(), run_server()
    with rows(one):
        get_user_model().objects.create(email="only@one.example")
    with rows(other):
        assert not get_user_model().objects.exists()
    assert one.folder != other.folder


def test_cluster__killed_with_everything_and_started_again(run_server):
    server = run_server()
    server.start_worker()
    family = {server.cluster.pid, *processes.descendants(server.cluster.pid)}
    assert set(server.kill_cluster()) == family
    processes.wait_until("all are dead", lambda: not family & living())
    server.start_worker()
    assert server.cluster.pid not in family


def test_stop__leaves_no_child(stage):
    with stage.server() as server:
        server.start_worker()
        heads = [server.web.pid, server.cluster.pid]
        family = {*heads, *(pid for head in heads for pid in processes.descendants(head))}
        assert len(family) > len(heads)
    assert not family & living()


def living() -> set[int]:
    return {pid for pid, _parent in processes.parents()}


def test_wait_until__names_what_did_not_happen():
    with pytest.raises(TimeoutError, match="the moon rises"):
        processes.wait_until("the moon rises", lambda: False, seconds=0.1)


def test_shots__refuse_a_screen_that_scrolls_sideways(page):
    page.set_content(WIDE)
    shots(page, "narrow")
    page.evaluate("document.getElementById('wide').style.width = '700px'")
    with pytest.raises(AssertionError, match=r"scrolls sideways by \d+ px at 320 px"):
        shots(page, "wide")


def test_shots__are_kept_when_asked_for(page, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.journeys.support.person.SHOTS", tmp_path)
    monkeypatch.setitem(os.environ, "MAKE_SHOTS", "1")
    page.set_content(WIDE)
    shots(page, "narrow")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["narrow-1280.png", "narrow-320.png"]
