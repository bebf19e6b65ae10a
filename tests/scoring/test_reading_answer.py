"""Reading an answer: three states are three types, and nothing unknown slips in."""

from typing import Any, NamedTuple

import pytest

from portal.scoring.reading import read_answer
from portal.scoring.shapes import (
    Answer,
    Chosen,
    Confirmed,
    NotAnswered,
    NotApplicable,
    Unreadable,
)
from tests.scoring.builders import chosen, read, ticked

NAMES = {"cumulative": "1a 1b 2a", "cumulative_by_strand": "D1 P1", "direct": ""}


class Good(NamedTuple):
    why: str
    rule: str
    data: dict[str, Any] | None
    answer: Answer


GOOD = [
    Good("no row is not answered", "cumulative", None, NotAnswered()),
    Good("no row is not answered, by strand", "cumulative_by_strand", None, NotAnswered()),
    Good("no row is not answered, direct", "direct", None, NotAnswered()),
    Good(
        "not applicable keeps the assessor's reason",
        "cumulative",
        {"state": "not_applicable", "reason": "Нет бассейна"},
        NotApplicable("Нет бассейна"),
    ),
    Good(
        "a reason still unwritten is a matter of submitting, not of scoring",
        "direct",
        {"state": "not_applicable", "reason": ""},
        NotApplicable(""),
    ),
    Good("nothing confirmed is an answer", "cumulative", ticked(), Confirmed()),
    Good(
        "confirmed characteristics",
        "cumulative",
        ticked("1a 2a"),
        Confirmed(frozenset({"1a", "2a"})),
    ),
    Good(
        "confirmed and not applicable side by side",
        "cumulative",
        ticked("1a", "1b 2a"),
        Confirmed(frozenset({"1a"}), frozenset({"1b", "2a"})),
    ),
    Good(
        "an absent list of not applicable ones is an empty one",
        "cumulative",
        {"state": "answered", "confirmed": ["1a"]},
        Confirmed(frozenset({"1a"})),
    ),
    Good(
        "order and repetition of ticks mean nothing",
        "cumulative",
        {"state": "answered", "confirmed": ["2a", "1a", "2a"], "not_applicable": {}},
        Confirmed(frozenset({"1a", "2a"})),
    ),
    Good(
        "by strand ticks are the same",
        "cumulative_by_strand",
        ticked("D1"),
        Confirmed(frozenset({"D1"})),
    ),
    Good("0 is a choice", "direct", chosen(0), Chosen(0)),
    Good("the top is a choice", "direct", chosen(5), Chosen(5)),
    Good(
        "other keys of the answer belong to others",
        "direct",
        {"state": "answered", "level": 3, "comment": "…"},
        Chosen(3),
    ),
]


@pytest.mark.parametrize("case", GOOD, ids=[case.why for case in GOOD])
def test_answer__is_read(case: Good) -> None:
    assert read_answer(read(NAMES[case.rule], rule=case.rule), case.data) == case.answer


class Bad(NamedTuple):
    why: str
    rule: str
    data: Any
    code: str
    place: str


BAD = [
    Bad("a state must be there", "cumulative", {"confirmed": []}, "missing_key", "state"),
    Bad("states are a closed list", "cumulative", {"state": "skipped"}, "unknown_state", "skipped"),
    Bad("an empty state is none", "direct", {"state": "", "level": 3}, "unknown_state", ""),
    Bad("a state is text", "direct", {"state": None}, "wrong_type", "state"),
    Bad("an answer is an object", "direct", [3], "wrong_type", "state"),
    Bad("an answer is no bare number", "direct", 3, "wrong_type", "state"),
    Bad(
        "not applicable has a reason",
        "direct",
        {"state": "not_applicable"},
        "missing_key",
        "reason",
    ),
    Bad(
        "a reason is text",
        "direct",
        {"state": "not_applicable", "reason": 99},
        "wrong_type",
        "reason",
    ),
    Bad("ticks must be there", "cumulative", {"state": "answered"}, "missing_key", "confirmed"),
    Bad(
        "a level does not answer a cumulative indicator",
        "cumulative",
        {"state": "answered", "level": 3},
        "missing_key",
        "confirmed",
    ),
    Bad("ticks do not answer a direct indicator", "direct", ticked(), "missing_key", "level"),
    Bad(
        "ticks are a list",
        "cumulative",
        {"state": "answered", "confirmed": "1a"},
        "wrong_type",
        "confirmed",
    ),
    Bad(
        "a tick is a uid",
        "cumulative",
        {"state": "answered", "confirmed": [1]},
        "wrong_type",
        "confirmed",
    ),
    Bad(
        "not applicable ones come with reasons",
        "cumulative",
        {"state": "answered", "confirmed": [], "not_applicable": ["1a"]},
        "wrong_type",
        "not_applicable",
    ),
    Bad("an unknown tick", "cumulative", ticked("1a 9z"), "unknown_characteristic", "9z"),
    Bad(
        "an unknown one not applicable",
        "cumulative",
        ticked("1a", "9z"),
        "unknown_characteristic",
        "9z",
    ),
    Bad(
        "a tick of another indicator",
        "cumulative_by_strand",
        ticked("1a"),
        "unknown_characteristic",
        "1a",
    ),
    Bad(
        "confirmed and not applicable at once is no answer",
        "cumulative",
        ticked("1a 1b", "1b"),
        "confirmed_and_not_applicable",
        "1b",
    ),
    Bad("above the top", "direct", chosen(6), "level_not_offered", "i: 6"),
    Bad("below zero", "direct", chosen(-1), "level_not_offered", "i: -1"),
    Bad("no magic number for not applicable", "direct", chosen(99), "level_not_offered", "i: 99"),
    Bad(
        "a level is a number", "direct", {"state": "answered", "level": "3"}, "wrong_type", "level"
    ),
    Bad("true is no level", "direct", {"state": "answered", "level": True}, "wrong_type", "level"),
    Bad("half a level", "direct", {"state": "answered", "level": 2.5}, "wrong_type", "level"),
    Bad("no level", "direct", {"state": "answered", "level": None}, "wrong_type", "level"),
]


@pytest.mark.parametrize("case", BAD, ids=[case.why for case in BAD])
def test_wrong_answer__is_refused_by_name(case: Bad) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_answer(read(NAMES[case.rule], rule=case.rule), case.data)
    assert (refusal.value.code, refusal.value.place) == (case.code, case.place)


@pytest.mark.parametrize("level", [4, 5])
def test_gap__cannot_be_chosen(level: int) -> None:
    # Gap 5 lowers the top, gap 4 lies under it: neither is offered.
    with pytest.raises(Unreadable, match="level_not_offered"):
        read_answer(read(rule="direct", gaps=(4, 5)), chosen(level))


def test_gap_below_the_top__leaves_the_levels_around_it() -> None:
    indicator = read(rule="direct", gaps=(3,))
    assert [read_answer(indicator, chosen(level)) for level in (2, 4)] == [Chosen(2), Chosen(4)]
