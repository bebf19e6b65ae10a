"""Registers the room with the CMS."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.api.v2.router import WagtailAPIRouter

from portal.common.cms import AbsentLibrary, WorkPanel, keep_shortcuts

hooks.register("construct_help_menu", keep_shortcuts)


@hooks.register("construct_admin_api")
def name_absent_libraries(router: WagtailAPIRouter) -> None:
    for name in ("images", "documents"):
        router.register_endpoint(name, AbsentLibrary)


@hooks.register("construct_homepage_panels")
def begin_with_work(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WorkPanel())


@hooks.register("insert_global_admin_css")
def our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))
