"""Small work by the clock."""

from django.core.management import call_command

from forms_builder.questionnaires.trial import sweep_trials
from portal.accounts.models import User
from portal.assignments import services as assignments
from portal.exchange import services as exchange
from portal.organisations import groups
from portal.organisations.policy import CMS


def open_started() -> None:
    """Open the tasks whose first day has come where they count."""
    assignments.open_started(by=None)


def forget_uploads() -> None:
    """Drop the files that nobody confirmed."""
    exchange.forget_uploads(by=None)


def project_groups() -> None:
    """Take from their groups those whose appointment has ended by its date, and the reverse."""
    for person in User.objects.filter(appointments__role__in=CMS).distinct():
        groups.project_groups(by=None, person=person)


def publish_scheduled() -> None:
    """Publish and unpublish what Wagtail has a time for."""
    call_command("publish_scheduled")


def forget_trials() -> None:
    """Drop the trial fillings that nobody has touched for a month."""
    sweep_trials(by=None)


def clear_sessions() -> None:
    """Delete sessions that ended."""
    call_command("clearsessions")
