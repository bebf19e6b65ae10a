"""The trace: what became of every level, and the uids behind it."""

from typing import NamedTuple

import pytest

from portal.scoring.results import IndicatorResult
from tests.scoring.builders import read, scored, ticked

LADDER = "1a 1b 2a 3a 4a 5a"
STRANDS = "D1 D2 D3 P1 P2 P3"


class Trace(NamedTuple):
    """rows: level, verdict, +confirmed −missing /not applicable."""

    why: str
    names: str
    rows: list[str]
    rule: str = "cumulative"
    gaps: tuple[int, ...] = ()
    confirmed: str = ""
    not_applicable: str = ""


def written(result: IndicatorResult) -> list[str]:
    """Each row of a trace as one line: «D 2 not_met +D2 -D2b /D2c»."""
    lines = []
    for row in result.trace:
        marks = [
            *(f"+{uid}" for uid in row.confirmed),
            *(f"-{uid}" for uid in row.missing),
            *(f"/{uid}" for uid in row.not_applicable),
        ]
        head = [] if row.strand is None else [row.strand]
        lines.append(" ".join([*head, str(row.level), row.verdict.value, *marks]))
    return lines


TRACES = [
    Trace(
        why="nothing confirmed: the first level stops the climb, the others are not reached",
        names=LADDER,
        rows=[
            "1 not_met -1a -1b",
            "2 not_reached -2a",
            "3 not_reached -3a",
            "4 not_reached -4a",
            "5 not_reached -5a",
        ],
    ),
    Trace(
        why="a half-confirmed level is not met and shows both halves",
        names=LADDER,
        confirmed="1b",
        rows=[
            "1 not_met +1b -1a",
            "2 not_reached -2a",
            "3 not_reached -3a",
            "4 not_reached -4a",
            "5 not_reached -5a",
        ],
    ),
    Trace(
        why="ticks above a hole stay visible though the climb does not reach them",
        names=LADDER,
        confirmed="1a 1b 3a 5a",
        rows=[
            "1 met +1a +1b",
            "2 not_met -2a",
            "3 not_reached +3a",
            "4 not_reached -4a",
            "5 not_reached +5a",
        ],
    ),
    Trace(
        why="everything confirmed: every level met",
        names=LADDER,
        confirmed=LADDER,
        rows=["1 met +1a +1b", "2 met +2a", "3 met +3a", "4 met +4a", "5 met +5a"],
    ),
    Trace(
        why="one characteristic not applicable leaves the level to the others",
        names=LADDER,
        confirmed="1a",
        not_applicable="1b",
        rows=[
            "1 met +1a /1b",
            "2 not_met -2a",
            "3 not_reached -3a",
            "4 not_reached -4a",
            "5 not_reached -5a",
        ],
    ),
    Trace(
        why="a level wholly not applicable is passed over on the way",
        names=LADDER,
        confirmed="1a 1b 3a",
        not_applicable="2a",
        rows=[
            "1 met +1a +1b",
            "2 passed_over /2a",
            "3 met +3a",
            "4 not_met -4a",
            "5 not_reached -5a",
        ],
    ),
    Trace(
        why="passed over is said of the level itself, above an unmet one too",
        names=LADDER,
        not_applicable="4a",
        rows=[
            "1 not_met -1a -1b",
            "2 not_reached -2a",
            "3 not_reached -3a",
            "4 passed_over /4a",
            "5 not_reached -5a",
        ],
    ),
    Trace(
        why="nothing applicable: every level passed over, each with its uids",
        names="1a 2a",
        gaps=(3, 4, 5),
        not_applicable="1a 2a",
        rows=["1 passed_over /1a", "2 passed_over /2a"],
    ),
    Trace(
        why="a declared gap has its own word: the methodologist said so, not the assessor",
        names="1a 2a 4a 5a",
        gaps=(3,),
        confirmed="1a 2a 4a",
        rows=["1 met +1a", "2 met +2a", "3 gap", "4 met +4a", "5 not_met -5a"],
    ),
    Trace(
        why="a gap above the stop stays a gap",
        names="1a 3a",
        gaps=(2, 4, 5),
        rows=["1 not_met -1a", "2 gap", "3 not_reached -3a"],
    ),
    Trace(
        why="the trace ends at the lowered top",
        names="1a 2a 3a",
        gaps=(4, 5),
        confirmed="1a 2a 3a",
        rows=["1 met +1a", "2 met +2a", "3 met +3a"],
    ),
    Trace(
        why="a draft's empty level that nobody declared is passed over, not called a gap",
        names="1a 3a",
        confirmed="1a",
        rows=["1 met +1a", "2 passed_over", "3 not_met -3a"],
    ),
    Trace(
        why="where a draft declares a gap and still holds characteristics, these count",
        names="1a 2a 3a",
        gaps=(2,),
        confirmed="1a",
        rows=["1 met +1a", "2 not_met -2a", "3 not_reached -3a"],
    ),
    Trace(
        why="a gap that holds characteristics, all set aside, is the assessor's doing: passed over",
        names="1a 2a 3a",
        gaps=(2, 4, 5),
        confirmed="1a",
        not_applicable="2a",
        rows=["1 met +1a", "2 passed_over /2a", "3 not_met -3a"],
    ),
    Trace(
        why="uids stand in the edition's order, whatever the order of levels there",
        names="2b 1b 2a 1a",
        gaps=(3, 4, 5),
        confirmed="1a 1b",
        rows=["1 met +1b +1a", "2 not_met -2b -2a"],
    ),
    Trace(
        why="by strand each strand has its own climb with its name",
        names=STRANDS,
        rule="cumulative_by_strand",
        gaps=(4, 5),
        confirmed="D1 D2 P1 P3",
        rows=[
            "D 1 met +D1",
            "D 2 met +D2",
            "D 3 not_met -D3",
            "P 1 met +P1",
            "P 2 not_met -P2",
            "P 3 not_reached +P3",
        ],
    ),
    Trace(
        why="strands come in the order of their first characteristic",
        names="P1 D1 D2 P2",
        rule="cumulative_by_strand",
        gaps=(3, 4, 5),
        confirmed="P1",
        rows=["P 1 met +P1", "P 2 not_met -P2", "D 1 not_met -D1", "D 2 not_reached -D2"],
    ),
    Trace(
        why="a strand that stops short has its upper levels passed over",
        names="D1 D2 P1",
        rule="cumulative_by_strand",
        gaps=(3, 4, 5),
        confirmed="D1 P1",
        rows=["D 1 met +D1", "D 2 not_met -D2", "P 1 met +P1", "P 2 passed_over"],
    ),
    Trace(
        why="the indicator's gap is a gap of every strand",
        names="D1 D3 P1 P3",
        rule="cumulative_by_strand",
        gaps=(2, 4, 5),
        confirmed="D1 D3",
        rows=[
            "D 1 met +D1",
            "D 2 gap",
            "D 3 met +D3",
            "P 1 not_met -P1",
            "P 2 gap",
            "P 3 not_reached -P3",
        ],
    ),
    Trace(
        why="a strand wholly not applicable is in the trace, though not in the mean",
        names="D1 D2 P1 P2",
        rule="cumulative_by_strand",
        gaps=(3, 4, 5),
        confirmed="D1",
        not_applicable="P1 P2",
        rows=["D 1 met +D1", "D 2 not_met -D2", "P 1 passed_over /P1", "P 2 passed_over /P2"],
    ),
]


@pytest.mark.parametrize("case", TRACES, ids=[case.why for case in TRACES])
def test_trace__tells_what_became_of_every_level(case: Trace) -> None:
    indicator = read(case.names, rule=case.rule, gaps=case.gaps)
    result = scored(indicator, ticked(case.confirmed, case.not_applicable))
    assert written(result) == case.rows
