"""An indicator: the unit that is drafted, compared, previewed and agreed."""

import uuid
from typing import Any

from django.conf import settings
from django.core.validators import validate_comma_separated_integer_list
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from forms_builder.scales.choices import Rule
from forms_builder.scales.content import indicator_card
from forms_builder.scales.models.scale import Area, Identified, Strand, weight_field


class Indicator(
    WorkflowMixin,
    LockableMixin,
    PreviewableMixin,
    DraftStateMixin,
    RevisionMixin,
    Identified,
    ClusterableModel,
):
    """The row holds the agreed wording; drafts live in revisions.

    Order, area and retiring are plain facts of the row, saved at once and never part of a draft.
    Wagtail's «publish» means «the wording is agreed», nothing more: only the gate freezes.
    ages: uids of the scale's ages, as text; assessed_at: values of Place.
    """

    wagtail_reference_index_ignore = True  # nothing in the CMS refers to it or to its parts
    PLAIN_FACTS = ("area_id", "position", "retired_at")

    area = models.ForeignKey(
        Area, models.PROTECT, related_name="indicators", verbose_name=_("область")
    )
    position = models.PositiveIntegerField(_("место"), default=0)
    code = models.CharField(_("номер"), max_length=20)
    title = models.CharField(_("название"), max_length=250)
    group = models.CharField(_("группа показателей"), max_length=250, blank=True)
    hint = models.TextField(_("подсказка"), blank=True, help_text=_("На что смотреть."))
    assessed_at = models.JSONField(_("где оценивается"), default=list, blank=True)
    ages = models.JSONField(
        _("возраст"), default=list, blank=True, help_text=_("Ничего не отмечено — любой возраст.")
    )
    weight = weight_field()
    rule = models.CharField(
        _("как считается"), max_length=24, choices=Rule, default=Rule.CUMULATIVE
    )
    gaps = models.CharField(
        _("уровни без характеристик"),
        max_length=20,
        blank=True,
        validators=[validate_comma_separated_integer_list],
        help_text=_("Через запятую, если пропуск сделан намеренно: 2,5."),
    )
    retired_at = models.DateTimeField(_("снят"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("показатель")
        verbose_name_plural = _("показатели")
        ordering = ["area__sort_order", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def with_content_json(self, content: dict[str, Any]) -> "Indicator":
        """A revision brings wording only; where the indicator stands is what the row says now.

        A characteristic first written in a draft has no key in that draft for ever, so its uid
        finds the row: otherwise every later agreement would make it anew under another uid.
        """
        restored = super().with_content_json(self._with_keys(content))
        for fact in self.PLAIN_FACTS:
            setattr(restored, fact, getattr(self, fact))
        return restored

    def _with_keys(self, content: dict[str, Any]) -> dict[str, Any]:
        keys = dict(Characteristic.objects.filter(indicator=self.pk).values_list("uid", "pk"))
        rows = [
            {**row, "pk": row["pk"] or keys.get(uuid.UUID(row["uid"]))}
            for row in content.get("characteristics", ())
        ]
        return {**content, "characteristics": rows}

    @property
    def declared_gaps(self) -> list[int]:
        return sorted({int(level) for level in self.gaps.split(",") if level})

    def get_full_url(self) -> str:
        """A preview is served as a CMS address: it is framed there and never cached as a page."""
        return settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home")

    full_url = property(get_full_url)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "questionnaires/preview/indicator.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"card": indicator_card(self)}


class Characteristic(Identified, Orderable):
    """One observable statement of an indicator at a level."""

    indicator = ParentalKey(Indicator, on_delete=models.CASCADE, related_name="characteristics")
    level = models.PositiveSmallIntegerField(_("уровень"))
    strand = models.ForeignKey(
        Strand, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("подтема")
    )
    text = models.TextField(_("характеристика"))

    class Meta(Orderable.Meta):
        verbose_name = _("характеристика")
        verbose_name_plural = _("характеристики")

    def __str__(self) -> str:
        return self.text[:120]
