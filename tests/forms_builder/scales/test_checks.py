"""What keeps a scale from being frozen, as tables."""

import copy

import pytest

from forms_builder.scales.checks import indicator_problems, scale_problems
from forms_builder.scales.content import bands
from forms_builder.scales.defaults import default_levels
from forms_builder.scales.models import Level
from portal.scoring.checks import freeze_findings
from portal.scoring.reading import read_scale
from tests.factories.content import edition_content

LEVELS = [1, 2, 3]


def indicator(rule: str, levels: list[int], gaps: tuple = (), strand: str | None = "s") -> dict:
    rows = [{"uid": f"{n}{i}", "level": n, "strand": strand} for i, n in enumerate(levels)]
    return {"rule": rule, "gaps": list(gaps), "characteristics": rows}


CASES = [
    (indicator("cumulative", [1, 2, 3]), []),
    (indicator("cumulative", [1, 3], (2,)), []),
    (indicator("cumulative", [1], (2, 3)), []),
    (indicator("cumulative_by_strand", [1, 2, 3]), []),
    (indicator("direct", []), []),
    (indicator("direct", [], (3,)), []),
    (indicator("cumulative", []), ["Нет ни одной характеристики"]),
    (indicator("cumulative", [1, 3]), ["На уровне 2 нет характеристик"]),
    (indicator("cumulative", [2]), ["На уровне 1 нет", "На уровне 3 нет"]),
    (indicator("cumulative", [1, 2, 3], (2,)), ["Уровень 2 отмечен как пропуск"]),
    (indicator("cumulative", [1, 2, 3, 4]), ["Уровня 4 в шкале нет"]),
    (indicator("cumulative", [1, 2, 3], (7,)), ["пропущенных уровней есть такой"]),
    (indicator("direct", [], (1, 2, 3)), ["Пропущены все уровни"]),
    (indicator("cumulative_by_strand", [1, 2, 3], strand=None), ["подтемы нет"]),
]


@pytest.mark.parametrize(("content", "expected"), CASES)
def test_indicator_problems(content, expected):
    problems = indicator_problems(content, LEVELS)
    assert len(problems) == len(expected), problems
    for words, problem in zip(expected, problems, strict=True):
        assert words in problem


def level(value: int, starts_at: str) -> Level:
    return Level(value=value, title=str(value), colour="#000000", starts_at=starts_at)


SCALES = [
    ([level(1, "1"), level(2, "2")], ""),
    ([level(1, "1.00"), level(2, "1.75")], ""),
    ([], "нет ни одного уровня"),
    ([level(1, "1"), level(3, "3")], "нумеруются подряд"),
    ([level(1, "0.5"), level(2, "2")], "Уровень 1 начинается с оценки 1"),
    ([level(1, "1"), level(2, "1")], "с большей оценки"),
    ([level(1, "1"), level(2, "3"), level(3, "2")], "с большей оценки"),
]


@pytest.mark.parametrize(("levels", "words"), SCALES)
def test_scale_problems(levels, words):
    content = {"levels": [{"value": row.value} for row in levels], "bands": bands(levels)}
    problems = scale_problems(content)
    assert bool(problems) == bool(words)
    assert words in "".join(problems)


def test_bands__without_trailing_zeros():
    levels = [level(1, "1.00"), level(2, "2.50"), level(3, "10.00")]
    assert bands(levels) == [
        {"level": 0, "from": "0", "to": "1"},
        {"level": 1, "from": "1", "to": "2.5"},
        {"level": 2, "from": "2.5", "to": "10"},
        {"level": 3, "from": "10", "to": None},
    ]


def test_default_levels__are_five_and_sound():
    levels = [Level(**row) for row in default_levels()]
    content = {"levels": [{"value": row.value} for row in levels], "bands": bands(levels)}
    assert len(levels) == 5
    assert scale_problems(content) == []


STRICT_ROWS = edition_content()["scale"]["indicators"][0]["characteristics"]


def _broken(where: str, **changes: object) -> dict:
    content = copy.deepcopy(edition_content())["scale"]
    target = content["indicators"][0] if where == "indicator" else content
    target.update(changes)
    return content


@pytest.mark.parametrize(
    "scale",
    [
        edition_content()["scale"],
        _broken("indicator", characteristics=[]),
        _broken("indicator", gaps=[2]),
        _broken("indicator", characteristics=STRICT_ROWS[:2]),
        _broken("indicator", rule="cumulative_by_strand"),
        _broken("indicator", rule="direct", gaps=[1, 2, 3, 4, 5]),
    ],
)
def test_twin__blocks_what_scoring_would_block(scale):
    levels = [row["value"] for row in scale["levels"]]
    here = scale_problems(scale) + [
        problem for row in scale["indicators"] for problem in indicator_problems(row, levels)
    ]
    there = [finding for finding in freeze_findings(read_scale(scale)) if finding.blocks]
    assert bool(here) == bool(there)
