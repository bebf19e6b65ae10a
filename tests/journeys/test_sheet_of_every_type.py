"""Every type of question on one sheet: by script as it is typed, and by a plain form."""

import re

import pytest
from playwright.sync_api import expect

from portal.organisations.choices import Role
from portal.responses.content import answers_of
from portal.responses.models import Evidence, Response
from tests.factories import AssignmentFactory, EditionFactory, OrganisationFactory, appointed, orsk
from tests.factories.content import uid
from tests.factories.people import PASSWORD
from tests.journeys.support.person import shots, sign_in
from tests.portal.responses import hostile
from tests.portal.responses.asked import INNER, NUMBER, TEXT, TYPES, every_type, item
from tests.support.axe import run_axe

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
PHONE = {"width": 320, "height": 640}
IS_NO = {"==": [{"var": "yes_no"}, "no"]}
ANSWERS = {uid(kind): answer for kind, (_keys, answer) in TYPES.items()}
SAVED = re.compile(r"^Сохранено в \d\d:\d\d$")


def content():
    """Every type; «нет» opens a question and a chapter; a value is calculated."""
    data = every_type()
    total = item("total", "calculated", decimals=2, unit="м²") | {
        "formula": {"*": [{"var": "number"}, {"number": "2"}]},
        "label": "Площадь",
    }
    reasons = ["Группа на карантине", "Нет участка"]
    why = item("why", "text", **TEXT, show_if=IS_NO, required=True, label="Почему нет")
    maybe = item("maybe", "number", **NUMBER, label="Сколько веранд", hint="Только свои")
    maybe |= {"not_applicable": True, "reasons": reasons, "evidence": "optional"}
    data["sections"][0]["items"] += [total, why, maybe]
    later = {"uid": uid("later"), "title": "Подробно", "show_if": IS_NO}
    data["sections"].append(later | {"items": [item("depth", "text", **TEXT, label="Ещё")]})
    return data


@pytest.fixture
def sheet(live_server):
    expert = appointed(Role.EXPERT, orsk(), email="expert@example.org")
    garden = OrganisationFactory(number="94", short_name="Детский сад № 94 «Солнышко»")
    edition = EditionFactory(data=content())
    return AssignmentFactory(assignee=expert, organisation=garden, edition=edition)


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "Программа развития.pdf"
    path.write_bytes(hostile.PDF)
    return path


def at(page, kind):
    return page.locator(f"#i-{uid(kind)}")


def control(page, kind, part="value"):
    return page.locator(f'[name="{uid(kind)}.{part}"]')


def saved(page, kind):
    expect(at(page, kind).locator(".save-state")).to_have_text(SAVED)


def open_sheet_page(page, live_server, sheet):
    sign_in(page, live_server.url, "expert@example.org", PASSWORD)
    page.goto(f"{live_server.url}/sheets/{sheet.uid}/")


def fill(page, after=lambda kind: None):
    """Answer every type as TYPES has it; after(kind): whoever waits for each to be saved."""
    control(page, "text").fill("Светло и тихо")
    after("text")
    control(page, "number").fill("12,5")
    after("number")
    control(page, "date").fill("2026-09-01")
    after("date")
    control(page, "time").fill("09:30")
    after("time")
    for kind, values in (("choice", ["day"]), ("choices", ["day", "half"]), ("yes_no", ["no"])):
        for value in values:
            page.locator(f'[name="{uid(kind)}.value"][value="{value}"]').check()
        after(kind)
    page.locator(f'[name="{uid("level")}.value"][value="4"]').check()
    after("level")
    for label, place in (("B", "1"), ("C", "2"), ("A", "3")):
        at(page, "ranking").get_by_label(label, exact=True).select_option(place)
    after("ranking")
    matrix = at(page, "matrix")
    matrix.get_by_role("radiogroup", name="Тепло").get_by_label("День").check()
    matrix.get_by_role("radiogroup", name="Спокойно").get_by_label("Полдня").check()
    after("matrix")
    control(page, "link").fill("https://example.org/sad")
    after("link")
    control(page, "consent").check()
    after("consent")
    control(page, "group", f"0.{INNER[0]}.value").fill("Солнышко")
    control(page, "group", f"0.{INNER[1]}.value").fill("12")
    after("group")


def test_every_type__by_script(page, live_server, sheet, document):
    open_sheet_page(page, live_server, sheet)
    expect(page.locator(".sheet[data-ready]")).to_have_count(1)
    shots(page, "types-empty")
    expect(at(page, "why")).to_be_hidden()
    fill(page, after=lambda kind: saved(page, kind))
    expect(at(page, "why")).to_be_visible()
    news = "Открылись вопросы: «Почему нет», «Ещё»"
    expect(page.locator("[data-news]")).to_have_text(news)
    expect(at(page, "total").locator("output")).to_have_text("25,00\u00a0м²")
    at(page, "group").get_by_role("button", name="Сохранить и добавить ещё").click()
    control(page, "group", f"1.{INNER[0]}.value").fill("Радуга")
    page.wait_for_timeout(700)
    saved(page, "group")
    at(page, "file").locator("input[type=file]").set_input_files(document)
    expect(at(page, "file").get_by_role("link", name="Программа развития.pdf")).to_be_visible()
    maybe = at(page, "maybe")
    maybe.get_by_text("Не применимо…").click()
    maybe.get_by_text("Вопрос здесь не применим").click()
    maybe.get_by_text("Нет участка").click()
    saved(page, "maybe")
    shots(page, "types-filled")
    assert run_axe(page) == []
    response = Response.objects.get()
    stored = answers_of(response)
    assert {name: stored[name] for name in ANSWERS} == ANSWERS
    assert stored[uid("total")]["value"] == "25"
    assert stored[uid("maybe")]["reason"] == "Нет участка"
    assert stored[uid("file")]["files"] == [str(Evidence.objects.get().uid)]


def test_every_type__what_closes_keeps_its_words(page, live_server, sheet):
    open_sheet_page(page, live_server, sheet)
    no = page.locator(f'[name="{uid("yes_no")}.value"][value="no"]')
    yes = page.locator(f'[name="{uid("yes_no")}.value"][value="yes"]')
    no.check()
    saved(page, "yes_no")
    control(page, "why").fill("Ремонт")
    saved(page, "why")
    page.get_by_text("Содержание", exact=True).click()
    expect(page.locator(".chapters a", has_text="Подробно")).to_be_visible()
    page.keyboard.press("Escape")
    yes.check()
    expect(at(page, "why")).to_be_hidden()
    page.get_by_text("Содержание", exact=True).click()
    expect(page.locator(".chapters a", has_text="Подробно")).to_be_hidden()
    page.keyboard.press("Escape")
    saved(page, "yes_no")
    no.check()
    expect(control(page, "why")).to_have_value("Ремонт")
    saved(page, "yes_no")


def test_every_type__refused_file(page, live_server, sheet, tmp_path, watchers):
    watchers[0].allow("status of 422")
    wrong = tmp_path / "акт.pdf"
    wrong.write_bytes(hostile.EXE)
    open_sheet_page(page, live_server, sheet)
    at(page, "file").locator("input[type=file]").set_input_files(wrong)
    expect(at(page, "file").locator(".save-state")).to_contain_text("Такой файл сюда не подходит")


def test_every_type__without_javascript(open_page, live_server, sheet, document):
    page = open_page(java_script_enabled=False, viewport=PHONE)
    open_sheet_page(page, live_server, sheet)
    expect(at(page, "why")).to_be_hidden()
    fill(page)
    at(page, "file").locator("input[type=file]").set_input_files(document)
    at(page, "group").get_by_role("button", name="Сохранить и добавить ещё").click()
    expect(at(page, "why")).to_be_visible()
    control(page, "group", f"1.{INNER[0]}.value").fill("Радуга")
    control(page, "why").fill("Ремонт")
    page.locator("#c-1").get_by_role("button", name="Сохранить и дальше").click()
    expect(page.locator("#c-2 h1")).to_be_visible()
    shots(page, "types-plain")
    stored = answers_of(Response.objects.get())
    assert {name: stored[name] for name in ANSWERS} == ANSWERS
    assert stored[uid("why")]["value"] == "Ремонт"
    assert len(stored[uid("file")]["files"]) == 1
