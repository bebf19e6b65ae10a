"""Menu items of the CMS for those who lead territories."""

from django.http import HttpRequest
from django.utils.text import slugify
from wagtail.admin.menu import MenuItem

from portal.organisations.policy import ABOVE, actor_of


class CoordinatorsItem(MenuItem):
    """Shown to coordinators above kindergartens; label, url, icon, order as in MenuItem."""

    def __init__(self, label: str, url: str, icon: str, order: int):
        name = slugify(str(label), allow_unicode=True)
        super().__init__(label, url, name=name, icon_name=icon, order=order)

    def is_shown(self, request: HttpRequest) -> bool:
        return actor_of(request.user).has(*ABOVE)
