"""The editor of one indicator, inside a scale of full size."""

from tests.benchmarks.harness import Row, bench
from tests.benchmarks.visitor import Visitor, milliseconds, side_by_side
from tests.journeys.support.stage import Stage
from tests.support.inside import run_inside

REPEATS = 15
WARM_UP = 4  # two workers, each builds the edit form once


@bench
def editor_indicator(stage: Stage) -> Row:
    """The edit screen of an indicator of 19 characteristics, in a scale of 300 such indicators.

    Reference: the same screen in a scale that holds this one indicator alone, so the ratio says
    what the size of a scale costs its editor.
    """
    with stage.server() as server:
        facts = run_inside(server, "tests.benchmarks.editor_inside.large_scales")
        person = Visitor(server.url, facts["session"])
        for _ in range(WARM_UP):
            person.get(facts["large"])
            person.get(facts["alone"])
        value, reference = side_by_side(
            lambda: milliseconds(lambda: person.get(facts["large"])),
            lambda: milliseconds(lambda: person.get(facts["alone"])),
            REPEATS,
        )
    return Row("editor_indicator", value, facts["n"], reference, queries=facts["queries"])
