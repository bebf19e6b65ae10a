"""A regional coordinator brings in the kindergartens and the plan, and opens the schedule."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.bootstrap.roles import ensure_roles
from portal.campaigns.models import Step
from portal.jobs.models import Job
from portal.jobs.run import run_job
from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from portal.organisations.services import appoint
from tests.factories import OrganisationFactory, PersonFactory, orsk
from tests.factories.people import PASSWORD
from tests.journeys.support.person import shots, sign_in
from tests.support.axe import run_axe

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
ORSK = Path(__file__).resolve().parents[1] / "data" / "orsk"
EMAIL = "region@example.org"


@pytest.fixture
def cms(page: Page, live_server) -> Page:
    person = PersonFactory(email=EMAIL)
    ensure_roles()
    appoint(by=None, person=person, role=Role.REGIONAL_COORDINATOR, node=orsk().get_parent())
    sign_in(page, live_server.url, EMAIL, PASSWORD)
    page.goto(f"{live_server.url}/cms/organisations/")
    return page


def load(page: Page, path: Path) -> None:
    """Choose a file to look at."""
    page.locator("#id_file").set_input_files(path)
    page.get_by_role("button", name="Посмотреть, что изменится").click()


def work() -> None:
    """Do what the queue would do next."""
    run_job(Job.objects.filter(state=Job.State.QUEUED).get().pk)


def import_registry(page: Page) -> None:
    page.get_by_role("link", name="Загрузить из файла").click()
    page.get_by_label("К какой территории").select_option(label="город Орск")
    shots(page, "registry-upload")
    load(page, ORSK / "orsk_organisations.csv")
    expect(page.get_by_role("link", name="Обновить")).to_be_visible()
    shots(page, "registry-progress")
    work()
    expect(page.get_by_text("новый: 12")).to_be_visible()
    assert Organisation.objects.count() == 0
    shots(page, "registry-preview")
    page.get_by_role("button", name="Подтвердить и записать").click()
    expect(page.get_by_role("link", name="Обновить")).to_be_visible()
    work()
    expect(page.get_by_text("добавлено 12")).to_be_visible()
    page.get_by_role("link", name="К списку детских садов").click()


def search(page: Page, term: str) -> None:
    field = page.locator("form[role=search] input[name=q], input#id_q").first
    field.fill(term)
    field.press("Enter")
    page.wait_for_url("**q=*")


def import_plan(page: Page) -> None:
    page.get_by_role("link", name="Загрузить план").click()
    load(page, ORSK / "mkdo_plan_orsk.json")
    expect(page.get_by_text("Пропущены номера: 2.2.7, 2.3.13, 3.1.17.")).to_be_visible()
    shots(page, "plan-preview")
    page.get_by_role("button", name="Создать цикл").click()
    expect(page.locator("h1")).to_contain_text("План инновационной площадки")


def test_registry__from_two_files_to_the_schedule(cms: Page):
    import_registry(cms)
    shots(cms, "registry-list")
    listed = cms.locator("table.listing tbody tr")
    expect(listed.nth(0)).to_contain_text("№ 5")
    expect(listed.nth(1)).to_contain_text("№ 11")

    for term in ("звездочка", "ЗВЁЗДОЧКА", "звёздочка"):
        search(cms, term)
        expect(cms.locator("table.listing tbody tr")).to_have_count(1)
        expect(cms.locator("table.listing tbody")).to_contain_text("№ 31 «Звёздочка»")

    import_plan(cms)
    assert Step.objects.count() == 105
    cms.get_by_role("button", name="Включить открытые детские сады").click()
    expect(cms.locator(".messages")).to_contain_text("11")
    assert run_axe(cms) == []
    shots(cms, "schedule")
    cms.get_by_text("Содержание", exact=True).click()
    cms.get_by_role("navigation", name="Содержание графика").get_by_role("link").nth(3).click()
    expect(cms).to_have_url(re.compile("#"))
    cms.get_by_role("link", name="График").first.click()
    assert run_axe(cms) == []
    shots(cms, "schedule-list")


def test_registry__edits_one_kindergarten(cms: Page, live_server):
    garden = OrganisationFactory(number="94", short_name="Детский сад № 94")
    cms.goto(f"{live_server.url}/cms/organisations/edit/{garden.pk}/")
    cms.locator("#id_short_name").fill("Детский сад № 94 «Радуга»")
    shots(cms, "registry-edit")
    cms.get_by_role("button", name="Сохранить").click()
    expect(cms.locator(".messages")).to_contain_text("Записано: Детский сад № 94 «Радуга»")
    garden.refresh_from_db()
    assert "радуга" in garden.search


def test_schedule__is_empty_kindly(page: Page, live_server):
    orsk()
    appoint(by=None, person=PersonFactory(email=EMAIL), role=Role.EXPERT, node=orsk())
    sign_in(page, live_server.url, EMAIL, PASSWORD)
    page.goto(f"{live_server.url}/schedule/")
    expect(page.get_by_text("Циклов пока нет")).to_be_visible()
    assert run_axe(page) == []
    shots(page, "schedule-empty")


def test_territories__are_a_tree(cms: Page, live_server):
    cms.goto(f"{live_server.url}/cms/territories/")
    expect(cms.get_by_role("cell", name="город Орск", exact=True)).to_be_visible()
    shots(cms, "territories")
    cms.get_by_role("link", name="Добавить территорию").click()
    cms.get_by_label("Внутри чего").select_option(label="Оренбургская область")
    cms.get_by_label("Вид").select_option(label="муниципалитет")
    cms.get_by_label("Название").fill("город Бузулук")
    cms.get_by_label("Часовой пояс").select_option("Asia/Yekaterinburg")
    shots(cms, "territory-add")
    cms.get_by_role("button", name="Добавить").click()
    expect(cms.locator(".messages")).to_contain_text("«город Бузулук» добавлена")
