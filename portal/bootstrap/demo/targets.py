"""Whom the demo's expert procedures are about, who agreed to the dates, what is done already."""

import datetime

from django.utils import timezone

from portal.accounts.models import User
from portal.bootstrap.demo.monitoring import ON_SITE, REMOTE
from portal.bootstrap.demo.people import first_with, leaders
from portal.campaigns.agreeing import agree, ask, offer_dates
from portal.campaigns.models import Agreement, Campaign, Procedure, Step, StepState
from portal.campaigns.procedures import Dates, Settings, set_procedure
from portal.campaigns.step_states import mark_step
from portal.campaigns.targets import approve_targets, choose_targets
from portal.organisations.choices import Role

OPEN = {"state": "open"}
SHARE, SEED = 40, "orsk-2020"
WEEKS_LEFT, VISIT = 5, 2
PREPARED = "1.1"
DONE_STEPS = 3


def load_targets(campaign: Campaign, by: User) -> None:
    """Choose, approve and ask once; what stands already is left alone."""
    on_site, remote = (_procedure(campaign, code, by) for code in (ON_SITE, REMOTE))
    if not on_site.targets.exists():
        choose_targets(by=by, procedure=on_site, conditions=OPEN)
        approve_targets(by=by, procedure=on_site)
    if not remote.targets.exists():
        draw = {"share": SHARE, "seed": SEED}
        choose_targets(by=by, procedure=remote, conditions=OPEN, **draw)
        approve_targets(by=by, procedure=remote)
        _agree(remote, by)
    _mark(campaign, by)


def _procedure(campaign: Campaign, code: str, by: User) -> Procedure:
    rows = Procedure.objects.select_related("stage__campaign__territory")
    procedure = rows.get(stage__campaign=campaign, code=code)
    if procedure.target_kind != Procedure.TargetKind.NONE:
        return procedure
    settings = Settings(
        owner_role=Role.MUNICIPAL_COORDINATOR,
        filler_role=Role.EXPERT,
        target_kind=Procedure.TargetKind.ORGANISATION,
        dates=Dates(procedure.starts, procedure.ends),
    )
    set_procedure(
        by=by, procedure=procedure, version=procedure.version, settings=settings, phases={}
    )
    return rows.get(pk=procedure.pk)


def _agree(procedure: Procedure, by: User) -> None:
    """One kindergarten agrees, the next would rather have another week, the rest think."""
    starts = timezone.localdate() + datetime.timedelta(weeks=WEEKS_LEFT)
    ends = starts + datetime.timedelta(days=VISIT)
    targets = list(procedure.targets.select_related("organisation").order_by("pk"))
    preparation = "Программа, планы групп, ссылка на сайт. Демонстрационный текст."
    ask(
        by=by,
        procedure=procedure,
        targets=targets,
        starts=starts,
        ends=ends,
        preparation=preparation,
        expert=first_with(Role.EXPERT),
    )
    first, second = (_side(target) for target in targets[:2])
    agree(by=_leader(first), agreement=first, version=first.version, note="Ждём.")
    week = datetime.timedelta(weeks=1)
    offer_dates(
        by=_leader(second),
        agreement=second,
        version=second.version,
        starts=starts + week,
        ends=ends + week,
        note="На этой неделе в саду карантин.",
    )


def _side(target: object) -> Agreement:
    rows = Agreement.objects.select_related("target__organisation")
    return rows.get(target=target, side=Agreement.Side.ORGANISATION)


def _leader(agreement: Agreement) -> User:
    return leaders(agreement.target.organisation)[0]


def _mark(campaign: Campaign, by: User) -> None:
    steps = Step.objects.filter(
        phase__procedure__stage__campaign=campaign, phase__procedure__code=PREPARED
    ).order_by("phase__position", "position")
    for step in steps[:DONE_STEPS]:
        if not StepState.objects.filter(step=step).exists():
            mark_step(by=by, step=step, targets=None, state=StepState.State.DONE)
