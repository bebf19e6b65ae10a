"""One task: what it asks, by when, and what may be done with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forms_builder.common.errors import DomainError
from portal.assignments import services
from portal.assignments.forms import ExtendForm, ReasonForm, ReassignForm
from portal.assignments.lifecycle import WAITING
from portal.assignments.models import Assignment
from portal.assignments.selectors import assignments
from portal.assignments.views.lists import row_of
from portal.common.forms import show_refusal
from portal.organisations.policy import demand_seen, get_or_404, may_seen

Service = Callable[..., Assignment]
# An act of the address → what does it, its form, what is said afterwards.
ACTS: dict[str, tuple[Service, type[Form] | None, str]] = {
    "extend": (services.extend, ExtendForm, "Срок продлён."),
    "undo-extension": (services.take_back_extension, None, "Срок прежний."),
    "reassign": (services.reassign, ReassignForm, "Лист передан."),
    "withdraw": (services.withdraw, ReasonForm, "Задача отозвана, её можно вернуть."),
    "restore": (services.restore, None, "Задача снова поручена."),
}


@require_safe
@login_required
def detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _show(request, _task_or_404(request, uid))


@require_POST
@login_required
def act(request: HttpRequest, uid: UUID, name: str) -> HttpResponse:
    """Do one of ACTS; a refusal stands beside its field, and what was typed is kept."""
    task = _task_or_404(request, uid)
    if name not in ACTS:
        raise Http404
    demand_seen(request.user, "manage", task)
    service, _form_class, done = ACTS[name]
    form = _form(name, task, request.POST)
    if form is not None and not form.is_valid():
        return _show(request, task, {name: form}, status=422)
    try:
        service(by=request.user, assignment=task, **(form.cleaned_data if form else {}))
    except DomainError as refusal:
        if form is None:
            messages.error(request, refusal.message)
            return redirect("assignments:detail", uid)
        show_refusal(form, refusal)
        return _show(request, task, {name: form}, status=422)
    messages.success(request, _(done))
    return redirect("assignments:detail", uid)


def _task_or_404(request: HttpRequest, uid: UUID) -> Assignment:
    return get_or_404(request.user, assignments(request.user), uid=uid)


def _form(name: str, task: Assignment, typed: Any = None) -> Form | None:
    form_class = ACTS[name][1]
    if form_class is None:
        return None
    options = {"prefix": name, "auto_id": f"{name}-%s"}
    if form_class is ReassignForm:
        return ReassignForm(task, typed, **options)
    return form_class(typed, **options)


def _show(
    request: HttpRequest, task: Assignment, forms: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    may_manage = may_seen(request.user, "manage", task).allowed
    is_waiting = task.state in WAITING
    context = {
        **row_of(task),
        "may_manage": may_manage,
        "is_waiting": is_waiting,
        "may_fill": may_seen(request.user, "fill", task).allowed,
        "has_sent": hasattr(task, "response") and task.response.submitted_at is not None,
        "forms": {},
        "active": "assignments",
    }
    if may_manage and is_waiting:
        names = ("extend", "reassign", "withdraw")
        context["forms"] = {name: (forms or {}).get(name) or _form(name, task) for name in names}
        context["open_form"] = next(iter(forms or {}), "")
    return render(request, "desk/assignments/detail.html", context, status=status)
