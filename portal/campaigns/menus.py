"""Menu items of the CMS for those who keep plans and the calendar."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.text import slugify
from wagtail.admin.menu import MenuItem

from portal.organisations.policy import actor_of


class RolesItem(MenuItem):
    """Shown to people of the roles; label, url, icon, order as in MenuItem."""

    def __init__(self, label: str, url: str, icon: str, order: int, roles: Sequence[str]):
        name = slugify(str(label), allow_unicode=True)
        super().__init__(label, url, name=name, icon_name=icon, order=order)
        self.roles = roles

    def is_shown(self, request: HttpRequest) -> bool:
        return actor_of(request.user).has(*self.roles)
