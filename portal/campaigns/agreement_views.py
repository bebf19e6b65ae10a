"""Agreements on the desk: the notice, the list by state, the answer, the decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forms_builder.common.errors import Conflict, DomainError
from forms_builder.common.russian import counted
from portal.campaigns import agreeing
from portal.campaigns.agreement_forms import AnswerForm, AskForm, OfferForm, SettleForm
from portal.campaigns.agreement_lists import (
    agreements_of,
    askable,
    counts_by_state,
    experts_asked,
    own_agreements,
    with_everything,
)
from portal.campaigns.lifecycle import MOVES
from portal.campaigns.models import Agreement
from portal.campaigns.target_lists import list_of
from portal.campaigns.target_views import own_procedure, seen_procedure
from portal.common.forms import show_refusal
from portal.organisations.policy import get_or_404, may_seen

PER_PAGE = 50
State = Agreement.State


@require_GET
@login_required
def own_list(request: HttpRequest) -> HttpResponse:
    """Every notice the person has got, what waits for her first."""
    page = Paginator(own_agreements(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/schedule/agreements_own.html", {"page": page, "active": "tasks"})


@require_GET
@login_required
def agreement_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The agreements of a procedure by state, as far as the person may see."""
    procedure = seen_procedure(request, uid)
    words, state = request.GET.get("q", ""), request.GET.get("state", "")
    rows = agreements_of(request.user, procedure, words, state)
    context = {
        "procedure": procedure,
        "campaign": procedure.stage.campaign,
        "counts": counts_by_state(request.user, procedure),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "states": State.choices,
        "state": state,
        "q": words,
        "may_choose": may_seen(request.user, "choose_targets", procedure).allowed,
        "active": "schedule",
    }
    return render(request, "desk/schedule/agreements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Send the notice to ticked targets, or to all that the search found."""
    procedure = own_procedure(request, uid)
    words, only_new = request.GET.get("q", ""), "new" in request.GET
    rows = askable(request.user, procedure, words, only_new=only_new)
    target_list = list_of(procedure)
    preparation = target_list.preparation if target_list else ""
    form = AskForm(procedure, request.POST or None, initial={"preparation": preparation})
    ticked = set(request.POST.getlist("rows"))
    if form.is_valid():
        chosen = [row for row in rows if "everybody" in request.POST or str(row.uid) in ticked]
        asked = _asked(request, form, procedure=procedure, targets=chosen)
        if asked is not None:
            return _sent(request, uid, asked)
    context = {
        "procedure": procedure,
        "campaign": procedure.stage.campaign,
        "target_list": target_list,
        "form": form,
        "ticked": ticked,
        "q": words,
        "only_new": only_new,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "active": "schedule",
    }
    return render(request, "desk/schedule/agreements_ask.html", context)


def _sent(request: HttpRequest, uid: UUID, asked: int) -> HttpResponse:
    sides = counted(asked, "уведомление", "уведомления", "уведомлений")
    messages.success(request, _("Отправлено: %s.") % sides)
    return redirect("campaigns:agreements", uid)


@require_GET
@login_required
def detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One agreement: dates, what to prepare, what was said, the answer."""
    agreement = get_or_404(request.user, with_everything(), uid=uid)
    return _page(request, agreement, {})


@require_POST
@login_required
def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Agree, or (with «offer») propose other dates."""
    agreement = get_or_404(request.user, with_everything(), uid=uid)
    if "offer" in request.POST:
        form = OfferForm(request.POST, auto_id="offer_%s")
        return _moved(request, agreement, form, agreeing.offer_dates, State.OTHER_DATES)
    form = AnswerForm(request.POST, auto_id="agree_%s")
    return _moved(request, agreement, form, agreeing.agree, State.AGREED)


@require_POST
@login_required
def settle(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The coordinator's decision on the dates that a side proposed."""
    agreement = get_or_404(request.user, with_everything(), uid=uid)
    form = SettleForm(request.POST, auto_id="settle_%s")
    return _moved(request, agreement, form, agreeing.settle, State.SETTLED)


def _asked(request: HttpRequest, form: AskForm, **whom: Any) -> int | None:
    try:
        return agreeing.ask(by=request.user, **whom, **form.cleaned_data)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return None


def _moved(
    request: HttpRequest, agreement: Agreement, form: Form, act: Any, to: str
) -> HttpResponse:
    """Do it; what is refused comes back with what was typed, a quicker answer is told."""
    name = {State.AGREED: "agree", State.OTHER_DATES: "offer", State.SETTLED: "settle"}[to]
    move = MOVES.find(agreement.state, to)
    if not form.is_valid():
        return _page(request, agreement, {name: form})
    try:
        act(by=request.user, agreement=agreement, **form.cleaned_data)
    except Conflict as refusal:
        messages.warning(request, refusal.message)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return _page(request, agreement, {name: form})
    else:
        messages.success(request, move.done)
    return redirect("campaigns:agreement", agreement.uid)


def _page(request: HttpRequest, agreement: Agreement, forms: dict[str, Form]) -> HttpResponse:
    """forms: those that were sent and are not right; the others come fresh."""
    version = {"version": agreement.version}
    shown = {
        "agree": AnswerForm(initial=version, auto_id="agree_%s"),
        "offer": OfferForm(initial=version, auto_id="offer_%s"),
        "settle": SettleForm(initial=version, auto_id="settle_%s"),
    } | forms
    may_answer = may_seen(request.user, "answer", agreement).allowed
    may_settle = may_seen(request.user, "settle", agreement).allowed
    open_ones = {move.target for move in MOVES.open_from(agreement.state)}
    context = {
        "agreement": agreement,
        "procedure": agreement.target.procedure,
        "target_list": list_of(agreement.target.procedure),
        "experts": experts_asked(agreement),
        "agree": may_answer and State.AGREED in open_ones and shown["agree"],
        "offer": may_answer and State.OTHER_DATES in open_ones and shown["offer"],
        "settle": may_settle and State.SETTLED in open_ones and shown["settle"],
        "refused": next(iter(forms.values()), None),
        "active": "tasks",
    }
    return render(request, "desk/schedule/agreement.html", context)
