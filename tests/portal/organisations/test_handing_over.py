"""Passing open work to a successor in one step."""

import pytest

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.models import Appointment
from portal.organisations.services import dismiss, hand_over
from portal.organisations.signals import handed_over
from tests.factories import OrganisationFactory, PersonFactory, TerritoryFactory, appointed, orsk

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden():
    return OrganisationFactory()


@pytest.fixture
def coordinator(garden):
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


@pytest.fixture
def leaver(garden):
    return appointed(Role.TEACHER, garden)


@pytest.fixture
def desk():
    """A room above with three things open, which pass once."""
    left = ["лист", "план", "мера"]

    def receive(sender, leaver, successor, node, by, **announced):
        passed = len(left)
        left.clear()
        return passed

    handed_over.connect(receive, weak=False, dispatch_uid="test")
    yield left
    handed_over.disconnect(dispatch_uid="test")


def test_hand_over__passes_what_the_rooms_have_once(coordinator, leaver, garden, desk):
    successor = appointed(Role.TEACHER, garden)
    ways = {"by": coordinator, "leaver": leaver, "successor": successor, "node": garden}
    assert hand_over(**ways) == 3
    entry = Entry.objects.get(action="work.handed_over")
    assert (entry.organisation_uid, entry.details) == (garden.uid, {"count": 3})
    assert hand_over(**ways) == 0
    assert Entry.objects.filter(action="work.handed_over").count() == 1


def test_hand_over__gives_the_role_in_the_same_step(coordinator, leaver, garden, desk):
    successor = appointed(Role.EXPERT, orsk())
    ways = {"by": coordinator, "leaver": leaver, "successor": successor, "node": garden}
    with pytest.raises(DomainError, match="нет такой роли"):
        hand_over(**ways)
    assert desk
    assert hand_over(**ways, role=Role.TEACHER) == 3
    assert Appointment.objects.current().filter(person=successor, role=Role.TEACHER).exists()


def test_hand_over__after_the_dismissal_too(coordinator, leaver, garden, desk):
    successor = appointed(Role.TEACHER, garden)
    held = Appointment.objects.get(person=leaver)
    dismiss(by=coordinator, appointment=held, reason="Переехала")
    assert hand_over(by=coordinator, leaver=leaver, successor=successor, node=garden) == 3


def test_hand_over__refuses_who_could_not_give_the_role(leaver, garden, desk):
    successor = appointed(Role.TEACHER, garden)
    town = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    for by in (leaver, appointed(Role.MUNICIPAL_COORDINATOR, town), appointed(Role.EXPERT, orsk())):
        with pytest.raises(NotAllowed):
            hand_over(by=by, leaver=leaver, successor=successor, node=garden)
    assert desk


def test_hand_over__refuses_no_one_and_oneself(coordinator, leaver, garden, desk):
    stranger = PersonFactory()
    with pytest.raises(DomainError, match="другого человека"):
        hand_over(by=coordinator, leaver=leaver, successor=leaver, node=garden)
    with pytest.raises(DomainError, match="не было роли"):
        hand_over(by=coordinator, leaver=stranger, successor=leaver, node=garden)


def test_hand_over__is_whole_or_nothing(coordinator, leaver, garden):
    def fail(sender, **announced):
        raise DomainError("Не сейчас.")

    successor = PersonFactory()
    handed_over.connect(fail, weak=False, dispatch_uid="test")
    try:
        with pytest.raises(DomainError, match="Не сейчас"):
            hand_over(
                by=coordinator, leaver=leaver, successor=successor, node=garden, role=Role.TEACHER
            )
    finally:
        handed_over.disconnect(dispatch_uid="test")
    assert not Appointment.objects.filter(person=successor).exists()
