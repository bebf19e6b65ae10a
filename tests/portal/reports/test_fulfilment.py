import pytest
from django.urls import reverse
from django.utils import timezone

from portal.campaigns.models import Binding, Phase, Procedure, Step, Target
from portal.campaigns.ports import Tally
from portal.campaigns.progress import progress_of
from portal.organisations.choices import Role
from portal.reports.fulfilment import ReportFulfilment
from portal.reports.models import Report
from tests.factories import OrganisationFactory, ProcedureFactory, appointed, orsk
from tests.factories.results import final_report
from tests.factories.targets import TargetFactory, TargetListFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def procedure():
    made = ProcedureFactory(target_kind=Procedure.TargetKind.ORGANISATION)
    TargetListFactory(procedure=made)
    return made


@pytest.fixture
def binding(procedure):
    phase = Phase.objects.create(procedure=procedure, position=1)
    step = Step.objects.create(phase=phase, position=1, text="Профиль")
    kind = Report.Kind.DOO_PROFILE
    return Binding.objects.create(procedure=procedure, step=step, report_kind=kind)


def target_with(procedure, state: str) -> Target:
    garden = OrganisationFactory()
    final_report(garden, state=state, procedure=procedure)
    return TargetFactory(procedure=procedure, organisation=garden)


def test_reports__final_ones_are_done_and_others_going(procedure, binding):
    done = target_with(procedure, Report.State.FINAL)
    going = target_with(procedure, Report.State.DRAFT)
    TargetFactory(procedure=procedure)
    rows = Target.objects.all()
    room = ReportFulfilment()
    doings = room.doings([binding], rows)
    assert {key: doing.is_done for key, doing in doings.items()} == {
        (binding.pk, done.pk): True,
        (binding.pk, going.pk): False,
    }
    report = Report.objects.get(organisation=done.organisation)
    assert doings[binding.pk, done.pk].url == reverse("reports:detail", args=[report.uid])
    assert doings[binding.pk, done.pk].on == timezone.localdate(report.finalised_at)
    assert room.tallies([binding], rows) == {binding.pk: Tally(1, 1)}


def test_reports__of_another_cycle_or_kind_say_nothing(procedure, binding):
    target = target_with(procedure, Report.State.FINAL)
    elsewhere = TargetFactory(organisation=target.organisation)
    room = ReportFulfilment()
    assert room.doings([binding], Target.objects.filter(pk=elsewhere.pk)) == {}
    binding.report_kind = "unknown"
    assert room.tallies([binding], Target.objects.all()) == {}


def test_reports__a_final_one_outweighs_a_later_draft(procedure, binding):
    target = target_with(procedure, Report.State.FINAL)
    final = Report.objects.get()
    Report.objects.create(
        kind=final.kind,
        organisation=final.organisation,
        campaign=final.campaign,
        profile=final.profile,
        state=Report.State.DRAFT,
        created_by=final.created_by,
    )
    doings = ReportFulfilment().doings([binding], Target.objects.all())
    assert doings[binding.pk, target.pk].is_done


def test_reports__are_read_in_two_queries(procedure, binding, django_assert_num_queries):
    for _number in range(3):
        target_with(procedure, Report.State.DRAFT)
        with django_assert_num_queries(2):
            ReportFulfilment().tallies([binding], Target.objects.all())


def test_progress__hears_of_them(procedure, binding):
    target_with(procedure, Report.State.FINAL)
    target_with(procedure, Report.State.DRAFT)
    seen = progress_of(appointed(Role.MUNICIPAL_COORDINATOR, orsk()), binding.step)
    assert (seen.done, seen.going, seen.total) == (1, 1, 2)
