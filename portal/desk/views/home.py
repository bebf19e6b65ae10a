"""«Мои задачи», and every sheet the person may see."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.assignments.listing import listed
from portal.desk.parts import Section, task_of
from portal.desk.sections import sections_of
from portal.organisations.policy import ABOVE, actor_of

PER_PAGE = 30


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "sections": sections_of(request.user),
        "sees_others": actor_of(request.user).has(*ABOVE),
        "is_appointed": bool(actor_of(request.user).appointments),
        "active": "tasks",
    }
    return render(request, "desk/home.html", context)


@require_GET
@login_required
def sheets(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    rows = listed(request.user, {"q": words})
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    section = Section(_("Все листы"), "desk/parts/followed.html", [task_of(row) for row in page])
    context = {"page": page, "section": section, "q": words, "active": "tasks"}
    return render(request, "desk/sheets.html", context)
