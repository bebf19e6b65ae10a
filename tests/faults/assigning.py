"""Kill -9 of the whole cluster while it makes the tasks of a schedule."""

from tests.faults.harness import Outcome, fault
from tests.journeys.support.stage import Stage
from tests.support.inside import run_inside

INSIDE = "tests.faults.assigning_inside"
GARDENS, EACH = 1_000, 10  # teachers: ten thousand tasks in fifty batches
KILLS = 2  # a job is begun three times at most


@fault
def assign(
    stage: Stage, gardens: int = GARDENS, each: int = EACH, kills: int = KILLS
) -> Outcome:
    """Kill it between and inside batches: each teacher has her sheet in the end, and only one."""
    with stage.unstarted() as server:
        schedule = run_inside(server, f"{INSIDE}.approve", gardens, each)
        expected, hits = gardens * each, 0
        for number in range(1, kills + 1):
            server.start_worker()
            run_inside(server, f"{INSIDE}.wait_for", expected * number // (kills + 2))
            hits += len(server.kill_cluster())
        server.start_worker()
        found = run_inside(server, f"{INSIDE}.end_of", schedule, expected)
    return Outcome(hits, expected, found["lost"], found["double"])
