"""What is unusual in the dates of a procedure, in words. Nothing of it is an error."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.campaigns.models import Phase, Procedure
from portal.campaigns.working_days import WorkCalendar


def unusual(procedure: Procedure, today: datetime.date, work: WorkCalendar) -> list[str]:
    """Return a sentence for each kind of oddity: outside the procedure, days off, past, order."""
    phases = list(procedure.phases.order_by("position"))
    return list(_sentences(procedure, phases, today, work))


def _sentences(
    procedure: Procedure, phases: list[Phase], today: datetime.date, work: WorkCalendar
) -> Iterator[str]:
    outside = [str(phase) for phase in phases if _is_outside(phase, procedure)]
    if outside:
        yield _("За пределами дат процедуры: %s.") % ", ".join(outside)
    parts = [procedure, *phases]
    days = sorted({day for part in parts for day in (part.starts, part.ends) if day})
    free = [f"{day:%d.%m.%Y}" for day in days if not work.is_working(day)]
    if free:
        yield _("Нерабочие дни: %s.") % ", ".join(free)
    if days and days[-1] < today:
        yield _("Все даты в прошлом.")
    begins = [phase.starts for phase in phases if phase.starts]
    if begins != sorted(begins):
        yield _("Фазы начинаются не по порядку.")


def _is_outside(phase: Phase, procedure: Procedure) -> bool:
    days = [day for day in (phase.starts, phase.ends) if day]
    return any(
        (procedure.starts and day < procedure.starts) or (procedure.ends and day > procedure.ends)
        for day in days
    )
