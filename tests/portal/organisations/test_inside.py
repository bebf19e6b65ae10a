"""Founders, buildings and groups: who keeps them, what must be right."""

import datetime

import pytest
from django.utils.timezone import localdate

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.models import Building, ChildGroup, Founder
from portal.organisations.services import save_buildings, save_founder, save_groups
from tests.factories import OrganisationFactory, TerritoryFactory, appointed, orsk

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 9, 1)
INN = "7707083893"


@pytest.fixture
def garden():
    return OrganisationFactory(number="94")


@pytest.fixture
def head(garden):
    return appointed(Role.DOO_HEAD, garden)


@pytest.fixture
def coordinator():
    return appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())


def places_of(refused) -> list[str]:
    return [problem.place for problem in refused.value.problems]


def test_groups__are_kept_by_the_gardens_own_head(garden, head):
    building = Building.objects.create(organisation=garden, address="Орск, ул. Мира, 1")
    row = {"name": " Солнышко ", "age_from": 3, "age_to": 4, "building": building}
    assert save_groups(by=head, organisation=garden, rows=[row]) == 1
    group = ChildGroup.objects.get()
    assert (group.name, group.age_from, group.age_to, group.building) == (
        "Солнышко",
        3,
        4,
        building,
    )
    assert Entry.objects.get().details == {"groups": 1}
    assert save_groups(by=head, organisation=garden, rows=[{"uid": group.uid, **row}]) == 0
    assert Entry.objects.count() == 1


def test_groups__families_need_the_day_they_were_counted(garden, head):
    with pytest.raises(DomainError) as refused:
        save_groups(by=head, organisation=garden, rows=[{"name": "А", "families": 20}])
    assert places_of(refused) == ["0.families_on"]
    save_groups(
        by=head, organisation=garden, rows=[{"name": "А", "families": 20, "families_on": DAY}]
    )
    assert ChildGroup.objects.get().families_on == DAY


def test_groups__every_mistake_has_its_row_and_nothing_is_written(garden, head):
    stranger = Building.objects.create(organisation=OrganisationFactory(), address="Чужой")
    tomorrow = localdate() + datetime.timedelta(days=1)
    rows = [
        {"name": "Хорошая"},
        {"name": "", "age_from": 5, "age_to": 3},
        {"name": "Б", "families": 1, "families_on": tomorrow, "building": stranger},
        {"name": "В 🦊", "age_to": 30},
    ]
    with pytest.raises(DomainError) as refused:
        save_groups(by=head, organisation=garden, rows=rows)
    assert set(places_of(refused)) == {
        "1.name",
        "1.age_to",
        "2.families_on",
        "2.building",
        "3.name",
        "3.age_to",
    }
    assert not ChildGroup.objects.exists()


def test_groups__of_one_name_are_refused_unless_the_first_is_closed(garden, head):
    save_groups(by=head, organisation=garden, rows=[{"name": "А"}])
    with pytest.raises(DomainError, match="уже есть"):
        save_groups(by=head, organisation=garden, rows=[{"name": "А"}])
    first = ChildGroup.objects.get()
    save_groups(
        by=head, organisation=garden, rows=[{"uid": first.uid, "name": "А", "gone": True}]
    )
    save_groups(by=head, organisation=garden, rows=[{"name": "А"}])
    first.refresh_from_db()
    assert first.closed_on == localdate()
    assert ChildGroup.objects.count() == 2


@pytest.mark.parametrize("role", [Role.TEACHER, Role.SENIOR_TEACHER])
def test_groups__are_not_kept_by_teachers(garden, role):
    with pytest.raises(NotAllowed, match="руководитель"):
        save_groups(by=appointed(role, garden), organisation=garden, rows=[{"name": "А"}])


def test_groups__of_another_garden_are_not_hers(head):
    with pytest.raises(NotAllowed):
        save_groups(by=head, organisation=OrganisationFactory(), rows=[{"name": "А"}])


def test_buildings__are_the_coordinators(garden, head, coordinator):
    with pytest.raises(NotAllowed):
        save_buildings(by=head, organisation=garden, rows=[{"address": "Орск"}])
    save_buildings(by=coordinator, organisation=garden, rows=[{"address": "Орск, ул. Мира, 1"}])
    building = Building.objects.get()
    group = ChildGroup.objects.create(organisation=garden, name="А", building=building)
    save_buildings(
        by=coordinator, organisation=garden, rows=[{"uid": building.uid, "gone": True}]
    )
    group.refresh_from_db()
    assert group.building is None
    assert not Building.objects.exists()
    with pytest.raises(DomainError) as refused:
        save_buildings(by=coordinator, organisation=garden, rows=[{"name": "Корпус 2"}])
    assert places_of(refused) == ["0.address"]


def test_founder__is_added_and_changed(coordinator):
    founder = save_founder(
        by=coordinator, founder=None, territory=orsk(), name="Управление  образования", inn=INN
    )
    assert founder.name == "Управление образования"
    save_founder(by=coordinator, founder=founder, short_name="УО Орска")
    assert str(Founder.objects.get()) == "УО Орска"
    assert "уо орска" in Founder.objects.get().search
    assert set(Entry.objects.values_list("action", flat=True)) == {
        "founder.added",
        "founder.changed",
    }
    save_founder(by=coordinator, founder=founder, short_name="УО Орска")
    assert Entry.objects.count() == 2


def test_founder__twice_or_wrong_or_elsewhere_is_refused():
    country = orsk().get_parent().get_parent()
    omsk = TerritoryFactory(parent=country, name="Омская область", kind="region")
    coordinator = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    save_founder(by=coordinator, founder=None, territory=orsk(), name="УО", inn=INN)
    for values in ({"name": "УО"}, {"name": "Другое", "inn": INN}, {"name": "Т", "inn": "1"}):
        with pytest.raises(DomainError):
            save_founder(by=coordinator, founder=None, territory=orsk(), **values)
    with pytest.raises(NotAllowed):
        save_founder(by=coordinator, founder=None, territory=omsk, name="Чужое")
