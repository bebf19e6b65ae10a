"""A regional coordinator puts a cycle on its feet: registry, people, plan, schedule, tasks."""

import datetime
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from portal.assignments.models import Assignment
from portal.bootstrap.roles import ensure_roles
from portal.campaigns.models import Binding, Campaign, Procedure, Schedule, Target
from portal.campaigns.reading import read_plan
from portal.campaigns.templates import keep_template
from portal.jobs.models import Job
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Founder, Organisation
from portal.organisations.services import appoint
from tests.factories import (
    CampaignFactory,
    EditionFactory,
    OrganisationFactory,
    PersonFactory,
    ProcedureFactory,
    appointed,
    orsk,
)
from tests.factories.chain import QuestionnaireFactory, StageFactory
from tests.factories.people import PASSWORD
from tests.factories.sheet import small_content
from tests.factories.targets import joined
from tests.journeys.support.person import shots, sign_in
from tests.journeys.support.queue import work
from tests.support.axe import run_axe

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
ORSK = Path(__file__).resolve().parents[1] / "data" / "orsk"
EMAIL = "region@example.org"
FORM = "Форма № 1"


def day(ahead: int) -> str:
    here = timezone.localdate(timezone=ZoneInfo("Asia/Yekaterinburg"))
    return (here + datetime.timedelta(days=ahead)).isoformat()


@pytest.fixture
def coordinator(page, live_server) -> Page:
    """The desk of the coordinator of Оренбургская область."""
    ensure_roles()
    person = PersonFactory(email=EMAIL)
    appoint(by=None, person=person, role=Role.REGIONAL_COORDINATOR, node=orsk().get_parent())
    sign_in(page, live_server.url, EMAIL, PASSWORD)
    return page


@pytest.fixture
def gardens() -> list[Organisation]:
    return [
        OrganisationFactory(number=number, short_name=f"Детский сад № {number}")
        for number in ("5", "31", "60")
    ]


def test_registry__a_second_import_changes_nothing(coordinator):
    load_registry(coordinator)
    expect(coordinator.get_by_text("новый: 12")).to_be_visible()
    coordinator.get_by_role("button", name="Подтвердить и записать").click()
    expect(coordinator.get_by_role("link", name="Обновить")).to_be_visible()
    work()
    expect(coordinator.get_by_text("добавлено 12, изменено 0, без изменений 0")).to_be_visible()
    load_registry(coordinator)
    said = "Файл совпадает с реестром, записывать нечего."
    expect(coordinator.get_by_text(said)).to_be_visible()
    expect(coordinator.get_by_text("без изменений: 12")).to_be_visible()
    expect(coordinator.get_by_role("button", name="Подтвердить и записать")).to_have_count(0)
    shots(coordinator, "cycle-registry-same")
    assert Organisation.objects.count() == 12


def load_registry(page: Page) -> None:
    page.goto(page.url.split("/cms/")[0].split("/desk/")[0] + "/desk/")
    page.get_by_role("link", name="Управление").click()
    page.get_by_role("link", name="Детские сады").first.click()
    page.get_by_role("link", name="Загрузить из файла").click()
    page.get_by_label("К какой территории").select_option(label="город Орск")
    page.locator("#id_file").set_input_files(ORSK / "orsk_organisations.csv")
    page.get_by_role("button", name="Посмотреть, что изменится").click()
    expect(page.get_by_role("link", name="Обновить")).to_be_visible()
    work()


def find_place(page: Page, words: str, name: str) -> None:
    page.get_by_label("Название").fill(words)
    page.get_by_role("button", name="Найти").click()
    page.get_by_role("link", name=name, exact=True).click()


def test_people__a_town_kindergartens_and_experts(coordinator, gardens, tmp_path, mailoutbox):
    founder = Founder(name="Управление образования города Орска", territory=orsk())
    founder.save()
    coordinator.get_by_role("link", name="Люди").click()
    shots(coordinator, "cycle-people-empty")
    invite_a_municipal_coordinator(coordinator)
    assert [letter.to for letter in mailoutbox] == [["orsk@example.org"]]
    appoint_coordinators_from_a_file(coordinator, gardens, tmp_path)
    appoint_an_expert_for_the_founder(coordinator, founder)
    held = Appointment.objects.filter(role=Role.DOO_COORDINATOR)
    assert {row.organisation for row in held} == set(gardens)


def invite_a_municipal_coordinator(page: Page) -> None:
    page.get_by_role("link", name="Назначить человека").click()
    find_place(page, "орск", "город Орск")
    page.get_by_label("Фамилия, имя, отчество").fill("Городская Ольга Ивановна")
    page.get_by_label("Электронная почта").fill("orsk@example.org")
    page.get_by_label("Роль").select_option(label="муниципальный координатор")
    page.get_by_role("button", name="Назначить").click()
    page.get_by_role("button", name="Отправить письмо").click()
    said = "Письмо с приглашением отправлено: orsk@example.org"
    expect(page.get_by_text(said)).to_be_visible()
    shots(page, "cycle-person-card")
    assert run_axe(page) == []


def appoint_coordinators_from_a_file(page: Page, gardens: list[Organisation], folder: Path) -> None:
    page.get_by_role("link", name="Люди").first.click()
    page.get_by_role("link", name="Назначить многих из файла").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Пустая таблица с нужными столбцами, XLSX").click()
    path = folder / "назначения.xlsx"
    download.value.save_as(path)
    fill_table(path, gardens, role="координатор сада")
    upload(page, path)
    expect(page.get_by_text("Такой роли нет").first).to_be_visible()
    expect(page.get_by_role("button", name="Назначить всех")).to_have_count(0)
    page.get_by_role("link", name="Взять другой файл").click()
    fill_table(path, gardens, role="координатор ДОО")
    upload(page, path)
    expect(page.locator(".figures li", has_text="новым людям")).to_contain_text("3")
    shots(page, "cycle-people-file")
    assert run_axe(page) == []
    page.get_by_role("button", name="Назначить всех").click()
    expect(page.get_by_text("Записано: 3 назначения")).to_be_visible()
    shots(page, "cycle-people-list")
    assert run_axe(page) == []
    page.get_by_role("button", name="Напечатать листки с кодом").click()
    expect(page.locator(".slip", has_text="Садова")).to_have_count(3)


def fill_table(path: Path, gardens: list[Organisation], role: str) -> None:
    book = load_workbook(path)
    sheet = book.active
    header = [cell.value for cell in sheet[1]]
    for place, (garden, name) in enumerate(zip(gardens, ("Анна", "Вера", "Инна"), strict=True)):
        cells = {
            "Фамилия, имя, отчество": f"Садова {name} Петровна",
            "Роль": role,
            "Где": garden.short_name,
        }
        for column, title in enumerate(header):
            sheet.cell(place + 2, column + 1, cells.get(title, ""))
    book.save(path)


def upload(page: Page, path: Path) -> None:
    page.get_by_label("Файл").set_input_files(path)
    page.get_by_role("button", name="Посмотреть, что получится").click()


def appoint_an_expert_for_the_founder(page: Page, founder: Founder) -> None:
    """No form and no scope is asked of her: the founder is all that she is appointed for."""
    page.get_by_role("link", name="Люди").first.click()
    page.get_by_role("link", name="Назначить человека").click()
    find_place(page, "управление", str(founder))
    expect(page.get_by_label("Что оценивает эксперт")).to_have_count(0)
    page.get_by_label("Фамилия, имя, отчество").fill("Системова Елена Олеговна")
    page.get_by_label("Роль").select_option(label="эксперт РСДО")
    page.get_by_role("button", name="Назначить").click()
    page.get_by_role("link", name="Люди").first.click()
    page.get_by_label("Роль").select_option(label="эксперт РСДО")
    page.get_by_role("button", name="Найти").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text(str(founder))


@pytest.fixture
def staffed(gardens) -> list[Organisation]:
    """Kindergartens with their coordinators; the plan of Orsk and a form wait to be used."""
    for garden in gardens:
        appointed(Role.DOO_COORDINATOR, garden, email=f"garden{garden.number}@example.org")
    keep_template(by=None, plan=read_plan((ORSK / "mkdo_plan_orsk.json").read_bytes()))
    form = QuestionnaireFactory(title=FORM)
    EditionFactory(questionnaire=form, number=1, data=small_content())
    return gardens


def test_cycle__from_the_plan_to_the_single_sheet(coordinator, open_page, live_server, staffed):
    garden = open_page()
    sign_in(garden, live_server.url, "garden31@example.org", PASSWORD)
    make_the_cycle(coordinator)
    set_the_procedure(coordinator)
    choose_the_kindergartens(coordinator)
    draft_the_schedule(coordinator)
    garden.goto(f"{live_server.url}/desk/")
    expect(garden.get_by_text("Пока задач нет")).to_be_visible()
    approve(coordinator)
    garden.reload()
    expect(garden.get_by_text("Пока задач нет")).to_be_visible()
    work()
    garden.reload()
    garden.get_by_role("link", name="Начать").click()
    expect(garden.locator(".chapter:visible")).to_have_count(1)
    garden.get_by_label("Сколько групп посещено").fill("4")
    garden.get_by_label("Сколько групп посещено").blur()
    expect(garden.locator(".save-state").first).to_contain_text("Сохранено")
    follow(coordinator)


def make_the_cycle(page: Page) -> None:
    page.get_by_role("link", name="График").click()
    page.get_by_role("link", name="Новый цикл").click()
    page.get_by_label("По какому плану").select_option(index=0)
    page.get_by_label("Где").select_option(label="Оренбургская область")
    page.get_by_label("Название", exact=True).fill("Мониторинг качества в области")
    page.get_by_label("Короткое название").fill("МКДО")
    page.get_by_label("начать с названного дня").check()
    page.get_by_label("Первый день").fill(day(0))
    page.get_by_role("button", name="Посмотреть даты").click()
    expect(page.get_by_text("105 шагов")).to_be_visible()
    shots(page, "cycle-new")
    assert run_axe(page) == []
    page.get_by_role("button", name="Создать цикл").click()
    expect(page.locator("h1")).to_have_text("МКДО")
    expect(page.locator(".eyebrow").first).to_contain_text("3 детских сада")
    shots(page, "cycle-made")
    assert run_axe(page) == []


def set_the_procedure(page: Page) -> None:
    procedure_section(page).get_by_role("link", name="Настроить").click()
    page.get_by_label("Кто ведёт").select_option(label="региональный координатор")
    page.get_by_label("Кто заполняет").select_option(label="координатор ДОО")
    page.get_by_label("О ком процедура").select_option(label="детский сад")
    shots(page, "cycle-procedure")
    assert run_axe(page) == []
    page.get_by_role("button", name="Сохранить").click()
    procedure_section(page).get_by_role("link", name="Даты").click()
    page.get_by_label("С какого дня").fill(day(0))
    page.get_by_label("По какой день").fill(day(40))
    page.get_by_role("button", name="Посмотреть").click()
    shots(page, "cycle-dates")
    assert run_axe(page) == []
    page.get_by_role("button", name="Записать эти даты").click()
    page.get_by_role("link", name="Все настройки процедуры").click()
    page.get_by_role("link", name="Чем исполняется").click()
    page.get_by_label("Чем исполняется").select_option(label=f"{FORM}, редакция 1")
    page.get_by_role("button", name="Добавить").click()
    expect(page.locator("main .rows")).to_contain_text(FORM)
    shots(page, "cycle-binding")
    assert run_axe(page) == []
    to_the_cycle(page)


def procedure_section(page: Page):
    return page.locator("section[id^=p-]", has=page.locator("h3", has_text="2.2"))


def to_the_cycle(page: Page) -> None:
    crumbs = page.get_by_role("navigation", name="Вы здесь")
    crumbs.get_by_role("link", name=re.compile("Оренбургская область")).click()


def choose_the_kindergartens(page: Page) -> None:
    procedure_section(page).get_by_role("link", name="Перечень").click()
    page.get_by_role("link", name="Выбрать", exact=True).click()
    page.get_by_role("button", name="Сколько подходит").click()
    expect(page.get_by_role("cell", name="3").first).to_be_visible()
    shots(page, "cycle-choose")
    assert run_axe(page) == []
    page.get_by_role("button", name="Составить перечень").click()
    page.get_by_label("Детский сад № 60").check()
    page.get_by_text("Исключить отмеченных").click()
    page.locator("#strike-reason").fill("На ремонте до весны")
    page.get_by_role("button", name="Исключить", exact=True).click()
    page.get_by_role("button", name="Утвердить перечень").click()
    expect(page.locator(".figures li", has_text="в перечне")).to_contain_text("2")
    shots(page, "cycle-targets")
    assert run_axe(page) == []
    assert Target.objects.standing().count() == 2


def draft_the_schedule(page: Page) -> None:
    page.get_by_role("link", name="График", exact=True).first.click()
    page.get_by_role("link", name="Планы-графики").click()
    page.get_by_role("link", name=re.compile(r"^2\.2")).click()
    page.get_by_role("button", name="Составить черновик").click()
    expect(page.get_by_text("Черновик готов")).to_be_visible()
    shots(page, "cycle-draft")
    assert run_axe(page) == []
    assert not Job.objects.filter(state=Job.State.QUEUED).exists()


def approve(page: Page) -> None:
    page.get_by_role("button", name="Утвердить").click()
    expect(page.locator(".pill", has_text="утверждён")).to_be_visible()
    assert Schedule.objects.get().state == Schedule.State.APPROVED
    assert not Assignment.objects.exists()


def follow(page: Page) -> None:
    """The new figures, and the single sheet in two clicks: the town, the kindergarten."""
    page.get_by_role("link", name="Задачи по графику").click()
    shots(page, "cycle-tasks")
    assert run_axe(page) == []
    page.get_by_role("link", name="Ход", exact=True).click()
    figures = page.locator(".figures")
    expect(figures).to_contain_text(re.compile(r"2\s+листа ожидается"))
    expect(figures).to_contain_text(re.compile(r"1\s+начат"))
    shots(page, "cycle-progress")
    assert run_axe(page) == []
    page.get_by_role("link", name="город Орск").click()
    page.get_by_role("link", name="Детский сад № 31").click()
    sheet = page.locator("tr", has=page.get_by_role("link", name="Детский сад № 31"))
    expect(sheet).to_contain_text("заполняется")
    shots(page, "cycle-progress-garden")
    assert run_axe(page) == []


@pytest.fixture
def visits(gardens) -> Procedure:
    """Procedure 4.2 of a cycle of the region, with a form; its experts are not named yet."""
    campaign: Campaign = CampaignFactory(territory=orsk().get_parent())
    procedure = ProcedureFactory(
        stage=StageFactory(campaign=campaign),
        target_kind=Procedure.TargetKind.ORGANISATION,
        owner_role=Role.REGIONAL_COORDINATOR,
        filler_role=Role.EXPERT,
    )
    Binding.objects.create(procedure=procedure, edition=EditionFactory(data=small_content()))
    joined(campaign, *gardens)
    return procedure


def test_experts__one_who_works_there_is_refused(coordinator, gardens, visits):
    expert = appointed(Role.EXPERT, orsk(), last_name="Занятая")
    appoint(by=None, person=expert, role=Role.TEACHER, node=gardens[1])
    coordinator.get_by_role("link", name="График").click()
    coordinator.get_by_role("link", name="Мониторинг 2020").click()
    coordinator.get_by_role("link", name=re.compile(r"^Задачи\s*: 4\.2")).click()
    coordinator.get_by_role("link", name="Назначить экспертов").click()
    for name in ("Детский сад № 31", "Детский сад № 60", expert.get_full_name()):
        coordinator.get_by_label(name).check()
    coordinator.get_by_label("С какого дня").fill(day(0))
    coordinator.get_by_label("По какой день").fill(day(14))
    shots(coordinator, "cycle-experts")
    assert run_axe(coordinator) == []
    coordinator.get_by_role("button", name="Посмотреть распределение").click()
    refused = coordinator.locator("tr", has_text="Детский сад № 31")
    expect(refused).to_contain_text("некому")
    expect(refused).to_contain_text("Назначение в этом детском саду: педагог")
    shots(coordinator, "cycle-experts-preview")
    assert run_axe(coordinator) == []
    coordinator.get_by_role("button", name="Поручить").click()
    expect(coordinator.locator(".messages")).to_be_visible()
    assert [row.organisation for row in Assignment.objects.all()] == [gardens[2]]
