"""What is stored: the exact shape, exact decimals, and the same bytes at every computing."""

import json
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest

from forms_builder.common.canonical import canonical_json
from portal.scoring.reading import read_scale
from portal.scoring.results import RULE_VERSION, SheetResult, as_data, indicator_as_data
from tests.scoring.builders import (
    NOT_APPLICABLE,
    chosen,
    direct_sheet,
    indicator_data,
    read,
    scale_data,
    score_all,
    scored,
    ticked,
)

ROOT = Path(__file__).parents[2]


CUMULATIVE = {
    "uid": "i1",
    "code": "i1",
    "title": "Показатель i1",
    "area": "a1",
    "rule": "cumulative",
    "score": "1",
    "level": 1,
    "state": "scored",
    "reason": "",
    "top": 4,
    "next": {"level": 2, "missing": ["2b"]},
    "trace": [
        {
            "level": 1,
            "verdict": "met",
            "confirmed": ["1a"],
            "missing": [],
            "not_applicable": [],
        },
        {
            "level": 2,
            "verdict": "not_met",
            "confirmed": ["2a"],
            "missing": ["2b"],
            "not_applicable": [],
        },
        {"level": 3, "verdict": "gap", "confirmed": [], "missing": [], "not_applicable": []},
        {
            "level": 4,
            "verdict": "not_reached",
            "confirmed": [],
            "missing": ["4a"],
            "not_applicable": [],
        },
    ],
}


AREAS = [
    {
        "uid": "a1",
        "code": "1",
        "title": "Область 1",
        "score": "1",
        "level": 1,
        "answered": 1,
        "applicable": 2,
        "asked": 2,
        "reason": "",
    },
    {
        "uid": "a2",
        "code": "2",
        "title": "Область 2",
        "score": None,
        "level": None,
        "answered": 0,
        "applicable": 0,
        "asked": 1,
        "reason": "not_applicable",
    },
    {
        "uid": "a3",
        "code": "3",
        "title": "Область 3",
        "score": "1.5",
        "level": 1,
        "answered": 1,
        "applicable": 1,
        "asked": 1,
        "reason": "",
    },
]


def small_sheet() -> SheetResult:
    """Three areas: a cumulative and an unanswered one, a not applicable one, one by strand."""
    scale = read_scale(
        scale_data(
            [
                indicator_data("1a 2a 2b 4a", gaps=[3, 5], uid="i1", area="a1"),
                indicator_data(rule="direct", uid="i2", area="a1"),
                indicator_data(rule="direct", uid="i3", area="a2"),
                indicator_data(
                    "D1 P1 P2", rule="cumulative_by_strand", gaps=[3, 4, 5], uid="i4", area="a3"
                ),
            ]
        )
    )
    answers = {"i1": ticked("1a 2a"), "i3": NOT_APPLICABLE, "i4": ticked("D1 P1 P2")}
    return score_all(scale, answers)


def test_stored_data__top_keys() -> None:
    data = as_data(small_sheet())
    assert list(data) == ["rule_version", "overall", "areas", "indicators"]
    assert data["rule_version"] == RULE_VERSION == "1"


def test_stored_data__overall() -> None:
    assert as_data(small_sheet())["overall"] == {
        "score": "1.25",
        "level": 1,
        "method": "mean_of_areas",
        "answered": 2,
        "applicable": 3,
        "asked": 4,
        "reason": "",
    }


def test_stored_data__areas() -> None:
    assert as_data(small_sheet())["areas"] == AREAS


def test_stored_data__cumulative_indicator() -> None:
    assert as_data(small_sheet())["indicators"][0] == CUMULATIVE


@pytest.mark.parametrize(
    ("place", "state", "reason"),
    [(1, "not_answered", "not_assessed"), (2, "not_applicable", "not_applicable")],
)
def test_stored_data__indicator_without_a_number(place: int, state: str, reason: str) -> None:
    indicator = as_data(small_sheet())["indicators"][place]
    expected = {
        "score": None,
        "level": None,
        "next": None,
        "trace": [],
        "state": state,
        "reason": reason,
        "top": 5,
        "rule": "direct",
    }
    assert {key: indicator[key] for key in expected} == expected


def test_stored_data__rows_by_strand_name_their_strand() -> None:
    trace = as_data(small_sheet())["indicators"][3]["trace"]
    assert [(row["strand"], row["level"], row["verdict"]) for row in trace] == [
        ("D", 1, "met"),
        ("D", 2, "passed_over"),
        ("P", 1, "met"),
        ("P", 2, "met"),
    ]


def test_stored_data__rows_of_one_climb_name_no_strand() -> None:
    # Strands under the plain rule are headings on the sheet; the climb does not know them.
    result = scored(read("D1 P1", gaps=(2, 3, 4, 5)), ticked("D1"))
    assert ["strand" in row for row in indicator_as_data(result)["trace"]] == [False]


def test_stored_data__a_missing_strand_is_a_null_by_strand() -> None:
    result = scored(read("1a", rule="cumulative_by_strand", gaps=(2, 3, 4, 5)), ticked())
    assert [row["strand"] for row in indicator_as_data(result)["trace"]] == [None]


def test_stored_data__one_indicator_is_an_entry_of_the_sheet() -> None:
    sheet = small_sheet()
    entries = [indicator_as_data(indicator) for indicator in sheet.indicators]
    assert entries == as_data(sheet)["indicators"]


def test_stored_data__decimals_are_exact_text() -> None:
    data = as_data(direct_sheet({1: [1, 2, 2], 2: [3, 2], 3: [4]}))
    assert [area["score"] for area in data["areas"]] == [
        "1.666666666666666666666666667",
        "2.5",
        "4",
    ]
    assert data["overall"]["score"] == "2.722222222222222222222222222"


def test_stored_data__holds_nothing_but_plain_json() -> None:
    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(type(key) is str and plain(item) for key, item in value.items())
        if isinstance(value, list):
            return all(plain(item) for item in value)
        return value is None or type(value) in (str, int)

    assert plain(as_data(small_sheet()))


def test_stored_data__survives_the_way_through_json() -> None:
    data = as_data(small_sheet())
    assert json.loads(canonical_json(data)) == data


def test_stored_data__reads_back_as_the_same_decimal() -> None:
    sheet = direct_sheet({1: [1, 2, 2], 2: [0]})
    stored = as_data(sheet)
    assert Decimal(stored["overall"]["score"]) == sheet.overall.score
    assert Decimal(stored["areas"][0]["score"]) == sheet.areas[0].score
    assert Decimal(stored["areas"][1]["score"]) == 0


def test_stored_data__two_computings_give_the_same_text() -> None:
    assert canonical_json(as_data(small_sheet())) == canonical_json(as_data(small_sheet()))


def test_stored_data__order_of_answers_gives_the_same_text() -> None:
    scale = read_scale(
        scale_data([indicator_data(rule="direct", uid=uid) for uid in ("i1", "i2", "i3")])
    )
    answers = {"i1": chosen(1), "i2": chosen(2), "i3": chosen(5)}
    backwards = dict(reversed(answers.items()))
    assert canonical_json(as_data(score_all(scale, answers))) == canonical_json(
        as_data(score_all(scale, backwards))
    )


@pytest.mark.parametrize("precision", [2, 9, 50])
def test_stored_data__another_decimal_context_gives_the_same_text(precision: int) -> None:
    expected = canonical_json(as_data(small_sheet()))
    with localcontext() as context:
        context.prec = precision
        assert canonical_json(as_data(small_sheet())) == expected
