"""A plan as content: kept, copied, changed by one at a time; cycles made from it."""

import datetime
from dataclasses import replace

import pytest

from forms_builder.common.errors import Conflict, DomainError, NotAllowed
from portal.campaigns.making import make_campaign, plan_from
from portal.campaigns.models import Binding, Campaign, Participant, PlanTemplate, Procedure
from portal.campaigns.plan import Plan, PlanBinding, PlanStage, PlanStep
from portal.campaigns.plan_tree import part_at
from portal.campaigns.reading import read_plan
from portal.campaigns.templates import (
    add_part,
    change_part,
    copy_template,
    delete_template,
    keep_template,
    move_part,
    plan_of,
    remove_part,
)
from portal.journal.models import Entry
from portal.organisations.choices import Role
from tests.factories import EditionFactory, OrganisationFactory, appointed, orsk
from tests.portal.campaigns.plans import ORSK, as_file, small_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def methodologist():
    return appointed(Role.METHODOLOGIST, orsk().get_root())


@pytest.fixture
def template(methodologist) -> PlanTemplate:
    return keep_template(by=methodologist, plan=read_plan(ORSK.read_bytes()))


def test_keep__holds_the_plan_whole(template):
    assert plan_of(template) == read_plan(ORSK.read_bytes())
    assert template.title.startswith("План инновационной площадки")
    assert Entry.objects.get(action="template.added").details["steps"] == 105


@pytest.mark.parametrize("role", [Role.REGIONAL_COORDINATOR, Role.MUNICIPAL_COORDINATOR])
def test_templates__are_kept_and_changed_by_methodologists(template, role):
    person = appointed(role, orsk())
    plan = plan_of(template)
    with pytest.raises(NotAllowed, match="методологи"):
        keep_template(by=person, plan=plan)
    for act in (
        lambda: copy_template(by=person, template=template),
        lambda: remove_part(by=person, template=template, version=0, path=(0,)),
        lambda: delete_template(by=person, template=template, version=0),
    ):
        with pytest.raises(NotAllowed, match="методологи"):
            act()
    assert plan_of(PlanTemplate.objects.get()) == plan


def test_copy__is_another_plan_of_the_same_parts(template, methodologist):
    other = copy_template(by=methodologist, template=template)
    assert other.title.endswith("(копия)")
    assert plan_of(other).stages == plan_of(template).stages
    assert other.uid != template.uid


def test_edits__change_one_place_and_count_versions(template, methodologist):
    step = PlanStep("1.1.9", "Поблагодарить")
    first = add_part(by=methodologist, template=template, version=0, path=(0, 0, 2), part=step)
    assert (first.version, part_at(plan_of(first), (0, 0, 2, 1))) == (1, step)

    stage = replace(plan_of(first).stages[0], title="Начало")
    change_part(by=methodologist, template=first, version=1, path=(0,), part=stage)
    move_part(by=methodologist, template=first, version=2, path=(0,), to=1)
    last = remove_part(by=methodologist, template=first, version=3, path=(1, 0, 0))

    assert last.version == 4
    titles = [stage.title for stage in plan_of(last).stages]
    assert titles[1] == "Начало"
    assert plan_of(last).counts["steps"] == 105 + 1 - 8
    assert last.changed_by == methodologist


def test_edits__of_the_head_rename_the_template(template, methodologist):
    plan = replace(plan_of(template), title="План на 2021 год", short_title="2021")
    renamed = change_part(by=methodologist, template=template, version=0, path=(), part=plan)
    assert (renamed.title, plan_of(renamed).short_title) == ("План на 2021 год", "2021")


def test_edits__of_a_stale_screen_are_a_conflict(template, methodologist):
    move_part(by=methodologist, template=template, version=0, path=(0,), to=1)
    with pytest.raises(Conflict, match="уже изменили"):
        move_part(by=methodologist, template=template, version=0, path=(0,), to=1)


@pytest.mark.parametrize(
    ("path", "part", "told"),
    [
        ((9,), PlanStage("", "", ()), "места в плане нет"),
        ((0, 0, 0, 0), PlanStep("", ""), "У шага нет текста"),
        ((0,), PlanStage("1" * 21, "", ()), "длиннее 20"),
    ],
)
def test_edits__that_no_plan_can_hold_are_refused(template, methodologist, path, part, told):
    with pytest.raises(DomainError, match=told):
        change_part(by=methodologist, template=template, version=0, path=path, part=part)
    template.refresh_from_db()
    assert template.version == 0


def test_edits__never_leave_a_plan_without_stages(methodologist):
    template = keep_template(by=methodologist, plan=read_plan(as_file(small_plan())))
    with pytest.raises(DomainError, match="ни одного этапа"):
        remove_part(by=methodologist, template=template, version=0, path=(0,))


def test_delete__leaves_the_cycles(template, methodologist):
    make(template)
    delete_template(by=methodologist, template=template, version=0)
    assert not PlanTemplate.objects.exists()
    assert Campaign.objects.count() == 1


def make(source, days: int = 0, **values) -> Campaign:
    by = values.pop("by", None) or appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    named = {"title": "Мониторинг", "territory": orsk()} | values
    return make_campaign(by=by, source=source, days=days, **named)


def test_make__carries_every_irregularity_on_other_dates(template):
    OrganisationFactory()
    campaign = make(template, days=364, short_title="МКДО-2021")
    plan = plan_from(campaign)
    source = plan_of(template)
    assert plan.counts == source.counts
    assert plan.dates == [day + datetime.timedelta(days=364) for day in source.dates]
    assert campaign.name == "МКДО-2021"
    assert Procedure.objects.get(stage__campaign=campaign, code="5.1").source_code == "7.1"
    assert Participant.objects.filter(campaign=campaign).count() == 1


def test_make__of_last_years_cycle_is_the_same_plan_a_year_later(template):
    first = make(template, title="2020")
    second = make(first, days=364, title="2021")
    assert replace(plan_from(second), title="").counts == plan_of(template).counts
    moved = plan_from(second).dates[0]
    assert moved == plan_from(first).dates[0] + datetime.timedelta(days=364)


def test_make__twice_is_refused_in_words(template):
    make(template)
    with pytest.raises(DomainError, match="уже есть"):
        make(template)
    make(template, days=7)
    make(template, title="Второй")
    assert Campaign.objects.count() == 3


@pytest.mark.parametrize(
    ("values", "told"),
    [({"title": "  "}, "Назовите цикл"), ({"days": 10**7}, "в календаре нет")],
)
def test_make__refuses_what_no_cycle_can_be(template, values, told):
    with pytest.raises(DomainError, match=told):
        make(template, **values)
    assert not Campaign.objects.exists()


def test_make__is_for_coordinators_of_the_territory(template):
    with pytest.raises(NotAllowed):
        make(template, by=appointed(Role.DOO_HEAD, OrganisationFactory()))


def test_make__binds_forms_by_their_edition_in_force_and_brings_settings(methodologist):
    edition = EditionFactory()
    form = str(edition.questionnaire.uid)
    plan = read_plan(as_file(small_plan()))
    procedure = replace(
        plan.stages[0].procedures[0],
        owner_role="doo_head",
        target_kind="organisation",
        bindings=(PlanBinding(form=form), PlanBinding(report="doo")),
    )
    step = replace(procedure.phases[0].steps[1], bindings=(PlanBinding(form=form),))
    phase = replace(procedure.phases[0], steps=(procedure.phases[0].steps[0], step))
    stage = replace(plan.stages[0], procedures=(replace(procedure, phases=(phase,)),))
    lost = PlanBinding(form="00000000-0000-4000-8000-000000000000")
    stages = (stage, PlanStage("II", "", (replace(procedure, phases=(), bindings=(lost,)),)))
    template = keep_template(by=methodologist, plan=replace(plan, stages=stages))

    campaign = make(template)

    made = Procedure.objects.get(stage__campaign=campaign, stage__code="I")
    assert (made.owner_role, made.target_kind) == ("doo_head", "organisation")
    bound = Binding.objects.filter(procedure__stage__campaign=campaign)
    assert [(row.step and row.step.position, row.edition, row.report_kind) for row in bound] == [
        (None, edition, ""),
        (None, None, "doo"),
        (2, edition, ""),
    ]
    again: Plan = plan_from(campaign)
    assert again.stages[0].procedures[0].bindings == procedure.bindings


def test_plan_from__takes_few_queries(template, django_assert_max_num_queries):
    campaign = make(template)
    with django_assert_max_num_queries(9):
        plan_from(campaign)
