"""What ties the demo's forms to its people: the form of the visits, a task for every other role."""

import datetime

from django.utils import timezone

from forms_builder.questionnaires.models import Edition
from portal.accounts.models import User
from portal.assignments.services import assign, link_targets
from portal.bootstrap.demo.monitoring import ON_SITE, REMOTE
from portal.bootstrap.demo.people import first_with
from portal.campaigns.models import Binding, Campaign, Procedure
from portal.organisations.choices import Role
from portal.organisations.models import ChildGroup, Organisation

GARDEN = "94"
DAYS_LEFT = 30
# Form, procedure, who fills it in.
ABOUT_GARDEN = (
    ("01_programme", "2.2", Role.DOO_COORDINATOR),
    ("01_survey_managers", "2.2", Role.DOO_HEAD),
    ("01_survey_teachers", "2.2", Role.TEACHER),
    ("04_teacher", "2.3", Role.TEACHER),
)
ABOUT_GROUP, ABOUT_REGION = ("06_group", "2.4"), ("17_region_system", "5.1")


def load_tasks(campaign: Campaign, edition: Edition, by: User) -> None:
    """Bind the form to both procedures of experts and point their tasks to the lists."""
    procedures = Procedure.objects.filter(stage__campaign=campaign, code__in=(ON_SITE, REMOTE))
    for procedure in procedures:
        if not procedure.bindings.filter(edition=edition).exists():
            Binding.objects.create(procedure=procedure, edition=edition)
        link_targets(by=by, procedure=procedure)


def give_forms(campaign: Campaign, editions: dict[str, Edition], by: User, above: User) -> None:
    """Ask one kindergarten's people and the expert of the system; once.

    by: the town's coordinator; above: the region's, who asks about the region itself.
    """
    garden = Organisation.objects.get(territory=campaign.territory, number=GARDEN)
    group = ChildGroup.objects.filter(organisation=garden).earliest("pk")
    for name, code, role in ABOUT_GARDEN:
        person = first_with(role, garden)
        _give(campaign, code, by=by, edition=editions[name], assignee=person, organisation=garden)
    name, code = ABOUT_GROUP
    person = first_with(Role.DOO_COORDINATOR, garden)
    _give(campaign, code, by=by, edition=editions[name], assignee=person, group=group)
    name, code = ABOUT_REGION
    person, region = first_with(Role.SYSTEM_EXPERT), campaign.territory.get_parent()
    _give(campaign, code, by=above, edition=editions[name], assignee=person, territory=region)


def _give(campaign: Campaign, code: str, **sheet: object) -> None:
    procedures = Procedure.objects.select_related("stage__campaign")
    procedure = procedures.get(stage__campaign=campaign, code=code)
    due = timezone.localdate() + datetime.timedelta(days=DAYS_LEFT)
    assign(procedure=procedure, due=due, **sheet)
