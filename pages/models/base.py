"""What public page types share: one body for everybody; fixed pages stay where they are."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PagePermissionTester

from portal.accounts.models import User


class PublicPage(Page):
    """Marks its response for the cache of pages.caching, unless the page is not for everybody."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        response = super().serve(request, *args, **options)
        response.is_public = not self.get_view_restrictions().exists()
        return response


class KeptPageTester(PagePermissionTester):
    """Refuses what would take a kept page away from its address or from the public."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False


class KeptPage(PublicPage):
    """A page with a permanent address: only pages.publishing decides what it shows, and whether.

    Editors change its words in the CMS; slug and schedule have no panel.
    """

    # Wagtail's own panel of the title would fill in a slug that has no field here.
    content_panels = [FieldPanel("title", classname="title")]
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user: User | AnonymousUser) -> PagePermissionTester:
        return KeptPageTester(user, self)
