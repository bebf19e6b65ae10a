"""A form as a file: out and in again equal, ids that follow from codes, faults named by place."""

import copy
import json

import pytest

from forms_builder.common.canonical import canonical_json
from forms_builder.common.errors import DomainError
from forms_builder.questionnaires import services
from forms_builder.questionnaires.build import build
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.transfer import form_data
from forms_builder.questionnaires.transfer_in import body_of
from tests.factories.every_type import QUESTIONS
from tests.forms_builder.builders import small_questionnaire, text

pytestmark = pytest.mark.django_db

CONDITION = {">=": [{"var": "groups"}, {"number": "2"}]}
FORM = {
    "title": "Короткая форма",
    "notice": "Для проверок",
    "scale": "Малая шкала",
    "sections": [
        {
            "title": "О саде",
            "code": "garden",
            "items": [
                {"type": "number", "code": "groups", "label": "Сколько групп", "minimum": "1"},
                {
                    "type": "choice",
                    "code": "mode",
                    "label": "Режим",
                    "show_if": CONDITION,
                    "choices": [
                        {"value": "day", "label": "День"},
                        {"value": "half", "label": "Полдня", "score": "1"},
                    ],
                },
                {
                    "type": "group",
                    "code": "staff",
                    "label": "Педагоги",
                    "items": [{"type": "text", "code": "name", "label": "Фамилия"}],
                },
                {
                    "type": "calculated",
                    "code": "double",
                    "label": "Вдвое больше",
                    "formula": {"*": [{"var": "groups"}, {"number": "2"}]},
                },
            ],
        },
        {
            "title": "",
            "items": [{"type": "indicator", "areas": "1", "places": [], "evidence": "none"}],
        },
        {
            "title": "Конец",
            "show_if": CONDITION,
            "items": [{"type": "text", "code": "words", "label": "Впечатление"}],
        },
    ],
}


@pytest.fixture
def imported(methodologist, scale):
    """`imported(data)` is the form made of a file."""
    return lambda data: services.import_questionnaire(by=methodologist, data=data, scale=scale)


def changed(**changes) -> dict:
    return copy.deepcopy(FORM) | changes


def test_import__blocks_in_their_order(imported):
    form = imported(FORM)
    kinds = [block.block_type for block in form.body]
    assert kinds == [
        *("section", "number", "choice", "group", "calculated"),
        *("indicator", "section", "text"),
    ]
    assert (form.title, form.notice, form.live) == ("Короткая форма", "Для проверок", True)


def test_import__builds_what_the_file_says(imported):
    content = build(imported(FORM)).content
    garden, area, end = content["sections"]
    assert garden["items"][0]["minimum"] == "1"
    assert garden["items"][1]["show_if"] == CONDITION
    assert garden["items"][1]["choices"][1]["score"] == "1"
    assert garden["items"][2]["items"][0]["label"] == "Фамилия"
    assert garden["items"][3]["formula"] == FORM["sections"][0]["items"][3]["formula"]
    assert [item["evidence"] for item in area["items"]] == ["none", "none"]
    assert (end["title"], end["show_if"]) == ("Конец", CONDITION)


def test_import__the_same_file_gives_the_same_ids():
    first, second = body_of(FORM), body_of(copy.deepcopy(FORM))
    assert first == second
    other = body_of(changed(title="Другая форма"))
    assert not {row["id"] for row in first} & {row["id"] for row in other}


def test_import__a_section_keeps_its_id_by_its_code():
    renamed = copy.deepcopy(FORM)
    renamed["sections"][0]["title"] = "О детском саде"
    assert body_of(renamed)[0]["id"] == body_of(FORM)[0]["id"]


def test_import__twice_is_once(imported):
    assert imported(FORM) == imported(FORM)
    assert Questionnaire.objects.count() == 1


def test_transfer__out_and_in_again_is_equal(imported, methodologist, scale):
    form = imported(FORM)
    data = json.loads(canonical_json(form_data(form)))
    assert data["scale"] == "Малая шкала"
    assert body_of(data | {"title": "Копия"}) == body_of(data)
    copied = services.import_questionnaire(
        by=methodologist, data=data | {"title": "Копия"}, scale=scale
    )
    assert form_data(copied) == data | {"title": "Копия"}
    one, other = build(form).content, build(copied).content
    assert (one["scale"], one["sections"]) == (other["scale"], other["sections"])


def of_its_type(item: dict) -> dict:
    """The item with the keys of its type alone; words for all levels or none."""
    not_asked = {"error", "not_applicable", "reasons", "evidence"}
    dropped = {"note": {*not_asked, "construct"}, "calculated": not_asked}.get(item["type"], set())
    kept = {key: item[key] for key in item if key not in dropped}
    if item["type"] == "ranking":
        pairs = [{key: row[key] for key in ("value", "label")} for row in item["choices"]]
        return kept | {"choices": pairs}
    return kept | ({"labels": []} if item["type"] == "level" else {})


def test_transfer__every_type_and_every_key(imported):
    data = changed(sections=[{"title": "Всё", "items": [of_its_type(item) for item in QUESTIONS]}])
    form = imported(data)
    items = {item["uid"]: item for item in build(form).content["sections"][0]["items"]}
    for asked in data["sections"][0]["items"]:
        frozen = items[asked["uid"]]
        for key in asked.keys() - {"items"}:
            assert frozen[key] == asked[key], (asked["code"], key)


def test_transfer__what_is_retired_goes_along(methodologist, scale):
    form = small_questionnaire(methodologist, scale, [text(), text(uid=None, code="old")])
    blocks = list(form.body.raw_data)
    blocks[1]["value"]["retired"] = True
    form.body = form.body.stream_block.to_python(blocks)
    data = form_data(form)
    assert [item.get("retired") for item in data["sections"][0]["items"]] == [None, True]
    assert body_of(data)[1]["value"]["retired"] is True


def test_import__indicators_want_a_scale(methodologist):
    with pytest.raises(DomainError, match="показатели шкалы"):
        services.import_questionnaire(by=methodologist, data=FORM, scale=None)


def item_changed(position: int, **changes) -> dict:
    data = copy.deepcopy(FORM)
    data["sections"][0]["items"][position] |= changes
    return data


WRONG = [
    ([], "Это не файл формы"),
    ({"title": "А"}, "нет списка разделов"),
    (changed(title=None), "нет названия"),
    (changed(sections=[{"title": "А"}]), "раздел 1: Нужны название"),
    (changed(sections=["А"]), "раздел 1: Нужны название"),
    (item_changed(0, type="signature"), "раздел 1, 1. groups: Такого вида вопроса (type) нет."),
    (item_changed(1, code="groups"), "раздел 1, 2. groups: Код «groups» в файле уже есть."),
    (item_changed(0, minimun="1"), "раздел 1, 1. groups: Лишние ключи: minimun."),
    (item_changed(0, minimum="много"), "раздел 1, 1. groups: "),
    (item_changed(0, label=""), "раздел 1, 1. groups: label: "),
    (item_changed(0, code="Группы"), "раздел 1, 1. Группы: code: "),
    (item_changed(0, uid="17"), "раздел 1, 1. groups: Не читается"),
    (item_changed(1, choices=[]), "раздел 1, 2. mode: choices: "),
    (item_changed(1, choices=7), "раздел 1, 2. mode: Не читается"),
    (item_changed(2, items=[]), "раздел 1, 3. staff: items: "),
    (item_changed(2, items=[{"type": "group", "code": "x", "label": "y"}]), "раздел 1, 3. staff"),
    (item_changed(3, formula={"sum": []}), "раздел 1, 4. double"),
    (item_changed(3, formula=None), "раздел 1, 4. double: formula: Скажите, из чего"),
]


@pytest.mark.parametrize(("data", "words"), WRONG)
def test_import__wrong_places_are_named(data, words):
    with pytest.raises(DomainError) as refusal:
        body_of(data)
    assert any(words in str(problem) for problem in refusal.value.problems), refusal.value.problems


def test_import__names_all_faults_and_makes_nothing(imported):
    data = item_changed(0, label="")
    data["sections"][0]["items"][1]["type"] = "signature"
    with pytest.raises(DomainError) as refusal:
        imported(data)
    assert len(refusal.value.problems) == 2
    assert not Questionnaire.objects.exists()


def test_import__options_of_a_list_that_is_not_here_become_own():
    data = item_changed(1, list="5f0c7c2e-8a7d-4c3e-9b53-0c5b1a2c3d4e")
    choice = body_of(data)[2]["value"]
    assert choice["list"] == ""
    assert [row["value"] for row in choice["choices"]] == ["day", "half"]
