"""Every task a person may see: as a list, as a board, many at once."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted
from portal.assignments.deadlines import deadline_of
from portal.assignments.forms import ExtendForm, ReasonForm, TaskFilter
from portal.assignments.lifecycle import PILLS
from portal.assignments.listing import columns_of, listed
from portal.assignments.models import Assignment
from portal.assignments.selectors import assignments
from portal.assignments.services.many import extend_many, restore_many, withdraw_many
from portal.organisations.policy import ABOVE, LEADING, actor_of, may_seen

PER_PAGE = 30
FORMS = {"extend": ExtendForm, "withdraw": ReasonForm, "restore": None}
SERVICES = {"extend": extend_many, "withdraw": withdraw_many, "restore": restore_many}


@require_safe
@login_required
def task_list(request: HttpRequest) -> HttpResponse:
    """The list, or with view=board the columns by state; both narrowed by the same form."""
    form = TaskFilter(request.user, request.GET)
    given = form.cleaned_data if form.is_valid() else None
    rows = listed(request.user, given) if given is not None else Assignment.objects.none()
    is_board = request.GET.get("view") == "board"
    context: dict[str, Any] = {
        "form": form,
        "is_board": is_board,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "may_manage": actor_of(request.user).has(*ABOVE, *LEADING),
        "active": "assignments",
    }
    if is_board:
        context["columns"] = columns_of(rows)
        for column in context["columns"]:
            column["rows"] = [row_of(row) for row in column["rows"]]
    else:
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "rows": [row_of(row) for row in page]}
    return render(request, "desk/assignments/list.html", context)


def row_of(task: Assignment) -> dict[str, Any]:
    """Return what a template shows of a task; late ones are red whatever their state."""
    deadline = deadline_of(task)
    kind = "late" if deadline.kind == "late" else PILLS[task.state]
    return {"assignment": task, "deadline": deadline, "kind": kind}


@require_POST
@login_required
def bulk(request: HttpRequest) -> HttpResponse:
    """Ask for the reason of a change of the ticked tasks, then make it: all of them or none."""
    name = request.POST.get("action", "")
    chosen = _chosen(request)
    if name not in FORMS or not chosen:
        messages.warning(request, _("Отметьте задачи и выберите, что с ними сделать."))
        return redirect("assignments:list")
    form_class = FORMS[name]
    is_sent = "confirm" in request.POST or form_class is None
    form = form_class(request.POST if is_sent else None) if form_class else None
    if is_sent and (form is None or form.is_valid()):
        try:
            given = form.cleaned_data if form else {}
            done = SERVICES[name](by=request.user, assignments=chosen, **given)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            return _done(request, name, done)
    return _ask(request, name, form, chosen, 422 if is_sent else 200)


def _ask(
    request: HttpRequest, name: str, form: Any, chosen: Iterable[Assignment], status: int
) -> HttpResponse:
    context = {
        "action": name,
        "form": form,
        "rows": [row_of(row) for row in chosen],
        "active": "assignments",
    }
    return render(request, "desk/assignments/bulk.html", context, status=status)


def _chosen(request: HttpRequest) -> list[Assignment]:
    """The ticked tasks among those she may change."""
    uids = [uid for text in request.POST.getlist("rows")[:PER_PAGE] if (uid := _uid(text))]
    rows = assignments(request.user).filter(uid__in=uids)
    return [row for row in rows if may_seen(request.user, "manage", row).allowed]


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _done(request: HttpRequest, name: str, done: list[Assignment]) -> HttpResponse:
    words = counted(len(done), _("задача"), _("задачи"), _("задач"))
    said = {
        "extend": _("Срок продлён: %s."),
        "withdraw": _("Отозвано: %s. Их можно вернуть: отметьте ниже."),
        "restore": _("Возвращено: %s."),
    }
    messages.success(request, said[name] % words)
    query = f"?state={Assignment.State.WITHDRAWN}" if name == "withdraw" else ""
    return redirect(f"{reverse('assignments:list')}{query}")
