"""Screens of a form's file: out, a look at what it would make, and the draft it makes."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.transfer import form_data
from forms_builder.questionnaires.transfer_files import MOST_BYTES
from forms_builder.scales.models import Scale

pytestmark = pytest.mark.django_db
ADDRESS = "/cms/questionnaires/from-file/"


def sent(client, data):
    """Post a file; bytes as they are, anything else as JSON."""
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    return client.post(ADDRESS, {"file": SimpleUploadedFile("form.json", content)})


def document(page) -> str:
    return re.search(r'name="document" value="([^"]+)"', page.content.decode()).group(1)


def draft(questionnaire) -> Questionnaire:
    return questionnaire.latest_revision.as_object()


def test_list__leads_to_both(cms, questionnaire):
    page = cms.get(reverse("wagtailsnippets_questionnaires_questionnaire:list")).content.decode()
    assert ADDRESS in page
    assert reverse("questionnaires:to_file", args=[questionnaire.pk]) in page


def test_to_file__is_the_working_text(cms, questionnaire, methodologist):
    working = draft(questionnaire)
    working.notice = "Черновое примечание"
    working.save_revision(user=methodologist)
    answer = cms.get(reverse("questionnaires:to_file", args=[questionnaire.pk]))
    assert answer.headers["Content-Type"] == "application/json"
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    questionnaire.refresh_from_db()
    assert answer.json() == form_data(draft(questionnaire))
    assert answer.json()["notice"] == "Черновое примечание"


def test_from_file__shows_first_and_makes_nothing(cms, questionnaire):
    page = sent(cms, form_data(questionnaire))
    text = page.content.decode()
    for words in ("Что получится", "Сколько групп", "Посещение", "Показатели шкалы", "вся шкала"):
        assert words in text
    assert page.context["form"].initial["scale"] == questionnaire.scale
    assert Questionnaire.objects.count() == 1


def test_from_file__the_same_form_comes_out(cms, questionnaire):
    data = form_data(questionnaire)
    page = sent(cms, data)
    fields = {"title": "Лист на год вперёд", "scale": questionnaire.scale_id}
    made = cms.post(ADDRESS, {"document": document(page), **fields})
    new = Questionnaire.objects.exclude(pk=questionnaire.pk).get()
    assert made.url.endswith(f"/edit/{new.pk}/")
    assert not new.live
    assert form_data(draft(new)) == data | {"title": "Лист на год вперёд"}


def test_from_file__a_title_that_is_taken(cms, questionnaire):
    page = sent(cms, form_data(questionnaire))
    fields = {"title": questionnaire.title, "scale": questionnaire.scale_id}
    refused = cms.post(ADDRESS, {"document": document(page), **fields})
    assert "Форма с таким названием уже есть. Дайте новой другое." in refused.content.decode()
    assert Questionnaire.objects.count() == 1
    again = {"title": "Другая", "scale": questionnaire.scale_id}
    assert cms.post(ADDRESS, {"document": document(refused), **again}).status_code == 302


def test_from_file__indicators_need_a_scale(cms, questionnaire):
    page = sent(cms, form_data(questionnaire) | {"scale": "Неизвестная шкала"})
    refused = cms.post(ADDRESS, {"document": document(page), "title": "Другая"})
    assert "скажите, какой" in refused.content.decode()
    assert Questionnaire.objects.count() == 1


def test_from_file__a_form_without_indicators_asks_no_scale(cms, methodologist):
    asks = {"type": "text", "code": "words", "label": "Впечатление"}
    page = sent(cms, {"title": "Коротко", "sections": [{"title": "", "items": [asks]}]})
    assert 'name="scale"' not in page.content.decode()
    assert cms.post(ADDRESS, {"document": document(page), "title": "Коротко"}).status_code == 302
    assert Questionnaire.objects.get().scale is None
    assert not Scale.objects.exists()


def test_from_file__every_wrong_place_is_named(cms):
    items = [{"type": "wonder", "code": "a"}, {"type": "text", "code": "1 2", "label": "Что"}]
    page = sent(cms, {"title": "Плохо", "sections": [{"title": "", "items": items}]})
    text = page.content.decode()
    assert "раздел 1, 1. a" in text
    assert "раздел 1, 2. 1 2" in text
    assert 'name="document"' not in text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Файл не читается как JSON."),
        (b"\xff\xfe\x00", "Файл не читается как JSON."),
        (b"[" * 100_000, "Файл не читается как JSON."),
        (b"[]", "Это не файл формы"),
        (b" " * (MOST_BYTES + 1), "Файл больше 1 МБ."),
    ],
)
def test_from_file__what_is_no_form(cms, content, words):
    page = sent(cms, content)
    assert page.status_code == 200
    assert words in page.content.decode()


def test_from_file__without_a_file_or_with_a_forged_document(cms):
    assert "Выберите файл .json." in cms.post(ADDRESS).content.decode()
    forged = cms.post(ADDRESS, {"document": "подделка", "title": "Другая"})
    assert "Файл не дошёл целиком." in forged.content.decode()
    assert not Questionnaire.objects.exists()
