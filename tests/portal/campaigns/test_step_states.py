import datetime

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from forms_builder.common.errors import DomainError, NotAllowed
from portal.campaigns import ports
from portal.campaigns.models import Binding, Phase, Procedure, Step, StepState, TargetList
from portal.campaigns.ports import Doing, Fulfilments, Tally
from portal.campaigns.progress import add_progress, progress_of
from portal.campaigns.selectors import schedule_of
from portal.campaigns.standing import Standing, StepProgress
from portal.campaigns.step_lines import lines_of
from portal.campaigns.step_states import mark_step, undo_step
from portal.journal.models import Entry
from portal.organisations.choices import Role
from tests.factories import OrganisationFactory, ProcedureFactory, appointed, orsk
from tests.factories.targets import TargetFactory, TargetListFactory

State, Kind = StepState.State, Procedure.TargetKind
pytestmark = pytest.mark.django_db


@pytest.fixture
def procedure():
    made = ProcedureFactory(target_kind=Kind.ORGANISATION, owner_role=Role.DOO_COORDINATOR)
    TargetListFactory(procedure=made)
    return made


@pytest.fixture
def step(procedure):
    return make_step(procedure)


@pytest.fixture
def coordinator():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


def make_step(procedure, **phase) -> Step:
    phase = Phase.objects.create(
        procedure=procedure, position=procedure.phases.count() + 1, **phase
    )
    return Step.objects.create(phase=phase, position=1, code="2.2.6", text="Собрать")


def targets(procedure, count: int):
    return [TargetFactory(procedure=procedure) for _number in range(count)]


def whole_step() -> Step:
    return make_step(ProcedureFactory(owner_role=Role.REGIONAL_COORDINATOR))


class Acts:
    """A room that answers for every binding; counts how often it is asked."""

    def __init__(self, **doings: Doing):
        self.found: dict[tuple[int, int], Doing] = {}
        self.asked = 0

    def tallies(self, bindings, targets: QuerySet) -> dict[int, Tally]:
        self.asked += 1
        seen = set(targets.values_list("pk", flat=True))
        tallies = {}
        for binding in bindings:
            own = [
                doing
                for (key, target), doing in self.found.items()
                if key == binding.pk and target in seen
            ]
            done = sum(doing.is_done for doing in own)
            tallies[binding.pk] = Tally(done, len(own) - done)
        return tallies

    def doings(self, bindings, targets: QuerySet) -> dict[tuple[int, int], Doing]:
        self.asked += 1
        seen, keys = set(targets.values_list("pk", flat=True)), {one.pk for one in bindings}
        return {
            key: doing for key, doing in self.found.items() if key[0] in keys and key[1] in seen
        }


@pytest.fixture
def acts(monkeypatch):
    made, alone = Acts(), Fulfilments()
    alone.register(made)
    for room in ("progress", "step_lines"):
        monkeypatch.setattr(f"portal.campaigns.{room}.fulfilment", alone)
    return made


def bind(step, **what) -> Binding:
    what = what or {"report_kind": "doo_profile"}
    return Binding.objects.create(procedure=step.phase.procedure, step=step, **what)


def test_mark__says_it_of_each_target(step, coordinator):
    one, two, _other = targets(step.phase.procedure, 3)
    count = mark_step(
        by=coordinator,
        step=step,
        targets=[one, two],
        state=State.GOING,
        on=datetime.date(2020, 10, 5),
        note=" Начали ",
    )
    assert count == 2
    said = StepState.objects.get(target=one)
    assert (said.state, said.note, said.by) == (State.GOING, "Начали", coordinator)
    assert said.on == datetime.date(2020, 10, 5)
    assert Entry.objects.get(action="step.going").details["count"] == 2


def test_mark__again_keeps_what_was_said(step, coordinator):
    (one,) = targets(step.phase.procedure, 1)
    for state in (State.GOING, State.DONE):
        mark_step(by=coordinator, step=step, targets=[one], state=state)
    said = StepState.objects.filter(target=one)
    assert list(said.values_list("state", "is_current")) == [("going", False), ("done", True)]


def test_undo__brings_back_what_was_said_before(step, coordinator):
    (one,) = targets(step.phase.procedure, 1)
    mark_step(by=coordinator, step=step, targets=[one], state=State.GOING, note="Начали")
    mark_step(by=coordinator, step=step, targets=[one], state=State.DONE)
    back = undo_step(by=coordinator, step=step, target=one)
    assert (back.state, back.note) == (State.GOING, "Начали")
    assert StepState.objects.filter(target=one).count() == 3
    assert StepState.objects.filter(target=one, is_current=True).get() == back


def test_undo__of_the_first_word_is_not_begun_and_of_none_refused(step, coordinator):
    (one,) = targets(step.phase.procedure, 1)
    with pytest.raises(DomainError, match="ничего не отмечено"):
        undo_step(by=coordinator, step=step, target=one)
    mark_step(by=coordinator, step=step, targets=[one], state=State.DONE)
    assert undo_step(by=coordinator, step=step, target=one).state == State.NOT_BEGUN


def test_mark__of_the_whole_cycle_is_its_owners():
    step = whole_step()
    regional = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    mark_step(by=regional, step=step, targets=None, state=State.DONE)
    mark_step(by=regional, step=step, targets=None, state=State.GOING)
    said = StepState.objects.filter(step=step, is_current=True)
    assert said.get().state == State.GOING
    assert undo_step(by=regional, step=step, target=None).state == State.DONE
    for person in (appointed(Role.EXPERT, orsk()), appointed(Role.DOO_HEAD, OrganisationFactory())):
        with pytest.raises(NotAllowed):
            mark_step(by=person, step=step, targets=None, state=State.DONE)


def test_mark__is_the_owners_at_her_node(step):
    own, other = targets(step.phase.procedure, 2)
    leader = appointed(Role.DOO_COORDINATOR, own.organisation)
    assert mark_step(by=leader, step=step, targets=[own], state=State.DONE) == 1
    with pytest.raises(NotAllowed, match="открыты"):
        mark_step(by=leader, step=step, targets=[own, other], state=State.DONE)
    head = appointed(Role.DOO_HEAD, own.organisation)
    with pytest.raises(NotAllowed, match="ответственный"):
        mark_step(by=head, step=step, targets=[own], state=State.DONE)
    assert StepState.objects.count() == 1


def test_mark__refuses_in_words(step, coordinator):
    (one,) = targets(step.phase.procedure, 1)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    def mark(**options):
        given = {"targets": [one], "state": State.DONE} | options
        mark_step(by=coordinator, step=step, **given)

    for match, options in (
        ("из списка", {"state": "late"}),
        ("не наступил", {"on": tomorrow}),
        ("почему", {"state": State.NOT_APPLICABLE, "note": " "}),
        ("500", {"note": "я" * 501}),
        ("для кого", {"targets": []}),
        ("для кого", {"targets": None}),
    ):
        with pytest.raises(DomainError, match=match):
            mark(**options)
    with pytest.raises(NotAllowed):
        mark(targets=[TargetFactory()])
    assert not StepState.objects.exists()


def test_mark__of_a_bound_step_is_only_not_applicable(step, coordinator):
    bind(step)
    (one,) = targets(step.phase.procedure, 1)
    with pytest.raises(DomainError, match="отмечается сам"):
        mark_step(by=coordinator, step=step, targets=[one], state=State.DONE)
    mark_step(
        by=coordinator, step=step, targets=[one], state=State.NOT_APPLICABLE, note="Нет групп"
    )


@pytest.mark.parametrize(
    ("numbers", "standing"),
    [
        ({"total": 3}, Standing.NOT_BEGUN),
        ({"total": 0}, Standing.NOT_BEGUN),
        ({"total": 3, "going": 1}, Standing.GOING),
        ({"total": 3, "done": 2}, Standing.GOING),
        ({"total": 3, "done": 3}, Standing.DONE),
        ({"total": 3, "done": 2, "not_applicable": 1}, Standing.DONE),
        ({"total": 3, "not_applicable": 3}, Standing.NOT_APPLICABLE),
    ],
)
def test_progress__in_a_word(numbers, standing):
    assert StepProgress(**numbers).standing == standing


def test_progress__is_late_the_day_after_the_last():
    ends = datetime.date(2020, 10, 9)

    def standing(day, **numbers):
        today = datetime.date(2020, 10, day)
        return StepProgress(total=3, ends=ends, today=today, **numbers).standing

    assert standing(9) == Standing.NOT_BEGUN
    assert standing(10) == standing(10, done=2) == Standing.LATE
    assert standing(10, done=3) == Standing.DONE


def test_progress__counts_what_each_sees(step, coordinator):
    own, two, three, four = targets(step.phase.procedure, 4)
    mark_step(by=coordinator, step=step, targets=[own, two], state=State.DONE)
    mark_step(by=coordinator, step=step, targets=[three], state=State.GOING)
    mark_step(by=coordinator, step=step, targets=[four], state=State.NOT_APPLICABLE, note="Ремонт")
    seen = progress_of(coordinator, step)
    assert (seen.total, seen.done, seen.going, seen.not_applicable) == (4, 2, 1, 1)
    assert seen.share == "2 из 3\u00a0садов"
    leader = appointed(Role.DOO_COORDINATOR, own.organisation)
    hers = progress_of(leader, step)
    assert (hers.total, hers.standing, hers.said.by) == (1, Standing.DONE, coordinator)
    assert hers.share == ""


def test_progress__of_a_bound_step_comes_from_the_acts(step, coordinator, acts):
    binding = bind(step)
    one, two, three, _four = targets(step.phase.procedure, 4)
    acts.found = {
        (binding.pk, one.pk): Doing(True, url="/sheet/"),
        (binding.pk, two.pk): Doing(False),
    }
    mark_step(by=coordinator, step=step, targets=[three], state=State.NOT_APPLICABLE, note="Ремонт")
    seen = progress_of(coordinator, step)
    assert (seen.done, seen.going, seen.not_applicable, seen.is_bound) == (1, 1, 1, True)
    leader = appointed(Role.DOO_COORDINATOR, one.organisation)
    assert progress_of(leader, step).url == "/sheet/"


def test_progress__of_several_acts_is_done_when_each_is(step, coordinator, acts):
    first, second = bind(step), bind(step, report_kind="other")
    one, two, three = targets(step.phase.procedure, 3)
    acts.found = {
        (first.pk, one.pk): Doing(True),
        (second.pk, one.pk): Doing(True),
        (first.pk, two.pk): Doing(True),
        (second.pk, three.pk): Doing(False),
    }
    seen = progress_of(coordinator, step)
    assert (seen.done, seen.going) == (1, 2)


def test_progress__is_read_in_as_many_queries_for_one_as_for_many(
    procedure, coordinator, django_assert_max_num_queries
):
    campaign = procedure.stage.campaign
    for number in range(8):
        step = make_step(procedure)
        if number % 2:
            bind(step)
    for _round in range(2):
        targets(procedure, 4)
        with django_assert_max_num_queries(13):
            stages = schedule_of(campaign)
            add_progress(coordinator, campaign, stages)
    assert stages[0].step_count == 8


def test_progress__counts_closed_steps(procedure, coordinator):
    done, open_one = make_step(procedure), make_step(procedure)
    mark_step(by=coordinator, step=done, targets=targets(procedure, 2), state=State.DONE)
    (stage,) = stages = schedule_of(procedure.stage.campaign)
    add_progress(coordinator, procedure.stage.campaign, stages)
    assert (stage.closed_count, stage.step_count) == (1, 2)
    (seen,) = stage.procedures.all()
    assert (seen.closed_count, seen.step_count) == (1, 2)
    assert open_one.pk in {step.pk for phase in seen.phases.all() for step in phase.steps.all()}


def test_progress__before_the_list_is_approved_knows_nobody(step, coordinator):
    targets(step.phase.procedure, 2)
    TargetList.objects.update(state=TargetList.State.DRAFT)
    assert progress_of(coordinator, step).total == 0


def test_lines__say_how_far_each_is(step, coordinator):
    one, two, three = targets(step.phase.procedure, 3)
    mark_step(by=coordinator, step=step, targets=[one], state=State.DONE)
    mark_step(by=coordinator, step=step, targets=[two], state=State.GOING)
    standing = {line.target: line.standing for line in lines_of(coordinator, step)}
    assert standing == {one: "done", two: "going", three: "not_begun"}
    assert [line.target for line in lines_of(coordinator, step, standing="going")] == [two]
    found = lines_of(coordinator, step, words=three.organisation.number)
    assert [line.target for line in found] == [three]


def test_lines__are_late_when_the_phase_is_over(procedure, coordinator):
    step = make_step(procedure, ends=datetime.date(2020, 10, 9))
    one, two = targets(procedure, 2)
    mark_step(by=coordinator, step=step, targets=[one], state=State.DONE)
    standing = {line.target: line.standing for line in lines_of(coordinator, step)}
    assert standing == {one: "done", two: "late"}


def test_lines__of_a_bound_step_come_from_the_acts(step, coordinator, acts):
    first, second = bind(step), bind(step, report_kind="other")
    one, two, three = targets(step.phase.procedure, 3)
    day = datetime.date(2020, 11, 1)
    acts.found = {
        (first.pk, one.pk): Doing(True, day, "/one/"),
        (second.pk, one.pk): Doing(True, datetime.date(2020, 11, 3)),
        (first.pk, two.pk): Doing(True, day),
    }
    mark_step(by=coordinator, step=step, targets=[three], state=State.NOT_APPLICABLE, note="Ремонт")
    lines = {line.target: line for line in lines_of(coordinator, step)}
    assert (lines[one].standing, lines[one].on.day, lines[one].url) == ("done", 3, "/one/")
    assert lines[two].standing == Standing.GOING
    assert (lines[three].standing, lines[three].word) == ("not_applicable", "не применим")


def test_lines__take_few_queries(step, coordinator, acts, django_assert_max_num_queries):
    bind(step)
    for _round in range(2):
        targets(step.phase.procedure, 3)
        with django_assert_max_num_queries(6):
            assert lines_of(coordinator, step)


def test_port__without_rooms_knows_nothing_and_joins_those_it_has(step):
    bindings = [bind(step)]
    rows = step.phase.procedure.targets.all()
    alone = Fulfilments()
    assert alone.tallies(bindings, rows) == alone.doings(bindings, rows) == {}
    room = Acts()
    alone.register(room)
    alone.register(room)
    alone.tallies(bindings, rows)
    assert room.asked == 1
    assert isinstance(ports.fulfilment, Fulfilments)
