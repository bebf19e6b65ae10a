"""Reading a scale: what the contract says is read, whatever breaks it is refused by name."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from portal.scoring.reading import read_scale
from portal.scoring.shapes import (
    Area,
    Band,
    Characteristic,
    Level,
    OverallMethod,
    Rule,
    Strand,
    Unreadable,
)
from tests.scoring.builders import characteristic_data, indicator_data, scale_data

Data = dict[str, Any]


def whole() -> Data:
    """A scale with an indicator of every rule."""
    return scale_data(
        [
            indicator_data("1a 2a 3a 5a", gaps=[4], uid="i1", area="a1"),
            indicator_data("D1 P1", rule="cumulative_by_strand", gaps=[2, 3, 4, 5], uid="i2"),
            indicator_data(rule="direct", uid="i3", area="a3"),
        ]
    )


def test_scale__names_and_methods() -> None:
    scale = read_scale(whole())
    assert (scale.uid, scale.title) == ("scale", "Шкала")
    assert scale.overall_method is OverallMethod.MEAN_OF_AREAS
    assert scale.levels[0] == Level(1, "Уровень 1")
    assert scale.strands == (Strand("D", "Документирование"), Strand("P", "Пространство"))


def test_scale__bands_are_decimals_with_an_open_end() -> None:
    bands = read_scale(whole()).bands
    assert bands[0] == Band(0, Decimal(0), Decimal(1))
    assert bands[-1] == Band(5, Decimal(5), None)
    assert len(bands) == 6


def test_scale__areas_keep_their_order() -> None:
    assert read_scale(whole()).areas == (
        Area("a1", "1", "Область 1"),
        Area("a2", "2", "Область 2"),
        Area("a3", "3", "Область 3"),
    )


def test_scale__indicators_keep_order_rule_gaps_and_characteristics() -> None:
    first, second, third = read_scale(whole()).indicators
    assert [first.uid, second.uid, third.uid] == ["i1", "i2", "i3"]
    assert [first.rule, second.rule, third.rule] == [Rule.CUMULATIVE, Rule.BY_STRAND, Rule.DIRECT]
    assert first.gaps == {4}
    assert first.levels == (1, 2, 3, 4, 5)
    assert first.characteristics[1] == Characteristic("2a", 2, None)
    assert second.characteristics == (Characteristic("D1", 1, "D"), Characteristic("P1", 1, "P"))
    assert third.characteristics == ()


def test_scale__fractional_bands_are_exact() -> None:
    data = whole()
    data["bands"][1]["to"] = data["bands"][2]["from"] = "2.35"
    assert read_scale(data).bands[1].end == Decimal("2.35")


def test_scale__fewer_levels_are_a_scale_too() -> None:
    data = scale_data([indicator_data(rule="direct")])
    data["levels"] = data["levels"][:3]
    assert read_scale(data).indicators[0].top == 3


def test_scale__unknown_extra_keys_are_somebody_elses() -> None:
    # Colours, hints and texts belong to screens; a key that scoring does not know breaks nothing.
    data = whole()
    data["note"] = {"for": "people"}
    data["indicators"][0]["help"] = "…"
    assert read_scale(data) == read_scale(whole())


def test_scale__reading_does_not_change_the_data() -> None:
    data = whole()
    read_scale(data)
    assert data == whole()


class Broken(NamedTuple):
    why: str
    break_it: Callable[[Data], Any]
    code: str
    place: str


def drop(key: str) -> Callable[[Data], Any]:
    return lambda data: data.pop(key)


def drop_in(part: str, key: str) -> Callable[[Data], Any]:
    return lambda data: data[part][0].pop(key)


def put(key: str, value: Any) -> Callable[[Data], Any]:
    return lambda data: data.update({key: value})


def put_in(part: str, key: str, value: Any) -> Callable[[Data], Any]:
    return lambda data: data[part][0].update({key: value})


def put_in_characteristic(key: str, value: Any) -> Callable[[Data], Any]:
    return lambda data: data["indicators"][0]["characteristics"][0].update({key: value})


def repeat(part: str) -> Callable[[Data], Any]:
    return lambda data: data[part].append(dict(data[part][0]))


def repeat_characteristic(data: Data) -> None:
    data["indicators"][1]["characteristics"].append(characteristic_data("1a"))


BROKEN = [
    *(
        Broken(f"«{key}» is part of the contract", drop(key), "missing_key", key)
        for key in (
            "uid",
            "title",
            "levels",
            "bands",
            "strands",
            "areas",
            "indicators",
            "overall_method",
            "area_method",
            "not_applicable",
        )
    ),
    *(
        Broken(
            f"an indicator's «{key}» is part of the contract",
            drop_in("indicators", key),
            "missing_key",
            key,
        )
        for key in ("uid", "code", "title", "area", "rule", "gaps", "characteristics")
    ),
    Broken("a title is text", put("title", 5), "wrong_type", "title"),
    Broken("a list is a list", put("areas", {"a1": "…"}), "wrong_type", "areas"),
    Broken("an area is an object", put("areas", ["a1"]), "wrong_type", "uid"),
    Broken("a level is a whole number", put_in("levels", "value", "1"), "wrong_type", "value"),
    Broken("true is not level 1", put_in("levels", "value", True), "wrong_type", "value"),
    Broken("floats have no place here", put_in("bands", "to", 1.0), "wrong_type", "to"),
    Broken("a bound is a decimal", put_in("bands", "from", "ноль"), "wrong_decimal", "ноль"),
    Broken("a bound has no comma", put_in("bands", "to", "1,5"), "wrong_decimal", "1,5"),
    Broken("a bound is finite", put_in("bands", "to", "Infinity"), "wrong_decimal", "Infinity"),
    Broken("a bound is a number", put_in("bands", "to", "NaN"), "wrong_decimal", "NaN"),
    Broken("levels begin with 1", put_in("levels", "value", 0), "unknown_level", "i1"),
    Broken(
        "rules are a closed list", put_in("indicators", "rule", "median"), "unknown_rule", "median"
    ),
    Broken(
        "methods are a closed list", put("overall_method", "median"), "unknown_method", "median"
    ),
    Broken("methods of areas too", put("area_method", "sum"), "unknown_method", "sum"),
    Broken(
        "not applicable is never a zero", put("not_applicable", "zero"), "unknown_method", "zero"
    ),
    Broken("an indicator's area exists", put_in("indicators", "area", "a9"), "unknown_area", "i1"),
    Broken("a strand exists", put_in_characteristic("strand", "X"), "unknown_strand", "i1"),
    Broken("a strand is a uid", put_in_characteristic("strand", 1), "wrong_type", "strand"),
    Broken("a level of the scale", put_in_characteristic("level", 6), "unknown_level", "i1"),
    Broken("level 0 holds nothing", put_in_characteristic("level", 0), "unknown_level", "i1"),
    Broken("a gap is a level", put_in("indicators", "gaps", [9]), "unknown_level", "i1"),
    Broken("a gap is a number", put_in("indicators", "gaps", ["4"]), "wrong_type", "gaps"),
    Broken("a false gap is no number", put_in("indicators", "gaps", [False]), "wrong_type", "gaps"),
    Broken("areas are unique", repeat("areas"), "duplicate_uid", "a1"),
    Broken(
        "characteristics are unique in the whole scale",
        repeat_characteristic,
        "duplicate_uid",
        "1a",
    ),
]


@pytest.mark.parametrize("case", BROKEN, ids=[case.why for case in BROKEN])
def test_broken_scale__is_refused_by_name(case: Broken) -> None:
    data = whole()
    case.break_it(data)
    with pytest.raises(Unreadable) as refusal:
        read_scale(data)
    assert (refusal.value.code, refusal.value.place) == (case.code, case.place)


def test_indicator_twice__is_refused() -> None:
    direct = indicator_data(rule="direct", uid="i1")
    with pytest.raises(Unreadable, match="duplicate_uid: i1"):
        read_scale(scale_data([direct, direct]))


@pytest.mark.parametrize("values", [[1, 3], [2, 3], [2, 1], [1, 1]])
def test_levels__stand_one_by_one_from_one(values: list[int]) -> None:
    # Level 0 is «ниже первого уровня» and never stands in a scale; a hole is a gap of an indicator.
    data = scale_data()
    data["levels"] = [{"value": value, "title": "…", "colour": "#000000"} for value in values]
    with pytest.raises(Unreadable, match="levels_not_from_one"):
        read_scale(data)


@pytest.mark.parametrize("data", [None, [], "scale", 5])
def test_scale__that_is_no_object_is_refused(data: Any) -> None:
    with pytest.raises(Unreadable, match="wrong_type"):
        read_scale(data)
