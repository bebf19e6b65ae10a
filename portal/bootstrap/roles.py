"""What each CMS role may do in Wagtail. Everybody else works in the desk and has no group."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission

from forms_builder.questionnaires.roles import GROUP_PERMISSIONS as METHODOLOGIST
from pages.models import HomePage
from portal.organisations.choices import Role

ADMIN = ("wagtailadmin.access_admin",)
# They open the lists; which rows and what may be done to one, the access policy says.
RECORD_LISTS = (
    "organisations.view_organisation",
    "organisations.view_founder",
    "organisations.view_appointment",
    "campaigns.view_campaign",
    "jobs.view_job",
)
CONSENT_TEXTS = ("accounts.view_consenttext", "accounts.add_consenttext")
PERMISSIONS: dict[str, tuple[str, ...]] = {
    Role.METHODOLOGIST: (*ADMIN, *METHODOLOGIST),
    Role.EDITOR: (*ADMIN, *CONSENT_TEXTS),
    Role.REGIONAL_COORDINATOR: (*ADMIN, *RECORD_LISTS),
}
EDITOR_PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


@transaction.atomic
def ensure_roles() -> None:
    """Make the groups and give them exactly these permissions. Safe to run again."""
    for role, names in PERMISSIONS.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set([_permission(name) for name in names])
    home = HomePage.objects.first()
    editors = Group.objects.get(name=Role.EDITOR)
    for codename in EDITOR_PAGE_PERMISSIONS if home else ():
        GroupPagePermission.objects.get_or_create(
            group=editors, page=home, permission=_permission(f"wagtailcore.{codename}")
        )
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()


def _permission(name: str) -> Permission:
    label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=label, codename=codename)
