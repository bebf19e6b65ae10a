"""The list of people, and the same list as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.journal.services import record_about
from portal.organisations.models import Appointment
from portal.organisations.people_downloads import CONTENT_TYPES, table_of
from portal.organisations.people_forms import PeopleFilter
from portal.organisations.people_selectors import narrowed, people_in, rows_of
from portal.organisations.people_views.access import for_those_who_appoint
from portal.organisations.policy import ABOVE, actor_of

PER_PAGE = 50
FIRST = ("q", "role")  # the filters that are always open


@require_safe
@for_those_who_appoint
def people(request: HttpRequest) -> HttpResponse:
    """Search, narrow, choose for slips; a filter that cannot be read says so and shows no rows."""
    form = PeopleFilter(request.GET, user=request.user)
    given = _given(form)
    appointments = narrowed(request.user, given) if given is not None else _nothing()
    pages = Paginator(people_in(appointments, (given or {}).get("order", "")), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    ids = [row["person"] for row in page.object_list]
    context = {
        "active": "people",
        "form": form,
        "page": page,
        "rows": rows_of(request.user, ids, appointments),
        "ticked": "ticked" in request.GET,
        "sees_conflicts": actor_of(request.user).has(*ABOVE),
        "is_narrowed": any(request.GET.get(name) for name in form.fields if name != "order"),
        "is_detailed": any(request.GET.get(name) for name in form.fields if name not in FIRST),
    }
    return render(request, "desk/people/list.html", context)


@require_safe
@for_those_who_appoint
def table(request: HttpRequest, extension: str) -> HttpResponse:
    """The appointments of the list, all pages, as CSV or XLSX; that they were taken is an act."""
    form = PeopleFilter(request.GET, user=request.user)
    given = _given(form)
    if given is None:
        return redirect(f"{reverse('people:list')}?{request.GET.urlencode()}")
    content = table_of(narrowed(request.user, given), extension)
    title = _("Назначения")
    record_about(
        by=request.user, action="people.exported", model=Appointment, title=title, format=extension
    )
    response = HttpResponse(content, content_type=CONTENT_TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="people.{extension}"'
    return response


def _given(form: PeopleFilter) -> dict[str, Any] | None:
    return form.cleaned_data if form.is_valid() else None


def _nothing() -> Any:
    return Appointment.objects.none()
