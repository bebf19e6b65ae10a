"""How far everything below is: levels add up, teachers' sheets are counted and never opened."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portal.assignments import progress
from portal.assignments.models import Assignment
from portal.campaigns.models import Participant
from portal.journal.models import Entry
from portal.organisations.choices import Role
from tests.factories import (
    AssignmentFactory,
    EditionFactory,
    OrganisationFactory,
    ProcedureFactory,
    TerritoryFactory,
    appointed,
    orsk,
)

pytestmark = pytest.mark.django_db
State = Assignment.State
PAST = datetime.date(2020, 1, 1)


@pytest.fixture
def procedure():
    return ProcedureFactory()


def task(procedure, garden, state=State.OPEN, **given):
    given.setdefault("edition", EditionFactory())
    return AssignmentFactory(procedure=procedure, organisation=garden, state=state, **given)


def region():
    return orsk().get_parent()


def two_towns():
    gai = TerritoryFactory(parent=region(), name="Гай")
    return OrganisationFactory(), OrganisationFactory(territory=gai)


def figures(line):
    return tuple(getattr(line.figures, name) for name in progress.Figures.NAMES)


def level(node, procedure):
    return progress.level_of(node, progress.standing(procedure.stage.campaign))


def test_level__states_are_counted_each_in_the_next(procedure):
    garden = OrganisationFactory()
    for state in State:
        task(procedure, garden, state)
    task(procedure, garden, due=PAST)
    task(procedure, garden, State.SUBMITTED, due=PAST)
    [line] = level(orsk(), procedure).units
    assert line.unit == garden
    assert figures(line) == (8, 5, 3, 1, 1)


def test_level__a_region_by_towns_sums_up_what_is_below(procedure):
    here, there = two_towns()
    task(procedure, here)
    task(procedure, here, State.SUBMITTED)
    task(procedure, there, due=PAST)
    whole = level(region(), procedure)
    assert [(line.title, figures(line)) for line in whole.units] == [
        ("Гай", (1, 0, 0, 0, 1)),
        ("город Орск", (2, 1, 1, 0, 0)),
    ]
    assert whole.total == progress.Figures(3, 1, 1, 0, 1)
    assert not whole.by_garden


def test_level__procedures_are_the_same_sheets(procedure):
    here, there = two_towns()
    second = ProcedureFactory(stage=procedure.stage)
    task(procedure, here)
    task(second, there)
    task(second, here)
    whole = level(region(), procedure)
    assert [line.figures.expected for line in whole.procedures] == [1, 2]
    assert whole.total.expected == 3


def test_level__a_sheet_about_the_territory_itself_stands_last(procedure):
    task(procedure, OrganisationFactory())
    AssignmentFactory(procedure=procedure, organisation=None, territory=region())
    units = level(region(), procedure).units
    assert [(line.unit, line.figures.expected) for line in units] == [(orsk(), 1), (None, 1)]


def test_level__along_the_campaign_s_own_places(procedure):
    here, there = two_towns()
    Participant.objects.create(
        campaign=procedure.stage.campaign, organisation=here, territory=orsk()
    )
    type(here).objects.filter(pk=here.pk).update(territory=there.territory)
    here.refresh_from_db()
    task(procedure, here)
    assert [line.title for line in level(region(), procedure).units] == ["город Орск"]


def test_level__another_campaign_is_not_counted(procedure):
    garden = OrganisationFactory()
    task(ProcedureFactory(), garden)
    assert level(orsk(), procedure).units == []


@pytest.mark.parametrize("count", [1, 15])
def test_level__three_queries(procedure, count, django_assert_num_queries):
    for _each in range(count):
        task(procedure, OrganisationFactory())
    rows, node = progress.standing(procedure.stage.campaign), orsk()
    with django_assert_num_queries(4):
        progress.level_of(node, rows)


def test_page__start_leads_to_her_own_node(client):
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    page = client.get(reverse("desk:progress"))
    assert page["Location"] == reverse("desk:progress-territory", args=[orsk().uid])
    garden = OrganisationFactory()
    client.force_login(appointed(Role.DOO_HEAD, garden))
    page = client.get(reverse("desk:progress"))
    assert page["Location"] == reverse("desk:progress-organisation", args=[garden.uid])


def test_page__start_for_an_expert_says_whose_it_is(client):
    client.force_login(appointed(Role.EXPERT, orsk()))
    assert "Здесь пока нечего показать" in client.get(reverse("desk:progress")).text


def test_page__to_the_late_sheet_in_two_clicks(client, procedure):
    here, _there = two_towns()
    late = task(procedure, here, due=PAST)
    client.force_login(appointed(Role.REGIONAL_COORDINATOR, region()))
    first = client.get(reverse("desk:progress-territory", args=[region().uid])).text
    link = f"{reverse('assignments:list')}?state=late&amp;territory={orsk().uid}"
    assert link in first
    second = client.get(link.replace("&amp;", "&")).text
    assert reverse("assignments:detail", args=[late.uid]) in second


def test_page__narrowed_to_a_procedure(client, procedure):
    garden = OrganisationFactory()
    second = ProcedureFactory(stage=procedure.stage)
    task(procedure, garden)
    task(second, garden)
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    address = reverse("desk:progress-territory", args=[orsk().uid])
    assert client.get(address).context["level"].total.expected == 2
    narrowed = client.get(address, {"procedure": second.uid})
    assert narrowed.context["level"].total.expected == 1


@pytest.mark.parametrize("query", [{"campaign": "вчера"}, {"procedure": "нет"}])
def test_page__a_filter_that_cannot_be_read(client, procedure, query):
    task(procedure, OrganisationFactory())
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    page = client.get(reverse("desk:progress-territory", args=[orsk().uid]), query)
    assert page.status_code == 200
    assert page.context["form"].errors


def test_page__a_teacher_s_sheet_is_counted_above_and_opened_nowhere(client, procedure):
    garden = OrganisationFactory()
    own = task(procedure, garden, assignee=appointed(Role.TEACHER, garden, last_name="Личная"))
    address = reverse("desk:progress-organisation", args=[garden.uid])
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    page = client.get(address)
    assert page.context["level"].total.expected == 1
    assert page.context["hidden"].expected == 1
    assert "Личная" not in page.text
    assert str(own.uid) not in page.text
    client.force_login(appointed(Role.DOO_HEAD, garden))
    inside = client.get(address)
    assert inside.context["hidden"] is None
    assert str(own.uid) in inside.text


@pytest.mark.parametrize("role", [Role.TEACHER, Role.SENIOR_TEACHER])
def test_page__others_inside_are_refused(client, role):
    garden = OrganisationFactory()
    client.force_login(appointed(role, garden))
    address = reverse("desk:progress-organisation", args=[garden.uid])
    assert client.get(address).status_code == 403


def test_page__another_town_is_hidden(client):
    _here, there = two_towns()
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    for name, node in (("territory", there.territory), ("organisation", there)):
        assert client.get(reverse(f"desk:progress-{name}", args=[node.uid])).status_code == 404


def test_table__the_same_numbers(client, procedure):
    garden = OrganisationFactory(short_name="=Сад")
    task(procedure, garden, State.DONE)
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    address = reverse("desk:progress-table", args=[orsk().uid, "csv"])
    text = client.get(address).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[1] == ["'=Сад", "1", "1", "1", "1", "0"]
    content = client.get(address.replace("csv", "xlsx")).content
    cells = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert cells[1] == ("=Сад", 1, 1, 1, 1, 0)
    assert Entry.objects.filter(action="progress.exported").count() == 2
    assert client.get(address.replace("csv", "exe")).status_code == 404
