"""The screens of a file: out, preview, in."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forms_builder.scales.models import Indicator
from forms_builder.scales.transfer.document import document_of
from forms_builder.scales.transfer.files import read_file, write_file
from portal.organisations.choices import Role
from tests.factories import appointed, orsk


@pytest.fixture
def address(scale):
    return lambda name: reverse(f"scales:{name}", args=[scale.pk])


@pytest.fixture
def changed(scale):
    """A document in which 1.1 is called otherwise."""
    document = document_of(scale)
    document["indicators"][0]["title"] = "Взгляд"
    return document


def upload(document, ending="json"):
    return SimpleUploadedFile(f"Шкала.{ending}", write_file(document, ending))


def preview(cms, address, document, ending="json"):
    return cms.post(address("transfer"), {"file": upload(document, ending)})


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_export__is_the_document(cms, scale, address, ending):
    answer = cms.get(address(ending))
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert read_file(f"a.{ending}", answer.content).document == document_of(scale)


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_file__is_shown_and_changes_nothing_yet(cms, address, changed, indicator, ending):
    page = preview(cms, address, changed, ending).content.decode()
    assert "Правки: 1.1 Наблюдение" in page
    assert "Взгляд" in page
    assert not indicator("1.1").has_unpublished_changes


def test_file__confirmed_enters_as_a_draft(cms, address, changed, indicator):
    context = preview(cms, address, changed).context
    sent = {"document": context["document"], "seen": context["seen"]}
    done = cms.post(address("apply"), sent, follow=True)
    assert "Тексты показателей ждут согласования." in done.content.decode()
    assert indicator("1.1").title == "Наблюдение"
    assert indicator("1.1").get_latest_revision_as_object().title == "Взгляд"


def test_file__changed_meanwhile_is_shown_again(cms, address, changed, indicator, draft):
    context = preview(cms, address, changed).context
    draft(indicator("1.2"), title="Другое")
    sent = {"document": context["document"], "seen": context["seen"]}
    again = cms.post(address("apply"), sent)
    assert "Пока Вы смотрели, шкалу изменили." in again.content.decode()
    assert [one.title for one in again.context["plan"].edited] == ["1.1 Наблюдение", "1.2 Другое"]
    assert not indicator("1.1").has_unpublished_changes


def test_file__wrong_rows_are_named_and_nothing_is_offered(cms, address, changed, scale):
    changed["indicators"][0]["characteristics"][0]["level"] = 8
    page = preview(cms, address, changed, "xlsx")
    assert "Лист «Характеристики», строка 2, столбец «Уровень»" in page.content.decode()
    assert "plan" not in page.context


def test_file__none_chosen(cms, address):
    assert "Выберите файл" in cms.post(address("transfer")).content.decode()


@pytest.mark.parametrize("name", ["шкала.pdf", "шкала", "шкала.xlsx", "шкала.json"])
def test_file__junk_is_refused_in_words(cms, address, name):
    page = cms.post(address("transfer"), {"file": SimpleUploadedFile(name, b"\xff\x00")})
    assert page.status_code == 200
    assert "plan" not in page.context


@pytest.mark.parametrize("document", ["", "подделка", json.dumps({"format": "scale/1"})])
def test_apply__takes_only_what_was_previewed(cms, address, document):
    page = cms.post(address("apply"), {"document": document, "seen": "…"})
    assert "Файл не дошёл целиком." in page.content.decode()


def test_gone__is_retired_only_when_ticked(cms, address, changed, indicator):
    changed["indicators"].pop()
    context = preview(cms, address, changed).context
    sent = {"document": context["document"], "seen": context["seen"], "retire_gone": "on"}
    cms.post(address("apply"), sent)
    assert Indicator.objects.get(code="2.1").retired_at


def test_screens__are_closed_to_others(client, address):
    client.force_login(appointed(Role.EXPERT, orsk()))
    assert client.get(address("json")).status_code == 403
    assert client.get(address("transfer")).status_code == 403
    assert client.post(address("apply")).status_code == 403
    assert client.get(address("copy")).status_code == 403
