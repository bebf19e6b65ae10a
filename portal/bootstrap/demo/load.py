"""The whole demo in its order; every part leaves alone what is there already."""

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted
from forms_builder.questionnaires.models import Edition
from pages.site import open_site
from portal.bootstrap.calendar import load_calendar
from portal.bootstrap.demo import (
    consents,
    gardens,
    instruments,
    monitoring,
    people,
    plan,
    results,
    targets,
    tasks,
)
from portal.bootstrap.demo.files import content, read
from portal.bootstrap.roles import ensure_roles
from portal.campaigns.models import Campaign
from portal.campaigns.services import add_participants, import_plan
from portal.exchange.services import import_registry
from portal.organisations.choices import Role
from portal.organisations.models import Organisation

Say = Callable[[str], None]


def load_demo(work: Callable[[], None], say: Say) -> None:
    """Load everything; work() lets the worker finish the queue; say(sentence) tells progress.

    Raises DomainError where demo data is not allowed (production settings).
    """
    if not settings.DEMO_ALLOWED:
        raise DomainError(_("Демонстрационные данные в рабочую базу не загружаются."))
    texts = read("texts_demo.json")
    open_site(by=None, home=texts["home"], method=texts["method"])
    ensure_roles()
    load_calendar()
    call_command("schedules")
    say("План города Орска, детские сады, люди…")
    campaign = _campaign()
    accounts = people.load_people(campaign.territory)
    say("Шкалы, формы, редакции…")
    editions = instruments.load_editions(people.first_with(Role.METHODOLOGIST))
    instruments.open_methods(editions, people.first_with(Role.EDITOR))
    say("Синтетические листы…")
    _cycle(campaign, editions)
    work()
    say("Отчёты, планы, публикации…")
    results.compile_reports(campaign)
    work()
    results.finish_reports(campaign)
    results.open_pages(Organisation.objects.all(), people.first_with(Role.EDITOR))
    consents.load_consents()
    words = counted(accounts, "учётная запись", "учётные записи", "учётных записей")
    say(f"Готово: {words}, список — manage.py demo_accounts.")


def _cycle(campaign: Campaign, editions: dict[str, Edition]) -> None:
    """Bind the forms, draw schedules up, fill sheets in, choose whom the experts visit."""
    regional = people.first_with(Role.REGIONAL_COORDINATOR)
    municipal = people.first_with(Role.MUNICIPAL_COORDINATOR)
    edition = editions[instruments.ON_SITE]
    plan.bind_sheets(campaign, edition, regional)
    plan.bind_forms(campaign, editions, regional)
    plan.draw_up(campaign, regional, municipal)
    monitoring.load_sheets(campaign, edition, municipal)
    targets.load_targets(campaign, municipal)
    tasks.load_tasks(campaign, edition, municipal)
    tasks.give_forms(campaign, editions, municipal, regional)


def _campaign() -> Campaign:
    """Import the plan and, as the city's coordinator, the registry of its kindergartens."""
    campaign, *_counts = import_plan(by=None, plan=plan.demo_plan())
    people.load_coordinators(campaign.territory)
    import_registry(
        by=people.first_with(Role.MUNICIPAL_COORDINATOR),
        territory=campaign.territory,
        content=content("organisations_orsk.csv"),
    )
    gardens.load_gardens(campaign.territory, people.first_with(Role.MUNICIPAL_COORDINATOR))
    add_participants(by=people.first_with(Role.REGIONAL_COORDINATOR), campaign=campaign)
    return campaign
