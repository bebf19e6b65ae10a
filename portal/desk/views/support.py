"""Support view: a coordinator looks at a kindergarten's desk as its own coordinator has it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.desk.forms import SupportForm
from portal.desk.menu import head_of
from portal.desk.sections import sections_of
from portal.organisations import support
from portal.organisations.models import Organisation
from portal.organisations.policy import ABOVE, actor_of, demand_seen, get_or_404, visible
from portal.organisations.selectors import matching

PER_PAGE = 30


@require_GET
@login_required
def gardens(request: HttpRequest) -> HttpResponse:
    """The kindergartens whose desk she may look at, found by their name."""
    words = request.GET.get("q", "").strip()
    covered = actor_of(request.user).organisations(*ABOVE)
    rows = visible(request.user, Organisation).filter(covered).select_related("territory")
    page = Paginator(matching(rows, words), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/support/gardens.html", {"page": page, "q": words})


@require_http_methods(["GET", "POST"])
@login_required
def garden(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why, then show the desk: what waits there, and where its lists are."""
    organisation = get_or_404(
        request.user, Organisation.objects.select_related("territory"), uid=uid
    )
    if request.user.supporting == organisation:
        return _desk(request, organisation)
    demand_seen(request.user, "support", organisation)
    form = SupportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        support.begin_support(by=request.user, organisation=organisation, **form.cleaned_data)
        support.look(request, organisation)
        return redirect("desk:support", uid)
    context = {"organisation": organisation, "form": form}
    return render(request, "desk/support/begin.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def end(request: HttpRequest) -> HttpResponse:
    """Come back to her own desk."""
    organisation = request.user.supporting
    if organisation:
        support.look_away(request)
        support.end_support(by=request.user, organisation=organisation)
        messages.success(request, _("Просмотр закончен. Это снова Ваше рабочее место."))
    return redirect("desk:home")


end.ends_support = True


def _desk(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    context = {
        "organisation": organisation,
        "sections": sections_of(request.user),
        "doors": head_of(request.user).doors,
        "active": "tasks",
    }
    return render(request, "desk/support/desk.html", context)
