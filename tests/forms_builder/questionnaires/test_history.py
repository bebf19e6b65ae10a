"""The history of a form: its editions, the difference of two, one to read for ever."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from forms_builder.questionnaires import ports, services
from forms_builder.questionnaires.history import compare_editions, counts_of
from forms_builder.questionnaires.models import Edition, Questionnaire
from tests.factories import EditionFactory
from tests.forms_builder.questionnaires.expected import EXPECTED

DAY = datetime.date(2020, 9, 1)


def history(form: Questionnaire) -> str:
    return reverse("questionnaires:history", args=[form.pk])


def difference(form: Questionnaire, **numbers: Any) -> str:
    query = "&".join(f"{name}={number}" for name, number in numbers.items())
    return f"{reverse('questionnaires:difference', args=[form.pk])}?{query}"


def page_of(edition: Edition) -> str:
    return reverse("questionnaires:edition", args=[edition.uid])


@pytest.fixture
def two(methodologist, questionnaire, indicator, agree) -> tuple[Edition, Edition]:
    """Two editions; the second calls 1.1 otherwise and counts it otherwise."""
    first = services.freeze_edition(by=methodologist, questionnaire=questionnaire, valid_from=DAY)
    agree(indicator("1.1"), title="Взгляд", rule="direct")
    second = services.freeze_edition(
        by=methodologist, questionnaire=questionnaire, valid_from=DAY.replace(year=2021)
    )
    return first, second


def test_counts__sections_questions_and_indicators(two):
    counts = counts_of(two[0])
    assert (counts.sections, counts.questions, counts.indicators) == (5, 3, 3)


def test_history__lists_editions_newest_first(cms, questionnaire, two):
    page = cms.get(history(questionnaire)).content.decode()
    assert page.index("Редакция 2") < page.index("Редакция 1")
    for edition in two:
        assert edition.sha256[:12] in page
        assert page_of(edition) in page
    assert "1 сентября 2020" in page
    assert "3\u00a0вопроса" in page
    assert "3\u00a0показателя" in page
    assert page.count("действует</span>") == 1


def test_history__before_the_first(cms, questionnaire):
    page = cms.get(history(questionnaire)).content.decode()
    assert "Редакций пока нет" in page


def test_history__is_paged_with_bounded_queries(cms, questionnaire, django_assert_max_num_queries):
    for number in range(1, 46):
        EditionFactory(questionnaire=questionnaire, number=number, valid_from=DAY)
    cms.get(history(questionnaire))
    with django_assert_max_num_queries(25):
        page = cms.get(history(questionnaire)).content.decode()
    assert "Страница 1 из 3" in page
    assert "Редакция 25" not in page
    assert "Редакция 25" in cms.get(f"{history(questionnaire)}?p=2").content.decode()
    assert cms.get(f"{history(questionnaire)}?p=вздор").status_code == 200


def test_difference__of_any_two_is_told_from_the_older(cms, questionnaire, two):
    for numbers in ({"one": 1, "other": 2}, {"one": 2, "other": 1}):
        page = cms.get(difference(questionnaire, **numbers)).content.decode()
        assert "Чем редакция 2 отличается от редакции 1" in page
        assert "Переименовано: было «Наблюдение», стало «Взгляд»." in page
        assert "Требует внимания" in page


@pytest.mark.parametrize(
    "numbers",
    [
        {},
        {"one": 1},
        {"one": 1, "other": 1},
        {"one": 1, "other": 99},
        {"one": "x", "other": "²"},
        {"one": "9" * 40, "other": 1},
    ],
)
def test_difference__of_nothing_asks_to_choose(cms, questionnaire, two, numbers):
    page = cms.get(difference(questionnaire, **numbers))
    assert page.status_code == 200
    assert "Выберите в истории две разные редакции." in page.content.decode()


def test_difference__never_shows_another_forms_edition(cms, questionnaire, two):
    EditionFactory(number=7)
    page = cms.get(difference(questionnaire, one=1, other=7)).content.decode()
    assert "Выберите в истории" in page


def test_compare_editions__the_same_text(two):
    first, _second = two
    assert compare_editions(first, first).is_same


def test_edition__shows_everything_it_asks_and_its_whole_hash(cms, two):
    first, _second = two
    page = cms.get(page_of(first)).content.decode()
    for words in (
        f'title="{first.sha256}"',
        "Сколько групп",
        "Не меньше: 1",
        "Не больше: 60",
        "Полдня",
        "Видно 1.2/3С",
        "Шкала «Малая шкала»",
        "среднее областей",
        "Как считается: отдельно по каждой подтеме",
        "Пропущенные уровни: 3",
        "5\u00a0разделов",
        "edition-print.css",
    ):
        assert words in page, words


def test_edition__of_the_first_schema_is_read_as_before(cms, questionnaire):
    early = EditionFactory(questionnaire=questionnaire, data=EXPECTED)
    page = cms.get(page_of(early)).content.decode()
    assert "Сколько групп" in page
    assert "Показывается, если" not in page


def test_edition__shows_conditions_scores_rows_and_children(cms, questionnaire):
    data = EXPECTED | {"scale": None, "sections": [_rich_section()]}
    page = cms.get(page_of(EditionFactory(questionnaire=questionnaire, data=data)))
    text = page.content.decode()
    for words in (
        "Раздел показывается, если",
        "Показывается, если:",
        "балл 2",
        "в среднее не входит",
        "вовлеченность",
    ):
        assert words in text, words


def _rich_section() -> dict[str, Any]:
    options = [
        {"value": "yes", "label": "Часто", "score": "2", "unsure": False},
        {"value": "dunno", "label": "Не знаю", "score": None, "unsure": True},
    ]
    bare = {"type": "choice", "hint": "", "required": True, "other": False, "look": "radio"}
    often = {**bare, "uid": "a", "code": "often", "label": "Как часто", "choices": options}
    often |= {"construct": "вовлеченность", "show_if": None}
    condition = {"==": [{"var": "often"}, "yes"]}
    again = {**often, "uid": "b", "code": "again", "label": "А ещё", "show_if": condition}
    return {"uid": "s", "title": "Опрос", "show_if": condition, "items": [often, again]}


def test_edition__what_else_it_gives_comes_through_the_port(cms, two):
    before = ports.edition_links()

    class Links:
        def links(self, edition: Edition) -> list[tuple[str, str]]:
            return [("Бумажный бланк, PDF", f"/editions/{edition.uid}/paper/")]

    ports.register(edition_links=Links())
    try:
        page = cms.get(page_of(two[0])).content.decode()
    finally:
        ports.register(edition_links=before)
    assert f'<a href="/editions/{two[0].uid}/paper/">Бумажный бланк, PDF</a>' in page


def test_edition__an_unknown_one(cms):
    address = reverse("questionnaires:edition", args=["00000000-0000-0000-0000-00000000dead"])
    assert cms.get(address).status_code == 404


def test_edition__offers_nothing_to_change(cms, two):
    page = cms.get(page_of(two[0]))
    assert page.content.decode().count('method="post"') == cms.get("/cms/").content.decode().count(
        'method="post"'
    )
    assert cms.post(page_of(two[0])).status_code == 405
