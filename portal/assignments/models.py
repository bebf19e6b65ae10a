"""Who fills which edition about whom, by when."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_builder.questionnaires.models import Edition
from portal.campaigns.models import Campaign, Procedure
from portal.organisations.models import Organisation


class Assignment(models.Model):
    """«Просрочено» is derived from due (see selectors.days_left), never stored."""

    class State(models.TextChoices):
        OPEN = "open", _("не начат")
        IN_PROGRESS = "in_progress", _("заполняется")
        SUBMITTED = "submitted", _("отправлен")
        DONE = "done", _("принят")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="assignments")
    procedure = models.ForeignKey(
        Procedure, models.PROTECT, related_name="assignments", verbose_name=_("процедура")
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="assignments", verbose_name=_("редакция")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="assignments", verbose_name=_("детский сад")
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("кто заполняет"),
    )
    due = models.DateField(_("срок"))
    state = models.CharField(_("состояние"), max_length=12, choices=State, default=State.OPEN)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("задача")
        verbose_name_plural = _("задачи")
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "edition", "organisation", "assignee"],
                name="assignments_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.organisation}"
