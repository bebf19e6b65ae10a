"""A newly appointed expert: slip → password → second factor → consent → task → her sheet."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.accounts import consents, second_factor
from portal.accounts.choices import Purpose
from portal.accounts.models import Consent, ConsentText, User
from portal.organisations.choices import Role
from tests.factories import AssignmentFactory, EditionFactory, OrganisationFactory, appointed, orsk
from tests.factories.people import PASSWORD
from tests.factories.sheet import small_content
from tests.journeys.support.person import shots, sign_in
from tests.journeys.support.second_step import code_of, set_up
from tests.support.axe import run_axe

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
OWN = "пароль-только-мой"
EMAIL = "coordinator@example.org"
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def portal(live_server, settings):
    """A server as strict as a real one: second factors are required, a consent is in force."""
    settings.SECOND_FACTOR_REQUIRED = True
    text = ConsentText(
        purpose=Purpose.PERSONAL_DATA,
        version="1",
        title="Согласие на обработку персональных данных",
        text="Я разрешаю обрабатывать мои фамилию, имя и отчество.",
        valid_from=timezone.localdate(),
    )
    text.save()
    consents.publish(by=None, text=text)
    return live_server


@pytest.fixture
def coordinator(page, portal) -> Page:
    """The page of a regional coordinator who has come all the way in."""
    person = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent(), email=EMAIL)
    consents.give(by=person, text=consents.text_in_force(Purpose.PERSONAL_DATA))
    sign_in(page, portal.url, EMAIL, PASSWORD)
    set_up(page)
    page.get_by_role("link", name="Коды у меня, дальше").click()
    return page


def slip_of_a_newcomer(page: Page) -> tuple[str, str]:
    """Appoint somebody without a mailbox and print her slip: login and code."""
    page.get_by_role("link", name="Люди").click()
    page.get_by_role("link", name="Назначить человека").click()
    page.get_by_label("Название").fill("орск")
    page.get_by_role("button", name="Найти").click()
    page.get_by_role("link", name="город Орск").click()
    page.get_by_label("Фамилия, имя, отчество").fill("Новая Вера Львовна")
    page.get_by_label("Роль").select_option(label="эксперт ДОО")
    page.get_by_label("Что оценивает эксперт").select_option(label="с выездом")
    shots(page, "expert-appoint")
    page.get_by_role("button", name="Назначить").click()
    expect(page.locator("h1")).to_have_text("Осталось передать приглашение")
    assert run_axe(page) == []
    page.get_by_role("button", name="Напечатать листок с кодом").click()
    slip = page.locator(".slip", has_text="Новая Вера Львовна")
    expect(slip).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Листки с кодами")).to_be_hidden()
    login, code = (slip.get_by_text(word, exact=True) for word in ("Логин", "Код"))
    shown = [word.locator("xpath=following-sibling::dd").inner_text() for word in (login, code)]
    page.emulate_media(media="screen")
    shots(page, "expert-slip")
    return shown[0], shown[1]


def use_slip(page: Page, url: str, login: str, code: str) -> None:
    page.goto(f"{url}/login/")
    page.get_by_role("link", name="Вход по приглашению").click()
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Код", exact=True).fill(code)
    page.get_by_role("button", name="Дальше").click()


def set_password(page: Page) -> None:
    expect(page.locator("h1")).to_have_text("Здравствуйте, Вера")
    shots(page, "expert-password")
    assert run_axe(page) == []
    page.locator("[name=new_password1]").fill(OWN)
    page.locator("[name=new_password2]").fill(OWN)
    page.get_by_role("button", name="Задать пароль и войти").click()


def test_a_new_expert__from_a_slip_to_her_sheet(open_page, portal, coordinator):
    login, code = slip_of_a_newcomer(coordinator)
    assert login == "novaya.vl"
    expert = open_page(viewport=PHONE)
    use_slip(expert, portal.url, login.upper(), code.lower().replace("-", " "))
    set_password(expert)
    expect(expert.get_by_role("link", name="Позже")).to_be_visible()
    key = set_up(expert)
    expect(expert.locator(".codes li")).to_have_count(second_factor.RECOVERY_CODES)
    expert.get_by_role("link", name="Коды у меня, дальше").click()
    expert.get_by_role("button", name="Даю согласие").click()
    expect(expert.locator("h1")).to_have_text("Мои задачи")
    expect(expert.get_by_text("Пока задач нет")).to_be_visible()
    person = User.objects.get(login=login)
    assert Consent.objects.filter(person=person).count() == 1

    opens_her_sheet(expert, portal.url, person)
    the_old_code_is_dead(open_page(), portal.url, login, code)
    comes_again(expert, portal.url, login, key)


def opens_her_sheet(page: Page, url: str, person: User) -> None:
    garden = OrganisationFactory(number="94", short_name="Детский сад № 94")
    edition = EditionFactory(data=small_content())
    AssignmentFactory(assignee=person, organisation=garden, edition=edition)
    page.goto(f"{url}/desk/")
    card = page.locator(".card", has_text="Детский сад № 94")
    shots(page, "expert-first-task")
    card.get_by_role("link", name="Начать").click()
    expect(page.locator(".sheet-bar > .progress")).to_contain_text("0 из 4")
    expect(page.get_by_text("Детский сад № 94").first).to_be_visible()


def the_old_code_is_dead(page: Page, url: str, login: str, code: str) -> None:
    use_slip(page, url, login, code)
    expect(page.locator("h1")).to_have_text("Вход по приглашению")
    expect(page.get_by_role("alert")).to_be_visible()
    shots(page, "expert-old-code")


def comes_again(page: Page, url: str, login: str, key: str) -> None:
    """Next time the password alone opens nothing."""
    page.get_by_role("button", name="Выйти").click()
    sign_in(page, url, login, OWN)
    expect(page.locator("h1")).to_have_text("Второй шаг")
    assert run_axe(page) == []
    page.goto(f"{url}/desk/")
    expect(page.get_by_role("button", name="Войти")).to_be_visible()
    sign_in(page, url, login, OWN)
    page.get_by_label("Код", exact=True).fill(code_of(key, later=1))
    page.get_by_role("button", name="Войти").click()
    expect(page.locator("h1")).to_have_text("Мои задачи")


def test_a_regional_coordinator__reaches_nothing_before_the_second_step(page, portal):
    region = orsk().get_parent()
    appointed(Role.REGIONAL_COORDINATOR, region, email=EMAIL)
    sign_in(page, portal.url, EMAIL, PASSWORD)
    for address in ("desk/", "desk/people/", "desk/journal/", "schedule/", "cms/", "reports/"):
        page.goto(f"{portal.url}/{address}")
        expect(page).to_have_url(re.compile(r"/account/second-factor/"))
        expect(page.locator("h1")).to_have_text("Вход в два шага")
    expect(page.get_by_text("второй шаг для неё обязателен")).to_be_visible()
    expect(page.get_by_role("link", name="Позже")).to_have_count(0)
    shots(page, "second-step-required")
    assert run_axe(page) == []
    set_up(page)
    page.get_by_role("link", name="Коды у меня, дальше").click()
    page.get_by_role("button", name="Даю согласие").click()
    page.get_by_role("link", name="Люди").click()
    expect(page.locator("h1")).to_have_text("Люди")
