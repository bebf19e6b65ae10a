"""Stored results. A new computing makes a new row beside the old one."""

import json
import uuid
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_builder.questionnaires.models import Edition
from portal.campaigns.models import Campaign, Procedure
from portal.organisations.models import Organisation
from portal.responses.models import Response


class Profile(models.Model):
    """The result of one response: inputs, edition and rule version kept beside the numbers.

    result: canonical JSON text of scoring's as_data, so that equal results are equal bytes;
    overall, level and areas (area uid → score as text, or None) repeat figures of it for lists and
    roll-up, so that a territory is read without its answers.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    response = models.ForeignKey(Response, models.PROTECT, related_name="profiles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="profiles")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="profiles")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="profiles")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="profiles")
    inputs = models.TextField(_("исходные ответы"))
    inputs_sha256 = models.CharField(max_length=64)
    rule_version = models.CharField(_("версия правил"), max_length=20)
    result = models.TextField(_("результат"))
    overall = models.DecimalField(max_digits=24, decimal_places=20, null=True, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    areas = models.JSONField(default=dict)
    computed_at = models.DateTimeField(_("вычислен"), auto_now_add=True)

    class Meta:
        verbose_name = _("профиль качества")
        verbose_name_plural = _("профили качества")
        ordering = ["-computed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "inputs_sha256", "rule_version"], name="profiles_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.procedure.code}"

    @cached_property
    def data(self) -> dict[str, Any]:
        """The result as Python values; treat as read-only."""
        return json.loads(self.result)

    @cached_property
    def given(self) -> dict[str, Any]:
        """The inputs as Python values, see gather.py; treat as read-only."""
        return json.loads(self.inputs)
