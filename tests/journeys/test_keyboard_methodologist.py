"""A methodologist without a mouse: opens a form, adds a question, agrees, passes the gate."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from forms_builder.questionnaires.models import Edition
from tests.forms_builder.builders import small_questionnaire, small_scale
from tests.forms_builder.people import new_methodologist
from tests.journeys.support.cms import PLUS, foot
from tests.journeys.support.keyboard import act_on, walk_to
from tests.journeys.support.person import shots

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
TITLE = "Малый лист"


@pytest.fixture
def cms(page: Page, live_server, watchers) -> Page:
    # Wagtail saves drafts while one types, and answers 400 to what is not whole yet.
    watchers[0].allow("status of 400")
    person = new_methodologist()
    small_questionnaire(person, small_scale(person))
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/cms/")
    return page


def open_form(page: Page) -> None:
    sidebar = page.locator("#wagtail-sidebar")
    act_on(page, page.get_by_role("button", name="Шкалы и формы"))
    act_on(page, sidebar.get_by_role("link", name="Формы", exact=True))
    act_on(page, page.locator("main").get_by_role("link", name=TITLE, exact=True))
    expect(page.locator("#id_title")).to_have_value(TITLE)


def add_question(page: Page) -> None:
    act_on(page, page.locator(f"[data-streamfield-stream-container] {PLUS}").last)
    walk_to(page, page.locator("[role=combobox]:visible"))
    page.keyboard.type("Да или")
    expect(page.locator("[role=option]:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    label = page.locator('[name="body-7-value-label"]')
    walk_to(page, label)
    page.keyboard.type("Есть ли участок")
    walk_to(page, page.locator('[name="body-7-value-code"]'))
    page.keyboard.type("ground")
    walk_to(page, page.locator('[name="body-7-value-required"]'))
    page.keyboard.press("Space")
    shots(page, "keyboard-question")


def agree(page: Page) -> None:
    act_on(page, foot(page).get_by_role("button", name="Больше действий"))
    act_on(page, foot(page).get_by_role("button", name="Согласовать текст"))
    expect(page.locator(".messages")).to_contain_text("Текст согласован")


def freeze(page: Page) -> None:
    act_on(page, page.locator("main").get_by_role("link", name=TITLE, exact=True))
    act_on(page, page.get_by_role("link", name="Заморозить редакцию"))
    expect(page.get_by_label("Действует с")).to_be_visible()
    act_on(page, page.get_by_role("button", name="Заморозить редакцию"))
    expect(page.locator(".messages")).to_contain_text("Редакция 1 заморожена.")


def test_keyboard__from_the_menu_to_an_edition(cms):
    open_form(cms)
    add_question(cms)
    agree(cms)
    freeze(cms)
    asked = Edition.objects.get().data["sections"][-1]["items"][-1]
    assert (asked["code"], asked["label"], asked["type"]) == ("ground", "Есть ли участок", "yes_no")
    assert asked["required"]
