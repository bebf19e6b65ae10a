"""A procedure bound to forms, its schedule approved, kindergartens with their coordinators."""

import datetime

from django.utils import timezone

from portal.campaigns.models import Binding, Participant, Procedure, Schedule
from portal.organisations.choices import Role
from portal.organisations.models import ChildGroup
from tests.factories import (
    EditionFactory,
    OrganisationFactory,
    ProcedureFactory,
    appointed,
    orsk,
)


def cycle(target_kind: str, filler_role: str, forms: int = 1) -> Procedure:
    """Return a procedure of a new campaign with so many forms bound to it."""
    procedure = ProcedureFactory(
        target_kind=target_kind,
        filler_role=filler_role,
        owner_role=Role.MUNICIPAL_COORDINATOR,
    )
    for _each in range(forms):
        Binding.objects.create(procedure=procedure, edition=EditionFactory())
    return procedure


def approved(
    procedure: Procedure,
    gardens: int = 0,
    coordinators: int = 0,
    starts: datetime.date | None = None,
) -> Schedule:
    """Return an approved schedule of Orsk; the first so many kindergartens have a coordinator."""
    campaign = procedure.stage.campaign
    for number in range(501, 501 + gardens):
        garden = OrganisationFactory(number=str(number), short_name=f"Детский сад № {number}")
        Participant.objects.create(
            campaign=campaign, organisation=garden, territory=garden.territory
        )
        if number - 501 < coordinators:
            appointed(Role.DOO_COORDINATOR, garden, last_name=f"КД-{number}")
    by = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    starts = starts or timezone.localdate()
    return Schedule.objects.create(
        procedure=procedure,
        territory=orsk(),
        starts=starts,
        ends=starts + datetime.timedelta(days=30),
        state=Schedule.State.APPROVED,
        drafted_by=by,
        approved_by=by,
        approved_at=timezone.now(),
    )


def grouped(schedule: Schedule, *names: str) -> None:
    """Give every kindergarten of the schedule's cycle groups of these names."""
    for participant in schedule.procedure.stage.campaign.participants.all():
        for name in names:
            ChildGroup.objects.create(organisation=participant.organisation, name=name)
