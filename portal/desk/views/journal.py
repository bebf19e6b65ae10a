"""The journal: who did what, for those who may know; as a page and as a file."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.desk.forms import JournalFilter
from portal.journal.choices import action_words
from portal.journal.models import Entry
from portal.journal.selectors import found
from portal.journal.services import record_about
from portal.organisations.downloads import csv_of
from portal.organisations.policy import ABOVE, actor_of, visible

PER_PAGE = 50


@require_GET
@login_required
def journal(request: HttpRequest) -> HttpResponse:
    """Search and page; with a filter that cannot be read the form says so and shows no rows."""
    form = JournalFilter(request.GET)
    rows = _rows(request, form) if form.is_valid() else Entry.objects.none()
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "active": "journal",
        "sees_others": actor_of(request.user).has(*ABOVE),
    }
    return render(request, "desk/journal.html", context)


@require_GET
@login_required
def table(request: HttpRequest) -> HttpResponse:
    """The same rows, all pages of them, as CSV; that they were taken is an act itself."""
    form = JournalFilter(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('desk:journal')}?{request.GET.urlencode()}")
    lines = [_line(entry) for entry in _rows(request, form)]
    title = _("Журнал")
    record_about(
        by=request.user, action="journal.exported", model=Entry, title=title, rows=len(lines)
    )
    header = [_("Когда"), _("Кто"), _("В роли"), _("Действие"), _("Объект"), _("Номер")]
    response = HttpResponse(csv_of(header, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="journal.csv"'
    return response


def _rows(request: HttpRequest, form: JournalFilter) -> QuerySet[Entry]:
    given = form.cleaned_data
    return found(visible(request.user, Entry), given["q"], given["since"], given["until"])


def _line(entry: Entry) -> list[str]:
    return [
        timezone.localtime(entry.at).strftime("%d.%m.%Y %H:%M:%S"),
        str(entry.by or ""),
        entry.role,
        action_words(entry.action),
        entry.object_title,
        entry.object_uid,
    ]
