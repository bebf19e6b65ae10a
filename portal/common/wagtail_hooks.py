"""Registers the room with the CMS."""

from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter

from portal.common.cms import AbsentLibrary


@hooks.register("construct_admin_api")
def name_absent_libraries(router: WagtailAPIRouter) -> None:
    for name in ("images", "documents"):
        router.register_endpoint(name, AbsentLibrary)
