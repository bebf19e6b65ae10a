"""What became different, in the words a methodologist reads at the gate."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from forms_builder.questionnaires.changes import compare
from tests.forms_builder.questionnaires.expected import EXPECTED

Edit = Callable[[dict[str, Any]], object]


def changed(edit: Edit) -> list[tuple[str, bool]]:
    new = copy.deepcopy(EXPECTED)
    edit(new)
    return [(change.text, change.attention) for change in compare(EXPECTED, new)]


def item(content: dict, section: int, position: int = 0) -> dict:
    return content["sections"][section]["items"][position]


def indicator(content: dict, position: int = 0) -> dict:
    return content["scale"]["indicators"][position]


def test_compare__nothing():
    assert changed(lambda new: None) == []


CASES: list[tuple[Edit, str, bool]] = [
    (lambda n: n["questionnaire"].update(title="Лист"), "Форма называется «Лист».", False),
    (lambda n: n["questionnaire"].update(notice=""), "Изменено примечание к форме.", False),
    (
        lambda n: n["scale"].update(overall_method="mean_of_indicators"),
        "Общая оценка считается иначе: среднее показателей.",
        True,
    ),
    (lambda n: n["scale"]["bands"].pop(), "Изменены границы уровней.", True),
    (
        lambda n: n["scale"]["levels"][0].update(title="Старт"),
        "Изменены названия или цвета уровней.",
        False,
    ),
    (
        lambda n: n["scale"].update(notice="Иное"),
        "Изменено название шкалы или примечание к ней.",
        False,
    ),
    (lambda n: n["scale"]["strands"].pop(), "Изменены подтемы.", False),
    (
        lambda n: n["sections"][3]["items"].append(item(n, 3) | {"uid": "x", "code": "2.2"}),
        "Добавлено: показатель 2.2 «Участок».",
        True,
    ),
    (
        lambda n: n["sections"][0]["items"].append(item(n, 0) | {"uid": "x"}),
        "Добавлено: вопрос «Сколько групп».",
        False,
    ),
    (
        lambda n: n["sections"][4]["items"].pop(),
        "Больше не спрашивается: пояснение «Спасибо».",
        True,
    ),
    (
        lambda n: item(n, 2).update(label="Взгляд"),
        "Переименовано: было «Наблюдение», стало «Взгляд».",
        False,
    ),
    (lambda n: item(n, 2).update(code="1.9"), "Другой номер или код: был 1.1, стал 1.9.", False),
    (
        lambda n: item(n, 2).update(hint=""),
        "Изменена подсказка: показатель 1.1 «Наблюдение».",
        False,
    ),
    (
        lambda n: item(n, 1)["choices"].pop(),
        "Изменены варианты ответа: вопрос «Как шло».",
        True,
    ),
    (
        lambda n: item(n, 0).update(maximum="9"),
        "Изменены обязательность или пределы ответа: вопрос «Сколько групп».",
        False,
    ),
    (
        lambda n: n["sections"][1].update(title="Визит"),
        "Раздел «Посещение» называется «Визит».",
        False,
    ),
    (
        lambda n: n["sections"][2]["items"].reverse(),
        "Изменён порядок в разделе «1. Ориентиры».",
        False,
    ),
    (lambda n: n["sections"].reverse(), "Изменён порядок разделов.", False),
    (
        lambda n: n["sections"][3]["items"].append(n["sections"][2]["items"].pop()),
        "Перенесено в раздел «2. Условия»: показатель 1.2 «Игра».",
        True,
    ),
    (
        lambda n: indicator(n, 2).update(rule="cumulative"),
        "Показатель 2.1 считается иначе: было «уровень ставится сразу», "
        "стало «по всем характеристикам уровня и ниже».",
        True,
    ),
    (lambda n: indicator(n).update(gaps=[]), "Показатель 1.1: изменены пропущенные уровни.", True),
    (
        lambda n: indicator(n)["characteristics"].append(
            {"uid": "x", "level": 2, "strand": None, "text": "Новая"}
        ),
        "Показатель 1.1, добавлено: 1\u00a0характеристика.",
        True,
    ),
    (
        lambda n: indicator(n, 1)["characteristics"].clear(),
        "Показатель 1.2, убрано: 6\u00a0характеристик.",
        True,
    ),
    (
        lambda n: indicator(n)["characteristics"][0].update(text="Иначе"),
        "Показатель 1.1, другими словами: 1\u00a0характеристика.",
        False,
    ),
    (
        lambda n: [row.update(level=1) for row in indicator(n, 1)["characteristics"][2:4]],
        "Показатель 1.2, другой уровень или подтема: 2\u00a0характеристики.",
        True,
    ),
    (
        lambda n: indicator(n)["characteristics"].reverse(),
        "Показатель 1.1: изменён порядок характеристик.",
        False,
    ),
]


@pytest.mark.parametrize(("edit", "text", "attention"), CASES)
def test_compare__one_change_in_one_sentence(edit, text, attention):
    assert changed(edit) == [(text, attention)]


def test_compare__the_scale_comes_or_goes():
    bare = {**EXPECTED, "scale": None, "sections": EXPECTED["sections"][:1]}
    went = [change.text for change in compare(EXPECTED, bare)]
    came = [change.text for change in compare(bare, EXPECTED)]
    assert went[0] == "Шкалы больше нет."
    assert came[0] == "Форма стала оценивать по шкале."
    assert len(went) == len(came) == 1 + 6
