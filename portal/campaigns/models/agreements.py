"""Agreeing the dates of an expert procedure with those it concerns."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.campaigns.models.targets import Target
from portal.campaigns.periods import period


class Agreement(models.Model):
    """One side's word on the dates of one target.

    side: the assessed kindergarten (its leaders answer) or an expert (person). starts, ends: the
    dates that stand; offered_*: those the side proposes instead, while nobody settled them.
    version counts the acts: who answers to an older one is told.
    """

    class Side(models.TextChoices):
        ORGANISATION = "organisation", _("детский сад")
        EXPERT = "expert", _("эксперт")

    class State(models.TextChoices):
        ASKED = "asked", _("ждёт ответа")
        AGREED = "agreed", _("согласовано")
        OTHER_DATES = "other_dates", _("предложены другие даты")
        SETTLED = "settled", _("решено координатором")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    target = models.ForeignKey(Target, models.CASCADE, related_name="agreements")
    side = models.CharField(_("сторона"), max_length=12, choices=Side)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    starts = models.DateField(_("с"))
    ends = models.DateField(_("по"))
    offered_starts = models.DateField(_("предложено с"), null=True, blank=True)
    offered_ends = models.DateField(_("предложено по"), null=True, blank=True)
    state = models.CharField(_("состояние"), max_length=12, choices=State, default=State.ASKED)
    note = models.TextField(_("слово"), blank=True)
    version = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(_("отправлено"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("согласование")
        verbose_name_plural = _("согласования")
        ordering = ["starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target"], condition=Q(side="organisation"), name="campaigns_agreement_doo"
            ),
            models.UniqueConstraint(fields=["target", "person"], name="campaigns_agreement_expert"),
            models.CheckConstraint(
                condition=Q(side="expert", person__isnull=False)
                | Q(side="organisation", person__isnull=True),
                name="campaigns_agreement_whose",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="campaigns_agreement_dates"
            ),
        ]
        indexes = [models.Index(fields=["state", "side"], name="campaigns_agreement_state")]

    def __str__(self) -> str:
        return f"{self.target} · {self.person or self.get_side_display()}"

    @property
    def period(self) -> str:
        """The dates that stand, in words."""
        return period(self.starts, self.ends)

    @property
    def offered_period(self) -> str:
        """The dates a side proposes, in words; "" when none wait."""
        return period(self.offered_starts, self.offered_ends)

    @property
    def pill(self) -> str:
        """The colour of its state."""
        kinds = {self.State.ASKED: "wait", self.State.OTHER_DATES: "late"}
        return kinds.get(self.state, "done")


class AgreementAct(models.Model):
    """What was said, by whom and when; never changed. state: where the agreement stood after it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="history")
    state = models.CharField(max_length=12, choices=Agreement.State)
    starts = models.DateField()
    ends = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("слово о датах")
        verbose_name_plural = _("слова о датах")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.get_state_display()}"

    @property
    def period(self) -> str:
        """The dates it was about, in words."""
        return period(self.starts, self.ends)
