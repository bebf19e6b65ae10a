"""An expert fills in a sheet: with a mouse, with a keyboard, without JavaScript, on a bad line."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from portal.organisations.choices import Role
from portal.responses.models import Answer, Evidence, Response
from tests.factories import AssignmentFactory, EditionFactory, OrganisationFactory, appointed, orsk
from tests.factories.people import PASSWORD
from tests.factories.sheet import EMOTIONS, FAMILY, GROUPS, SOCIAL, small_content
from tests.journeys.support.person import shots, sign_in
from tests.support.axe import run_axe

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def sheet(live_server):
    garden = OrganisationFactory(number="94", short_name="Детский сад № 94 «Солнышко»")
    expert = appointed(Role.EXPERT, orsk(), email="expert@example.org")
    edition = EditionFactory(data=small_content())
    return AssignmentFactory(assignee=expert, organisation=garden, edition=edition)


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "уголок.png"
    Image.new("RGB", (1200, 900), "#6fb1a6").save(path)
    return path


def item(page, uid):
    return page.locator(f"#i-{uid}")


def tick(page, uid, text):
    item(page, uid).locator(".tick", has_text=text).first.click()


def saved(page, uid):
    words = re.compile(r"^Сохранено в \d\d:\d\d$")
    expect(item(page, uid).locator(".save-state")).to_have_text(words)


def chapter(page, name):
    page.get_by_text("Содержание", exact=True).click()
    page.locator(".chapters a", has_text=name).click()


def fill_emotions(page):
    chapter(page, "Содержание")
    for text in ("приветливы", "об их чувствах", "книги и игры", "замечает и называет"):
        tick(page, EMOTIONS, text)


def test_a_sheet__from_tasks_to_receipt(page, live_server, sheet, photo):
    sign_in(page, live_server.url, "expert@example.org", PASSWORD)
    page.goto(f"{live_server.url}/desk/")
    assert run_axe(page) == []
    shots(page, "desk-tasks")
    page.get_by_role("link", name="Начать").click()

    fill_emotions(page)
    emotions = item(page, EMOTIONS)
    expect(emotions.locator(".level-word")).to_contain_text("Уровень 2")
    step = "До уровня 3 не хватает одного: «Дети могут побыть одни в спокойном месте»."
    expect(emotions.locator(".missing-next")).to_have_text(step)
    saved(page, EMOTIONS)
    shots(page, "sheet-ticking")
    assert run_axe(page) == []

    chapter(page, "Взаимодействие")
    family = item(page, FAMILY)
    family.get_by_text("Не применимо…").click()
    family.get_by_text("Показатель здесь не применим").click()
    expect(family.locator(".save-state")).to_contain_text("Напишите, почему")
    family.get_by_label("Почему").fill("Группа круглосуточная")
    saved(page, FAMILY)
    expect(page.locator(".sheet-bar > .progress")).to_contain_text("2 из 4")

    chapter(page, "Содержание")
    add_evidence(page, photo)
    shots(page, "sheet-evidence")
    assert run_axe(page) == []

    page.goto(f"{live_server.url}/desk/")
    page.get_by_role("link", name="Продолжить").click()
    expect(page.locator("#c-1 h1")).to_be_visible()
    chapter(page, "Содержание")
    expect(emotions.locator("input:checked[name$=confirmed]")).to_have_count(4)
    expect(emotions.locator(".missing-next")).to_have_text(step)
    expect(emotions.locator(".files li")).to_have_count(2)
    submit_what_is_missing(page)


def add_evidence(page, photo):
    emotions = item(page, EMOTIONS)
    emotions.get_by_text("+ Доказательство").click()
    emotions.get_by_label("Что Вы увидели").fill("Уголок уединения за книжной полкой")
    emotions.get_by_label("Фотография").set_input_files(photo)
    emotions.get_by_role("button", name="Приложить").click()
    expect(emotions.locator(".files li")).to_have_count(2)
    expect(emotions.get_by_label("Что Вы увидели")).to_have_value("")


def submit_what_is_missing(page):
    sheet_url = page.url.split("#")[0]
    page.goto(f"{sheet_url}submit/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Осталось 2 вопроса")
    expect(page.locator(".missing li")).to_have_count(2)
    shots(page, "sheet-missing")
    assert run_axe(page) == []
    page.get_by_role("link", name="3.2 Социальное развитие").click()
    tick(page, SOCIAL, "Хорошее качество")
    saved(page, SOCIAL)
    page.get_by_role("button", name=re.compile("Дальше: Сколько групп посещено")).click()
    page.get_by_label("Сколько групп посещено").fill("4")
    saved(page, GROUPS)
    page.get_by_role("button", name="Проверить и отправить").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Лист заполнен. Отправить?")
    shots(page, "sheet-ready")
    page.get_by_role("button", name="Отправить лист").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Лист отправлен")
    shots(page, "sheet-receipt")
    assert run_axe(page) == []
    page.get_by_role("link", name="Посмотреть лист").click()
    chapter(page, "Содержание")
    expect(item(page, EMOTIONS).locator("input:not([disabled])[type=checkbox]")).to_have_count(0)
    shots(page, "sheet-submitted")
    assert run_axe(page) == []
    response = Response.objects.get()
    assert response.state == "submitted"
    assert len(response.content_sha256) == 64
    assert Evidence.objects.count() == 2


def open_sheet_page(page, live_server, sheet, place=""):
    sign_in(page, live_server.url, "expert@example.org", PASSWORD)
    page.goto(f"{live_server.url}/sheets/{sheet.uid}/{place}")


def test_a_sheet__by_keyboard_alone(open_page, live_server, sheet):
    page = open_page(viewport=PHONE)
    open_sheet_page(page, live_server, sheet, f"#i-{EMOTIONS}")
    expect(item(page, EMOTIONS)).to_be_focused()
    for _each in range(3):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    expect(item(page, EMOTIONS).locator(".level-word")).to_contain_text("Уровень 2")
    saved(page, EMOTIONS)
    for _each in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.sheet-next .button')"):
            break
    expect(page.locator("#c-2 .sheet-next .button")).to_have_text("Дальше: 7.1 Участие семьи")
    page.keyboard.press("Enter")
    expect(item(page, FAMILY)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    saved(page, FAMILY)
    assert Answer.objects.get(item=FAMILY).data["level"] == 5


def test_a_sheet__without_javascript(open_page, live_server, sheet, photo, watchers):
    page = open_page(java_script_enabled=False, viewport=PHONE)
    watchers[0].allow("status of 422")
    open_sheet_page(page, live_server, sheet)
    shots(page, "sheet-plain")
    for text in ("приветливы", "об их чувствах"):
        tick(page, EMOTIONS, text)
    emotions = item(page, EMOTIONS)
    emotions.get_by_text("+ Доказательство").click()
    emotions.get_by_label("Фотография").set_input_files(photo)
    emotions.get_by_role("button", name="Приложить").click()
    expect(emotions.locator(".files li")).to_have_count(1)
    expect(emotions.locator("input:checked[name$=confirmed]")).to_have_count(2)
    emotions.get_by_role("button", name="Убрать доказательство 1").click()
    expect(emotions.locator(".files li")).to_have_count(0)

    emotions.get_by_text("Не применимо…").click()
    emotions.get_by_text("Показатель здесь не применим").click()
    page.locator("#c-2").get_by_role("button", name="Сохранить и дальше").click()
    expect(page.get_by_role("alert")).to_contain_text("3.1 Эмоциональное развитие")
    expect(emotions.locator("input:checked[name$=confirmed]")).to_have_count(2)
    emotions.get_by_text("Показатель здесь не применим").click()
    tick(page, SOCIAL, "Базовый уровень")
    page.locator("#c-2").get_by_role("button", name="Сохранить и дальше").click()
    expect(page).to_have_url(re.compile("#c-3$"))
    tick(page, FAMILY, "Базовый уровень")
    page.get_by_role("button", name="Сохранить и проверить лист").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Остался 1 вопрос")
    page.get_by_role("link", name="Сколько групп посещено").click()
    page.get_by_label("Сколько групп посещено").fill("4")
    page.get_by_label("Сколько групп посещено").press("Enter")
    page.goto(f"{live_server.url}/sheets/{sheet.uid}/submit/")
    page.get_by_role("button", name="Отправить лист").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Лист отправлен")
    assert Response.objects.get().state == "submitted"
    assert Evidence.objects.count() == 0


def test_a_sheet__on_a_broken_line(page, live_server, sheet, watchers):
    watchers[0].allow("ERR_FAILED|ERR_INTERNET_DISCONNECTED")
    open_sheet_page(page, live_server, sheet)
    chapter(page, "Содержание")
    page.context.set_offline(True)
    tick(page, EMOTIONS, "приветливы")
    line = item(page, EMOTIONS).locator(".save-state")
    expect(line).to_have_text("Не сохранено: нет связи. Повторим сами.")
    expect(item(page, EMOTIONS).locator(".level-word")).to_contain_text("Уровень 1")
    tick(page, EMOTIONS, "об их чувствах")
    page.context.set_offline(False)
    saved(page, EMOTIONS)
    assert len(Answer.objects.get().data["confirmed"]) == 2


def test_a_sheet__changed_on_another_device(page, open_page, live_server, sheet, watchers):
    other = open_page()
    for one in (page, other):
        open_sheet_page(one, live_server, sheet, f"#i-{SOCIAL}")
    tick(page, SOCIAL, "Базовый уровень")
    saved(page, SOCIAL)
    watchers[1].allow("status of 409")
    tick(other, SOCIAL, "Хорошее качество")
    conflict = item(other, SOCIAL).locator(".conflict")
    expect(conflict).to_contain_text("уровень 4")
    expect(conflict).to_contain_text("уровень 3")
    shots(other, "sheet-conflict")
    assert run_axe(other) == []
    conflict.get_by_role("button", name="Взять этот").click()
    saved(other, SOCIAL)
    expect(item(other, SOCIAL).locator(".level-word")).to_contain_text("Уровень 3")
    assert Answer.objects.get().data["level"] == 3

    tick(other, SOCIAL, "Хорошее качество")
    saved(other, SOCIAL)
    watchers[0].allow("status of 409")
    tick(page, SOCIAL, "Превосходное качество")
    item(page, SOCIAL).get_by_role("button", name="Оставить мой").click()
    saved(page, SOCIAL)
    assert Answer.objects.get().data["level"] == 5


def test_a_sheet__after_the_session_is_over(page, live_server, sheet, watchers):
    watchers[0].allow("status of 401|status of 403")
    open_sheet_page(page, live_server, sheet, f"#i-{SOCIAL}")
    session = [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    tick(page, SOCIAL, "Базовый уровень")
    expect(item(page, SOCIAL).locator(".save-state")).to_contain_text("Войдите в новой вкладке")
    expect(item(page, SOCIAL).locator(":checked")).to_have_value("3")
    page.context.add_cookies(session)
    page.evaluate("dispatchEvent(new Event('focus'))")
    saved(page, SOCIAL)


def test_a_sheet__prints_whole(page, live_server, sheet):
    open_sheet_page(page, live_server, sheet)
    expect(page.locator(".chapter:visible")).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".chapter:visible")).to_have_count(3)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".chapter:visible")).to_have_count(1)
