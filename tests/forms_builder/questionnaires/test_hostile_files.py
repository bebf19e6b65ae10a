"""A form's file with anything in any place: refused in words, or a form that the gate can judge."""

import copy

import pytest

from forms_builder.common.canonical import canonical_json
from forms_builder.common.errors import DomainError
from forms_builder.questionnaires import gate, services
from forms_builder.questionnaires.transfer import form_data
from forms_builder.questionnaires.transfer_in import body_of
from tests.forms_builder.questionnaires.test_transfer import FORM
from tests.forms_builder.strange import places, put, spoiled

pytestmark = pytest.mark.django_db
SHORT = FORM | {"sections": [FORM["sections"][2]]}


def refusal(data):
    with pytest.raises(DomainError) as refused:
        body_of(data)
    return refused.value.message


def test_anything_anywhere__is_refused_in_words_or_read():
    read = 0
    for _place, data in spoiled(SHORT):
        try:
            read += bool(body_of(data))
        except DomainError:
            continue
    assert read


@pytest.mark.parametrize("place", list(places(FORM)), ids=str)
def test_a_strange_place__never_breaks_the_gate(place, methodologist, scale):
    data = put(FORM, place, None)
    try:
        form = services.import_questionnaire(by=methodologist, data=data, scale=scale)
    except DomainError:
        return
    assert gate.report(form).sha256
    assert canonical_json(form_data(form))


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("title",), None, "нет названия"),
        (("title",), "\ud800", "title: В тексте есть управляющие знаки"),
        (("title",), "д" * 251, "длиннее 250 знаков"),
        (("notice",), None, "notice: Нужен текст"),
        (("sections", 0, "items", 0, "type"), [], "sections.1.items.1.type: Нужен текст"),
        (("sections", 0, "items", 0, "minimum"), 1.5, "Дробное число пишут текстом"),
        (("sections", 0, "items", 0, "minimum"), float("nan"), "Дробное число"),
        (("sections", 0, "items", 0, "label"), "а\x00б", "управляющие знаки"),
        (("sections", 1, "items", 0, "areas"), 7, "areas: Нужен текст"),
        (("sections", 1, "items", 0, "places"), None, "places: Нужен список"),
        (("sections", 2, "show_if"), {"and": 5}, "раздел 3: Не читается"),
    ],
)
def test_what_is_wrong__is_named_by_its_place(place, value, said):
    assert said in refusal(put(FORM, place, value))


def test_too_deep__is_refused():
    deep = {"var": "groups"}
    for _step in range(200):
        deep = {"not": [deep]}
    assert "Слишком много вложенного" in refusal(put(FORM, ("sections", 2, "show_if"), deep))


def test_indicators_without_places__go_out_as_an_empty_list(methodologist, scale):
    data = copy.deepcopy(FORM)
    del data["sections"][1]["items"][0]["places"]
    form = services.import_questionnaire(by=methodologist, data=data, scale=scale)
    rows = [row for section in form_data(form)["sections"] for row in section["items"]]
    assert [row["places"] for row in rows if row["type"] == "indicator"] == [[]]
