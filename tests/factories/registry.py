"""People of the registry who enter the CMS, with the permissions their groups have."""

from django.contrib.auth.models import Group, Permission

from portal.accounts.models import User
from portal.organisations.groups import forget_actor
from portal.organisations.models import Organisation, Territory
from portal.organisations.services import appoint
from tests.factories.people import PersonFactory

VIEWS = (
    "wagtailadmin.access_admin",
    "organisations.view_organisation",
    "organisations.view_founder",
    "organisations.view_appointment",
    "campaigns.view_campaign",
    "jobs.view_job",
)


def cms_person(role: str, node: Territory | Organisation, **person: object) -> User:
    """Return a new person appointed by the system, whose group opens the record lists."""
    user = PersonFactory(**person)
    appoint(by=None, person=user, role=role, node=node)
    group = Group.objects.get(name=role)
    for permission in VIEWS:
        room, codename = permission.split(".")
        group.permissions.add(
            Permission.objects.get(content_type__app_label=room, codename=codename)
        )
    forget_actor(user)
    return user
