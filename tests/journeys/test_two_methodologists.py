"""Two methodologists at one scale: the second is told, nothing is overwritten, her words stay."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from forms_builder.scales.models import Indicator, Scale
from forms_builder.scales.selectors import standing
from portal.accounts.models import User
from tests.forms_builder.builders import small_scale
from tests.forms_builder.people import new_methodologist
from tests.journeys.support.cms import foot
from tests.journeys.support.person import shots

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
ANNA, MARIA = "Взгляд воспитателя", "Взгляд ребёнка"


@pytest.fixture
def people(transactional_db: None) -> tuple[User, User]:
    first = new_methodologist(last_name="Петрова", first_name="Анна", patronymic="")
    return first, new_methodologist(last_name="Методова", first_name="Мария", patronymic="")


@pytest.fixture
def scale(people) -> Scale:
    return small_scale(people[0])


@pytest.fixture
def browsers(open_page, live_server, people, watchers) -> tuple[Page, Page]:
    """A browser of each, signed in; what is late is refused with 400 to the page's own saving."""
    pages = []
    for person in people:
        page, client = open_page(), Client()
        client.force_login(person)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        watchers[-1].allow("status of 400")
        pages.append(page)
    return pages[0], pages[1]


@pytest.fixture
def both(browsers, live_server) -> Callable[[str], tuple[Page, Page]]:
    """`both(address)` opens the same screen in both browsers."""

    def go(address: str) -> tuple[Page, Page]:
        for page in browsers:
            page.goto(live_server.url + address)
        return browsers

    return go


def wording(code: str) -> str:
    return Indicator.objects.get(code=code).get_latest_revision_as_object().title


def save(page: Page) -> None:
    foot(page).get_by_role("button", name="Сохранить", exact=False).first.click()


def test_indicator__the_second_keeps_her_words_and_decides(both, scale):
    row = Indicator.objects.get(code="1.1")
    anna, maria = both(reverse("wagtailsnippets_scales_indicator:edit", args=[row.pk]))
    anna.locator("#id_title").fill(ANNA)
    save(anna)
    expect(anna.locator(".messages")).to_contain_text("обновлен")
    assert wording("1.1") == ANNA

    maria.locator("#id_title").fill(MARIA)
    save(maria)
    told = maria.locator("section", has_text="Ничего не заменено")
    expect(told).to_contain_text("Петрова Анна")
    expect(maria.locator("#id_title")).to_have_value(MARIA)
    assert wording("1.1") == ANNA
    shots(maria, "two-indicator-late")

    told.get_by_role("button", name="Сохранить мой текст").click()
    expect(maria.locator(".messages")).to_contain_text("обновлен")
    assert wording("1.1") == MARIA
    titles = [one.as_object().title for one in row.revisions.order_by("created_at")]
    assert titles[-2:] == [ANNA, MARIA]


def test_order__the_second_is_told_and_looks_again(both, scale):
    anna, maria = both(reverse("scales:tree", args=[scale.pk]))
    anna.get_by_role("button", name="Опустить 1.1").click()
    expect(anna.locator(".messages")).to_contain_text("Показатель 1.1 перенесён.")
    ordered = ["1.2", "1.1", "2.1"]
    assert [row.code for row in standing(scale)] == ordered

    maria.get_by_role("button", name="Снять 1.2").click()
    expect(maria.locator(".messages")).to_contain_text("Петрова Анна")
    assert [row.code for row in standing(scale)] == ordered
    shots(maria, "two-order-late")

    maria.get_by_role("button", name="Снять 1.2").click()
    expect(maria.locator(".messages")).to_contain_text("Показатель 1.2 снят.")
    assert [row.code for row in standing(scale)] == ["1.1", "2.1"]
