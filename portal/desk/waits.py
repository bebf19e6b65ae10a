"""What waits for a person's word, and whose word she waits for."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.campaigns.models import Agreement, Schedule
from portal.desk.parts import Section, Waiting, first_of, waiting_section
from portal.organisations.policy import ABOVE, LEADING, actor_of, may_seen, visible
from portal.plans.selectors import waiting_for as measures_waiting
from portal.reports.selectors import waiting_for as reports_waiting


def reports_to_check(user: User) -> Section | None:
    """Drafts of reports that wait for this person's check."""
    rows = [
        Waiting(str(row), reverse("reports:detail", args=[row.uid]), row.compiled_at)
        for row in first_of(reports_waiting(user))
    ]
    return waiting_section(_("Отчёты ждут Вашей проверки"), rows, reverse("reports:list"))


def measures_to_approve(user: User) -> Section | None:
    """Measures that others proposed and this person may approve."""
    rows = [
        Waiting(
            f"{row.plan.organisation}: {row}",
            reverse("plans:detail", args=[row.plan.uid]),
            row.created_at,
        )
        for row in first_of(measures_waiting(user))
    ]
    return waiting_section(_("Мероприятия ждут утверждения"), rows, reverse("plans:list"))


def schedules_to_approve(user: User) -> Section | None:
    """Drafts of schedules that this person approves."""
    if not actor_of(user).has(*ABOVE, *LEADING):
        return None
    drafts = visible(user, Schedule).filter(state=Schedule.State.DRAFT)
    related = ("procedure__stage__campaign", "territory", "organisation__territory")
    rows = [
        Waiting(str(row), reverse("campaigns:schedule", args=[row.uid]), row.drafted_at)
        for row in first_of(drafts.select_related(*related).order_by("drafted_at", "pk"))
        if may_seen(user, "approve", row).allowed
    ]
    return waiting_section(
        _("Планы-графики ждут утверждения"), rows, reverse("campaigns:schedules")
    )


def answers_expected(user: User) -> Section | None:
    """Dates that she asked about and nobody answered yet."""
    if not actor_of(user).has(*ABOVE):
        return None
    asked = visible(user, Agreement).filter(
        state=Agreement.State.ASKED, target__struck_at__isnull=True
    )
    related = ("target__organisation", "target__territory", "target__founder", "person")
    rows = [
        _agreement(row)
        for row in first_of(asked.select_related(*related).order_by("asked_at", "pk"))
    ]
    return waiting_section(_("Вы ждёте ответа о датах"), rows)


def _agreement(row: Agreement) -> Waiting:
    days = f"{date_format(row.starts, 'j E')} – {date_format(row.ends, 'j E')}"
    address = reverse("campaigns:agreement", args=[row.uid])
    return Waiting(str(row.target), address, row.asked_at, days)


# In the order of the page.
FOR_HER = (schedules_to_approve, reports_to_check, measures_to_approve)
BY_HER = (answers_expected,)
