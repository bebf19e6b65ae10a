"""Experts for a procedure: tick, look at the proposal, confirm."""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted, fold, search_words
from portal.accounts.models import User
from portal.assignments.forms import SharingForm
from portal.assignments.objects import Object, editions_of
from portal.assignments.people import is_for_experts
from portal.assignments.services.experts import assign_many, assignable, queue_giving
from portal.assignments.views.making import procedures
from portal.assignments.visits import Proposal, days_of, experts_at, loads_of, share
from portal.campaigns.models import Procedure, Schedule
from portal.organisations.policy import demand_seen, get_or_404
from portal.organisations.selectors import experts_near

PER_PAGE = 50
AT_ONCE = 60  # visits; more go to the queue


@require_safe
@login_required
def choose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Whom and who: objects with their days and experts, experts with what they have to do."""
    procedure = _procedure(request, uid)
    return _show(request, procedure, SharingForm(initial=_days(procedure)))


@require_POST
@login_required
def preview(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show who would visit whom and what stands against it; confirmed, give the sheets."""
    procedure = _procedure(request, uid)
    typed = request.POST.copy()
    if typed.get("tenth") and not typed.get("seed", "").strip():
        typed["seed"] = secrets.token_hex(4)
    form = SharingForm(typed)
    chosen = _Chosen.of(request, procedure)
    if not chosen.objects or not chosen.experts:
        messages.warning(request, _("Отметьте, кого оценивать, и хотя бы одного эксперта."))
        return _show(request, procedure, form, 422)
    if not form.is_valid():
        return _show(request, procedure, form, 422)
    proposals = _shared(procedure, chosen, form.cleaned_data)
    if "confirm" in request.POST and request.POST.get("seen") == _print(proposals):
        return _give(request, procedure, proposals, form.cleaned_data["seed"])
    if "confirm" in request.POST:
        messages.warning(request, _("Загрузка экспертов изменилась: посмотрите ещё раз."))
    return _preview(request, procedure, form, chosen, proposals)


@dataclass(frozen=True)
class _Chosen:
    """What was ticked; everything: all objects without an expert, whatever was ticked."""

    objects: list[Object]
    experts: list[User]
    everything: bool

    @classmethod
    def of(cls, request: HttpRequest, procedure: Procedure) -> "_Chosen":
        known = {key_of(one): one for one in assignable(request.user, procedure)}
        everything = "everything" in request.POST
        if everything:
            taken = experts_at(procedure)
            objects = [one for one in known.values() if one.about not in taken]
        else:
            objects = [known[key] for key in request.POST.getlist("rows") if key in known]
        ticked = {text for text in request.POST.getlist("experts") if text.isdecimal()}
        experts = [one for one in _experts(procedure) if str(one.pk) in ticked]
        return cls(objects, experts, everything)


def key_of(one: Object) -> str:
    """Return the object as a form names it."""
    return "-".join("" if part is None else str(part) for part in one.about)


def _procedure(request: HttpRequest, uid: UUID) -> Procedure:
    procedure = get_or_404(request.user, procedures(), uid=uid)
    demand_seen(request.user, "assign_experts", procedure)
    if not is_for_experts(procedure) or not editions_of(procedure):
        raise Http404
    return procedure


def _experts(procedure: Procedure) -> list[User]:
    return list(experts_near(procedure.stage.campaign.territory))


def _days(procedure: Procedure) -> dict[str, Any]:
    """The days of the schedule in force, else those of the plan."""
    schedule = procedure.schedules.filter(state=Schedule.State.APPROVED).first()
    source = schedule or procedure
    return {"starts": source.starts, "due": source.ends}


def _shared(procedure: Procedure, chosen: _Chosen, given: dict[str, Any]) -> list[Proposal]:
    seed = given["seed"] if given["tenth"] else ""
    return share(procedure, chosen.objects, chosen.experts, (given["starts"], given["due"]), seed)


def _print(proposals: list[Proposal]) -> str:
    """A fingerprint of what was shown: only that is confirmed."""
    visits = [one.visit.as_params() if one.visit else None for one in proposals]
    return sha256_of(canonical_json(visits))


def _give(
    request: HttpRequest, procedure: Procedure, proposals: list[Proposal], seed: str
) -> HttpResponse:
    visits = [one.visit for one in proposals if one.visit]
    if len(visits) > AT_ONCE:
        job = queue_giving(by=request.user, procedure=procedure, visits=visits, seed=seed)
        return redirect("desk:job", job.uid)
    try:
        new = assign_many(by=request.user, procedure=procedure, visits=visits)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("assignments:experts", procedure.uid)
    messages.success(request, _("Поручено: %s.") % counted(new, _("лист"), _("листа"), _("листов")))
    return redirect("assignments:procedure", procedure.uid)


def _show(
    request: HttpRequest, procedure: Procedure, form: SharingForm, status: int = 200
) -> HttpResponse:
    words = request.GET.get("q", "")
    found = [one for one in assignable(request.user, procedure) if _holds(one, words)]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "procedure": procedure,
        "campaign": procedure.stage.campaign,
        "form": form,
        "q": words,
        "page": page,
        "rows": _rows(procedure, list(page), set(request.POST.getlist("rows"))),
        "loads": loads_of(_experts(procedure)),
        "ticked_experts": request.POST.getlist("experts"),
        "active": "schedule",
    }
    return render(request, "desk/assignments/experts.html", context, status=status)


def _holds(one: Object, words: str) -> bool:
    return all(word in fold(one.title) for word in search_words(words))


def _rows(procedure: Procedure, objects: list[Object], ticked: set[str]) -> list[dict[str, Any]]:
    """What the table shows of objects: agreed days, who has them already, whether ticked."""
    taken, days = experts_at(procedure), days_of(objects, (None, None))
    return [
        {
            "key": key_of(one),
            "object": one,
            "days": days[one][0] if days[one][1] else None,
            "experts": taken.get(one.about, []),
            "is_ticked": key_of(one) in ticked,
        }
        for one in objects
    ]


def _preview(
    request: HttpRequest,
    procedure: Procedure,
    form: SharingForm,
    chosen: _Chosen,
    proposals: list[Proposal],
) -> HttpResponse:
    context = {
        "procedure": procedure,
        "campaign": procedure.stage.campaign,
        "form": form,
        "chosen": chosen,
        "keys": [key_of(one) for one in chosen.objects],
        "proposals": proposals,
        "ready": sum(one.visit is not None for one in proposals),
        "blocked": sum(one.visit is None for one in proposals),
        "seen": _print(proposals),
        "active": "schedule",
    }
    return render(request, "desk/assignments/preview.html", context)
