"""Kill -9 while reports are compiled, and two clusters that want the same work."""

import random
import time

from tests.faults.harness import Outcome, fault
from tests.journeys.support import processes
from tests.journeys.support.server import Server
from tests.journeys.support.stage import Stage
from tests.support.inside import run_inside

DEMO = ("load_demo",)
INSIDE = "tests.faults.inside"
JOBS = 11
KILLS = 4
LONGEST_PAUSE = 1.0  # a compile takes about a second: kills fall before, into and after the PDF


@fault
def worker(stage: Stage, jobs: int = JOBS, kills: int = KILLS) -> Outcome:
    """Kill the worker that compiles, and the child that draws for it, again and again."""
    with stage.unstarted(DEMO) as server:
        reports = run_inside(server, f"{INSIDE}.ask_for_reports", jobs)
        server.start_worker()
        hits = [pid for _ in range(kills) for pid in _dead(server.kill_worker())]
        return _outcome(server, reports, len(hits))


@fault
def cluster(stage: Stage, jobs: int = JOBS, kills: int = KILLS) -> Outcome:
    """Kill the whole cluster at any moment of a compile and start another."""
    moment = random.Random(2020)
    with stage.unstarted(DEMO) as server:
        reports = run_inside(server, f"{INSIDE}.ask_for_reports", jobs)
        hits: list[int] = []
        for _ in range(kills):
            server.start_worker()
            processes.wait_until("a worker compiles", server.compiling)
            time.sleep(moment.uniform(0, LONGEST_PAUSE))
            hits += _dead(server.kill_cluster())
        server.start_worker()
        return _outcome(server, reports, len(hits))


@fault
def two_clusters(stage: Stage, jobs: int = JOBS) -> Outcome:
    """Give two clusters every job twice, side by side: each is begun and done once.

    hits: the tasks too many.
    """
    with stage.unstarted(DEMO, JOB_LEASE_SECONDS="60") as server:
        reports = run_inside(server, f"{INSIDE}.ask_for_reports", jobs, 2)
        second = Server(server.folder, server.database, JOB_LEASE_SECONDS="60")
        try:
            server.start_worker()
            second.start_worker()
            outcome = _outcome(server, reports, len(reports), begun=len(reports))
        finally:
            if second.cluster:
                processes.stop(second.cluster)
    return outcome


def _outcome(
    server: Server, reports: list[int], hits: int, begun: int | None = None
) -> Outcome:
    """Let the queue end and say what became; begun: how often jobs may be begun, if it matters."""
    found = run_inside(server, f"{INSIDE}.end_of", reports)
    again = 0 if begun is None else found["attempts"] - begun
    return Outcome(hits, len(reports), found["lost"], found["double"] + again)


def _dead(pids: list[int]) -> list[int]:
    """Return the pids when all of them are gone: a signal that was sent is no death yet."""
    gone = set(pids)
    processes.wait_until(
        "they are dead", lambda: all(pid not in gone for pid, _parent in processes.parents())
    )
    return pids
