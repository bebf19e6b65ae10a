"""The first page and plain text pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from pages.blocks.text import TextBodyBlock
from pages.models.base import KeptPage, PublicPage
from pages.selectors import latest_published


class HomePage(KeptPage):
    """The one root of the public site."""

    lead = models.TextField(_("вводные слова"), blank=True)
    body = StreamField(TextBodyBlock(), verbose_name=_("текст"), blank=True)

    content_panels = [*KeptPage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.TextPage", "pages.MethodPage", "pages.OrganisationIndexPage"]
    max_count = 1
    template = "pages/home_page.html"

    class Meta:
        verbose_name = _("главная страница")

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **options)
        return context | {"latest": latest_published()}


class TextPage(PublicPage):
    """A page of plain text: how one assesses, a notice. Pages of methods may hang below it."""

    lead = models.TextField(_("вводные слова"), blank=True)
    body = StreamField(TextBodyBlock(), verbose_name=_("текст"), blank=True)

    content_panels = [*PublicPage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.MethodPage"]
    template = "pages/text_page.html"

    class Meta:
        verbose_name = _("текстовая страница")

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        methods = self.get_children().live().public()
        return super().get_context(request, *args, **options) | {"methods": methods}
