"""Appointing the people of a whole file: all of it or nothing."""

from collections.abc import Sequence
from itertools import islice

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.accounts.services import make_account
from portal.journal.services import record, record_about
from portal.organisations.choices import ExpertScope, Role
from portal.organisations.groups import project_groups
from portal.organisations.models import Appointment
from portal.organisations.nodes import field_of, today_at
from portal.organisations.people_plan import PeoplePlan, PlannedRow, plan_people
from portal.organisations.people_table import Cells
from portal.organisations.policy import CMS, actor_of
from portal.organisations.services.appointments import void_invitations

NAMED = 50  # problems in one refusal: the preview shows all


@service
def appoint_many(*, by: User, rows: Sequence[tuple[int, Cells]]) -> PeoplePlan:
    """Write the rows of a file (see people_table.people_rows) as the preview showed them.

    The plan is made anew here: whatever changed since the preview is seen. Raises DomainError with
    every wrong row and column; then nothing is written. Returns what was done.
    """
    User.objects.select_for_update().get(pk=by.pk)  # two files at once make nobody twice
    plan = plan_people(by, rows)
    if wrong := plan.of("wrong"):
        raise DomainError(problems=list(islice(_problems(wrong), NAMED)))
    by.acting_role = actor_of(by).label
    people: dict[tuple[str, str], User] = {}
    made = []
    for row in plan.of("new", "known"):
        person = row.person or people.get(row.identity)
        if person is None:
            person = make_account(by=by, full_name=row.name, email=row.email)
            people[row.identity] = person
        made.append(_appointment(by, person, row))
    Appointment.objects.bulk_create(made)
    for appointment in made:
        _tell(by, appointment)
    counts = {"people": len(people), "appointments": len(made)}
    record_about(
        by=by, action="people.imported", model=Appointment, title=_("Назначения"), **counts
    )
    return plan


def _appointment(by: User, person: User, row: PlannedRow) -> Appointment:
    appointment = Appointment(
        person=person,
        role=row.role,
        starts=row.starts or today_at(row.node),
        ends=row.ends,
        scope=ExpertScope.BOTH if row.role == Role.EXPERT else "",
        appointed_by=by,
        **{field_of(row.node): row.node},
    )
    appointment.fill_derived()
    return appointment


def _tell(by: User, appointment: Appointment) -> None:
    person = appointment.person
    void_invitations(appointment)
    if appointment.role in CMS:
        project_groups(by=by, person=person)
    record(by=by, action="appointment.made", obj=appointment, person=person.pk)


def _problems(wrong: Sequence[PlannedRow]) -> Sequence[Problem]:
    place = _("строка %(row)d, столбец «%(column)s»")
    return [
        Problem(message, place % {"row": row.row, "column": column})
        for row in wrong
        for column, message in row.wrong
    ]
