"""The main job end to end: sheet → score → report by a worker that dies → page with a plan."""

import io
import json
import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from portal.bootstrap.demo.files import PASSWORD
from portal.jobs.models import Job
from portal.profiles.models import Profile
from portal.profiles.words import number
from portal.reports.models import Report
from tests.journeys.support import processes
from tests.journeys.support.person import shots, sign_in
from tests.support.axe import run_axe

GARDEN = "Детский сад № 60"
INCLUSION = "6.2"
ACTION = "Раз в неделю записывать наблюдения о каждом ребёнке"


@pytest.fixture
def server(run_server):
    return run_server(("load_demo",), JOB_LEASE_SECONDS="5")


@pytest.fixture
def person(open_page, server):
    """Give a signed-in page of a demo person; each has a browser of her own."""
    opened: dict[str, Page] = {}

    def of(name):
        if name not in opened:
            opened[name] = open_page()
            sign_in(opened[name], server.url, f"{name}@example.org", PASSWORD)
        return opened[name]

    return of


def test_main_chain(server, rows, person, open_page):
    fill_and_submit(person("expert"), server)
    with rows(server):
        assert Job.objects.get(kind="profile.compute", state=Job.State.QUEUED)
    server.start_worker()
    processes.wait_until("the profile is there", lambda: remote_profile(server, rows))
    profile = remote_profile(server, rows)
    look_at_result(person("coordinator60"), server, profile)
    report = compile_while_workers_die(person("coordinator60"), server, rows, profile)
    pdf_equals_profile(person("coordinator60"), server, rows, report)
    finalise_and_publish(person, server, report)
    plan_on_the_page(person, open_page(), server, profile)


def fill_and_submit(page, server):
    page.goto(f"{server.url}/desk/")
    card = page.locator(".card", has_text=GARDEN)
    card.get_by_role("link", name="Начать").click()
    expect(page.locator(".chapter:visible")).to_have_count(1)
    chapters = page.locator(".chapter").count()
    for chapter in range(1, chapters + 1):
        page.goto(f"{page.url.split('#')[0]}#c-{chapter}")
        for indicator in page.locator(f"#c-{chapter} .indicator[data-item]").all():
            answer(indicator)
    progress = page.locator(".sheet-bar > .progress > span")
    expect(progress).to_have_text(re.compile(r"^(\d+) из \1$"), timeout=240_000)
    settled = "() => !document.querySelector('.save-state[data-state=saving]')"
    page.wait_for_function(settled, timeout=240_000)
    page.goto(f"{page.url.split('#')[0]}submit/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Лист заполнен. Отправить?")
    page.get_by_role("button", name="Отправить лист").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Лист отправлен")


def answer(indicator):
    """Answer as an expert in a hurry: level 2 everywhere, one indicator not applicable."""
    indicator.scroll_into_view_if_needed()
    if indicator.locator(".code", has_text=re.compile(f"^{INCLUSION}$")).count():
        indicator.get_by_text("Не применимо…").click()
        indicator.get_by_text("Показатель здесь не применим").click()
        reason = indicator.locator("textarea[name$='.na_reason']")
        reason.fill("В группах нет детей с ОВЗ")
        reason.blur()
    elif indicator.locator(".level-group.is-direct").count():
        indicator.locator(".tick.level-2").click()
    elif indicator.locator(".level-group.level-1").count():
        steps = indicator.locator(".level-group.level-1, .level-group.level-2")
        for tick in steps.locator(".tick").all():
            tick.click()
    else:
        answer_plainly(indicator)


def answer_plainly(question):
    radios = question.locator("input[type=radio]")
    if radios.count():
        radios.first.check()
        return
    field = question.locator("input[type=text], input[type=number], textarea").first
    field.fill("3")
    field.blur()


def remote_profile(server, rows):
    with rows(server):
        return Profile.objects.filter(procedure__code="4.1").first()


def look_at_result(page, server, profile):
    page.goto(f"{server.url}/results/{profile.uid}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(GARDEN)
    expect(page.locator("main")).to_contain_text(number(profile.overall))
    assert run_axe(page) == []
    shots(page, "result")
    page.get_by_role("link", name="Почему так?").first.click()
    expect(page.locator("main")).to_contain_text("В группах нет детей с ОВЗ")
    assert run_axe(page) == []
    shots(page, "result-why")
    page.go_back()


def compile_while_workers_die(page, server, rows, profile):
    """Kill -9 the worker in the middle of the compile, then the whole cluster; start another."""
    server.kill_cluster()
    page.get_by_role("button", name="Сформировать отчёт").click()
    expect(page.get_by_role("status")).to_contain_text("Ждёт очереди")
    shots(page, "report-waiting")
    server.start_worker()
    assert server.kill_worker()
    assert server.kill_cluster()
    server.start_worker()
    server.manage("shell", "-v", "0", "-c", SWEEP_WHEN_DUE)
    expect(page.get_by_role("link", name="Скачать PDF")).to_be_visible(timeout=240_000)
    assert run_axe(page) == []
    shots(page, "report-draft")
    with rows(server):
        report = Report.objects.select_related("job").get(profile=profile)
        assert report.job.attempts == 2
        assert report.job.state == Job.State.DONE
        assert Report.objects.filter(profile=profile).count() == 1
    return report


# What the schedule does every minute, here as soon as the dead worker's lease is over.
SWEEP_WHEN_DUE = """
import time
from portal.jobs.models import Job
from portal.jobs.services import sweep
end = time.monotonic() + 240
lost = Job.objects.filter(kind="report.compile").filter(state="running", attempts=1)
while lost.exists() and time.monotonic() < end:
    sweep(by=None)
    time.sleep(0.2)
"""


def pdf_equals_profile(page, server, rows, report):
    answer = page.request.get(f"{server.url}/reports/{report.uid}/file/")
    assert answer.headers["content-type"] == "application/pdf"
    text = " ".join(
        " ".join(part.extract_text().split()) for part in PdfReader(io.BytesIO(answer.body())).pages
    )
    with rows(server):
        profile = Profile.objects.select_related("edition").get(pk=report.profile_id)
        result = json.loads(profile.result)
    assert number(profile.overall) in text
    for area in result["areas"]:
        shown = number(Decimal(area["score"])) if area["score"] else "не применимо"
        assert shown in text, area["title"]
    for indicator in result["indicators"]:
        assert indicator["code"] in text
    assert re.search(r"стр\. 1 из \d", text)


def finalise_and_publish(person, server, report):
    head, coordinator, editor = person("head60"), person("coordinator60"), person("editor")
    head.goto(f"{server.url}/desk/")
    expect(head.locator("main")).to_contain_text("Отчёты ждут Вашей проверки")
    shots(head, "desk-head")
    head.goto(f"{server.url}/reports/{report.uid}/")
    head.get_by_role("button", name="Сделать итоговым").click()
    expect(head.locator("main")).to_contain_text("Отчёт итоговый")
    coordinator.goto(f"{server.url}/publications/")
    assert run_axe(coordinator) == []
    shots(coordinator, "publications")
    coordinator.get_by_role("button", name="Предложить к публикации").click()
    coordinator.wait_for_url(re.compile(r"/publications/[0-9a-f-]{36}/$"))
    publication = coordinator.url
    head.goto(publication)
    head.get_by_role("button", name="Согласовать").click()
    editor.goto(publication)
    assert run_axe(editor) == []
    shots(editor, "publication")
    editor.get_by_role("button", name="Опубликовать").click()
    expect(editor.locator("main")).to_contain_text("опубликовано")


def plan_on_the_page(person, visitor, server, profile):
    coordinator, head = person("coordinator60"), person("head60")
    coordinator.goto(f"{server.url}/results/{profile.uid}/")
    coordinator.get_by_role("link", name="План повышения качества").click()
    assert run_axe(coordinator) == []
    shots(coordinator, "plan")
    coordinator.get_by_role("link", name=re.compile("Взять в план")).first.click()
    coordinator.get_by_label("Что сделаем").fill(ACTION)
    coordinator.get_by_label("Кто отвечает").fill("старший воспитатель")
    coordinator.get_by_label("Срок").fill("2031-06-01")
    assert run_axe(coordinator) == []
    shots(coordinator, "measure")
    coordinator.get_by_role("button", name="Взять в план").click()
    expect(coordinator.locator(".measure", has_text=ACTION)).to_be_visible()
    plan = coordinator.url
    head.goto(plan)
    card = head.locator(".measure", has_text=ACTION)
    card.get_by_role("button", name="Утвердить").click()
    visitor.goto(f"{server.url}/sady/")
    visitor.get_by_label("Номер или название детского сада").fill("60")
    visitor.get_by_role("button", name="Найти").click()
    assert run_axe(visitor) == []
    shots(visitor, "gardens")
    visitor.get_by_role("link", name=GARDEN).click()
    expect(visitor.locator("main")).to_contain_text(number(profile.overall))
    expect(visitor.locator("#plan")).to_contain_text(ACTION)
    assert run_axe(visitor) == []
    shots(visitor, "garden")
    address = visitor.get_by_role("link", name="Отчёт, PDF").get_attribute("href")
    assert visitor.request.get(server.url + address).body().startswith(b"%PDF")
