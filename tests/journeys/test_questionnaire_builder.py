"""A methodologist builds a form, freezes it, changes it under a sheet begun, freezes again."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from forms_builder.questionnaires.models import Edition, Questionnaire
from portal.organisations.choices import Role
from tests.factories import AssignmentFactory, appointed, orsk
from tests.factories.people import PASSWORD
from tests.forms_builder.people import new_methodologist
from tests.journeys.support.cms import (
    PLUS,
    add_block,
    agree,
    block,
    choose_kind,
    fill,
    open_cms,
    open_menu,
)
from tests.journeys.support.person import shots, sign_in
from tests.support.axe import run_axe

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
MODE, WHY, CALM, GROUPS = 1, 2, 3, 4  # where the questions stand; the section is 0
GONE = "Сколько групп"
TITLE = "Анкета о режиме дня"


@pytest.fixture
def cms(page: Page, live_server, watchers) -> Page:
    # Wagtail saves drafts while one types, and answers 400 to what is not whole yet.
    watchers[0].allow("status of 400")
    new_methodologist(email="methodologist@example.org")
    open_cms(page, live_server.url, "methodologist@example.org")
    return page


def looked_at(page: Page, name: str) -> None:
    """A screen of our own inside the CMS: no sideways scroll, no fault that axe sees in it."""
    shots(page, name)
    assert run_axe(page) == []


def add_row(page: Page, number: int, name: str) -> None:
    """Add a row to a list inside a block."""
    block(page, number).locator(
        f'[data-contentpath="{name}"] [data-streamfield-list-add]'
    ).last.click()


def build(page: Page) -> None:
    open_menu(page, "Формы")
    page.get_by_role("link", name="Добавить форму").click()
    page.locator("#id_title").fill(TITLE)
    add_block(page, "Раздел")
    fill(page, 0, title="Режим дня")
    add_block(page, "Выбор одного варианта")
    fill(page, MODE, label="Какой режим у группы", code="mode")
    for row, (label, code) in enumerate((("Полный день", "full"), ("Полдня", "half"))):
        add_row(page, MODE, "choices")
        fill(page, MODE, **{f"choices_{row}_label": label, f"choices_{row}_value": code})
    add_block(page, "Текст")
    fill(page, WHY, label="Почему полдня", code="why")
    show_when(page, WHY, question="mode", value="half")
    add_block(page, "Таблица: согласие, частота")
    fill(page, CALM, label="Согласны ли Вы", code="calm", rows_0_label="Утро спокойное")
    fill(page, CALM, rows_0_code="morning")
    add_row(page, CALM, "rows")
    fill(page, CALM, rows_1_label="Вечер спокойный", rows_1_code="evening")
    add_block(page, "Число")
    fill(page, GROUPS, label="Сколько групп", code="groups")


def show_when(page: Page, number: int, question: str, value: str) -> None:
    """Write a condition in the settings of a block: that question was answered so."""
    asked = block(page, number)
    asked.get_by_role("button", name="Настройки").click()
    asked.locator(f'[data-contentpath="show_if"] {PLUS}').first.click()
    choose_kind(page, "Условие")
    row = f"body-{number}-value-show_if-conditions-0-value"
    asked.locator(f'[name="{row}-question"] + select').select_option(question)
    asked.locator(f'[name="{row}-value"]').fill(value)


def open_form(page: Page, origin: str) -> None:
    form = Questionnaire.objects.get()
    page.goto(f"{origin}/cms/snippets/questionnaires/questionnaire/edit/{form.pk}/")


def freeze(page: Page, day: str = "") -> None:
    if day:
        page.get_by_label("Действует с").fill(day)
    page.get_by_role("button", name="Заморозить редакцию").click()
    expect(page.locator("h1", has_text=TITLE)).to_be_visible()


def previewed(page: Page) -> None:
    """The form as a respondent will see it, in a tab of its own."""
    page.get_by_role("button", name="Переключить предварительный просмотр").click()
    with page.expect_popup() as opened:
        page.locator("a[href$='/preview/'], a[href*='/questionnaire/preview/']").first.click()
    preview = opened.value
    for words in ("Какой режим у группы", "Почему полдня", "Утро спокойное", "Сколько групп"):
        expect(preview.locator("main")).to_contain_text(words)
    shots(preview, "builder-preview")
    preview.close()


def change(page: Page) -> None:
    """Rename a question, delete another that is frozen, add a third."""
    for number in (MODE, GROUPS):
        block(page, number).get_by_role("button", name="Переключить раздел").first.click()
    fill(page, MODE, label="Режим Вашей группы")
    block(page, GROUPS).get_by_role("button", name="Удалить").first.click()
    add_block(page, "Да или нет")
    fill(page, 5, label="Есть ли прогулка", code="walk")


def begin_sheet(page: Page, origin: str, edition: Edition):
    """A teacher begins a sheet on the edition: answers one question and goes away."""
    expert = appointed(Role.EXPERT, orsk(), email="expert@example.org")
    task = AssignmentFactory(edition=edition, assignee=expert)
    sign_in(page, origin, "expert@example.org", PASSWORD)
    page.get_by_role("link", name="Начать").click()
    page.goto(f"{page.url.split('#')[0]}#c-1")
    page.get_by_label("Полный день").check()
    expect(page.locator(".save-state", has_text=re.compile("^Сохранено"))).to_have_count(1)
    return task


def test_builder__two_editions_and_a_sheet_that_moves(cms: Page, live_server, open_page):
    build(cms)
    agree(cms)
    open_form(cms, live_server.url)
    previewed(cms)
    cms.get_by_role("link", name="Заморозить редакцию").click()
    looked_at(cms, "builder-gate-first")
    freeze(cms, "2020-09-01")
    first = Edition.objects.get()
    items = first.data["sections"][0]["items"]
    assert [item["code"] for item in items] == ["mode", "why", "calm", "groups"]
    assert items[1]["show_if"] == {"==": [{"var": "mode"}, "half"]}
    assert [row["code"] for row in items[2]["rows"]] == ["morning", "evening"]

    task = begin_sheet(open_page(), live_server.url, first)
    open_form(cms, live_server.url)
    change(cms)
    agree(cms)
    retired = next(
        row for row in Questionnaire.objects.get().body if row.value.get("label") == GONE
    )
    assert retired.value["retired"]

    cms.goto(f"{live_server.url}/cms/questionnaires/{first.questionnaire_id}/gate/")
    gate = cms.locator("#main")
    expect(gate).to_contain_text("сдано: 0 листов, ещё заполняется: 1 лист")
    expect(cms.locator("section", has_text="Безопасно")).to_contain_text("в 1 листе")
    expect(cms.locator("section", has_text="Требует внимания")).to_contain_text(GONE)
    looked_at(cms, "builder-gate-second")
    cms.get_by_label("перенести в новую").check()
    freeze(cms)
    expect(cms.locator(".messages")).to_contain_text("В новую редакцию перешёл 1 лист")
    second = Edition.objects.get(number=2)
    task.response.refresh_from_db()
    assert task.response.edition == second

    cms.get_by_role("link", name="Все редакции этой формы").click()
    expect(cms.locator("#main tbody tr")).to_have_count(2)
    looked_at(cms, "builder-history")
    first.refresh_from_db()
    assert json.loads(first.content)["sections"][0]["items"] == items
