"""The plan of Orsk as the demo has it: whose each procedure is, what fulfils it, who planned."""

import datetime
from dataclasses import replace

from django.utils import timezone

from forms_builder.questionnaires.models import Edition
from portal.accounts.models import User
from portal.bootstrap.demo.files import content, read
from portal.campaigns.models import Campaign, PlanTemplate, Procedure, Schedule, Step
from portal.campaigns.plan import Plan
from portal.campaigns.procedures import bind
from portal.campaigns.reading import read_plan
from portal.campaigns.schedules import approve_schedule, draft_schedule
from portal.campaigns.templates import keep_template

PREPARED, SURVEY = "1.1", "3.1"
WEEKS = 6


def demo_plan() -> Plan:
    """Return the plan with the settings of the demo; also kept as content, once."""
    plan = read_plan(content("plan_orsk.json"))
    told = read("plan_settings_demo.json")
    stages = tuple(
        replace(
            stage,
            procedures=tuple(
                replace(one, **told["procedures"].get(one.code, {})) for one in stage.procedures
            ),
        )
        for stage in plan.stages
    )
    plan = replace(plan, stages=stages, short_title=told["short_title"])
    if not PlanTemplate.objects.filter(title=plan.title).exists():
        keep_template(by=None, plan=plan)
    return plan


def bind_sheets(campaign: Campaign, edition: Edition, by: User) -> None:
    """Say that the demo's edition fulfils the experts' procedures and their steps; once."""
    told = read("plan_settings_demo.json")
    procedures = Procedure.objects.filter(stage__campaign=campaign)
    for procedure in procedures.filter(code__in=told["sheets"]):
        bind(by=by, procedure=procedure, edition=edition)
        steps = Step.objects.filter(phase__procedure=procedure, code__in=told["steps"])
        for step in steps.select_related("phase"):
            bind(by=by, procedure=procedure, step=step, edition=edition)


def bind_forms(campaign: Campaign, editions: dict[str, Edition], by: User) -> None:
    """Say which of the other ready forms fulfils which step and its procedure; once."""
    steps = Step.objects.filter(phase__procedure__stage__campaign=campaign)
    for name, code in read("plan_settings_demo.json")["forms"].items():
        step = steps.select_related("phase__procedure").get(code=code)
        procedure = step.phase.procedure
        bind(by=by, procedure=procedure, edition=editions[name])
        bind(by=by, procedure=procedure, step=step, edition=editions[name])


def draw_up(campaign: Campaign, regional: User, municipal: User) -> None:
    """An approved schedule of the preparation and a draft of the parents' survey; once."""
    for code, person in ((PREPARED, regional), (SURVEY, municipal)):
        procedure = Procedure.objects.get(stage__campaign=campaign, code=code)
        if Schedule.objects.filter(procedure=procedure).exists():
            continue
        starts = timezone.localdate()
        schedule = draft_schedule(
            by=person,
            procedure=procedure,
            node=campaign.territory,
            starts=starts,
            ends=starts + datetime.timedelta(weeks=WEEKS),
        )
        if code == PREPARED:
            approve_schedule(by=person, schedule=schedule, version=schedule.version)
