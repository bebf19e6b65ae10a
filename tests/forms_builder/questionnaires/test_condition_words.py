"""Conditions and formulas in words: what a methodologist reads at the gate, a parent on paper."""

from typing import Any

import pytest

from forms_builder.questionnaires.condition_words import condition_words, value_words

NAMES = {"groups": "Сколько групп", "mode": "Режим", "clubs": "Кружки", "day": "День приезда"}
VALUES = {"mode": {"full": "Полный день"}, "clubs": {"art": "Рисование"}}
GROUPS, MODE, CLUBS, DAY = ({"var": code} for code in NAMES)


def number(text: str) -> dict[str, str]:
    return {"number": text}


CASES: list[tuple[Any, str]] = [
    ({"==": [MODE, "full"]}, "«Режим» — «Полный день»"),
    ({"!=": [MODE, "full"]}, "«Режим» — не «Полный день»"),
    ({"==": [MODE, "night"]}, "«Режим» — «night»"),
    ({">=": [GROUPS, number("2.5")]}, "«Сколько групп» не меньше 2,5"),
    ({"<": [GROUPS, number("-1")]}, "«Сколько групп» меньше −1"),
    ({"<": [DAY, "2026-09-01"]}, "«День приезда» раньше 01.09.2026"),
    ({">=": [DAY, "2026-09-01"]}, "«День приезда» не раньше 01.09.2026"),
    ({"in": ["art", CLUBS]}, "в «Кружки» есть «Рисование»"),
    ({"not": [{"in": ["art", CLUBS]}]}, "в «Кружки» нет «Рисование»"),
    ({"in": [MODE, ["full", "half"]]}, "«Режим» — одно из «Полный день», «half»"),
    ({"not": [{"in": [MODE, ["full"]]}]}, "«Режим» — ничего из «Полный день»"),
    ({"answered": [MODE]}, "на вопрос «Режим» есть ответ"),
    ({"not": [{"answered": [MODE]}]}, "на вопрос «Режим» нет ответа"),
    ({"not_applicable": [MODE]}, "на вопрос «Режим» отвечено «не применимо»"),
    ({"==": [{"var": "gone"}, True]}, "«gone» — да"),
    (
        {"and": [{">": [GROUPS, number("1")]}, {"==": [MODE, "full"]}]},
        "«Сколько групп» больше 1 и «Режим» — «Полный день»",
    ),
    (
        {"or": [{">": [GROUPS, number("1")]}, {"==": [MODE, "full"]}]},
        "«Сколько групп» больше 1 или «Режим» — «Полный день»",
    ),
    (
        {"and": [{"answered": [DAY]}, {"or": [{"==": [MODE, "full"]}, {"in": ["art", CLUBS]}]}]},
        "на вопрос «День приезда» есть ответ и («Режим» — «Полный день» или в «Кружки» есть"
        " «Рисование»)",
    ),
    (
        {"not": [{"or": [{"==": [MODE, "full"]}, {"answered": [DAY]}]}]},
        "неверно, что («Режим» — «Полный день» или на вопрос «День приезда» есть ответ)",
    ),
    ({"+": [GROUPS, number("1"), GROUPS]}, "«Сколько групп» + 1 + «Сколько групп»"),
    ({"-": [GROUPS, {"-": [GROUPS, number("1")]}]}, "«Сколько групп» − («Сколько групп» − 1)"),
    ({"-": [{"-": [GROUPS, number("1")]}, GROUPS]}, "«Сколько групп» − 1 − «Сколько групп»"),
    ({"*": [{"+": [GROUPS, number("1")]}, number("2")]}, "(«Сколько групп» + 1) × 2"),
    ({"+": [{"*": [GROUPS, number("3")]}, number("2")]}, "«Сколько групп» × 3 + 2"),
    ({"/": [number("1"), {"/": [GROUPS, number("2")]}]}, "1 ÷ («Сколько групп» ÷ 2)"),
    ({"-": [GROUPS]}, "−«Сколько групп»"),
    (
        {">": [{"sum": [GROUPS, GROUPS]}, number("9")]},
        "(сумма: «Сколько групп», «Сколько групп») больше 9",
    ),
    (
        {"round": [{"mean": [GROUPS]}, number("1")]},
        "среднее: «Сколько групп» с округлением до 1\u00a0знака",
    ),
    ({"min": [GROUPS, number("5")]}, "наименьшее из: «Сколько групп», 5"),
    ({"max": [GROUPS, number("5")]}, "наибольшее из: «Сколько групп», 5"),
    ({"count": [GROUPS, MODE]}, "число ответов: «Сколько групп», «Режим»"),
    (
        {"if": [{"not_applicable": [GROUPS]}, number("0"), GROUPS]},
        "если на вопрос «Сколько групп» отвечено «не применимо», то 0, иначе «Сколько групп»",
    ),
    ({"unknown": []}, '{"unknown":[]}'),
]


@pytest.mark.parametrize(("expression", "words"), CASES, ids=[words[:50] for _one, words in CASES])
def test_words__of_an_expression(expression, words):
    assert condition_words(expression, NAMES, VALUES) == words


def test_words__without_the_words_of_values():
    assert condition_words({"==": [MODE, "full"]}, NAMES) == "«Режим» — «full»"


def test_value_words__of_every_kind_that_is_chosen_from():
    items = [
        {"code": "mode", "type": "choice", "choices": [{"value": "full", "label": "Полный день"}]},
        {"code": "sure", "type": "yes_no"},
        {"code": "free", "type": "text"},
    ]
    assert value_words({"sections": [{"items": items}]}) == {
        "mode": {"full": "Полный день"},
        "sure": {"yes": "да", "no": "нет"},
        "free": {},
    }
