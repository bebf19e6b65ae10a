"""Random scales and answers for the laws; everything drawn would pass the gate."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from portal.scoring.reading import read_indicator
from portal.scoring.shapes import Indicator
from tests.scoring.builders import LEVELS, NOT_APPLICABLE, chosen, indicator_data, ticked

CUMULATIVE_RULES = ("cumulative", "cumulative_by_strand")


@dataclass(frozen=True)
class Filled:
    """An indicator as it stands in an edition, with an answer to it."""

    data: dict[str, Any]
    answer: dict[str, Any] | None

    @property
    def indicator(self) -> Indicator:
        return read_indicator(self.data, LEVELS)


@st.composite
def cumulative_indicators(
    draw: st.DrawFn, uid: str = "i", area: str = "a1", rule: str | None = None
) -> dict[str, Any]:
    """An indicator with up to three characteristics a level; empty levels are declared gaps."""
    chosen_rule = rule or draw(st.sampled_from(CUMULATIVE_RULES))
    strands = "DP" if chosen_rule == "cumulative_by_strand" else ("",)
    names = [
        f"{strand}{level}{letter}"
        for level in LEVELS
        for strand in strands
        for letter in "abc"[: draw(st.integers(0, 3))]
    ]
    if not names:
        names = [f"{strands[0]}1a"]
    shuffled = draw(st.permutations(names))
    held = {int(name.strip("DPabc")) for name in names}
    gaps = [level for level in LEVELS if level not in held]
    return indicator_data(" ".join(shuffled), rule=chosen_rule, gaps=gaps, uid=uid, area=area)


@st.composite
def ticks(draw: st.DrawFn, data: dict[str, Any]) -> dict[str, Any]:
    """An answer that confirms, sets aside or leaves each characteristic."""
    marks = {
        item["uid"]: draw(st.sampled_from(["confirmed", "confirmed", "left", "not_applicable"]))
        for item in data["characteristics"]
    }
    return ticked(
        " ".join(uid for uid, mark in marks.items() if mark == "confirmed"),
        " ".join(uid for uid, mark in marks.items() if mark == "not_applicable"),
    )


@st.composite
def climbed(draw: st.DrawFn, rule: str | None = None) -> Filled:
    """A cumulative indicator, of the given rule or of either, and ticks on it."""
    data = draw(cumulative_indicators(rule=rule))
    return Filled(data, draw(ticks(data)))


@st.composite
def filled(draw: st.DrawFn, uid: str = "i", area: str = "a1") -> Filled:
    """An indicator of any rule in any of the three states."""
    if draw(st.booleans()):
        data = indicator_data(rule="direct", uid=uid, area=area)
        said = st.builds(chosen, st.integers(0, 5))
    else:
        data = draw(cumulative_indicators(uid=uid, area=area))
        said = ticks(data)
    return Filled(data, draw(st.one_of(said, said, st.none(), st.just(NOT_APPLICABLE))))


@st.composite
def sheets(draw: st.DrawFn) -> list[Filled]:
    """Up to eight indicators over three areas, in any mixture."""
    areas = draw(st.lists(st.sampled_from(["a1", "a2", "a3"]), max_size=8))
    return [
        with_own_uids(draw(filled(uid=f"i{place}", area=area))) for place, area in enumerate(areas)
    ]


def with_own_uids(one: Filled) -> Filled:
    """Characteristics named after their indicator, for in a scale they are unique."""
    prefix = one.data["uid"]
    items = [{**item, "uid": f"{prefix}/{item['uid']}"} for item in one.data["characteristics"]]
    data = {**one.data, "characteristics": items}
    answer = one.answer
    if answer is not None and "confirmed" in answer:
        answer = {
            **answer,
            "confirmed": [f"{prefix}/{uid}" for uid in answer["confirmed"]],
            "not_applicable": {
                f"{prefix}/{uid}": reason for uid, reason in answer["not_applicable"].items()
            },
        }
    return Filled(data, answer)
