"""The production calendar in the CMS: a year, adding days as lines of text, taking one away."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted
from portal.campaigns.calendar_days import (
    FIRST_YEAR,
    LAST_YEAR,
    drop_day,
    read_days,
    set_days,
)
from portal.campaigns.models import CalendarDay
from portal.campaigns.schedule_permissions import CALENDAR
from portal.organisations.policy import actor_of, get_or_404
from portal.organisations.refusals import refused


class DaysForm(forms.Form):
    """Days as people copy them from a decree."""

    days = forms.CharField(
        label=gettext_lazy("Дни"),
        max_length=20_000,
        strip=False,  # a problem names its line by number
        widget=forms.Textarea(
            attrs={"rows": 8, "placeholder": "01.01.2026 нерабочий Новогодние каникулы"}
        ),
        help_text=gettext_lazy(
            "Каждый с новой строки: дата, «нерабочий» или «рабочий», примечание. Суббота и "
            "воскресенье выходные и без календаря."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_page(request: HttpRequest) -> HttpResponse:
    """One year of the calendar; a POST adds days of any year."""
    if not actor_of(request.user).has(*CALENDAR):
        return refused(request, _("Календарь ведут методологи и региональные координаторы."))
    form = DaysForm(request.POST if request.method == "POST" else None)
    problems = ()
    if form.is_bound and form.is_valid():
        try:
            days = read_days(form.cleaned_data["days"])
            changed = set_days(by=request.user, days=days)
        except DomainError as refusal:
            problems = refusal.problems
        else:
            words = counted(changed, "день", "дня", "дней")
            messages.success(request, _("Календарь изменён: %s.") % words)
            return _to(days[0].day.year)
    context = _year(request) | {"form": form, "problems": problems}
    status = 400 if form.errors or problems else 200
    return render(request, "wagtailadmin/campaigns/calendar.html", context, status=status)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one day away; what it was is said, so that it can be added again."""
    day = get_or_404(request.user, CalendarDay, pk=pk)
    words, year = f"{day} {day.note}".strip(), day.day.year
    drop_day(by=request.user, day=day)
    messages.success(request, _("Убрано: %s.") % words)
    return _to(year)


def _year(request: HttpRequest) -> dict[str, object]:
    given = request.GET.get("year", "")
    year = int(given) if given.isdecimal() and len(given) == 4 else timezone.localdate().year
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    days = CalendarDay.objects.filter(day__year=year)
    return {"year": year, "before": year - 1, "after": year + 1, "days": days}


def _to(year: int) -> HttpResponse:
    answer = redirect("work_calendar")
    answer["Location"] += f"?year={year}"
    return answer
