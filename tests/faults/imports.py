"""Kill -9 while a registry file is looked at, and again while it is loaded."""

import random
import time

from tests.faults.harness import Outcome, fault
from tests.journeys.support.stage import Stage
from tests.support.inside import run_inside

DEMO = ("load_demo",)
INSIDE = "tests.faults.registry"
ROWS = 10_000
LONGEST_PAUSE = 5.0  # looking at 10,000 rows takes about five seconds, loading them as long
WORKS = ("send", "confirm")


@fault
def registry_import(stage: Stage, rows: int = ROWS) -> Outcome:
    """Kill the whole cluster at any moment of both works over a file and start another.

    acknowledged: the two works and the rows of the file.
    """
    moment = random.Random(2026)
    hits = 0
    with stage.unstarted(DEMO) as server:
        for work in WORKS:
            run_inside(server, f"{INSIDE}.{work}", rows)
            server.start_worker()
            time.sleep(moment.uniform(0, LONGEST_PAUSE))
            hits += len(server.kill_cluster())
            server.start_worker()
            run_inside(server, f"{INSIDE}.work_off")
            server.kill_cluster()
        found = run_inside(server, f"{INSIDE}.became_of", rows)
    return Outcome(hits, rows + len(WORKS), found["lost"], found["double"])
