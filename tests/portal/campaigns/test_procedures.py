"""A cycle's own plan: settings, dates spread and taken back, bindings."""

import datetime

import pytest

from forms_builder.common.errors import Conflict, DomainError, NotAllowed
from portal.campaigns.models import Binding, Phase, Procedure, Step
from portal.campaigns.procedures import (
    Dates,
    Settings,
    bind,
    set_procedure,
    spread_dates,
    take_back_dates,
    unbind,
)
from portal.journal.models import Entry
from portal.organisations.choices import Role
from tests.factories import EditionFactory, OrganisationFactory, ProcedureFactory, appointed, orsk
from tests.portal.campaigns.planned import planned_procedure

pytestmark = pytest.mark.django_db
DAY = datetime.date
FIRST, LAST = DAY(2026, 9, 1), DAY(2026, 9, 30)


@pytest.fixture
def coordinator():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


@pytest.fixture
def procedure() -> Procedure:
    return planned_procedure(phases=3)


def spans(procedure: Procedure) -> list[tuple[DAY | None, DAY | None]]:
    return list(procedure.phases.order_by("position").values_list("starts", "ends"))


def test_set__keeps_settings_and_dates(coordinator, procedure):
    first, second, _third = procedure.phases.order_by("position")
    settings = Settings(Role.DOO_HEAD, Role.TEACHER, "teacher", Dates(FIRST, LAST))
    phases = {first.pk: Dates(FIRST, DAY(2026, 9, 4)), second.pk: Dates(ends=LAST)}
    set_procedure(
        by=coordinator, procedure=procedure, version=0, settings=settings, phases=phases
    )
    procedure.refresh_from_db()
    assert (procedure.owner_role, procedure.filler_role) == ("doo_head", "teacher")
    assert (procedure.target_kind, procedure.starts, procedure.ends) == ("teacher", FIRST, LAST)
    assert spans(procedure) == [(FIRST, DAY(2026, 9, 4)), (None, LAST), (None, None)]
    assert procedure.version == 1
    assert Entry.objects.filter(action="procedure.changed").count() == 1


def test_set__refuses_an_end_before_its_start_and_names_the_place(coordinator, procedure):
    phase = procedure.phases.first()
    wrong = Dates(LAST, FIRST)
    with pytest.raises(DomainError) as refused:
        set_procedure(
            by=coordinator,
            procedure=procedure,
            version=0,
            settings=Settings(dates=wrong),
            phases={phase.pk: wrong},
        )
    places = [problem.place for problem in refused.value.problems]
    assert places == ["ends", f"phase-{phase.pk}-ends"]


def test_set__a_stale_screen_is_a_conflict(coordinator, procedure):
    values = {"by": coordinator, "procedure": procedure, "settings": Settings(), "phases": {}}
    set_procedure(version=0, **values)
    with pytest.raises(Conflict, match="уже изменили"):
        set_procedure(version=0, **values)


def test_set__leaves_phases_of_other_procedures_alone(coordinator, procedure):
    other = planned_procedure().phases.get()
    set_procedure(
        by=coordinator,
        procedure=procedure,
        version=0,
        settings=Settings(),
        phases={other.pk: Dates(FIRST, LAST)},
    )
    other.refresh_from_db()
    assert other.starts is None


@pytest.mark.parametrize("role", [Role.DOO_HEAD, Role.EXPERT, Role.METHODOLOGIST])
def test_changes__are_for_coordinators_of_the_cycle(procedure, role):
    node = OrganisationFactory() if role == Role.DOO_HEAD else orsk()
    person = appointed(role, node)
    for act in (
        lambda: spread_dates(by=person, procedure=procedure, version=0, starts=FIRST, ends=LAST),
        lambda: take_back_dates(by=person, procedure=procedure, version=0),
        lambda: bind(by=person, procedure=procedure, report_kind="doo"),
    ):
        with pytest.raises(NotAllowed, match="координаторы его территории"):
            act()


def test_spread__and_taken_back_leaves_all_as_before(coordinator, procedure):
    phase = procedure.phases.first()
    phase.starts = DAY(2020, 1, 1)
    phase.save()
    before = spans(procedure)
    spread_dates(by=coordinator, procedure=procedure, version=0, starts=FIRST, ends=LAST)
    procedure.refresh_from_db()
    assert (procedure.starts, procedure.ends) == (FIRST, LAST)
    assert spans(procedure) == [
        (DAY(2026, 9, 1), DAY(2026, 9, 9)),
        (DAY(2026, 9, 10), DAY(2026, 9, 18)),
        (DAY(2026, 9, 21), DAY(2026, 9, 30)),
    ]
    take_back_dates(by=coordinator, procedure=procedure, version=1)
    procedure.refresh_from_db()
    assert (procedure.starts, procedure.ends, procedure.dates_before) == (None, None, None)
    assert spans(procedure) == before


def test_take_back__after_another_change_has_nothing_to_take(coordinator, procedure):
    spread_dates(by=coordinator, procedure=procedure, version=0, starts=FIRST, ends=LAST)
    set_procedure(
        by=coordinator, procedure=procedure, version=1, settings=Settings(), phases={}
    )
    with pytest.raises(DomainError, match="Возвращать нечего"):
        take_back_dates(by=coordinator, procedure=procedure, version=2)


@pytest.mark.parametrize(
    ("phases", "ends", "told"),
    [(2, DAY(2026, 8, 1), "раньше первого"), (2, DAY(2040, 1, 1), "десяти лет"), (0, LAST, "фаз")],
)
def test_spread__refuses_what_cannot_be_shared(coordinator, phases, ends, told):
    procedure = planned_procedure(phases=phases)
    with pytest.raises(DomainError, match=told):
        spread_dates(by=coordinator, procedure=procedure, version=0, starts=FIRST, ends=ends)


def test_bind__to_the_procedure_and_a_step_said_twice_is_one(coordinator, procedure):
    edition, step = EditionFactory(), Step.objects.first()
    for _time in range(2):
        bind(by=coordinator, procedure=procedure, edition=edition)
        bind(by=coordinator, procedure=procedure, step=step, report_kind="doo")
    assert Binding.objects.count() == 2
    assert Entry.objects.filter(action="procedure.bound").count() == 2
    for binding in Binding.objects.all():
        unbind(by=coordinator, binding=binding)
    assert not Binding.objects.exists()


def test_bind__wants_exactly_one_and_a_step_of_its_own(coordinator, procedure):
    edition = EditionFactory()
    foreign = planned_procedure().phases.get().steps.first()
    for values, told in (
        ({}, "Выберите форму"),
        ({"edition": edition, "report_kind": "doo"}, "Выберите форму"),
        ({"edition": edition, "step": foreign}, "другой процедуры"),
    ):
        with pytest.raises(DomainError, match=told):
            bind(by=coordinator, procedure=procedure, **values)


def test_phases__survive_everything(procedure, coordinator):
    keys = set(Phase.objects.values_list("pk", flat=True))
    spread_dates(by=coordinator, procedure=procedure, version=0, starts=FIRST, ends=FIRST)
    assert set(Phase.objects.values_list("pk", flat=True)) == keys
    assert ProcedureFactory().phases.count() == 0
