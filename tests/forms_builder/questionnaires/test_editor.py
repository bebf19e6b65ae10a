"""The editor of a form: what it brings back, what it tells, and two people saving at once."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from forms_builder.questionnaires import services
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.selectors import frozen_uids
from tests.factories.content import uid

ONE, TWO, THREE = (uid(f"editor {name}") for name in ("one", "two", "three"))
LIST = "/cms/snippets/questionnaires/questionnaire/"
KEPT = "Вопрос «Первый» есть в прежних редакциях: он не удалён, а снят."


def row(question: str, operator: str = "answered") -> dict[str, str]:
    return {"question": question, "operator": operator, "value": ""}


def block(code: str, label: str, identity: str, *asks: str, **keys: Any) -> dict[str, Any]:
    conditions = [{"type": "row", "value": row(one)} for one in asks]
    value = {"code": code, "label": label, "show_if": {"match": "all", "conditions": conditions}}
    return {"type": "text", "id": identity, "value": value | {"multiline": False} | keys}


BLOCKS = [
    block("first", "Первый", ONE),
    block("second", "Второй", TWO, "first"),
    block("third", "Третий", THREE, "first", "second"),
]


@pytest.fixture
def form(methodologist) -> Questionnaire:
    made = services.create_questionnaire(
        by=methodologist, title="Лист", notice="", scale=None, body=BLOCKS
    )
    return services.agree(by=methodologist, questionnaire=made)


@pytest.fixture
def edition(methodologist, form):
    return services.freeze_edition(
        by=methodologist, questionnaire=form, valid_from=datetime.date(2020, 9, 1)
    )


def address(form: Questionnaire) -> str:
    return reverse("wagtailsnippets_questionnaires_questionnaire:edit", args=[form.pk])


def posted(blocks: list[dict[str, Any]], **changes: Any) -> dict[str, str]:
    """The editor's form with these blocks, as the browser sends it."""
    rows = []
    for one in blocks:
        condition = one["value"]["show_if"]
        asks = [(row["type"], row["value"]) for row in condition["conditions"]]
        value = one["value"] | {"show_if": {"match": "all", "conditions": streamfield(asks)}}
        value["retired"] = "on" if value.get("retired") else ""
        value["multiline"] = ""
        rows.append((one["type"], value))
    body = streamfield(rows)
    data = nested_form_data({"title": "Лист", "notice": "", "scale": "", "body": body})
    ids = {f"body-{place}-id": one["id"] for place, one in enumerate(blocks)}
    return data | ids | changes


def draft(form: Questionnaire) -> list[tuple[str, bool]]:
    form.refresh_from_db()
    body = form.get_latest_revision_as_object().body
    return [(one.id, bool(one.value["retired"])) for one in body]


def save(cms, form: Questionnaire, blocks: list[dict[str, Any]], **changes: Any) -> str:
    answer = cms.post(address(form), posted(blocks, **changes), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_conditions__come_through_the_editor_unchanged(cms, form, edition):
    save(cms, form, BLOCKS)
    form.refresh_from_db()
    services.agree(by=edition.frozen_by, questionnaire=form)
    form.refresh_from_db()
    [_first, second, third] = form.body
    assert second.value["show_if"]["conditions"][0].value["question"] == "first"
    assert len(third.value["show_if"]["conditions"]) == 2
    items = edition.data["sections"][0]["items"]
    assert items[1]["show_if"] == {"answered": [{"var": "first"}]}


def test_delete__what_stands_in_an_edition_is_retired(cms, form, edition):
    page = save(cms, form, BLOCKS[1:])
    assert draft(form) == [(ONE, True), (TWO, False), (THREE, False)]
    assert KEPT in page


def test_delete__it_comes_back_where_it_stood(cms, form, edition):
    save(cms, form, [BLOCKS[2], BLOCKS[0]])
    assert draft(form) == [(THREE, False), (ONE, False), (TWO, True)]


def test_delete__a_retired_one_comes_back_as_often_as_it_is_deleted(cms, form, edition):
    save(cms, form, BLOCKS[1:])  # an autosave may have been the first to do so, without a word
    assert KEPT in save(cms, form, BLOCKS[1:])
    assert draft(form) == [(ONE, True), (TWO, False), (THREE, False)]


def test_delete__several_keep_their_order(cms, form, edition):
    save(cms, form, [])
    assert draft(form) == [(ONE, True), (TWO, True), (THREE, True)]


def test_delete__what_was_never_frozen_goes(cms, form):
    page = save(cms, form, BLOCKS[1:])
    assert draft(form) == [(TWO, False), (THREE, False)]
    assert KEPT not in page


def test_retired__is_asked_again_when_the_tick_is_taken_away(cms, form, edition):
    save(cms, form, BLOCKS[1:])
    save(cms, form, BLOCKS)
    assert draft(form) == [(ONE, False), (TWO, False), (THREE, False)]


def test_uses__of_a_deleted_question_are_told(cms, form, edition):
    page = save(cms, form, BLOCKS[1:])
    assert "Код first назван в 2 условиях или формулах («Второй», «Третий»)" in page


def test_uses__of_a_retired_question_are_told(cms, form):
    retired = block("first", "Первый", ONE, retired=True)
    assert "Код first назван в 2 условиях" in save(cms, form, [retired, *BLOCKS[1:]])


def test_uses__of_a_changed_code_are_told(cms, form):
    renamed = block("second_new", "Второй", TWO, "first")
    page = save(cms, form, [BLOCKS[0], renamed, BLOCKS[2]])
    assert "Код second назван в 1 условии или формуле («Третий»)" in page


def test_uses__by_a_retired_question_do_not_count(cms, form):
    retired = block("third", "Третий", THREE, "second", retired=True)
    assert "Код second назван" not in save(cms, form, [BLOCKS[0], retired])


def test_uses__nothing_is_told_when_all_is_well(cms, form):
    assert "назван в" not in save(cms, form, BLOCKS)


def test_uses__are_told_of_a_new_form_too(cms):
    answer = cms.post(f"{LIST}add/", posted(BLOCKS[1:]), follow=True)
    assert "Код first назван в 2 условиях" in answer.content.decode()
    assert Questionnaire.objects.count() == 1


def test_row__without_a_value_is_refused_and_kept(cms, form):
    unfinished = block("second", "Второй", TWO)
    unfinished["value"]["show_if"]["conditions"] = [{"type": "row", "value": row("first", "==")}]
    save(cms, form, [BLOCKS[0], unfinished])
    assert draft(form) == [(ONE, False), (TWO, False), (THREE, False)]


def loaded(form: Questionnaire) -> dict[str, str]:
    """What the page of the editor knows about the text it was opened with."""
    form.refresh_from_db()
    latest = form.latest_revision
    return {
        "loaded_revision_id": str(latest.pk),
        "loaded_revision_created_at": latest.created_at.isoformat(),
    }


def test_two_at_once__the_second_is_told_and_nothing_is_overwritten(cms, form):
    opened = loaded(form)
    assert "Пока Вы писали" not in save(cms, form, BLOCKS[:2], **opened)
    form.revisions.update(created_at="2026-01-01T09:00Z")  # not an autosave still on its way
    page = save(cms, form, BLOCKS[:1], **opened)
    assert "Пока Вы писали, этот текст сохранён заново" in page
    assert draft(form) == [(ONE, False), (TWO, False)]


def test_frozen_uids__of_all_editions(methodologist, form, edition):
    assert frozen_uids(form) == {ONE, TWO, THREE}


def test_frozen_uids__of_none(form):
    assert frozen_uids(form) == frozenset()
