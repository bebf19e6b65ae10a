"""What a kindergarten's page shows: a final report, released by the moderator."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Organisation
from portal.reports.models import Report


class Publication(models.Model):
    """proposed → approved by another → released by the moderator → withdrawn with a reason."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("предложено")
        APPROVED = "approved", _("согласовано")
        RELEASED = "released", _("опубликовано")
        WITHDRAWN = "withdrawn", _("снято")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="publications")
    report = models.ForeignKey(Report, models.PROTECT, related_name="publications")
    state = models.CharField(_("состояние"), max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(_("опубликовано"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("причина снятия"), blank=True)

    class Meta:
        verbose_name = _("публикация")
        verbose_name_plural = _("публикации")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state="released"),
                name="pages_one_publication_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_state_display()}"
