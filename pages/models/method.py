"""The public page of a method: what a form asks and how its answers become a number."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from forms_builder.questionnaires.models import Questionnaire
from pages.blocks.text import TextBodyBlock
from pages.method import method_context
from pages.models.base import PublicPage


class MethodPage(PublicPage):
    """Holds no method: shows the edition in force of a form, as it was frozen."""

    questionnaire = models.ForeignKey(
        Questionnaire,
        models.PROTECT,
        related_name="method_pages",
        verbose_name=_("электронная форма"),
        help_text=_("Страница покажет её действующую редакцию."),
    )
    lead = models.TextField(_("вводные слова"), blank=True)
    body = StreamField(TextBodyBlock(), verbose_name=_("текст"), blank=True)

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("questionnaire", widget=forms.Select),  # forms are few: no chooser is needed
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.HomePage", "pages.TextPage"]
    subpage_types: list[str] = []
    template = "pages/method_page.html"

    class Meta:
        verbose_name = _("страница метода")

    def get_context(self, request: HttpRequest, *args: Any, **options: Any) -> dict[str, Any]:
        shown = method_context(self.questionnaire_id)
        whole = "print" in request.GET  # everything unfolded, to be printed
        return super().get_context(request, *args, **options) | shown | {"whole": whole}
