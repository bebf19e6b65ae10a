"""Appointing: where, then whom and to which role."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import User
from portal.common.keys import key_of
from portal.organisations.models import Appointment, Territory
from portal.organisations.nodes import Node, field_of, node_by
from portal.organisations.people_forms import AppointForm, NewcomerForm
from portal.organisations.people_selectors import FOUND, nodes_to_fill, roles_to_give
from portal.organisations.people_views.access import for_those_who_appoint, tried
from portal.organisations.policy import get_or_404
from portal.organisations.services import appoint, appoint_newcomer


@require_safe
@for_those_who_appoint
def choose(request: HttpRequest) -> HttpResponse:
    """Choose the node by words of its name; `person` goes along when she is known already."""
    words = request.GET.get("q", "").strip()
    found = nodes_to_fill(request.user, words)
    context = {
        "active": "people",
        "q": words,
        "places": [_place(node) for node in found],
        "is_cut": len(found) >= FOUND,
        "person": _person(request),
    }
    return render(request, "desk/people/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who_appoint
def fill(request: HttpRequest, kind: str, uid: UUID) -> HttpResponse:
    """Whom, to which role and for which days."""
    node = node_by(f"{kind}:{uid}")
    roles = roles_to_give(request.user, node) if node else []
    if not roles:
        raise Http404
    person = _person(request)
    form = (AppointForm if person else NewcomerForm)(request.POST or None, roles=roles)
    if form.is_valid():
        made = tried(form, lambda: _write(request, person, node, form.cleaned_data))
        if made:
            return _after(request, made)
    context = {"active": "people", "form": form, "node": node, "person": person}
    return render(request, "desk/people/appoint.html", context)


def _place(node: Node) -> dict[str, Any]:
    """A node with what tells it from another of the same name."""
    if isinstance(node, Territory):
        note = node.get_kind_display()
    else:
        note = f"{node._meta.verbose_name}, {node.territory}"
    return {"node": node, "kind": field_of(node), "note": note}


def _write(
    request: HttpRequest, person: User | None, node: Node, given: dict[str, Any]
) -> Appointment:
    if person:
        return appoint(by=request.user, person=person, node=node, **given)
    return appoint_newcomer(by=request.user, node=node, **given)


def _after(request: HttpRequest, made: Appointment) -> HttpResponse:
    """Somebody who has never signed in needs a way in; anybody else has one."""
    said = {"person": made.person, "appointment": made}
    messages.success(request, _("Назначение сделано: %(person)s, %(appointment)s.") % said)
    where = "people:card" if made.person.last_login else "people:welcome"
    return redirect(where, made.person_id)


def _person(request: HttpRequest) -> User | None:
    pk = request.GET.get("person", "")
    return get_or_404(request.user, User, pk=key_of(pk)) if pk.isdecimal() else None
