"""A plan as content: what a cycle is made from, this year and the next."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PlanTemplate(models.Model):
    """content: the plan as its file says it (see reading.py); title repeats the plan's own.

    version: counts changes, so that two editors never overwrite each other.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("название"), max_length=500)
    content = models.JSONField(_("содержание"))
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("изменён"), default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("типовой план")
        verbose_name_plural = _("типовые планы")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
