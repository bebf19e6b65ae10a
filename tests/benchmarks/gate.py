"""The gate at full size: 300 indicators with 19 characteristics each."""

from tests.benchmarks.harness import Row, bench
from tests.journeys.support.stage import Stage
from tests.support.inside import run_inside


@bench
def freeze_edition(stage: Stage) -> Row:
    """Passing the gate: agreed text read, judged, compared with the last edition, frozen.

    Reference: the same content written as canonical JSON, hashed and inserted, and nothing else.
    """
    with stage.server() as server:
        measured = run_inside(server, "tests.benchmarks.gate_inside.freeze_edition")
    return Row(
        "freeze_edition",
        measured["value"],
        measured["n"],
        measured["reference"],
        queries=measured["queries"],
    )
