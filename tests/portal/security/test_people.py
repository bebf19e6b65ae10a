"""People: what a second slip, a long name and another's draft may not do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms_builder.common.errors import DomainError
from portal.accounts.invitations import find, invite, refusal
from portal.assignments.services import reassign, restore, withdraw
from portal.organisations.choices import Role
from portal.organisations.people_downloads import EMAIL, NAME, NODE, ROLE
from portal.organisations.people_plan import plan_people
from portal.organisations.services import (
    appoint,
    appoint_newcomer,
    declare_conflict,
    hand_over,
)
from portal.responses.services import open_sheet
from tests.factories import AssignmentFactory, OrganisationFactory, PersonFactory, appointed, orsk

pytestmark = pytest.mark.django_db
LONG = "Я" * 81 + " Анна"


def test_invitation__cancelled_stays_so_when_the_newer_one_becomes_void():
    garden = OrganisationFactory()
    region = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    head = appointed(Role.DOO_HEAD, garden)
    teacher = appointed(Role.TEACHER, garden)
    _lost, code = invite(by=region, person=teacher)
    invite(by=head, person=teacher)
    appoint(by=region, person=teacher, role=Role.EXPERT, node=orsk())
    assert [bool(refusal(one)) for one in teacher.invitations.all()] == [True, True]
    assert refusal(find(teacher.login, code))


def test_reassign__shows_a_teacher_s_draft_to_nobody():
    garden = OrganisationFactory()
    head, teacher = appointed(Role.DOO_HEAD, garden), appointed(Role.TEACHER, garden)
    task = AssignmentFactory(organisation=garden, assignee=teacher)
    open_sheet(by=teacher, assignment=task)
    for other in (head, appointed(Role.TEACHER, garden)):
        with pytest.raises(DomainError, match="Личный лист"):
            reassign(by=head, assignment=task, assignee=other, reason="Болезнь")
    task.refresh_from_db()
    assert task.assignee == teacher


def test_newcomer__with_a_name_that_no_column_holds():
    garden = OrganisationFactory()
    head = appointed(Role.DOO_HEAD, garden)
    with pytest.raises(DomainError, match="не длиннее 80") as refused:
        appoint_newcomer(by=head, full_name=LONG, node=garden, role=Role.TEACHER)
    assert refused.value.problems[0].place == "full_name"


def test_newcomer__whose_login_somebody_takes_this_very_moment(monkeypatch):
    garden = OrganisationFactory()
    head = appointed(Role.DOO_HEAD, garden)
    taken = PersonFactory(last_name="Иванова", first_name="Анна", patronymic="").login
    logins = iter([taken, "ivanova.a2"])
    monkeypatch.setattr("portal.accounts.models.free_login", lambda *known: next(logins))
    given = {"full_name": "Иванова Анна", "node": garden, "role": Role.TEACHER}
    assert appoint_newcomer(by=head, **given).person.login == "ivanova.a2"


def test_hand_over__of_two_at_once_the_second_waits_for_the_first():
    garden = OrganisationFactory()
    head = appointed(Role.DOO_HEAD, garden)
    leaver, successor = (appointed(Role.TEACHER, garden) for _number in range(2))
    with CaptureQueriesContext(connection) as asked:
        hand_over(by=head, leaver=leaver, successor=successor, node=garden)
    if connection.features.has_select_for_update:
        assert any("FOR UPDATE" in one["sql"] for one in asked.captured_queries)


def test_file__with_words_that_no_column_holds():
    garden = OrganisationFactory()
    head = appointed(Role.DOO_HEAD, garden)
    email = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.ru"
    cells = {NAME: LONG, EMAIL: email, ROLE: "педагог", NODE: garden.short_name}
    (row,) = plan_people(head, [(2, cells)]).rows
    assert {NAME, EMAIL} <= {column for column, _reason in row.wrong}


def test_restore__gives_nothing_back_to_whoever_declared_a_conflict_meanwhile():
    expert = appointed(Role.EXPERT, orsk())
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    task = AssignmentFactory(assignee=expert)
    withdraw(by=coordinator, assignment=task, reason="Просила эксперт")
    declare_conflict(by=expert, organisation=task.organisation, reason="Там работает сестра")
    with pytest.raises(DomainError, match="сестра"):
        restore(by=coordinator, assignment=task)
