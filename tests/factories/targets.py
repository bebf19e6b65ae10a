"""Whom a procedure is about."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from portal.campaigns.models import Agreement, Campaign, Participant, Procedure, Target, TargetList
from portal.organisations.models import Organisation
from tests.factories.chain import ProcedureFactory
from tests.factories.people import OrganisationFactory


class TargetListFactory(DjangoModelFactory):
    """An approved list; state=TargetList.State.DRAFT is one in the making."""

    class Meta:
        model = TargetList

    procedure = factory.SubFactory(ProcedureFactory, target_kind=Procedure.TargetKind.ORGANISATION)
    state = TargetList.State.APPROVED
    approved_at = factory.LazyFunction(timezone.now)


class TargetFactory(DjangoModelFactory):
    """A kindergarten on the procedure's list; the list is approved unless it stands already."""

    class Meta:
        model = Target
        skip_postgeneration_save = True

    procedure = factory.SubFactory(ProcedureFactory, target_kind=Procedure.TargetKind.ORGANISATION)
    organisation = factory.SubFactory(OrganisationFactory)
    chosen = Target.Chosen.FILTER

    @factory.post_generation
    def listed(self, create, extracted, **options):
        if not TargetList.objects.filter(procedure=self.procedure).exists():
            TargetListFactory(procedure=self.procedure)


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    target = factory.SubFactory(TargetFactory)
    side = Agreement.Side.ORGANISATION
    starts = datetime.date(2030, 11, 11)
    ends = datetime.date(2030, 11, 13)


def joined(campaign: Campaign, *gardens: Organisation) -> None:
    """Take kindergartens into a campaign, each at its own territory."""
    for garden in gardens:
        Participant.objects.create(
            campaign=campaign, organisation=garden, territory=garden.territory
        )
