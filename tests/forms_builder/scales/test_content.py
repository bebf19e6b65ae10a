"""A scale as data: what an edition will keep, whole and in order."""

import json
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.canonical import canonical_json
from forms_builder.scales.content import bands, card, indicator_content, scale_content
from forms_builder.scales.models import Characteristic, Indicator, Level
from portal.scoring.reading import read_scale
from portal.scoring.results import level_of
from tests.forms_builder.builders import AREA1, CARE, ONE, SCALE, SPACE, uid_of

STARTS = st.lists(
    st.decimals(min_value="0.01", max_value="999.99", places=2), unique=True, min_size=1
).map(sorted)


def levels(starts):
    return [Level(value=value, starts_at=start) for value, start in enumerate(starts, start=1)]


@given(STARTS)
def test_bands__leave_no_hole_and_overlap_nowhere(starts):
    rows = bands(levels(starts))
    assert [row["level"] for row in rows] == list(range(len(starts) + 1))
    assert (rows[0]["from"], rows[-1]["to"]) == ("0", None)
    for lower, upper in pairwise(rows):
        assert lower["to"] == upper["from"]
    assert [Decimal(row["from"]) for row in rows[1:]] == starts


@given(STARTS)
def test_bands__are_plain_numbers(starts):
    for row in bands(levels(starts)):
        assert "E" not in row["from"]
        assert not row["from"].endswith(".")
        assert "." not in row["from"] or not row["from"].endswith("0")


def everything(scale):
    areas = list(scale.areas.all())
    return scale_content(scale, areas, Indicator.objects.filter(area__scale=scale))


def test_scale_content__keeps_names_methods_and_order(scale):
    content = everything(scale)
    assert (content["uid"], content["title"], content["notice"]) == (
        SCALE,
        "Малая шкала",
        "Для проверок",
    )
    assert [area["code"] for area in content["areas"]] == ["1", "2"]
    assert [strand["uid"] for strand in content["strands"]] == [CARE, SPACE]
    assert [level["value"] for level in content["levels"]] == [1, 2, 3]
    assert content["levels"][0]["plain"] == "первые шаги"
    assert [row["code"] for row in content["indicators"]] == ["1.1", "1.2", "2.1"]
    assert (content["overall_method"], content["area_method"]) == ("mean_of_areas", "mean")


def test_scale_content__can_be_frozen_and_scored(scale):
    content = everything(scale)
    assert json.loads(canonical_json(content)) == content
    read = read_scale(content)
    assert [level_of(read.bands, Decimal(number)) for number in ("0", "0.99", "1", "3")] == [
        0,
        0,
        1,
        3,
    ]


def test_indicator_content__names_its_area_and_gaps(indicator):
    content = indicator_content(indicator("1.1"))
    assert (content["uid"], content["area"], content["gaps"]) == (ONE, AREA1, [3])
    assert [row["uid"] for row in content["characteristics"]] == [uid_of("1.1/1"), uid_of("1.1/2")]
    assert content["characteristics"][0]["strand"] is None


def test_indicator_content__by_level_and_then_as_the_editor_has_them(indicator):
    row = indicator("1.1")
    row.characteristics.add(Characteristic(level=1, text="Ещё", sort_order=9))
    row.characteristics.add(Characteristic(level=1, text="Первая", sort_order=-1))
    shown = indicator_content(row)["characteristics"]
    assert [(one["level"], one["text"]) for one in shown] == [
        (1, "Первая"),
        (1, "Видно 1.1/1"),
        (1, "Ещё"),
        (2, "Видно 1.1/2"),
    ]


def test_indicator_content__under_the_direct_rule_characteristics_do_not_count(indicator):
    row = indicator("1.1")
    row.rule = "direct"
    assert indicator_content(row)["characteristics"] == []


@pytest.mark.parametrize(
    ("gaps", "declared"), [("", []), ("3", [3]), ("5,2", [2, 5]), ("2,2", [2]), ("2,", [2])]
)
def test_declared_gaps(gaps, declared):
    assert Indicator(gaps=gaps).declared_gaps == declared


def test_card__has_the_levels_that_are_asked_with_their_rows(indicator):
    content = indicator_content(indicator("1.1"))
    shown = card(content, [{"value": value, "title": str(value)} for value in (1, 2, 3)])
    assert [level["value"] for level in shown["levels"]] == [1, 2]
    assert [len(level["characteristics"]) for level in shown["levels"]] == [1, 1]
    assert shown["title"] == "Наблюдение"
