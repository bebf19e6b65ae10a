"""What Wagtail's admin takes for granted and this portal leaves out or names in its own words."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, admin_menu
from wagtail.admin.ui.components import Component

# Wagtail's help speaks English and lives on a foreign site; the list of shortcuts stays.
SHORTCUTS = "keyboard-shortcuts-trigger"
NOT_WORK = ("help", "reports", "settings")


def absent(request: HttpRequest) -> HttpResponse:
    """Answer for a library of images or documents: the portal has none."""
    raise Http404


class AbsentLibrary:
    """An endpoint of the admin's API that exists by name only.

    Every CMS page reverses the addresses of wagtail.images and wagtail.documents, installed or
    not (wagtail_config in wagtailadmin_tags, 7.4).
    """

    model: type

    @staticmethod
    def get_urlpatterns() -> list[URLPattern]:
        return [path("", absent, name="listing")]


AbsentLibrary.model = AbsentLibrary  # serves the objects of no model


def keep_shortcuts(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave in the menu of help what is ours to offer."""
    items[:] = [item for item in items if item.name == SHORTCUTS]


def _leaves(menu: Menu, request: HttpRequest) -> Iterator[MenuItem]:
    shown = menu.menu_items_for_request(request)
    for item in sorted(shown, key=lambda item: item.order):
        if item.name in NOT_WORK:
            continue
        if isinstance(item, SubmenuMenuItem):
            yield from _leaves(item.menu, request)
        else:
            yield item


def work_of(request: HttpRequest) -> list[MenuItem]:
    """Return what the person of the request has to do here: her menu without its folders."""
    return list(_leaves(admin_menu, request))


class WorkPanel(Component):
    """The front page of the CMS begins with the ways to one's own work."""

    name = "work"
    template_name = "wagtailadmin/home/work.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"items": work_of(parent_context["request"])}
