"""The worked tables of the room's chapter are computed, so that the chapter cannot go stale."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from portal.scoring import checks, reading
from portal.scoring.reading import read_scale
from portal.scoring.results import Verdict, round_for_display
from portal.scoring.shapes import Indicator
from tests.scoring.builders import (
    NA,
    Score,
    chosen,
    direct_sheet,
    indicator_data,
    read,
    scale_data,
    score_all,
    scored,
    ticked,
)

ROOM = Path(checks.__file__).parent
CHAPTER = (ROOM / "README.md").read_text(encoding="utf-8")
NOTHING = "–"


def section(title: str) -> str:
    """The text under one heading of the chapter."""
    return CHAPTER.split(f"\n## {title}\n")[1].split("\n## ")[0]


def table(text: str, head: str) -> list[list[str]]:
    """The rows of the table whose first column is called `head`."""
    rows = text[text.index(f"| {head} |") :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def names(cell: str) -> str:
    return "" if cell == NOTHING else cell


def written(value: Fraction | int | None) -> str:
    return NOTHING if value is None else str(value)


CUMULATIVE = read("1a 1b 2a 3a 4a", gaps=(5,))
BY_STRAND = read("D1 D2 D3 P1 P2 P3", rule="cumulative_by_strand", gaps=(4, 5))
EXAMPLES = [
    *((CUMULATIVE, row) for row in table(section("Indicator: cumulative"), "confirmed")),
    *((BY_STRAND, row) for row in table(section("Indicator: cumulative by strand"), "confirmed")),
]


@pytest.mark.parametrize(
    ("indicator", "row"), EXAMPLES, ids=[f"{one.rule} {row[0]}" for one, row in EXAMPLES]
)
def test_worked_indicator__comes_out_as_the_chapter_says(
    indicator: Indicator, row: list[str]
) -> None:
    confirmed, not_applicable, score, level, missing = row
    result = scored(indicator, ticked(names(confirmed), names(not_applicable)))
    step = result.next
    assert written(result.exact) == score
    assert written(None if step is None else step.level) == level
    assert (NOTHING if step is None else " ".join(step.missing)) == missing


def test_worked_indicators__are_all_found() -> None:
    assert [sum(one is part for one, _ in EXAMPLES) for part in (CUMULATIVE, BY_STRAND)] == [9, 7]


def test_worked_sheet__comes_out_as_the_chapter_says() -> None:
    rows = table(section("Area, overall, coverage"), "area")
    scores: dict[int, list[Score]] = {
        int(area): [NA if score == NA else int(score) for score in cell.split()]
        for area, cell, _ in rows
        if area.isdigit()
    }
    said = {area: mean for area, _, mean in rows}
    sheet = direct_sheet(scores)
    for area in sheet.areas:
        if area.code in said:
            shown = NOTHING if area.score is None else str(round_for_display(area.score))
            assert shown == said[area.code]
    for method in ("mean_of_areas", "mean_of_indicators"):
        overall = direct_sheet(scores, method).overall.score
        assert overall is not None
        assert str(round_for_display(overall)) == said[method]


def test_worked_weights__come_out_as_the_chapter_says() -> None:
    rows = table(section("Weights"), "area")
    areas = [row for row in rows if row[0].isdigit()]
    indicators = [
        {
            **indicator_data(rule="direct", uid=f"{row[0]}.{place}", area=f"a{row[0]}"),
            "weight": weight,
        }
        for row in areas
        for place, (_score, weight) in enumerate(pair.split("×") for pair in row[2].split())
    ]
    data = scale_data(indicators, method="weighted_mean_of_areas", areas=len(areas))
    data["area_method"] = "weighted_mean"
    for area, row in zip(data["areas"], areas, strict=True):
        area["weight"] = row[1]
    scores = [pair.split("×")[0] for row in areas for pair in row[2].split()]
    answers = {
        one["uid"]: chosen(int(score)) for one, score in zip(indicators, scores, strict=True)
    }
    result = score_all(read_scale(data), answers)
    shown = [area.score for area in result.areas] + [result.overall.score]
    assert [str(round_for_display(score)) for score in shown if score is not None] == [
        row[3] for row in rows
    ]


def test_chapter__explains_every_verdict() -> None:
    rows = table(section("Indicator: cumulative"), "verdict")
    assert {row[0].strip("`") for row in rows} == {verdict.value for verdict in Verdict}


def codes_of(title: str, head_number: int) -> set[str]:
    """The codes in the first column of one of the two tables under «Codes»."""
    parts = section(title).split("| code | what is wrong |")
    rows = parts[head_number].split("\n\n")[0].splitlines()[2:]
    return {code for row in rows for code in re.findall(r"`(\w+)`", row.split("|")[1])}


def test_chapter__names_every_finding_of_the_gate() -> None:
    source = Path(checks.__file__).read_text(encoding="utf-8")
    raised = set(re.findall(r'Finding\(\s*"(\w+)"', source))
    assert raised == codes_of("Codes", 1)


def test_chapter__names_every_refusal() -> None:
    raised = {
        code
        for path in ROOM.glob("*.py")
        for code in re.findall(r'(?:Unreadable\(|_refuse\(.*, )"(\w+)"', path.read_text("utf-8"))
    }
    assert raised == codes_of("Codes", 2)


def test_chapter__names_every_file_of_the_room() -> None:
    told = set(re.findall(r"`(\w+\.py)`", CHAPTER.split("\n## ")[0]))
    assert told >= {path.name for path in ROOM.glob("*.py")} - {"__init__.py"}


def test_docstrings_of_reading__name_every_refusal_of_reading() -> None:
    told = " ".join((reading.read_scale.__doc__ or "", reading.read_answer.__doc__ or ""))
    source = Path(reading.__file__).read_text(encoding="utf-8")
    raised = set(re.findall(r'Unreadable\("(\w+)"', source))
    assert {code for code in raised if code not in told} == set()
