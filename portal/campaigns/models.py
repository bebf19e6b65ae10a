"""A monitoring cycle as a plan says it: stages, procedures, phases, steps."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Organisation, Territory


class Campaign(models.Model):
    """One cycle of monitoring on a territory. source_key ties it to the plan it was made from."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("название"), max_length=500)
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


class Ordered(models.Model):
    """A part of a plan at its place; codes are free text or absent, dates optional."""

    position = models.PositiveSmallIntegerField(_("место"))

    class Meta:
        abstract = True
        ordering = ["position"]


class Stage(Ordered):
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="stages")
    code = models.CharField(_("номер"), max_length=20, blank=True)
    title = models.CharField(_("название"), max_length=500, blank=True)

    class Meta(Ordered.Meta):
        verbose_name = _("этап")
        verbose_name_plural = _("этапы")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="campaigns_stage_place")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class Procedure(Ordered):
    """responsible: roles in the plan's own words; source_code: the number the source printed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="procedures")
    code = models.CharField(_("номер"), max_length=20, blank=True)
    source_code = models.CharField(_("номер в источнике"), max_length=20, blank=True)
    title = models.CharField(_("название"), max_length=500, blank=True)
    responsible = models.JSONField(_("ответственные"), default=list)

    class Meta(Ordered.Meta):
        verbose_name = _("процедура")
        verbose_name_plural = _("процедуры")
        constraints = [
            models.UniqueConstraint(fields=["stage", "position"], name="campaigns_procedure_place")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class Phase(Ordered):
    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="phases")
    title = models.CharField(_("название"), max_length=500, blank=True)
    instruments_text = models.TextField(_("инструментарий"), blank=True)
    starts = models.DateField(_("начало"), null=True, blank=True)
    ends = models.DateField(_("окончание"), null=True, blank=True)

    class Meta(Ordered.Meta):
        verbose_name = _("фаза")
        verbose_name_plural = _("фазы")
        constraints = [
            models.UniqueConstraint(fields=["procedure", "position"], name="campaigns_phase_place")
        ]

    def __str__(self) -> str:
        return self.title or str(_("Без названия"))


class Step(Ordered):
    """Its key is procedure + phase + position: two steps of the real plan have no code."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="steps")
    code = models.CharField(_("номер"), max_length=20, blank=True)
    text = models.TextField(_("содержание"))

    class Meta(Ordered.Meta):
        verbose_name = _("шаг")
        verbose_name_plural = _("шаги")
        constraints = [
            models.UniqueConstraint(fields=["phase", "position"], name="campaigns_step_place")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()
