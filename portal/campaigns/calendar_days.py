"""Writing the production calendar: days off among working days and working weekends."""

import datetime
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, NotAllowed, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.campaigns.models import CalendarDay
from portal.campaigns.schedule_permissions import CALENDAR
from portal.campaigns.working_days import FRIDAY
from portal.journal.services import record_about
from portal.organisations.policy import actor_of

Kind = CalendarDay.Kind
NOTE = CalendarDay._meta.get_field("note").max_length
LINE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\s+(\S+)\s*(.*)")
WORDS = {
    "нерабочий": Kind.HOLIDAY,
    "выходной": Kind.HOLIDAY,
    "праздник": Kind.HOLIDAY,
    "рабочий": Kind.WORKING,
}
FIRST_YEAR, LAST_YEAR = 2015, 2100


@service
def set_days(*, by: User | None, days: Iterable[CalendarDay]) -> int:
    """Put unsaved days into the calendar; those there already get the new kind and note.

    by: None is the system. Returns how many were added or changed. Raises NotAllowed, and
    DomainError for a day that is what its weekday says anyway.
    """
    _need_right(by)
    wanted = {day.day: day for day in days}
    _need_sense(wanted.values())
    known = {row.day: row for row in CalendarDay.objects.filter(day__in=wanted)}
    changed = 0
    for date, day in wanted.items():
        row = known.get(date) or CalendarDay(day=date)
        if row.pk and (row.kind, row.note) == (day.kind, day.note):
            continue
        row.kind, row.note = day.kind, day.note
        row.save()
        changed += 1
    if changed:
        _record(by, min(wanted), max(wanted), changed)
    return changed


@service
def drop_day(*, by: User, day: CalendarDay) -> None:
    """Let a day be again what its weekday says. Raises NotAllowed."""
    _need_right(by)
    _record(by, day.day, day.day, 1)
    day.delete()


def read_days(text: str) -> list[CalendarDay]:
    """Return unsaved days from lines «01.01.2026 нерабочий Новый год»; empty lines are left out.

    Raises DomainError with the number of every line that cannot be read.
    """
    days, problems = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            days.append(_day_of(line.strip()))
        except ValueError as wrong:
            problems.append(Problem(str(wrong), _("строка %d") % number))
    if problems:
        raise DomainError(problems=problems)
    if not days:
        raise DomainError(_("Напишите хотя бы один день."))
    return days


def _day_of(line: str) -> CalendarDay:
    match = LINE.fullmatch(line)
    if not match:
        raise ValueError(_("нужно так: 01.01.2026 нерабочий Новый год"))
    day, month, year, word, note = match.groups()
    if word.lower() not in WORDS:
        raise ValueError(_("«%s» — не «рабочий» и не «нерабочий»") % word[:40])
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError as wrong:
        raise ValueError(_("такого дня нет: %s") % line[:10]) from wrong
    return CalendarDay(day=date, kind=WORDS[word.lower()], note=note[:NOTE])


def _need_right(by: User | None) -> None:
    if by is not None and not actor_of(by).has(*CALENDAR):
        raise NotAllowed(_("Календарь ведут методологи и региональные координаторы."))


def _need_sense(days: Iterable[CalendarDay]) -> None:
    problems = []
    for day in days:
        is_weekend = day.day.weekday() > FRIDAY
        place = f"{day.day:%d.%m.%Y}"
        if not FIRST_YEAR <= day.day.year <= LAST_YEAR:
            problems.append(Problem(_("такого года в календаре нет"), place))
        elif is_weekend and day.kind == Kind.HOLIDAY:
            problems.append(Problem(_("это и так выходной день недели"), place))
        elif not is_weekend and day.kind == Kind.WORKING:
            problems.append(Problem(_("это и так рабочий день недели"), place))
    if problems:
        raise DomainError(problems=problems)


def _record(by: User | None, first: datetime.date, last: datetime.date, count: int) -> None:
    record_about(
        by=by,
        action="calendar.changed",
        model=CalendarDay,
        title=_("Производственный календарь"),
        first=first.isoformat(),
        last=last.isoformat(),
        days=count,
    )
