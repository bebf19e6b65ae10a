"""The list of kindergartens and a kindergarten's page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from pages.models.base import KeptPage
from pages.selectors import index_context, organisation_context
from portal.organisations.models import Organisation


class OrganisationIndexPage(KeptPage):
    """The list of all kindergartens with search."""

    lead = models.TextField(_("вводные слова"), blank=True)

    content_panels = [*KeptPage.content_panels, FieldPanel("lead")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.OrganisationPage"]
    max_count = 1
    template = "pages/organisation_index_page.html"

    class Meta:
        verbose_name = _("список детских садов")

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **options) | index_context(request.GET)


class OrganisationPage(KeptPage):
    """Holds no result: shows the Publication in force, which only pages.publishing writes."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="page", verbose_name=_("детский сад")
    )
    word = models.TextField(_("слово детского сада"), blank=True)

    content_panels = [*KeptPage.content_panels, FieldPanel("word")]
    parent_page_types = ["pages.OrganisationIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False
    template = "pages/organisation_page.html"

    class Meta:
        verbose_name = _("страница детского сада")

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        shown = organisation_context(self.organisation_id)
        return super().get_context(request, *args, **options) | shown
