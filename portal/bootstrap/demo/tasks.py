"""What ties the demo's sheets to its procedures: the form of the visits, the row of the list."""

from forms_builder.questionnaires.models import Edition
from portal.accounts.models import User
from portal.assignments.services import link_targets
from portal.bootstrap.demo.monitoring import ON_SITE, REMOTE
from portal.campaigns.models import Binding, Campaign, Procedure


def load_tasks(campaign: Campaign, edition: Edition, by: User) -> None:
    """Bind the form to both procedures of experts and point their tasks to the lists."""
    procedures = Procedure.objects.filter(stage__campaign=campaign, code__in=(ON_SITE, REMOTE))
    for procedure in procedures:
        if not procedure.bindings.filter(edition=edition).exists():
            Binding.objects.create(procedure=procedure, edition=edition)
        link_targets(by=by, procedure=procedure)
