"""What is read by special leave: a draft shown to a colleague, a report opened to the team, what a
kindergarten sent before an expert came.
"""

from typing import Any

from portal.accounts.models import User
from portal.reports.models import Report
from portal.reports.team import open_to_team
from portal.responses.services import invite_colleague
from tests.factories.chain import AssignmentFactory, ProcedureFactory, StageFactory
from tests.portal.roles import chain
from tests.portal.roles.people import Places


def shown_objects(
    setting: chain.Setting, places: Places, people: dict[str, User], final: Report
) -> dict[str, dict[str, Any]]:
    """final: of the own kindergarten; another one beside it is opened to the team."""
    stage = StageFactory(campaign=setting.procedure.stage.campaign)
    before = chain.Setting(setting.edition, ProcedureFactory(stage=stage, code="3.1"))
    draft = chain.open_sheet(before, places.own, people["teacher"], "Пометка-показанная")
    invitation = invite_colleague(
        by=people["teacher"], response=draft, person=people["senior_teacher"]
    )
    author = people["doo_coordinator"]
    sent = chain.sent_sheet(before, places.own, author, "Пометка-сада")
    remote = ProcedureFactory(stage=stage, code="4.1")
    AssignmentFactory(
        organisation=places.own, assignee=people["expert"], procedure=remote, state="submitted"
    )
    opened = chain.report_of(
        final.profile, Report.State.FINAL, author, "Пометка-открытого-отчёта"
    )
    open_to_team(by=author, thing=opened)
    return {
        "teacher's shown sheet": {
            "uid": draft.assignment.uid,
            "invitation_uid": invitation.uid,
            "evidence_uid": draft.evidence.filter(kind="photo").get().uid,
        },
        "coordinator's sent sheet": {"uid": sent.assignment.uid},
        "opened report": {"uid": opened.uid},
    }
