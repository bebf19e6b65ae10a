"""Measures pass to the successor by the name of the responsible."""

import pytest

from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.ports import open_work
from portal.organisations.services import hand_over
from portal.plans.models import Measure
from portal.plans.services import move
from tests.factories import STRICT, OrganisationFactory, appointed, orsk


@pytest.fixture
def senior(garden):
    names = {"last_name": "Иванова", "first_name": "Анна", "patronymic": "Павловна"}
    return appointed(Role.SENIOR_TEACHER, garden.profile.organisation, **names)


@pytest.mark.parametrize("responsible", ["Иванова Анна Павловна", "Иванова А. П."])
def test_hand_over__passes_open_measures(garden, senior, responsible):
    node = garden.profile.organisation
    successor = appointed(Role.SENIOR_TEACHER, node, last_name="Смирнова")
    measure = garden.proposed(responsible=responsible)
    assert [work.title for work in open_work(senior, node)] == [f"Мероприятие: {measure}"]
    ways = {"by": garden.municipal, "leaver": senior, "successor": successor, "node": node}
    assert hand_over(**ways) == 1
    measure.refresh_from_db()
    assert measure.responsible == successor.get_full_name()
    assert Entry.objects.filter(action="measure.handed_over").count() == 1
    assert open_work(senior, node) == []
    assert hand_over(**ways) == 0


def test_hand_over__leaves_what_is_closed_or_another_ones(garden, senior):
    node = garden.profile.organisation
    successor = appointed(Role.SENIOR_TEACHER, node)
    named = {"responsible": "Иванова Анна Павловна"}
    declined = garden.proposed(**named)
    move(by=garden.head, measure=declined, to=Measure.State.DECLINED)
    garden.proposed(indicator=STRICT, responsible="старший воспитатель")
    garden.proposed(responsible="Иванова Анна Петровна")
    ways = {"by": garden.municipal, "leaver": senior, "successor": successor, "node": node}
    assert hand_over(**ways) == 0
    assert open_work(senior, node) == []


def test_open_work__of_another_kindergarten_is_not_told(garden, senior):
    garden.proposed(responsible="Иванова Анна Павловна")
    assert open_work(senior, OrganisationFactory()) == []
    assert len(open_work(senior, orsk())) == 1
