"""The public page of a method: the edition in force in plain words, and nothing of a draft."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from pages.caching import generation
from pages.method import method_context, method_links
from pages.models import HomePage, MethodPage, TextPage
from pages.site import open_method
from portal.journal.models import Entry
from tests.factories.chain import EditionFactory, QuestionnaireFactory
from tests.factories.content import edition_content
from tests.factories.every_type import every_type
from tests.factories.site import editor, site

pytestmark = pytest.mark.django_db
TEXT = {"title": "Оценочный лист и шкала", "slug": "shkaly", "lead": "Вводные слова."}
ADDRESS = "/kak-ocenivayut/shkaly/"


@pytest.fixture(autouse=True)
def fresh_generation():
    cache.clear()
    generation.read_at = float("-inf")


@pytest.fixture
def form(db):
    site()
    return QuestionnaireFactory()


@pytest.fixture
def method(form):
    return open_method(by=editor(), questionnaire=form, text=TEXT)


def later():
    """Let the second pass after which the generation number is read again."""
    generation.read_at = float("-inf")


def text_of(response):
    return " ".join(response.content.decode().split())


def test_method__before_the_first_edition_says_when_it_will_be_there(method, client):
    page = text_of(client.get(ADDRESS))
    assert "Метод ещё не принят" in page
    assert "Оценочный лист и шкала" in page


def test_method__an_edition_of_tomorrow_is_not_in_force_yet(method, form):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    EditionFactory(questionnaire=form, valid_from=tomorrow)
    assert method_context(form.pk) == {"edition": None}


def test_method__shows_areas_indicators_and_what_each_level_needs(method, form, client):
    EditionFactory(questionnaire=form, data=edition_content())
    page = text_of(client.get(ADDRESS))
    for words in (
        "1. Ориентиры",
        "1.2 Показатель 1.2",
        "Уровень 3 требует",
        "Характеристика 1.1/3",
    ):
        assert words in page
    assert "уровень выбирают сразу" in page


def test_method__says_how_ticks_become_a_number(method, form, client):
    EditionFactory(questionnaire=form, data=edition_content())
    page = text_of(client.get(ADDRESS))
    for words in (
        "все применимые характеристики",
        "Общий балл — среднее областей",
        "от 2 и меньше 3",
    ):
        assert words in page


def test_method__names_its_edition_and_that_it_is_a_demo(method, form, client):
    edition = EditionFactory(questionnaire=form, data=edition_content(), number=7)
    page = text_of(client.get(ADDRESS))
    assert "<dd>7</dd>" in page
    assert edition.sha256[:8] in page
    assert "Демонстрационная шкала" in page
    assert "Проверочный лист" in page


def test_method__a_form_without_a_scale_lists_its_questions(method, form, client):
    content = every_type()
    content |= {"scale": None, "sections": content["sections"][:1]}
    EditionFactory(questionnaire=form, data=content)
    page = text_of(client.get(ADDRESS))
    assert "О чём спрашивают" in page
    assert "<li>Света</li>" in page
    assert "О чём лист" not in page
    assert "Что оценивают" not in page


def test_method__for_print_everything_is_unfolded(method, form, client):
    EditionFactory(questionnaire=form, data=edition_content())
    assert "<details open>" not in text_of(client.get(ADDRESS))
    assert text_of(client.get(ADDRESS, {"print": "all"})).count("<details open>") == 3


def test_method__touches_no_session_and_comes_from_the_cache(
    method, form, client, django_assert_num_queries
):
    EditionFactory(questionnaire=form, data=edition_content())
    first = client.get(ADDRESS)
    assert not first.cookies
    with django_assert_num_queries(0):
        second = client.get(ADDRESS)
    assert second.content == first.content


def test_method__a_new_edition_makes_the_cached_page_old(method, form, client):
    client.get(ADDRESS)
    EditionFactory(questionnaire=form, data=edition_content())
    later()
    assert "1. Ориентиры" in text_of(client.get(ADDRESS))


def test_method__words_of_the_form_cannot_bring_markup(method, form, client):
    content = edition_content(title="<script>alert(1)</script>")
    EditionFactory(questionnaire=form, data=content)
    assert b"<script>alert" not in client.get(ADDRESS).content


def test_method__number_of_queries_does_not_grow_with_the_scale(
    method, form, django_assert_num_queries
):
    EditionFactory(questionnaire=form, data=edition_content())
    with django_assert_num_queries(2):
        method_context(form.pk)


def test_how_one_assesses__leads_to_every_method(method, client):
    page = text_of(client.get("/kak-ocenivayut/"))
    assert f'<a href="{ADDRESS}">Оценочный лист и шкала</a>' in page


def test_how_one_assesses__without_methods_has_no_empty_heading(form, client):
    assert "Методы целиком" not in text_of(client.get("/kak-ocenivayut/"))


def test_open_method__twice_is_one_page_and_one_entry(method, form):
    again = open_method(by=editor(), questionnaire=form, text=TEXT | {"title": "Другое"})
    assert again.pk == method.pk
    assert MethodPage.objects.get().title == TEXT["title"]
    assert Entry.objects.filter(action="site.method_opened").count() == 1


def test_page_types__a_method_hangs_below_the_home_page_or_a_text(form):
    assert MethodPage.can_create_at(HomePage.objects.get())
    assert MethodPage.can_create_at(TextPage.objects.get())
    assert not TextPage.can_create_at(TextPage.objects.get())


def test_links__name_the_pages_that_show_the_form(method, form):
    edition = EditionFactory(questionnaire=form)
    assert method_links(edition) == [("Страница метода: Оценочный лист и шкала", ADDRESS)]
    assert method_links(EditionFactory()) == []
