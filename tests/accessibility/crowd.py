"""A region with much of everything, under names as long as names get; and people with nothing.

The rows are copies of one that was made as people make it: what is looked at is the page.
"""

import copy
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model
from django.db.models.base import ModelState

from forms_builder.scales.models import Indicator
from pages.models import OrganisationIndexPage, OrganisationPage, Publication
from portal.accounts.models import User
from portal.campaigns.models import Campaign
from portal.exchange.models import Upload
from portal.exchange.services import keep_upload
from portal.jobs.models import Job
from portal.jobs.run import run_job
from portal.journal.services import record
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Appointment, Organisation, Territory
from portal.organisations.services import appoint
from portal.plans.models import ImprovementPlan, Measure
from portal.reports.models import Report
from tests.accessibility.crowd_groups import crowd_groups
from tests.accessibility.crowd_people import crowd_people
from tests.accessibility.crowd_plans import crowd_plans
from tests.accessibility.crowd_targets import crowd_targets, empty_targets
from tests.accessibility.crowd_trials import crowd_trial
from tests.factories.chain import CampaignFactory, EditionFactory, ProcedureFactory
from tests.factories.content import STRICT, edition_content
from tests.factories.people import OrganisationFactory, PersonFactory, TerritoryFactory
from tests.forms_builder.builders import small_questionnaire, small_scale
from tests.portal.roles import chain
from tests.portal.roles.world import Values, World

Row = TypeVar("Row", bound=Model)
MANY = 200
TOWNS = 30
INDICATORS = 110  # a list of them has a second page, a scale has 78
WORD = "Рентгеноэлектрокардиографического-высокопревосходительства"
LONG = f"Муниципальное автономное дошкольное образовательное учреждение «Центр {WORD}»"
TOWN = f"городской округ {WORD}"
# In the alphabet's order: a sorted tree moves the paths of what stands after a new node.
PLACES = {"crowd": "Крайняя область", "empty": "Пустынная область"}
# A visitor's name → role and where: the region, its town, a kindergarten in it.
VISITORS = {
    "regional": (Role.REGIONAL_COORDINATOR, "region"),
    "municipal": (Role.MUNICIPAL_COORDINATOR, "town"),
    "head": (Role.DOO_HEAD, "garden"),
    "coordinator": (Role.DOO_COORDINATOR, "garden"),
    "expert": (Role.EXPERT, "town"),
    "editor": (Role.EDITOR, "region"),
}


@dataclass(frozen=True)
class Place:
    region: Territory
    town: Territory
    garden: Organisation


def fill(world: World) -> None:
    """Add to the world the people «crowd …» and «empty …» and the objects «crowd's …»."""
    world.people["nobody"] = PersonFactory(last_name="Ещё-без-роли")
    places = {word: _place(name) for word, name in PLACES.items()}
    for word, place in places.items():
        for visitor, (role, node) in VISITORS.items():
            person = PersonFactory(last_name=WORD, email=f"{word}.{visitor}@example.org")
            appoint(by=None, person=person, role=role, node=getattr(place, node))
            world.people[f"{word} {visitor}"] = person
    page = _page(places["empty"].garden)
    world.objects["page without results"] = {"1": f"sady/{page.slug}/"}
    world.objects["text page's address"] = {"1": "kak-ocenivayut/"}
    world.objects.update(_crowd(places["crowd"], world.people))
    world.objects.update(empty_targets(CampaignFactory(territory=places["empty"].town)))
    world.objects.update(_instruments(world.people["methodologist"]))


def _place(name: str) -> Place:
    country = Territory.objects.get(name="Россия")
    region = TerritoryFactory(parent=country, name=name, kind=TerritoryKind.REGION)
    town = TerritoryFactory(parent=Territory.objects.get(name=name), name=f"{TOWN} ({name})")
    town = Territory.objects.get(pk=town.pk)
    return Place(region, town, OrganisationFactory(territory=town, short_name=f"{LONG} 1"))


def _page(garden: Organisation) -> OrganisationPage:
    page = OrganisationPage(title=str(garden)[:255], slug=f"sad-{garden.pk}", organisation=garden)
    return OrganisationIndexPage.objects.get().add_child(instance=page)


def copies(row: Row, change: Callable[[int, Any], None], count: int = MANY) -> list[Row]:
    """Return new rows like this one, each changed by its number."""
    made = []
    for number in range(1, count + 1):
        new = copy.copy(row)
        new._state, new.pk = ModelState(), None
        if hasattr(new, "uid"):
            new.uid = uuid.uuid4()
        change(number, new)
        made.append(new)
    return type(row)._base_manager.bulk_create(made)


def _set(**rows: list[Any]) -> Callable[[int, Any], None]:
    """A change that takes the n-th row of each list: `_set(organisation=gardens)`."""

    def change(number: int, new: Any) -> None:
        for name, values in rows.items():
            setattr(new, name, values[number - 1])

    return change


def _garden(number: int, new: Organisation) -> None:
    new.number, new.short_name = str(20_000 + number), f"{LONG} {number}"
    new.official_name = new.address = f"{LONG}, {LONG}"
    new.fill_derived()


def _crowd(place: Place, people: dict[str, User]) -> dict[str, Values]:
    person = people["crowd expert"]
    setting = chain.Setting(EditionFactory(data=_content()), ProcedureFactory())
    campaign = setting.procedure.stage.campaign
    Campaign.objects.filter(pk=campaign.pk).update(territory=place.region, title=LONG)
    gardens = copies(place.garden, _garden)
    copies(Appointment.objects.get(person=people["crowd head"]), _set(organisation=gardens))
    copies(campaign, _campaign)
    for number in range(TOWNS):
        TerritoryFactory(parent=Territory.objects.get(pk=place.region.pk), name=f"{TOWN} {number}")
    second = chain.Setting(setting.edition, ProcedureFactory(stage=setting.procedure.stage))
    sheet = chain.open_sheet(second, place.garden, person, LONG)
    copies(sheet.assignment, _set(organisation=gardens))
    upload = keep_upload(
        by=people["crowd regional"],
        kind=Upload.Kind.REGISTRY,
        name=f"{WORD}.csv",
        content=_table(),
        territory=place.town,
    )
    run_job(upload.job_id)
    crowd_groups(place.garden)
    seen = record(by=people["crowd municipal"], action="sheet.seen", obj=place.garden)
    copies(seen, lambda number, new: None)
    return {
        "crowd's sheet": {"uid": sheet.assignment.uid},
        "crowd's registry": {"uid": upload.uid},
        "crowd's town": {"uid": place.town.uid},
        "crowd's kindergarten": {"instance_pk": place.garden.pk, "uid": place.garden.uid},
        **crowd_people(gardens, people, LONG, copies),
        **crowd_targets(campaign, [place.garden, *gardens], people, LONG),
        **crowd_plans(Campaign.objects.get(pk=campaign.pk), place.garden, people, LONG),
        "crowd's campaign": {"uid": campaign.uid, "instance_pk": campaign.pk},
        **_results(setting, place, gardens, people),
    }


def _content() -> dict[str, Any]:
    content = edition_content(LONG)
    for row in [*content["scale"]["areas"], *content["scale"]["indicators"]]:
        row["title"] = f"{LONG} {row['code']}"
    for section in content["sections"]:
        section["title"] = f"{section['title']} {LONG}"
        for item in section["items"]:
            item["label"] = f"{LONG} {item['code']}"
    return content


def _campaign(number: int, new: Campaign) -> None:
    new.source_key, new.title = f"{number:064d}"[::-1], f"{LONG} {number}"


def _table() -> bytes:
    rows = [f"{number},{LONG} {number},{LONG},{LONG},,,open,{LONG}" for number in range(1, MANY)]
    wrong = [f"1,{LONG},,,12345,не адрес,когда-нибудь,"]
    head = "number,short_name,official_name,address,inn,site,status,note"
    return "\n".join([head, *rows, *wrong]).encode()


def _results(
    setting: chain.Setting, place: Place, gardens: list[Organisation], people: dict[str, User]
) -> dict[str, Values]:
    """A sheet sent, its profile, a final report, a page: once as people do it, then many times."""
    response = chain.sent_sheet(setting, place.garden, people["crowd expert"], LONG)
    profile, head = chain.profile_of(response), people["crowd head"]
    report = chain.report_of(profile, Report.State.FINAL, head, LONG)
    assignments = copies(response.assignment, _set(organisation=gardens))
    responses = copies(response, _set(assignment=assignments))
    profiles = copies(profile, _set(organisation=gardens, response=responses))
    reports = copies(report, _set(organisation=gardens, profile=profiles))
    rest = {"proposed_by": head, "state": Publication.State.PROPOSED}
    publication = Publication.objects.create(organisation=place.garden, report=report, **rest)
    copies(publication, _set(organisation=gardens, report=reports))
    Publication.objects.filter(pk=publication.pk).update(state=Publication.State.RELEASED)
    plan = ImprovementPlan.objects.create(organisation=place.garden, campaign=profile.campaign)
    copies(plan, _set(organisation=gardens))
    measures(plan, profile, people["crowd coordinator"])
    job = chain.job_of(people["crowd regional"], Job.State.FAILED, LONG)
    copies(job, lambda number, new: None)
    return {
        "crowd's profile": {"uid": profile.uid, "indicator": STRICT},
        "crowd's report": {"uid": report.uid},
        "crowd's publication": {"uid": publication.uid},
        "crowd's page": {"1": f"sady/{_page(place.garden).slug}/"},
        "crowd's plan": {"uid": plan.uid},
        "crowd's job": {"uid": job.uid, "instance_pk": job.pk},
        "crowd's sent sheet": {"uid": response.assignment.uid},
    }


def measures(plan: ImprovementPlan, profile: Any, by: User) -> None:
    like = Measure(plan=plan, profile=profile, created_by=by)
    agreed = chain.agreed_measure(like_with_due(like), STRICT, LONG)
    states = Measure.State.values

    def change(number: int, new: Measure) -> None:
        new.state = states[number % len(states)]

    copies(agreed, change, 30)


def like_with_due(like: Measure) -> Measure:
    like.due = like.profile.computed_at.date()
    return like


def _instruments(person: User) -> dict[str, Values]:
    """A scale of many indicators; another one with a form that can be frozen."""
    working = Indicator.objects.get(area__scale__title="Шкала в работе")

    def change(number: int, new: Indicator) -> None:
        new.code, new.title, new.position = f"1.{number + 10}", f"{LONG} {number}", number + 10
        new.latest_revision = new.live_revision = None

    copies(working, change, INDICATORS)
    scale = small_scale(person)
    first = Indicator.objects.get(area__scale=scale, code="1.1")
    form = small_questionnaire(person, scale)
    return crowd_trial(form, person) | {
        "crowd's scale": {"pk": working.area.scale_id},
        "agreed scale": {"pk": scale.pk},
        "agreed indicator": {"pk": first.pk},
        "agreed form": {"pk": form.pk},
    }
