"""The methodologist, who works in the CMS and is no superuser."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from forms_builder.questionnaires.roles import GROUP_PERMISSIONS
from portal.accounts.models import User
from portal.organisations.choices import Role
from tests.factories import appointed, orsk


def new_methodologist(**person: str) -> User:
    """Return a person appointed, in the group with exactly the permissions the rooms ask for."""
    condition = Q()
    for name in GROUP_PERMISSIONS:
        app, codename = name.split(".")
        condition |= Q(content_type__app_label=app, codename=codename)
    group, _made = Group.objects.get_or_create(name=Role.METHODOLOGIST)
    group.permissions.set(Permission.objects.filter(condition))
    assert group.permissions.count() == len(GROUP_PERMISSIONS)
    made = appointed(Role.METHODOLOGIST, orsk(), **person)
    made.groups.add(group)
    return made
