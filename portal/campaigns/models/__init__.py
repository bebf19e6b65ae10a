"""What a cycle is made of, from the plan to the schedule."""

from portal.campaigns.models.agreements import Agreement, AgreementAct
from portal.campaigns.models.campaigns import Campaign, Participant
from portal.campaigns.models.plan import Binding, Phase, Procedure, Stage, Step
from portal.campaigns.models.schedules import CalendarDay, Schedule
from portal.campaigns.models.steps import StepState
from portal.campaigns.models.targets import Target, TargetList
from portal.campaigns.models.templates import PlanTemplate

__all__ = [
    "Agreement",
    "AgreementAct",
    "Binding",
    "CalendarDay",
    "Campaign",
    "Participant",
    "Phase",
    "PlanTemplate",
    "Procedure",
    "Schedule",
    "Stage",
    "Step",
    "StepState",
    "Target",
    "TargetList",
]
