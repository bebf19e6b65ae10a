"""Appointing somebody who may have no account yet, and who may give her a way in."""

import datetime

import pytest
from django.utils import timezone

from forms_builder.common.errors import DomainError, NotAllowed
from portal.accounts.invitations import invite, refusal
from portal.accounts.models import User
from portal.organisations.choices import Role
from portal.organisations.models import Appointment
from portal.organisations.policy import may
from portal.organisations.services import appoint, appoint_newcomer
from tests.factories import OrganisationFactory, PersonFactory, appointed, orsk

pytestmark = pytest.mark.django_db
NAME = "Смирнова Ольга Юрьевна"


@pytest.fixture
def garden():
    return OrganisationFactory()


@pytest.fixture
def head(garden):
    return appointed(Role.DOO_HEAD, garden)


def newcomer(head, garden, **other):
    given = {"full_name": NAME, "role": Role.TEACHER, "node": garden, **other}
    return appoint_newcomer(by=head, **given)


def test_newcomer__gets_an_account_without_a_password(head, garden):
    made = newcomer(head, garden)
    person = made.person
    assert (person.last_name, person.first_name, person.patronymic) == tuple(NAME.split())
    assert person.login == "smirnova.oyu" or person.login.startswith("smirnova.")
    assert not person.has_usable_password()
    assert (made.search, made.node, made.appointed_by) == (NAME.lower(), garden, head)


def test_newcomer__with_a_known_address_is_the_known_person(head, garden):
    known = PersonFactory(
        email="olga@example.org", last_name="Смирнова", first_name="Ольга", patronymic="Юрьевна"
    )
    made = newcomer(head, garden, email="Olga@example.org", full_name="смирнова ольга  юрьевна")
    assert made.person == known
    with pytest.raises(DomainError) as refused:
        newcomer(head, garden, email="olga@example.org", full_name="Другая Ольга Юрьевна")
    assert refused.value.problems[0].place == "email"
    assert "Смирнова" not in refused.value.message


def test_newcomer__of_the_same_name_is_asked_about(head, garden):
    first = newcomer(head, garden).person
    with pytest.raises(DomainError) as refused:
        newcomer(head, garden)
    assert refused.value.problems[0].place == "full_name"
    assert newcomer(head, garden, is_namesake=True).person != first
    assert newcomer(head, garden, is_namesake=True).person.login != first.login


@pytest.mark.parametrize(
    ("other", "place"),
    [
        ({"full_name": "Смирнова"}, "full_name"),
        ({"email": "не почта"}, "email"),
        ({"ends": datetime.date(2020, 1, 1), "starts": datetime.date(2019, 1, 1)}, "ends"),
    ],
)
def test_newcomer__refused_leaves_no_account(head, garden, other, place):
    people = User.objects.count()
    with pytest.raises(DomainError) as refused:
        newcomer(head, garden, **other)
    assert refused.value.problems[0].place == place
    assert User.objects.count() == people


def test_newcomer__role_that_is_not_hers_leaves_no_account(head, garden):
    people = User.objects.count()
    with pytest.raises(NotAllowed):
        newcomer(head, garden, role=Role.DOO_HEAD)
    assert User.objects.count() == people


def test_let_in__only_by_who_could_give_every_role(head, garden):
    teacher = newcomer(head, garden).person
    town = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    assert may(head, "let_in", teacher).allowed
    assert may(town, "let_in", teacher).allowed
    appoint(by=None, person=teacher, role=Role.MUNICIPAL_COORDINATOR, node=orsk())
    assert "даёте не Вы" in may(head, "let_in", teacher).reason
    assert not may(town, "let_in", teacher).allowed
    region = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    assert may(region, "let_in", teacher).allowed


def test_let_in__not_oneself_not_without_a_role_not_an_administrator(head, garden):
    assert "Мой вход" in may(head, "let_in", head).reason
    made = newcomer(head, garden)
    User.objects.filter(pk=made.person_id).update(is_superuser=True)
    assert not may(head, "let_in", User.objects.get(pk=made.person_id)).allowed
    User.objects.filter(pk=made.person_id).update(is_superuser=False)
    Appointment.objects.filter(pk=made.pk).update(
        ends=timezone.localdate() - datetime.timedelta(days=1)
    )
    assert "Сначала назначьте" in may(head, "let_in", made.person).reason


def test_invitation__of_who_could_not_give_the_new_role_is_void(head, garden):
    teacher = newcomer(head, garden).person
    invite(by=head, person=teacher)
    appoint(by=None, person=teacher, role=Role.SENIOR_TEACHER, node=garden)
    assert refusal(teacher.invitations.get()) == ""
    appoint(by=None, person=teacher, role=Role.EXPERT, node=orsk())
    assert "Срок кода вышел" in refusal(teacher.invitations.get())
