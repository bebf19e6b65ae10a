"""What a visitor sees: words before numbers, nothing unpublished, the same bytes from the cache."""

import csv
import io

import pytest
from django.core.cache import cache

from pages import publishing
from pages.caching import generation
from pages.models import OrganisationPage
from portal.organisations.choices import OrganisationState, Role
from portal.plans.models import ImprovementPlan, Measure
from tests.factories import OrganisationFactory, appointed
from tests.factories.results import computed_profile, final_report
from tests.factories.site import editor, released, site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_generation():
    cache.clear()
    generation.read_at = float("-inf")


@pytest.fixture
def home():
    return site()


def later():
    """Let the second pass after which the generation number is read again."""
    generation.read_at = float("-inf")


def text_of(response):
    return " ".join(response.content.decode().split())


def kindergarten(**fields):
    return OrganisationFactory(number="94", short_name="Детский сад № 94 «Радуга»", **fields)


def test_home__opens_without_any_result(home, client):
    page = text_of(client.get("/"))
    assert "Раздел" in page
    assert "Последние результаты" not in page
    assert "Слова &lt;b&gt;." in page


def test_list__empty_says_who_fills_it(home, client):
    assert "Список пополнит региональный координатор" in text_of(client.get("/sady/"))


def test_list__nothing_found_says_what_to_do(home, client):
    kindergarten()
    page = text_of(client.get("/sady/", {"q": "аэропорт"}))
    assert "Ничего не нашлось" in page
    assert "Радуга" not in page


@pytest.mark.parametrize("query", ["радуга", "РАДУГА", "№ 94", "  94 "])
def test_list__search_folds(home, client, query):
    kindergarten()
    OrganisationFactory(number="5", short_name="Детский сад № 5")
    page = text_of(client.get("/sady/", {"q": query}))
    assert "Радуга" in page
    assert "1 детский сад" in page


def test_list__natural_order(home, client):
    for number in ("118", "11", "5"):
        OrganisationFactory(number=number, short_name=f"Детский сад № {number}")
    page = text_of(client.get("/sady/"))
    places = [page.index(f"№ {number}<") for number in ("5", "11", "118")]
    assert places == sorted(places)


def test_list__query_as_html_is_shown_as_text(home, client):
    page = client.get("/sady/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_list__queries_do_not_grow(home, client, django_assert_max_num_queries):
    for number in range(20):
        released(final_report(OrganisationFactory(number=str(number + 1))))
    client.get("/sady/")
    cache.clear()
    with django_assert_max_num_queries(14):
        page = text_of(client.get("/sady/"))
    assert page.count("level-badge") == 20


def test_list__a_closed_one_is_said_to_be_closed(home, client):
    kindergarten(state=OrganisationState.CLOSED)
    assert "закрыт" in text_of(client.get("/sady/"))


def test_page__words_number_areas_and_files(home, client):
    publication = released(final_report(kindergarten()))
    page = text_of(client.get("/sady/sad-94/"))
    assert "Итог: <strong>качество стремится к базовому</strong>" in page
    assert "2,50" in page
    assert "второй из пяти" in page
    assert "1. Ориентиры" in page
    assert f"/published/{publication.uid}/report.pdf" in page
    assert "Демонстрационная шкала" in page


def test_page__without_publication_is_kind(home, client):
    publishing.open_page(by=editor(), organisation=kindergarten())
    page = text_of(client.get("/sady/sad-94/"))
    assert "Результатов пока нет" in page


def test_page__before_release_nothing_is_public(home, client):
    organisation = kindergarten()
    report = final_report(organisation)
    publication = publishing.propose(
        by=appointed(Role.DOO_COORDINATOR, organisation), report=report
    )
    publishing.move(
        by=appointed(Role.DOO_HEAD, organisation), publication=publication, action="approve"
    )
    assert client.get("/sady/sad-94/").status_code == 404
    for name in ("report.pdf", "table.csv", "why/"):
        assert client.get(f"/published/{publication.uid}/{name}").status_code == 404


def test_page__withdrawn_is_gone_though_it_was_cached(home, client):
    publication = released(final_report(kindergarten()))
    assert "2,50" in text_of(client.get("/sady/sad-94/"))
    publishing.move(by=editor(), publication=publication, action="withdraw", reason="Возражение")
    later()
    page = text_of(client.get("/sady/sad-94/"))
    assert "2,50" not in page
    assert "Результатов пока нет" in page
    assert client.get(f"/published/{publication.uid}/report.pdf").status_code == 404
    assert client.get(f"/published/{publication.uid}/why/").status_code == 404


def test_page__touches_no_session_and_sets_no_cookie(home, client):
    released(final_report(kindergarten()))
    for address in ("/", "/sady/", "/sady/sad-94/", "/kak-ocenivayut/"):
        response = client.get(address)
        assert response.status_code == 200
        assert not response.cookies
        assert "csrfmiddlewaretoken" not in response.content.decode()


def test_page__cached_costs_no_query(home, client, django_assert_num_queries):
    released(final_report(kindergarten()))
    first = client.get("/sady/sad-94/").content
    with django_assert_num_queries(0):
        assert client.get("/sady/sad-94/").content == first


def test_page__each_look_has_its_own_body(home, client):
    released(final_report(kindergarten()))
    client.get("/sady/sad-94/")
    client.cookies["look"] = "inverted.200.off"
    assert "look-inverted look-size-200 look-no-images" in text_of(client.get("/sady/sad-94/"))


def test_page__unknown_parameters_are_not_cached(home, client):
    client.get("/sady/", {"evil": "1"})
    later()
    assert not any("evil" in key for key in cache._cache)


def test_page__renaming_the_kindergarten_renews_the_list(home, client):
    organisation = kindergarten()
    client.get("/sady/")
    organisation.short_name = "Детский сад № 94 «Заря»"
    organisation.save()
    later()
    assert "Заря" in text_of(client.get("/sady/"))


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (Measure.State.PROPOSED, False),
        (Measure.State.APPROVED, True),
        (Measure.State.IN_PROGRESS, True),
        (Measure.State.DONE, True),
        (Measure.State.DECLINED, False),
        (Measure.State.POSTPONED, False),
    ],
)
def test_page__shows_measures_once_approved(home, client, state, shown):
    organisation = kindergarten()
    report = final_report(organisation)
    released(report)
    row = report.profile.data["indicators"][0]
    plan = ImprovementPlan.objects.create(organisation=organisation, campaign=report.campaign)
    Measure.objects.create(
        plan=plan, profile=report.profile, indicator=row["uid"], indicator_code=row["code"],
        indicator_title=row["title"], indicator_level=2, problem="Мало наблюдений",
        action="Завести дневник наблюдений", responsible="старший воспитатель",
        due="2031-06-01", state=state, created_by=report.created_by,
    )
    assert ("Завести дневник наблюдений" in text_of(client.get("/sady/sad-94/"))) is shown


def test_file__is_the_final_pdf(home, client):
    publication = released(final_report(kindergarten()))
    response = client.get(f"/published/{publication.uid}/report.pdf")
    assert b"".join(response.streaming_content) == b"%PDF-1.4 small"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_table__same_numbers_as_the_page(home, client):
    publication = released(final_report(kindergarten()))
    body = client.get(f"/published/{publication.uid}/table.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body), delimiter=";"))
    assert rows[0][:3] == ["Область", "Название", "Оценка"]
    assert [row[2] for row in rows[1:]] == ["3,00", "2,00"]


def test_why__explains_without_private_remarks(home, client):
    publication = released(final_report(kindergarten()))
    page = text_of(client.get(f"/published/{publication.uid}/why/"))
    assert "Показатель 1.1" in page
    assert "Группа закрыта на ремонт" not in page


def test_latest__shows_three_newest(home, client):
    for number in range(4):
        released(final_report(OrganisationFactory(number=str(number + 1))))
    page = text_of(client.get("/"))
    assert page.count('class="place"') == 3
    assert "№ 1<" not in page


def test_editor_cannot_make_a_result_page_by_hand(home):
    assert OrganisationPage.is_creatable is False
    assert not any("verdict" in panel.field_name for panel in OrganisationPage.content_panels
                   if hasattr(panel, "field_name"))
    assert computed_profile().level == 2
