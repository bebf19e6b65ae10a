"""The direct rule: the choice is the score, from 0 to the top, and nothing is missing."""

from fractions import Fraction
from typing import NamedTuple

import pytest

from portal.scoring.results import State
from tests.scoring.builders import NOT_APPLICABLE, chosen, read, scored


class Direct(NamedTuple):
    why: str
    gaps: tuple[int, ...]
    level: int
    top: int


CHOICES = [
    Direct(why="«ниже первого уровня» is a choice", gaps=(), level=0, top=5),
    Direct(why="the first level", gaps=(), level=1, top=5),
    Direct(why="a level in the middle", gaps=(), level=3, top=5),
    Direct(why="the top of the scale", gaps=(), level=5, top=5),
    Direct(why="the lowered top", gaps=(5,), level=4, top=4),
    Direct(why="under a lowered top", gaps=(4, 5), level=2, top=3),
    Direct(why="0 under a lowered top", gaps=(2, 3, 4, 5), level=0, top=1),
    Direct(why="above a gap in the middle", gaps=(3,), level=4, top=5),
    Direct(why="below a gap in the middle", gaps=(3,), level=2, top=5),
    Direct(why="above a gap at the foot", gaps=(1,), level=2, top=5),
]


@pytest.mark.parametrize("case", CHOICES, ids=[case.why for case in CHOICES])
def test_choice__is_the_score_and_the_level(case: Direct) -> None:
    result = scored(read(rule="direct", gaps=case.gaps), chosen(case.level))
    assert (result.exact, result.level, result.top) == (Fraction(case.level), case.level, case.top)
    assert result.state is State.SCORED


@pytest.mark.parametrize("case", CHOICES, ids=[case.why for case in CHOICES])
def test_choice__has_no_trace_and_nothing_missing(case: Direct) -> None:
    result = scored(read(rule="direct", gaps=case.gaps), chosen(case.level))
    assert (result.trace, result.next) == ((), None)


@pytest.mark.parametrize("case", CHOICES, ids=[case.why for case in CHOICES])
def test_choice__descriptions_have_no_say(case: Direct) -> None:
    bare = scored(read(rule="direct", gaps=case.gaps), chosen(case.level))
    described = scored(read("1a 2a", rule="direct", gaps=case.gaps), chosen(case.level))
    assert described == bare


@pytest.mark.parametrize(
    ("data", "state"),
    [(None, State.NOT_ANSWERED), (NOT_APPLICABLE, State.NOT_APPLICABLE)],
)
def test_no_choice__is_no_zero(data: dict[str, object] | None, state: State) -> None:
    result = scored(read(rule="direct"), data)
    assert (result.state, result.exact, result.level) == (state, None, None)
