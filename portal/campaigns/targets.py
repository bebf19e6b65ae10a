"""Writing the list of a procedure's targets: choosing, adding, striking out, approving."""

import secrets
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.campaigns.candidates import (
    IDENTITY,
    KINDS,
    Identity,
    candidates,
    gardens_of,
    identities,
    identity_of,
    key_of,
    strata_of,
)
from portal.campaigns.models import Procedure, Target, TargetList
from portal.campaigns.sampling import Unit, draw, size_of
from portal.journal.services import record
from portal.organisations.policy import demand

SEED_BYTES = 4
BATCH = 500
REASON = Target._meta.get_field("reason").max_length


@service
def choose_targets(
    *,
    by: User,
    procedure: Procedure,
    conditions: dict[str, Any],
    share: int | None = None,
    size: int | None = None,
    strata: Iterable[str] = (),
    seed: str = "",
) -> TargetList:
    """Choose the list anew: everybody who meets the conditions, or a random share of them.

    conditions: as candidates.gardens_of takes them; share: 1–100 per cent, size: how many; strata:
    names of candidates.STRATA; seed: "" is a fresh one, kept on the list. Whoever was added by hand
    stays, whoever was struck out stays out. Raises NotAllowed, and DomainError for a list that is
    approved, a share and a size at once, no targets at all, and conditions that nobody meets.
    """
    target_list = _changeable(by, procedure)
    if target_list.is_approved:
        raise DomainError(_("Перечень утверждён: добавляйте и исключайте с причиной."))
    if share is not None and size is not None:
        raise DomainError(_("Назовите что-нибудь одно: долю или число."))
    _keep_rule(target_list, conditions, share, size, strata, seed)
    wanted = _wanted(target_list, kept=())
    if not wanted:
        raise DomainError(_("Под эти условия никто не подходит. Смягчите их."))
    _drop_others(procedure, set(wanted))
    _drawn(procedure).update(chosen=_way(target_list), chosen_by=by)
    _make(by, target_list, wanted)
    record(by=by, action="targets.chosen", obj=procedure, count=len(wanted), seed=target_list.seed)
    return target_list


def _keep_rule(
    target_list: TargetList,
    conditions: dict[str, Any],
    share: int | None,
    size: int | None,
    strata: Iterable[str],
    seed: str,
) -> None:
    target_list.filter, target_list.strata = conditions, list(strata)
    target_list.share, target_list.size = share, size
    target_list.seed = (seed or secrets.token_hex(SEED_BYTES)) if target_list.is_random else ""
    target_list.save()


@service
def top_up(*, by: User, procedure: Procedure, reason: str = "") -> int:
    """Add whoever meets the conditions by now; those chosen before stay as they are.

    reason: needed once the list is approved. Returns how many joined. Raises NotAllowed, and
    DomainError without a reason, or when the list was never chosen by conditions.
    """
    target_list = _changeable(by, procedure)
    reason = _said(reason, is_needed=target_list.is_approved)
    kept = {key_of(identity_of(target)) for target in _drawn(procedure)}
    if not kept:
        raise DomainError(_("Сначала выберите перечень: пополнять пока нечего."))
    wanted = _wanted(target_list, kept)
    joined = _make(by, target_list, wanted, reason)
    if joined:
        record(by=by, action="targets.topped_up", obj=procedure, count=joined, reason=reason)
    return joined


@service
def add_targets(*, by: User, procedure: Procedure, rows: QuerySet[Any], reason: str) -> int:
    """Add candidates by hand, with a reason that is kept for each; one struck out comes back.

    rows: of candidates(procedure). Returns how many joined. Raises NotAllowed, and DomainError
    without a reason or without rows.
    """
    target_list = _changeable(by, procedure)
    reason = _said(reason)
    chosen = identities(procedure, rows)
    if not chosen:
        raise DomainError(problems=[Problem(_("Отметьте, кого добавить."), "rows")])
    struck = [
        target.pk
        for target in procedure.targets.filter(struck_at__isnull=False)
        if identity_of(target) in set(chosen)
    ]
    back = {"struck_at": None, "struck_by": None, "struck_reason": ""}
    added = {"chosen": Target.Chosen.HAND, "reason": reason, "chosen_by": by}
    Target.objects.filter(pk__in=struck).update(**back, **added)
    joined = len(struck) + _make(by, target_list, chosen, reason, Target.Chosen.HAND)
    record(by=by, action="targets.added", obj=procedure, count=joined, reason=reason)
    return joined


@service
def strike_out(*, by: User, procedure: Procedure, uids: Collection[str], reason: str) -> int:
    """Take targets off the list, each keeping the reason. Returns how many.

    Raises NotAllowed, and DomainError without a reason or without targets.
    """
    _changeable(by, procedure)
    reason = _said(reason)
    struck = procedure.targets.standing().filter(uid__in=uids)
    values = {"struck_reason": reason, "struck_by": by, "struck_at": timezone.now()}
    count = struck.update(**values)
    if not count:
        raise DomainError(problems=[Problem(_("Отметьте, кого исключить."), "rows")])
    record(by=by, action="targets.struck_out", obj=procedure, count=count, reason=reason)
    return count


@service
def approve_targets(*, by: User, procedure: Procedure) -> TargetList:
    """Approve the list: from now on it changes with a reason only, and work is given by it.

    Raises NotAllowed, and DomainError for an empty list or one approved before.
    """
    target_list = _changeable(by, procedure)
    if target_list.is_approved:
        raise DomainError(_("Перечень уже утверждён."))
    count = procedure.targets.standing().count()
    if not count:
        raise DomainError(_("Перечень пуст: сначала выберите, кого он касается."))
    target_list.state = TargetList.State.APPROVED
    target_list.approved_by, target_list.approved_at = by, timezone.now()
    target_list.save()
    record(by=by, action="targets.approved", obj=procedure, count=count)
    return target_list


def _changeable(by: User, procedure: Procedure) -> TargetList:
    """Return the procedure's list, made when it is missing and locked: two presses are one."""
    demand(by, "choose_targets", procedure)
    if procedure.target_kind not in KINDS:
        raise DomainError(_("У этой процедуры нет перечня: она касается всего цикла."))
    TargetList.objects.get_or_create(procedure=procedure)
    return TargetList.objects.select_for_update().get(procedure=procedure)


def _said(reason: str, *, is_needed: bool = True) -> str:
    """Return the reason as it is kept. Raises DomainError for a missing or a too long one."""
    reason = reason.replace("\0", "").strip()  # databases refuse NUL
    if is_needed and not reason:
        raise DomainError(problems=[Problem(_("Напишите причину."), "reason")])
    if len(reason) > REASON:
        raise DomainError(problems=[Problem(_("Длиннее 500 знаков. Сократите."), "reason")])
    return reason


def _way(target_list: TargetList) -> str:
    return Target.Chosen.SAMPLE if target_list.is_random else Target.Chosen.FILTER


def _drawn(procedure: Procedure) -> QuerySet[Target]:
    """Those on the list whom conditions or chance chose."""
    rows = procedure.targets.standing().exclude(chosen=Target.Chosen.HAND)
    return rows.only("pk", *IDENTITY)


def _drop_others(procedure: Procedure, wanted: Collection[Identity]) -> None:
    gone = [target.pk for target in _drawn(procedure) if identity_of(target) not in wanted]
    for start in range(0, len(gone), BATCH):
        Target.objects.filter(pk__in=gone[start : start + BATCH]).delete()


def _wanted(target_list: TargetList, kept: Collection[str]) -> list[Identity]:
    """Whom the list's own conditions and seed choose, those set apart by a person left aside."""
    procedure = target_list.procedure
    by_hand = procedure.targets.filter(chosen=Target.Chosen.HAND)
    apart = by_hand | procedure.targets.filter(struck_at__isnull=False)
    hands_off = {identity_of(target) for target in apart.only("pk", *IDENTITY)}
    rows = candidates(procedure, target_list.filter)
    open_ones = [one for one in identities(procedure, rows) if one not in hands_off]
    if not target_list.is_random:
        return open_ones
    return _sampled(target_list, open_ones, kept)


def _sampled(
    target_list: TargetList, open_ones: list[Identity], kept: Collection[str]
) -> list[Identity]:
    gardens = gardens_of(target_list.procedure, target_list.filter)
    strata = strata_of(gardens, target_list.strata)
    size = target_list.size
    if size is None:
        size = size_of(len(open_ones), target_list.share)
    units = [Unit(key_of(one), strata.get(one[0], "")) for one in open_ones]
    drawn = set(draw(units, size=size, seed=target_list.seed, kept=kept))
    return [one for one in open_ones if key_of(one) in drawn]


def _make(
    by: User,
    target_list: TargetList,
    wanted: Iterable[Identity],
    reason: str = "",
    chosen: str = "",
) -> int:
    """Make the targets that are missing; return how many."""
    procedure = target_list.procedure
    known = {identity_of(row) for row in procedure.targets.only("pk", *IDENTITY)}
    values = {"reason": reason, "chosen": chosen or _way(target_list), "chosen_by": by}
    fresh = [
        Target(procedure=procedure, **dict(zip(IDENTITY, one, strict=True)), **values)
        for one in wanted
        if one not in known
    ]
    Target.objects.bulk_create(fresh, batch_size=BATCH)
    return len(fresh)
