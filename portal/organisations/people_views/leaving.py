"""Dismissing somebody, and handing her open work over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms_builder.common.russian import counted
from portal.accounts.models import User
from portal.organisations.models import Appointment
from portal.organisations.people_forms import DismissForm, HandOverForm
from portal.organisations.people_selectors import NODES, named_with_roles, successors
from portal.organisations.people_views.access import for_those_who_appoint, tried
from portal.organisations.policy import demand, get_or_404
from portal.organisations.ports import open_work
from portal.organisations.services import dismiss, hand_over

SHOWN = 12
both = require_http_methods(["GET", "HEAD", "POST"])


@both
@for_those_who_appoint
def end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Name the open work, ask for the reason, end the appointment at once."""
    appointment = _appointment(request, uid)
    form = DismissForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: dismiss(by=request.user, appointment=appointment, reason=reason)):
            messages.success(request, _("Назначение прекращено, доступ закрыт."))
            return redirect("people:card", appointment.person_id)
    work = open_work(appointment.person, appointment.node)
    context = {"active": "people", "form": form, **_about(appointment), **_shown(work)}
    return render(request, "desk/people/dismiss.html", context)


@both
@for_those_who_appoint
def pass_on(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Choose the successor by name; everything open at the node passes in one step."""
    appointment = _appointment(request, uid)
    person, words = appointment.person, request.GET.get("q", "").strip()
    found = successors(request.user, person, appointment.node, words)
    role = appointment.get_role_display()
    form = HandOverForm(request.POST or None, role=role, found=found)
    if form.is_valid() and tried(form, lambda: _hand_over(request, appointment, form)):
        return redirect("people:card", person.pk)
    shown = list(found[: SHOWN + 1])
    form.fields["successor"].choices = named_with_roles(shown[:SHOWN])
    context = {
        "active": "people",
        "form": form,
        "q": words,
        "is_cut": len(shown) > SHOWN,
        "nobody": not shown,
        **_about(appointment),
        **_shown(open_work(person, appointment.node)),
    }
    return render(request, "desk/people/hand_over.html", context)


def _hand_over(request: HttpRequest, appointment: Appointment, form: HandOverForm) -> bool:
    successor: User = form.cleaned_data["successor"]
    passed = hand_over(
        by=request.user,
        leaver=appointment.person,
        successor=successor,
        node=appointment.node,
        role=appointment.role if form.cleaned_data["gives_role"] else "",
    )
    if passed:
        words = counted(passed, "дело", "дела", "дел")
        said = {"count": words, "person": successor}
        messages.success(request, _("Передано: %(count)s. Теперь отвечает %(person)s.") % said)
    else:
        messages.success(request, _("Открытых дел не было, передавать нечего."))
    return True


def _appointment(request: HttpRequest, uid: UUID) -> Appointment:
    rows = Appointment.objects.select_related("person", *NODES)
    appointment = get_or_404(request.user, rows, uid=uid)
    demand(request.user, "end", appointment)
    return appointment


def _about(appointment: Appointment) -> dict[str, object]:
    return {"appointment": appointment, "person": appointment.person, "node": appointment.node}


def _shown(work: list) -> dict[str, object]:
    return {"work": work[:SHOWN], "work_count": len(work), "work_left": max(0, len(work) - SHOWN)}
