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
        "Вопрос «Как шло»: убрано: вариант «Полдня».",
        True,
    ),
    (
        lambda n: item(n, 0).update(maximum="9"),
        "Вопрос «Сколько групп»: не больше — было «60», стало «9».",
        True,
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


GROUPS = "Вопрос «Сколько групп»: "
MODE = "Вопрос «Как шло»: "
DAY_SHIFT = {"==": [{"var": "mode"}, "day"]}
SETTINGS: list[tuple[dict[str, Any], str, bool]] = [
    ({"required": False}, "ответ обязателен — было «да», стало «нет»", False),
    ({"maximum": "90"}, "не больше — было «60», стало «90»", False),
    ({"maximum": None}, "не больше — убрано, было «60»", False),
    ({"minimum": "2"}, "не меньше — было «1», стало «2»", True),
    ({"minimum": "-10"}, "не меньше — было «1», стало «-10»", False),
    ({"whole": True}, "только целые — было «нет», стало «да»", True),
    ({"unit": "групп"}, "единица — теперь «групп»", True),
    ({"not_applicable": True}, "можно ответить «не применимо» — было «нет», стало «да»", True),
    ({"reasons": ["Нет групп", "Лето"]}, "готовые причины — теперь «Нет групп; Лето»", False),
    (
        {"evidence": "required"},
        "доказательства — было «не спрашиваются», стало «обязательны»",
        False,
    ),
    (
        {"evidence": "required", "evidence_from": 4},
        "доказательства — было «не спрашиваются», стало «обязательны с уровня 4»",
        False,
    ),
    ({"construct": "вовлеченность"}, "что измеряет — теперь «вовлеченность»", True),
    ({"error": "Целое число"}, "своё сообщение об ошибке — теперь «Целое число»", False),
    ({"pattern": "[0-9]+"}, "образец — теперь «[0-9]+»", True),
    ({"min_length": 3}, "знаков не меньше — теперь «3»", True),
    ({"other": True}, "можно вписать своё — было «нет», стало «да»", True),
    ({"look": "dropdown"}, "вид списка — теперь «раскрывающийся список»", False),
    ({"labels": ["плохо", "", "так"]}, "слова у уровней — теперь «1 — плохо; 3 — так»", True),
    ({"kinds": ["pdf"]}, "виды файлов — теперь «pdf»", False),
    ({"decimals": 1}, "знаков после запятой — теперь «1»", False),
    ({"text": "Согласен на обработку"}, "текст — теперь «Согласен на обработку»", True),
]


@pytest.mark.parametrize(("keys", "words", "attention"), SETTINGS)
def test_compare__one_setting_was_and_is(keys, words, attention):
    assert changed(lambda new: item(new, 0).update(keys)) == [(f"{GROUPS}{words}.", attention)]


def test_compare__a_condition_is_told_by_the_labels_of_its_questions():
    [(text, attention)] = changed(lambda new: item(new, 0).update(show_if=DAY_SHIFT))
    assert text.startswith(f"{GROUPS}показывается, если — теперь «")
    assert "Как шло" in text
    assert "День" in text
    assert attention


def test_compare__a_section_gets_and_loses_its_condition():
    with_condition = copy.deepcopy(EXPECTED)
    with_condition["sections"][4]["show_if"] = DAY_SHIFT
    [came] = compare(EXPECTED, with_condition)
    [went] = compare(with_condition, EXPECTED)
    assert came.text.startswith("Раздел «В конце» теперь показывается, если ")
    assert went.text == "Раздел «В конце» теперь показывается всегда."
    assert came.attention
    assert went.attention


OPTIONS: list[tuple[Edit, str, bool]] = [
    (
        lambda rows: rows.append({"value": "night", "label": "Ночь"}),
        "добавлено: вариант «Ночь»",
        True,
    ),
    (lambda rows: rows[0].update(label="Весь день"), "вариант «День» теперь «Весь день»", True),
    (lambda rows: rows[0].update(score="2"), "вариант «День» — балл был —, стал 2", True),
    (
        lambda rows: rows[0].update(unsure=True),
        "вариант «День»: изменено, что это «затрудняюсь ответить»",
        True,
    ),
    (lambda rows: rows.reverse(), "другой порядок: вариант", False),
]


@pytest.mark.parametrize(("edit", "words", "attention"), OPTIONS)
def test_compare__options(edit, words, attention):
    found = changed(lambda new: edit(item(new, 1)["choices"]))
    assert found == [(f"{MODE}{words}.", attention)]


def grid() -> dict[str, Any]:
    return {
        "uid": "grid",
        "code": "grid",
        "type": "matrix",
        "label": "Согласие",
        "hint": "",
        "required": True,
        "rows": [{"code": "a", "label": "Тепло"}, {"code": "b", "label": "Светло"}],
        "columns": [{"value": "1", "label": "Нет"}, {"value": "2", "label": "Да"}],
    }


def test_compare__rows_and_columns_of_a_matrix():
    old, new = copy.deepcopy(EXPECTED), copy.deepcopy(EXPECTED)
    old["sections"][0]["items"].append(grid())
    later = grid()
    later["rows"].pop()
    later["columns"][1]["label"] = "Пожалуй"
    new["sections"][0]["items"].append(later)
    assert [(change.text, change.uid) for change in compare(old, new)] == [
        ("Вопрос «Согласие»: убрано: строка «Светло».", "grid"),
        ("Вопрос «Согласие»: столбец «Да» теперь «Пожалуй».", "grid"),
    ]


def group(*children: dict[str, Any]) -> dict[str, Any]:
    bare = {"uid": "team", "code": "team", "type": "group", "label": "Команда", "hint": ""}
    return {**bare, "required": False, "items": list(children)}


def child(code: str, label: str) -> dict[str, Any]:
    bare = {"uid": code, "code": code, "type": "text", "label": label, "hint": ""}
    return {**bare, "required": True, "multiline": False}


def test_compare__inside_a_repeating_group():
    old, new = copy.deepcopy(EXPECTED), copy.deepcopy(EXPECTED)
    old["sections"][0]["items"].append(group(child("name", "Имя"), child("post", "Должность")))
    new["sections"][0]["items"].append(group(child("years", "Стаж"), child("name", "Фамилия")))
    assert [change.text for change in compare(old, new)] == [
        "Внутри группы «Команда». Добавлено: вопрос «Стаж».",
        "Внутри группы «Команда». Переименовано: было «Имя», стало «Фамилия».",
        "Внутри группы «Команда». Больше не спрашивается: вопрос «Должность».",
    ]


SCALES: list[tuple[Edit, list[tuple[str, bool]]]] = [
    (
        lambda scale: scale.update(overall_method="weighted_mean_of_areas"),
        [("Общая оценка считается иначе: взвешенное среднее областей.", True)],
    ),
    (
        lambda scale: scale.update(area_method="weighted_mean"),
        [("Оценка области считается иначе: взвешенное среднее показателей.", True)],
    ),
    (
        lambda scale: scale.update(not_applicable="forbidden"),
        [("Что делать с «не применимо», решено иначе: отвечать так нельзя.", True)],
    ),
    (
        lambda scale: scale.update(ages=[{"uid": "young", "title": "До трёх лет"}]),
        [("Изменены возрасты.", False)],
    ),
    (
        lambda scale: scale["areas"][0].update(weight="2"),
        [("Область «1. Ориентиры»: вес был 1, стал 2.", True)],
    ),
    (
        lambda scale: scale["indicators"][0].update(weight="0.5"),
        [("Показатель 1.1: вес был 1, стал 0.5.", True)],
    ),
]


@pytest.mark.parametrize(("edit", "told"), SCALES)
def test_compare__methods_and_weights_of_a_scale(edit, told):
    assert changed(lambda new: edit(new["scale"])) == told


def test_compare__ages_and_places_are_told_once_both_editions_know_them():
    old, new = copy.deepcopy(EXPECTED), copy.deepcopy(EXPECTED)
    new["scale"]["ages"] = old["scale"]["ages"] = [{"uid": "young", "title": "До трёх лет"}]
    old["scale"]["indicators"][0].update(ages=[], places=["group"], group="")
    new["scale"]["indicators"][0].update(ages=["young"], places=[], group="Взгляд")
    assert [(change.text, change.attention) for change in compare(old, new)] == [
        ("Показатель 1.1: группа показателей теперь «Взгляд».", False),
        ("Показатель 1.1: возраст теперь — До трёх лет.", False),
        ("Показатель 1.1: где оценивается — везде.", False),
    ]


def test_compare__keys_of_a_newer_schema_that_say_nothing_are_no_difference():
    new = copy.deepcopy(EXPECTED) | {"schema": 99}
    for row in [row for section in new["sections"] for row in section["items"]]:
        defaults = {"error": "", "reasons": [], "construct": "", "show_if": None, "other": False}
        row |= defaults | row
    new["scale"] |= {"ages": new["scale"].get("ages", [])}
    assert compare(EXPECTED, new) == ()


def test_compare__every_change_of_an_item_knows_its_item():
    new = copy.deepcopy(EXPECTED)
    item(new, 0).update(label="Число групп", maximum="9")
    uid = item(new, 0)["uid"]
    assert {change.uid for change in compare(EXPECTED, new)} == {uid}


def test_compare__a_setting_without_a_word_of_its_own_is_still_told():
    assert changed(lambda new: item(new, 0).update(unheard="of")) == [
        ("Изменены настройки: вопрос «Сколько групп».", False)
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
