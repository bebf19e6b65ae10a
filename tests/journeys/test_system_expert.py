"""An expert of the regional system: appointed, agrees on the days, fills in № 17."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.accounts.models import User
from portal.campaigns.models import Agreement, Binding, Campaign, Phase, Procedure, Step
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Founder
from portal.responses.models import Response
from tests.factories import CampaignFactory, EditionFactory, ProcedureFactory, appointed, orsk
from tests.factories.chain import QuestionnaireFactory, StageFactory
from tests.factories.people import PASSWORD
from tests.factories.sheet import EMOTIONS, FAMILY, GROUPS, SOCIAL, small_content
from tests.journeys.support.person import shots, sign_in
from tests.support.axe import run_axe

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
COORDINATOR = "region@example.org"
EXPERT = "system@example.org"
NAME = "Системова Елена Олеговна"
REGION = "Оренбургская область"
FORM = "№ 17 Мониторинг региональной системы"


def day(ahead: int) -> str:
    here = timezone.localdate(timezone=ZoneInfo("Asia/Yekaterinburg"))
    return (here + datetime.timedelta(days=ahead)).isoformat()


@pytest.fixture
def campaign() -> Campaign:
    """The cycle of the region with procedure 5.1, led by its coordinator, and form № 17 frozen."""
    region = orsk().get_parent()
    made = CampaignFactory(territory=region, title="Мониторинг области", short_title="МКДО")
    procedure = ProcedureFactory(
        stage=StageFactory(campaign=made, code="V", title="Мониторинг системы"),
        code="5.1",
        title="Дистанционный экспертный мониторинг системы",
        target_kind=Procedure.TargetKind.TERRITORY,
        owner_role=Role.REGIONAL_COORDINATOR,
        filler_role=Role.SYSTEM_EXPERT,
    )
    phase = Phase.objects.create(procedure=procedure, position=1, title="Организация")
    Step.objects.create(phase=phase, position=1, code="5.1.1", text="Согласование плана-графика")
    edition = EditionFactory(questionnaire=QuestionnaireFactory(title=FORM), data=small_content())
    Binding.objects.create(procedure=procedure, edition=edition)
    return made


@pytest.fixture
def coordinator(page, live_server, campaign) -> Page:
    founder = Founder(
        name="Управление образования администрации города Орска",
        short_name="Управление образования",
        territory=orsk(),
    )
    founder.save()
    appointed(Role.REGIONAL_COORDINATOR, campaign.territory, email=COORDINATOR)
    sign_in(page, live_server.url, COORDINATOR, PASSWORD)
    return page


@pytest.fixture
def enter_expert(open_page, live_server):
    """Sign in as the expert once she is appointed; her way in is another journey's story."""

    def enter() -> Page:
        person = User.objects.get(email=EXPERT)
        person.set_password(PASSWORD)
        person.save()
        page = open_page()
        sign_in(page, live_server.url, EXPERT, PASSWORD)
        return page

    return enter


def test_a_system_expert__from_appointment_to_the_sheet(
    coordinator, enter_expert, live_server, campaign
):
    appoint_for_a_founder_and_the_region(coordinator)
    write_to_her_about_the_days(coordinator, live_server.url, campaign)
    expert = enter_expert()
    she_proposes_other_days(expert)
    accept_them(coordinator, live_server.url)
    approve_the_schedule(coordinator)
    give_her_the_sheet(coordinator)
    she_fills_in_and_submits(expert, live_server.url)
    expect_it_in_the_progress(coordinator)


def appoint_for_a_founder_and_the_region(page: Page) -> None:
    page.get_by_role("link", name="Люди").click()
    page.get_by_role("link", name="Назначить человека").click()
    find_place(page, "управление", "Управление образования")
    page.get_by_label("Фамилия, имя, отчество").fill(NAME)
    page.get_by_label("Электронная почта").fill(EXPERT)
    page.get_by_label("Роль").select_option(label="эксперт РСДО")
    page.get_by_role("button", name="Назначить").click()
    expect(page.locator("h1")).to_have_text("Осталось передать приглашение")
    page.get_by_role("link", name="Открыть карточку").click()
    page.get_by_role("link", name="Назначить ещё одну роль").click()
    find_place(page, "оренбург", REGION)
    page.get_by_label("Роль").select_option(label="эксперт РСДО")
    page.get_by_role("button", name="Назначить").click()
    page.get_by_role("link", name="Открыть карточку").click()
    expect(page.get_by_role("heading", level=3)).to_have_count(2)
    shots(page, "system-expert-card")
    assert run_axe(page) == []
    held = Appointment.objects.filter(person__email=EXPERT, role=Role.SYSTEM_EXPERT)
    assert held.filter(founder__isnull=False).count() == 1
    assert held.filter(territory__name=REGION).count() == 1


def find_place(page: Page, words: str, name: str) -> None:
    page.get_by_label("Название").fill(words)
    page.get_by_role("button", name="Найти").click()
    page.get_by_role("link", name=name, exact=True).click()


def write_to_her_about_the_days(page: Page, url: str, campaign: Campaign) -> None:
    page.get_by_role("link", name="График").click()
    page.get_by_role("link", name="МКДО", exact=True).click()
    page.get_by_role("link", name="Перечень").click()
    page.get_by_role("link", name="Добавить вручную").click()
    page.get_by_label(REGION).check()
    page.get_by_label("Причина").fill("Мониторинг системы области")
    page.get_by_role("button", name="Добавить").click()
    page.get_by_role("button", name="Утвердить перечень").click()
    shots(page, "system-expert-list")
    assert run_axe(page) == []
    page.get_by_role("link", name="Уведомить о датах").click()
    page.get_by_label(REGION).check()
    page.get_by_label("С какого дня").fill(day(20))
    page.get_by_label("По какой день").fill(day(27))
    page.get_by_label("Эксперт").select_option(label=NAME)
    page.get_by_label("Что подготовить").fill("Положение о мониторинге")
    shots(page, "system-expert-notice")
    assert run_axe(page) == []
    page.get_by_role("button", name="Отправить уведомление").click()
    expect(page.get_by_text("Отправлено: 1 уведомление")).to_be_visible()


def she_proposes_other_days(page: Page) -> None:
    expect(page.get_by_role("heading", name="Ждёт Вашего согласия")).to_be_visible()
    page.get_by_role("link", name=re.compile(REGION)).click()
    expect(page.get_by_text("Положение о мониторинге")).to_be_visible()
    shots(page, "system-expert-asked")
    assert run_axe(page) == []
    page.get_by_text("Предложить другие дни").click()
    form = page.locator("form", has=page.get_by_role("button", name="Предложить"))
    form.get_by_label("Удобно с").fill(day(0))
    form.get_by_label("по", exact=True).fill(day(7))
    form.locator("textarea").fill("Отчёт нужен до конца месяца")
    form.get_by_role("button", name="Предложить").click()
    expect(page.locator("main")).to_contain_text("Отчёт нужен до конца месяца")


def accept_them(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/")
    expect(page.get_by_role("heading", name="Предложены другие даты")).to_be_visible()
    shots(page, "system-expert-desk-above")
    page.get_by_role("link", name=re.compile(REGION)).click()
    page.get_by_label("Принять предложенные даты").check()
    page.get_by_label("Слово стороне").fill("Хорошо, сдвигаем")
    shots(page, "system-expert-settle")
    assert run_axe(page) == []
    page.get_by_role("button", name="Записать решение").click()
    expect(page.locator("main")).to_contain_text("Хорошо, сдвигаем")
    settled = Agreement.objects.get()
    assert (settled.state, settled.starts.isoformat()) == ("settled", day(0))


def approve_the_schedule(page: Page) -> None:
    page.get_by_role("link", name="График").click()
    page.get_by_role("link", name="Планы-графики").click()
    page.get_by_role("link", name=re.compile("экспертный мониторинг системы")).click()
    page.get_by_label("С какого дня").fill(day(0))
    page.get_by_label("По какой день").fill(day(30))
    page.get_by_role("button", name="Составить черновик").click()
    shots(page, "system-expert-plan")
    page.get_by_role("button", name="Утвердить").click()
    expect(page.locator(".pill", has_text="утверждён")).to_be_visible()


def give_her_the_sheet(page: Page) -> None:
    page.get_by_role("link", name="Задачи по графику").click()
    page.get_by_role("link", name="Назначить экспертов").click()
    page.get_by_label(REGION).check()
    page.get_by_label(NAME).check()
    page.get_by_label("С какого дня").fill(day(3))
    page.get_by_label("По какой день").fill(day(5))
    shots(page, "system-expert-give")
    assert run_axe(page) == []
    page.get_by_role("button", name="Посмотреть распределение").click()
    expect(page.get_by_text("согласованы")).to_be_visible()
    shots(page, "system-expert-preview")
    page.get_by_role("button", name="Поручить").click()
    expect(page.get_by_role("status")).to_be_visible()
    shots(page, "system-expert-given")


def she_fills_in_and_submits(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/")
    card = page.locator(".card", has_text=REGION)
    shots(page, "system-expert-task")
    card.get_by_role("link", name="Начать").click()
    expect(page.locator("main").get_by_text(REGION).first).to_be_visible()
    sheet = page.url
    expect(page.locator(".chapter:visible")).to_have_count(1)
    page.get_by_label("Сколько групп посещено").fill("4")
    page.get_by_label("Сколько групп посещено").blur()
    saved(page, GROUPS)
    for uid, text in ((EMOTIONS, "приветливы"), (SOCIAL, "Хорошее"), (FAMILY, "Базовый")):
        page.goto(f"{sheet}#i-{uid}")
        page.locator(f"#i-{uid} .tick", has_text=text).first.click()
        saved(page, uid)
    page.get_by_role("button", name="Проверить и отправить").click()
    expect(page.locator("h1")).to_have_text("Лист заполнен. Отправить?")
    shots(page, "system-expert-ready")
    page.get_by_role("button", name="Отправить лист").click()
    expect(page.locator("h1")).to_have_text("Лист отправлен")
    assert run_axe(page) == []
    response = Response.objects.get()
    assert response.state == "submitted"
    assert response.assignment.organisation is None
    assert str(response.assignment.territory) == REGION


def saved(page: Page, uid: str) -> None:
    words = re.compile(r"^Сохранено в \d\d:\d\d$")
    expect(page.locator(f"#i-{uid} .save-state")).to_have_text(words)


def expect_it_in_the_progress(page: Page) -> None:
    page.get_by_role("link", name="Ход", exact=True).click()
    expect(page.locator("h1")).to_contain_text(REGION)
    expect(page.locator(".figures li", has_text="отправлен")).to_contain_text("1")
    shots(page, "system-expert-progress")
