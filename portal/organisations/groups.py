"""Django groups as a projection of appointments: who is appointed enters the CMS, nobody else."""

from django.contrib.auth.models import Group

from forms_builder.common.services import service
from portal.accounts.models import User
from portal.organisations.models import Appointment
from portal.organisations.policy import CMS


@service
def project_groups(*, by: User | None, person: User) -> None:
    """Make the person's groups equal to her appointments in force, each group named by its role.

    Only the roles that work in the CMS have a group; its permissions are the bootstrap's matter.
    The person's remembered actor is forgotten: her next question is answered anew.
    """
    held = set(
        Appointment.objects.current()
        .filter(person=person, role__in=CMS)
        .values_list("role", flat=True)
    )
    ours = person.groups.filter(name__in=CMS)
    person.groups.remove(*ours.exclude(name__in=held))
    missing = held - set(ours.values_list("name", flat=True))
    person.groups.add(*(Group.objects.get_or_create(name=role)[0] for role in sorted(missing)))
    forget_actor(person)


def forget_actor(person: User) -> None:
    """Drop what is remembered about a person's appointments and permissions on this object."""
    for name in ("policy_actor", "_perm_cache", "_group_perm_cache", "_user_perm_cache"):
        vars(person).pop(name, None)
