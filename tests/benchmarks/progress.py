"""How far a region is: figures of a thousand kindergartens."""

from tests.benchmarks.harness import Row, bench
from tests.journeys.support.stage import Stage
from tests.support.inside import run_inside


@bench
def progress_region(stage: Stage) -> Row:
    """All figures of a region with 1,000 kindergartens and 24,000 sheets, by town and procedure.

    Reference: the database alone, one GROUP BY by town and state over the same rows.
    """
    with stage.server() as server:
        measured = run_inside(server, "tests.benchmarks.progress_inside.progress_region")
    return Row("progress_region", measured["value"], measured["n"], measured["reference"])
