"""From the JSON of an edition and of an answer into shapes; what breaks the contract is refused."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from portal.scoring.shapes import (
    Answer,
    Area,
    AreaMethod,
    Band,
    Characteristic,
    Chosen,
    Confirmed,
    Indicator,
    Level,
    NotAnswered,
    NotApplicable,
    NotApplicablePolicy,
    OverallMethod,
    Rule,
    Scale,
    Strand,
    Unreadable,
)

Data = Mapping[str, Any]
Name = TypeVar("Name", bound=StrEnum)


def read_scale(data: Data) -> Scale:
    """Return the scale that stands in an edition under "scale".

    Raises Unreadable: missing_key, wrong_type, unknown_rule, unknown_method, unknown_area,
    unknown_strand, unknown_level, duplicate_uid, levels_not_from_one, wrong_decimal, wrong_weight.
    """
    policy = _one_of(NotApplicablePolicy, data, "not_applicable")
    may_not_apply = policy is NotApplicablePolicy.EXCLUDE
    levels = tuple(_level(row) for row in _rows(data, "levels"))
    values = tuple(level.value for level in levels)
    scale = Scale(
        uid=_text(data, "uid"),
        title=_text(data, "title"),
        levels=levels,
        bands=tuple(_band(row) for row in _rows(data, "bands")),
        strands=tuple(_strand(row) for row in _rows(data, "strands")),
        areas=tuple(_area(row) for row in _rows(data, "areas")),
        indicators=tuple(
            read_indicator(row, values, may_not_apply=may_not_apply)
            for row in _rows(data, "indicators")
        ),
        overall_method=_one_of(OverallMethod, data, "overall_method"),
        area_method=_one_of(AreaMethod, data, "area_method"),
    )
    _check_references(scale)
    return scale


def read_indicator(data: Data, levels: tuple[int, ...], *, may_not_apply: bool = True) -> Indicator:
    """Return one indicator of an edition; levels: the values of the scale's levels, ascending."""
    rule = _text(data, "rule")
    if rule not in set(Rule):
        raise Unreadable("unknown_rule", rule)
    indicator = Indicator(
        uid=_text(data, "uid"),
        code=_text(data, "code"),
        title=_text(data, "title"),
        area=_text(data, "area"),
        rule=Rule(rule),
        levels=levels,
        gaps=frozenset(_want(level, int, "gaps") for level in _rows(data, "gaps")),
        characteristics=tuple(_characteristic(row) for row in _rows(data, "characteristics")),
        weight=_weight(data),
        may_not_apply=may_not_apply,
    )
    named = indicator.gaps | {item.level for item in indicator.characteristics}
    if not named <= set(levels):
        raise Unreadable("unknown_level", indicator.uid)
    return indicator


def read_answer(indicator: Indicator, data: Data | None) -> Answer:
    """Return the answer to an indicator; None (no row) is not answered.

    Raises Unreadable: missing_key, wrong_type, unknown_state, level_not_offered,
    unknown_characteristic, confirmed_and_not_applicable, not_applicable_forbidden.
    """
    if data is None:
        return NotAnswered()
    state = _text(data, "state")
    if state == "not_applicable":
        _demand_allowed(indicator)
        return NotApplicable(_text(data, "reason"))
    if state != "answered":
        raise Unreadable("unknown_state", state)
    if indicator.rule is Rule.DIRECT:
        return _chosen(indicator, _whole(data, "level"))
    return _confirmed(indicator, data)


def _chosen(indicator: Indicator, level: int) -> Chosen:
    if level not in indicator.choices:
        raise Unreadable("level_not_offered", f"{indicator.uid}: {level}")
    return Chosen(level)


def _confirmed(indicator: Indicator, data: Data) -> Confirmed:
    confirmed = frozenset(_want(uid, str, "confirmed") for uid in _rows(data, "confirmed"))
    reasons = _want(data.get("not_applicable", {}), dict, "not_applicable")
    not_applicable = frozenset(reasons)
    if not_applicable:
        _demand_allowed(indicator)
    known = {item.uid for item in indicator.characteristics}
    for uid in sorted((confirmed | not_applicable) - known):
        raise Unreadable("unknown_characteristic", uid)
    for uid in sorted(confirmed & not_applicable):
        raise Unreadable("confirmed_and_not_applicable", uid)
    return Confirmed(confirmed, not_applicable)


def _demand_allowed(indicator: Indicator) -> None:
    if not indicator.may_not_apply:
        raise Unreadable("not_applicable_forbidden", indicator.uid)


def _characteristic(row: Data) -> Characteristic:
    strand = _get(row, "strand")
    return Characteristic(
        uid=_text(row, "uid"),
        level=_whole(row, "level"),
        strand=None if strand is None else _want(strand, str, "strand"),
    )


def _level(row: Data) -> Level:
    return Level(_whole(row, "value"), _text(row, "title"))


def _strand(row: Data) -> Strand:
    return Strand(_text(row, "uid"), _text(row, "title"))


def _area(row: Data) -> Area:
    return Area(_text(row, "uid"), _text(row, "code"), _text(row, "title"), _weight(row))


def _weight(row: Data) -> Decimal:
    """Return a weight above 0; editions of schema 1 know none, there everything weighs 1."""
    weight = _decimal(_want(row.get("weight", "1"), str, "weight"))
    if weight <= 0:
        raise Unreadable("wrong_weight", _text(row, "uid"))
    return weight


def _band(row: Data) -> Band:
    end = _get(row, "to")
    return Band(
        level=_whole(row, "level"),
        start=_decimal(_text(row, "from")),
        end=None if end is None else _decimal(_want(end, str, "to")),
    )


def _one_of(names: type[Name], data: Data, key: str) -> Name:
    name = _text(data, key)
    if name not in set(names):
        raise Unreadable("unknown_method", name)
    return names(name)


def _check_references(scale: Scale) -> None:
    values = [level.value for level in scale.levels]
    if values != list(range(1, len(values) + 1)):
        raise Unreadable("levels_not_from_one", scale.uid)
    areas = {area.uid for area in scale.areas}
    strands = {None, *(strand.uid for strand in scale.strands)}
    for indicator in scale.indicators:
        if indicator.area not in areas:
            raise Unreadable("unknown_area", indicator.uid)
        if any(item.strand not in strands for item in indicator.characteristics):
            raise Unreadable("unknown_strand", indicator.uid)
    _refuse_duplicates(area.uid for area in scale.areas)
    _refuse_duplicates(indicator.uid for indicator in scale.indicators)
    _refuse_duplicates(
        item.uid for indicator in scale.indicators for item in indicator.characteristics
    )


def _refuse_duplicates(uids: Iterable[str]) -> None:
    for uid, count in Counter(uids).items():
        if count > 1:
            raise Unreadable("duplicate_uid", uid)


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise Unreadable("wrong_decimal", text) from None
    if not value.is_finite():
        raise Unreadable("wrong_decimal", text)
    return value


def _get(data: Data, key: str) -> Any:
    if key not in _want(data, dict, key):
        raise Unreadable("missing_key", key)
    return data[key]


def _text(data: Data, key: str) -> str:
    text: str = _want(_get(data, key), str, key)
    return text


def _whole(data: Data, key: str) -> int:
    number: int = _want(_get(data, key), int, key)
    return number


def _rows(data: Data, key: str) -> list[Any]:
    rows: list[Any] = _want(_get(data, key), list, key)
    return rows


def _want(value: Any, kind: type, key: str) -> Any:
    # True is an int for Python, but no level for anybody.
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Unreadable("wrong_type", key)
    return value
