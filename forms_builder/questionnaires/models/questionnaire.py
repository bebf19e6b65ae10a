"""An electronic form as editable content."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from forms_builder.questionnaires.blocks import BodyBlock
from forms_builder.questionnaires.preview import preview_of
from forms_builder.scales.models import Scale


class Questionnaire(
    WorkflowMixin, LockableMixin, PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model
):
    """body: sections and items in order. Block ids are the items' uids: they survive reordering."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("название"), max_length=250)
    notice = models.TextField(
        _("примечание"),
        blank=True,
        help_text=_("Видно тому, кто заполняет, и рядом с результатом."),
    )
    scale = models.ForeignKey(
        Scale,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questionnaires",
        verbose_name=_("шкала"),
    )
    body = StreamField(BodyBlock(), verbose_name=_("разделы и вопросы"), blank=True)

    class Meta:
        verbose_name = _("электронная форма")
        verbose_name_plural = _("электронные формы")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_full_url(self) -> str:
        """A preview is served as a CMS address: it is framed there and never cached as a page."""
        return settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home")

    full_url = property(get_full_url)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "questionnaires/preview/questionnaire.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return preview_of(self)
