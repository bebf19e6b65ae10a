"""A monitoring cycle and who takes part in it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Organisation, Territory


class Campaign(models.Model):
    """One cycle of monitoring on a territory. source_key ties it to the plan it was made from.

    short_title: for phones and lists; the plan's own title may take five lines.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("название"), max_length=500)
    short_title = models.CharField(_("короткое название"), max_length=80, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="campaigns", verbose_name=_("территория")
    )
    basis = models.JSONField(_("основание"), default=list)
    source_key = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("цикл мониторинга")
        verbose_name_plural = _("циклы мониторинга")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """The short title where there is one."""
        return self.short_title or self.title


class Participant(models.Model):
    """Who belonged where in this campaign: figures roll up along it, not along today's tree."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("участник цикла")
        verbose_name_plural = _("участники цикла")
        ordering = ["organisation__sort"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organisation"], name="campaigns_participant_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
