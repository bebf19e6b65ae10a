"""A methodologist, from nothing to an edition: a scale, a form on it, the gate. All in the CMS."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from forms_builder.common.canonical import sha256_of
from forms_builder.questionnaires.models import Edition
from portal.organisations.choices import Role
from portal.profiles.services import compute_profile
from portal.responses.models import Response
from tests.factories import AssignmentFactory, appointed, orsk
from tests.factories.people import PASSWORD
from tests.forms_builder.people import new_methodologist
from tests.journeys.support.person import shots, sign_in
from tests.support.axe import run_axe

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
RECORDS = {"1": "В группе есть записи о детях.", "2": "Записи ведут каждую неделю."}


@pytest.fixture
def cms(page: Page, live_server, watchers):
    # Wagtail saves drafts while one types, and answers 400 to what is not whole yet.
    watchers[0].allow("status of 400")
    new_methodologist(email="methodologist@example.org")
    page.set_viewport_size({"width": 1280, "height": 2400})
    sign_in(page, live_server.url, "methodologist@example.org", PASSWORD)
    page.goto(f"{live_server.url}/cms/")
    return page


def open_menu(page: Page, name: str) -> None:
    page.get_by_role("button", name="Шкалы и формы").click()
    page.locator("#wagtail-sidebar").get_by_role("link", name=name, exact=True).click()


def foot(page: Page) -> Locator:
    return page.locator("footer")


def agree(page: Page) -> None:
    """Press «Согласовать текст» and wait for the words that it is done."""
    foot(page).get_by_role("button", name="Больше действий").click()
    foot(page).get_by_role("button", name="Согласовать текст").click()
    expect(page.locator(".messages")).to_contain_text("Текст согласован")


def make_scale(page: Page) -> None:
    open_menu(page, "Шкалы")
    page.get_by_role("link", name="Добавить шкалу").click()
    page.locator("#id_title").fill("Шкала сада")
    for row, title in enumerate(("Наблюдение", "Пространство")):
        page.get_by_role("button", name="Добавить область").click()
        page.locator(f"#id_areas-{row}-code").fill(str(row + 1))
        page.locator(f"#id_areas-{row}-title").fill(title)
    expect(page.locator("#id_levels-4-title")).to_have_value("Превосходное качество")
    foot(page).get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="Шкала сада").first.click()


def add_indicator(page: Page, area: int, code: str, title: str) -> None:
    page.get_by_role("link", name="Состав шкалы").first.click()
    page.get_by_role("link", name=f"Добавить показатель в область {area}").click()
    page.locator("#id_code").fill(code)
    page.locator("#id_title").fill(title)


def add_direct(page: Page, area: int, code: str, title: str) -> None:
    add_indicator(page, area, code, title)
    page.locator("#id_rule").select_option(label="уровень ставится сразу")
    agree(page)
    page.get_by_role("link", name=re.compile(f"^{code} {title}")).first.click()


def add_cumulative(page: Page) -> None:
    add_indicator(page, 1, "1.1", "Записи о детях")
    page.locator("#id_gaps").fill("3,4,5")
    for row, (level, text) in enumerate(RECORDS.items()):
        page.get_by_role("button", name="Добавить характеристики").click()
        page.locator(f"#id_characteristics-{row}-level").select_option(level)
        page.locator(f"#id_characteristics-{row}-text").fill(text)
    agree(page)
    page.get_by_role("link", name=re.compile("^1.1 Записи")).first.click()


def add_block(page: Page, name: str) -> Locator:
    """Add a block at the end of the form and return it."""
    page.locator("[data-streamfield-stream-container] button[title='Вставить блок']").last.click()
    page.get_by_role("option", name=name).click()
    return page.locator("[data-streamfield-child]").last


def make_form(page: Page) -> None:
    open_menu(page, "Формы")
    page.get_by_role("link", name="Добавить форму").click()
    page.locator("#id_title").fill("Лист эксперта")
    page.locator("#id_scale").select_option(label="Шкала сада")
    question = add_block(page, "Текст")
    question.get_by_label("Вопрос").fill("Когда было посещение")
    question.get_by_label("Код").fill("visit_day")
    add_block(page, "Показатели шкалы")
    agree(page)


def looked_at(page: Page, name: str) -> None:
    """A screen of our own inside the CMS: no sideways scroll, no fault that axe sees in it."""
    shots(page, name)
    assert run_axe(page) == []


def fill_in(page: Page, origin: str) -> None:
    """An expert fills in what the methodologist has built, and submits it."""
    sign_in(page, origin, "expert@example.org", PASSWORD)
    page.get_by_role("link", name="Начать").click()
    page.goto(f"{page.url.split('#')[0]}#c-1")
    page.get_by_label("Когда было посещение").fill("12 ноября")
    for chapter, indicators in ((2, ("1.1", "1.2")), (3, ("2.1",))):
        page.goto(f"{page.url.split('#')[0]}#c-{chapter}")
        for code in indicators:
            indicator = page.locator(f"#c-{chapter} .indicator[data-item]", has_text=code)
            indicator.locator(".tick").nth(1 if code != "1.1" else 0).click()
            expect(indicator.locator(".save-state")).to_have_text(re.compile("^Сохранено"))
    page.goto(f"{page.url.split('#')[0]}submit/")
    page.get_by_role("button", name="Отправить лист").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Лист отправлен")


def test_methodologist__from_nothing_to_a_filled_sheet(cms: Page, live_server, open_page):
    make_scale(cms)
    add_cumulative(cms)
    add_direct(cms, 1, "1.2", "Беседы с детьми")
    add_direct(cms, 2, "2.1", "Участок")
    cms.get_by_role("link", name="Состав шкалы").first.click()
    looked_at(cms, "cms-scale")
    make_form(cms)
    cms.get_by_role("link", name="Лист эксперта").first.click()
    cms.get_by_role("link", name="Заморозить редакцию").click()
    looked_at(cms, "cms-gate")
    cms.get_by_label("Действует с").fill("2020-09-01")
    cms.get_by_role("button", name="Заморозить редакцию").click()
    expect(cms.locator("h1", has_text="Лист эксперта, редакция 1")).to_be_visible()
    expect(cms.locator("#main")).to_contain_text("Записи ведут каждую неделю.")
    looked_at(cms, "cms-edition")

    edition = Edition.objects.get()
    assert str(edition.valid_from) == "2020-09-01"
    assert edition.sha256 == sha256_of(edition.content)
    content = json.loads(edition.content)
    assert [section["title"] for section in content["sections"]] == [
        "Лист эксперта",
        "1. Наблюдение",
        "2. Пространство",
    ]
    assert [row["code"] for row in content["scale"]["indicators"]] == ["1.1", "1.2", "2.1"]
    first = content["scale"]["indicators"][0]
    assert {str(row["level"]): row["text"] for row in first["characteristics"]} == RECORDS

    expert = appointed(Role.EXPERT, orsk(), email="expert@example.org")
    task = AssignmentFactory(edition=edition, assignee=expert)
    fill_in(open_page(), live_server.url)
    sheet = task.response
    assert sheet.state == Response.State.SUBMITTED
    profile = compute_profile(by=expert, response=sheet)
    scores = {row["code"]: row["score"] for row in profile.data["indicators"]}
    assert scores == {"1.1": "1", "1.2": "1", "2.1": "1"}
