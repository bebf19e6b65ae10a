"""Pages of the account that take several steps to get to: they must be good too."""

import datetime
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from portal.accounts import consents, invitations, second_factor
from portal.accounts.choices import Purpose
from portal.accounts.models import Consent, ConsentText, User
from tests.accessibility.conftest import Enter, Portal
from tests.accessibility.looking import faults_of, send
from tests.factories import PersonFactory
from tests.factories.people import PASSWORD
from tests.journeys.support.person import shots, sign_in
from tests.support.watching import Watcher


@pytest.fixture
def person(portal: Portal) -> User:
    """Somebody of her own: the people of the world stay as they were."""
    return PersonFactory(email="", last_name="Входящая")


def code_of(person: User, *, confirmed: bool) -> str:
    device = TOTPDevice.objects.get(user=person, confirmed=confirmed)
    device.last_t = -1
    device.save()
    return f"{totp(device.bin_key):06d}"


def look_at(page: Page, name: str) -> None:
    found = faults_of(page)
    assert not found, "\n".join(found)
    shots(page, name)


def test_from_slip_to_second_factor(portal: Portal, enter: Enter, person: User):
    code = invitations.invite(by=None, person=person)[1]
    page = enter()
    page.goto(f"{portal.url}/account/invitation/?login={person.login}&code={code}")
    look_at(page, "account-invitation")
    page.get_by_role("button", name="Дальше").click()
    look_at(page, "account-invitation-password")
    page.get_by_label("Новый пароль", exact=True).fill(PASSWORD)
    page.locator("input[name=new_password2]").fill(PASSWORD)
    page.get_by_role("button", name="Задать пароль и войти").click()
    look_at(page, "account-second-factor-offer")
    page.get_by_role("button", name="Включить").click()
    look_at(page, "account-second-factor-set-up")
    page.get_by_label("Код", exact=True).fill(code_of(person, confirmed=False))
    page.get_by_role("button", name="Готово").click()
    look_at(page, "account-recovery-codes")
    page.get_by_role("link", name="Коды у меня").click()
    page.goto(f"{portal.url}/account/second-factor/")
    look_at(page, "account-second-factor-on")
    page.goto(f"{portal.url}/account/")
    look_at(page, "account")
    page.get_by_role("button", name="Выйти").click()
    sign_in(page, portal.url, person.login, PASSWORD)
    look_at(page, "account-second-step")
    page.get_by_label("Код", exact=True).fill(code_of(person, confirmed=True))
    page.get_by_role("button", name="Войти").click()
    expect(page.locator("h1")).to_have_text("Мои задачи")


def wrong_set_up(page: Page, url: str, person: User) -> None:
    page.goto(f"{url}/account/second-factor/")
    page.get_by_role("button", name="Включить").click()
    send(page, "main form", {"code": "000000"})


def wrong_password(page: Page, url: str, person: User) -> None:
    page.goto(f"{url}/account/second-factor/")
    send(page, "main form", {"password": "нет"})


def wrong_second_step(page: Page, url: str, person: User) -> None:
    sign_in(page, url, person.login, PASSWORD)
    send(page, "main form", {"code": "000000"})


@pytest.mark.parametrize(
    ("go", "is_in", "is_on"),
    [
        (wrong_set_up, True, False),
        (wrong_password, True, True),
        (wrong_second_step, False, True),
    ],
    ids=lambda go: getattr(go, "__name__", None),
)
def test_wrong_code_or_password(
    go: Callable[[Page, str, User], None],
    is_in: bool,
    is_on: bool,
    portal: Portal,
    enter: Enter,
    person: User,
):
    if is_on:
        device = second_factor.begin(by=person)
        second_factor.confirm(by=person, code=f"{totp(device.bin_key):06d}")
    page = enter()
    if is_in:
        portal.world.people["входящая"] = person
        page.context.add_cookies([portal.cookie_of("входящая")])
        del portal.world.people["входящая"]
    go(page, portal.url, person)
    expect(page.locator(".error-summary")).to_be_visible()
    look_at(page, f"account-{go.__name__.replace('_', '-')}")


def test_locked_out(
    portal: Portal, enter: Enter, person: User, settings: object, watchers: list[Watcher]
):
    settings.AXES_ENABLED = True
    page = enter()
    watchers[0].allow("status of 429")
    page.goto(f"{portal.url}/login/")
    for _ in range(5):
        send(page, "main form", {"username": person.login, "password": "нет"})
    expect(page.locator("h1")).to_have_text("Вход закрыт на время")
    look_at(page, "account-locked")


PARAGRAPHS = "\n\n".join(
    f"{number}. Я разрешаю обрабатывать мои фамилию, имя, отчество, должность и место работы, "
    "чтобы портал показывал мне мои задачи и записывал, кто и что сделал."
    for number in range(1, 13)
)


@pytest.fixture
def texts(portal: Portal) -> Iterator[None]:
    """Both texts in force, for one test: while they are, everybody is asked."""
    made = [
        ConsentText.objects.create(
            purpose=purpose,
            version="2026-1",
            title="Кто, зачем и как долго хранит сведения о Вас",
            text=PARAGRAPHS,
            valid_from=timezone.localdate(),
        )
        for purpose in Purpose
    ]
    for text in made:
        consents.publish(by=None, text=text)
    yield
    Consent.objects.all().delete()
    ConsentText.objects.filter(pk__in=[text.pk for text in made]).delete()
    consents.forget()


def test_consent_and_privacy(portal: Portal, enter: Enter, person: User, texts: None):
    page = enter()
    page.goto(f"{portal.url}/privacy/")
    look_at(page, "privacy")
    sign_in(page, portal.url, person.login, PASSWORD)
    look_at(page, "account-consent")
    page.get_by_role("button", name="Даю согласие").click()
    expect(page.locator("h1")).to_have_text("Мои задачи")
    page.goto(f"{portal.url}/account/consent/")
    look_at(page, "account-consent-given")


def test_slips__good_on_the_screen_and_four_on_a_sheet(portal: Portal, enter: Enter, person: User):
    slip = {
        "person": person,
        "login": person.login,
        "code": "ACEH-KMPT-XY23",
        "address": "https://kachestvo.orenburg-oblast.example/account/invitation/",
        "valid_until": timezone.now() + datetime.timedelta(days=14),
    }
    page = enter()
    page.goto(f"{portal.url}/privacy/")
    page.set_content(render_to_string("account/slips.html", {"slips": [slip] * 5}))
    look_at(page, "account-slips")
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 2
    assert [sheet.extract_text().count("ACEH-KMPT-XY23") for sheet in paper.pages] == [4, 1]
    assert "Напечатайте" not in paper.pages[0].extract_text()
