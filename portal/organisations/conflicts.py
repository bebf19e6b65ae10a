"""Why an expert may not assess a kindergarten: she said so herself, or she works there."""

import datetime
from collections.abc import Collection

from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.organisations.models import Appointment, ConflictOfInterest, Organisation
from portal.organisations.policy import INSIDE

YEARS = 3  # after she has left, as civil servants are kept from judging a former employer

Reasons = dict[tuple[int, int], str]


def conflict_of(person: User, organisation: Organisation) -> str:
    """Return why the person may not assess the kindergarten, "" when nothing stands against it."""
    return conflicts_among([person], [organisation]).get((person.pk, organisation.pk), "")


def conflicts_among(people: Collection[User], organisations: Collection[Organisation]) -> Reasons:
    """Return the reasons by (person's id, kindergarten's id), in two queries for any number."""
    reasons: Reasons = {}
    for held in _inside(people, organisations):
        reasons.setdefault((held.person_id, held.organisation_id), _work_words(held))
    declared = ConflictOfInterest.objects.standing().filter(
        person__in=people, organisation__in=organisations
    )
    for row in declared:
        words = _("Заявлен конфликт интересов: %s") % row.reason
        reasons[row.person_id, row.organisation_id] = words
    return reasons


def _inside(
    people: Collection[User], organisations: Collection[Organisation]
) -> Collection[Appointment]:
    """Appointments inside, now, later or within YEARS; one taken back before it began is none."""
    since = _years_ago(timezone.localdate())
    rows = Appointment.objects.filter(
        Q(ends=None) | (Q(ends__gte=since) & Q(ends__gte=F("starts"))),
        person__in=people,
        organisation__in=organisations,
        role__in=INSIDE,
    )
    return rows.order_by(F("ends").desc(nulls_first=True), "pk")


def _years_ago(day: datetime.date) -> datetime.date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - YEARS, day=28 if leap else day.day)


def _work_words(held: Appointment) -> str:
    said = {
        "role": held.get_role_display(),
        "starts": date_format(held.starts, "j E Y"),
        "ends": date_format(held.ends, "j E Y") if held.ends else "",
    }
    if held.ends:
        return _("Назначение в этом детском саду: %(role)s, с %(starts)s по %(ends)s.") % said
    return _("Назначение в этом детском саду: %(role)s, с %(starts)s.") % said
