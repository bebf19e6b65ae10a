"""A whole region at once: towns, kindergartens, coordinators and teachers, written in bulk."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from portal.accounts.models import User
from portal.campaigns.making import make_campaign
from portal.campaigns.models import Binding, Campaign, Participant, Procedure, Schedule
from portal.campaigns.reading import read_plan
from portal.campaigns.templates import keep_template
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Appointment, Organisation, Territory
from tests.factories.chain import CampaignFactory, EditionFactory, ProcedureFactory, StageFactory
from tests.factories.people import TerritoryFactory, appointed, orsk

PLAN = Path(__file__).resolve().parent.parent / "data" / "orsk" / "mkdo_plan_orsk.json"


@dataclass(frozen=True)
class Region:
    """node: the region; coordinator: hers; people: holders of a role, in the order of gardens."""

    node: Territory
    coordinator: User
    campaign: Campaign
    gardens: list[Organisation]


def make_region(gardens: int, towns: int) -> Region:
    """Return a region whose kindergartens lie evenly in its towns and take part in a campaign."""
    node = orsk().get_parent()
    for number in range(towns):
        parent = Territory.objects.get(pk=node.pk)
        TerritoryFactory(parent=parent, name=f"округ {number:03}", kind=TerritoryKind.MUNICIPALITY)
    node = Territory.objects.get(pk=node.pk)
    places = list(node.get_children().order_by("path"))
    rows = [_garden(number, places[number % len(places)]) for number in range(gardens)]
    made = Organisation.objects.bulk_create(rows)
    campaign = CampaignFactory(territory=node)
    Participant.objects.bulk_create(
        Participant(campaign=campaign, organisation=row, territory_id=row.territory_id)
        for row in made
    )
    coordinator = appointed(Role.REGIONAL_COORDINATOR, node)
    return Region(node, coordinator, campaign, made)


def staff(region: Region, role: str, each: int = 1) -> list[User]:
    """Give every kindergarten so many people with the role; return them."""
    count = len(region.gardens) * each
    people = User.objects.bulk_create(
        User(login=f"{role}{number}", last_name=f"Примерова{number}")
        for number in range(count)
    )
    rows = [
        Appointment(person=person, role=role, organisation=region.gardens[number // each])
        for number, person in enumerate(people)
    ]
    for row in rows:
        row.fill_derived()
    Appointment.objects.bulk_create(rows)
    return people


def orsk_cycle(region: Region) -> Campaign:
    """Make the region's cycle from the plan of the city of Orsk, kindergartens and all."""
    template = keep_template(by=None, plan=read_plan(PLAN.read_bytes()))
    return make_campaign(
        by=region.coordinator, source=template, territory=region.node, title="МКДО области"
    )


def drafted(
    region: Region, target_kind: str, filler_role: str, procedure: Procedure | None = None
) -> Schedule:
    """Return the draft of the region's schedule for a procedure with one form.

    procedure: a new one by default.
    """
    procedure = procedure or ProcedureFactory(stage=StageFactory(campaign=region.campaign))
    procedure.target_kind, procedure.filler_role = target_kind, filler_role
    procedure.owner_role = Role.REGIONAL_COORDINATOR
    procedure.save()
    Binding.objects.create(procedure=procedure, edition=EditionFactory())
    today = timezone.localdate()
    return Schedule.objects.create(
        procedure=procedure,
        territory=region.node,
        starts=today,
        ends=today + datetime.timedelta(days=30),
        drafted_by=region.coordinator,
    )


def _garden(number: int, place: Territory) -> Organisation:
    row = Organisation(territory=place, number=str(number), short_name=f"Детский сад № {number}")
    row.fill_derived()
    return row
