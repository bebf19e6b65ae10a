"""Forms in the CMS: the gate's screen, editions to read, previews."""

import datetime

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from forms_builder.questionnaires import services
from forms_builder.questionnaires.models import Edition, Questionnaire
from portal.organisations.choices import Role
from tests.factories import appointed, orsk
from tests.forms_builder.cms import ALWAYS, in_json

LIST = "/cms/snippets/questionnaires/questionnaire/"


def gate(form: Questionnaire) -> str:
    return reverse("questionnaires:gate", args=[form.pk])


def edit(form: Questionnaire) -> str:
    return reverse("wagtailsnippets_questionnaires_questionnaire:edit", args=[form.pk])


@pytest.fixture
def edition(methodologist, questionnaire):
    return services.freeze_edition(
        by=methodologist, questionnaire=questionnaire, valid_from=datetime.date(2020, 9, 1)
    )


def page_of(edition: Edition) -> str:
    return reverse("questionnaires:edition", args=[edition.uid])


def test_screens__open_to_a_methodologist(cms, questionnaire, edition):
    for address in (LIST, f"{LIST}add/", edit(questionnaire), gate(questionnaire)):
        assert cms.get(address).status_code == 200, address
    assert cms.get(page_of(edition)).status_code == 200


def test_screens__closed_to_everybody_else(client, questionnaire, edition):
    addresses = (LIST, edit(questionnaire), gate(questionnaire), page_of(edition))
    for address in addresses:
        assert client.get(address)["Location"].startswith("/login/")
    client.force_login(appointed(Role.EXPERT, orsk()))
    for address in addresses:
        assert client.get(address).status_code == 403
    client.force_login(appointed(Role.EDITOR, orsk()))
    for address in addresses:
        assert client.get(address).status_code in (302, 403)


def test_gate__is_reached_from_the_list_and_the_editor(cms, questionnaire):
    for address in (LIST, edit(questionnaire)):
        assert gate(questionnaire) in cms.get(address).content.decode()


def form_data(title: str, blocks: list, scale: int | str = "") -> dict[str, str]:
    body = streamfield([(kind, {"show_if": ALWAYS, **value}) for kind, value in blocks])
    return nested_form_data({"title": title, "notice": "", "scale": scale, "body": body})


QUESTION = {"label": "Когда", "hint": "", "code": "day", "required": "on"}


def test_form__is_written_in_the_editor_and_keeps_ids_of_its_blocks(cms, scale):
    cms.post(f"{LIST}add/", form_data("Новая", [("text", QUESTION)], scale.pk))
    made = Questionnaire.objects.get(title="Новая")
    [block] = made.body
    assert (made.live, block.block_type, block.value["code"]) == (False, "text", "day")
    assert block.id


def test_form__a_wrong_code_is_refused_in_words(cms):
    wrong = {**QUESTION, "code": "День"}
    data = form_data("Новая", [("text", wrong)])
    page = cms.post(f"{LIST}add/", data)
    assert not Questionnaire.objects.exists()
    assert in_json("Код: латинские строчные буквы, цифры и _.") in page.content.decode()


def test_form__preview_shows_every_kind_of_question(cms, questionnaire):
    address = reverse("wagtailsnippets_questionnaires_questionnaire:preview_on_add")
    blocks = [
        ("section", {"title": "Начало"}),
        ("note", {"label": "Прочтите", "hint": "Это важно", "code": "read"}),
        ("text", QUESTION),
        ("number", {**QUESTION, "label": "Сколько", "code": "many", "minimum": "", "maximum": ""}),
        ("indicator", {"areas": "1"}),
    ]
    data = form_data("Черновик формы", blocks, questionnaire.scale_id)
    assert cms.post(address, data).json()["is_valid"]
    page = cms.get(address).content.decode()
    for words in ("Черновик формы", "Прочтите", "Это важно", "Сколько", "Видно 1.1/1"):
        assert words in page
    assert "Участок" not in page


def test_form__is_never_deleted(cms, questionnaire):
    address = reverse(
        "wagtailsnippets_questionnaires_questionnaire:delete", args=[questionnaire.pk]
    )
    assert cms.post(address).status_code in (302, 403)
    questionnaire.refresh_from_db()
