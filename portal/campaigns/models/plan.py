"""A cycle's own plan: stages, procedures, phases, steps, and what fulfils them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from forms_builder.questionnaires.models import Edition
from portal.campaigns.models.campaigns import Campaign
from portal.organisations.choices import Role


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
    """responsible: roles in the plan's own words; source_code: the number the source printed.

    owner_role draws its schedules up, filler_role fills its sheets, about targets of target_kind.
    dates_before: what stood before the dates were last spread over the phases, for taking it back.
    version: counts changes of the settings, so that two editors never overwrite each other.
    """

    class TargetKind(models.TextChoices):
        NONE = "none", _("цикл целиком")
        ORGANISATION = "organisation", _("детский сад")
        GROUP = "group", _("группа")
        TEACHER = "teacher", _("педагог")
        TERRITORY = "territory", _("территория")
        FOUNDER = "founder", _("учредитель")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="procedures")
    code = models.CharField(_("номер"), max_length=20, blank=True)
    source_code = models.CharField(_("номер в источнике"), max_length=20, blank=True)
    title = models.CharField(_("название"), max_length=500, blank=True)
    responsible = models.JSONField(_("ответственные"), default=list)
    owner_role = models.CharField(_("кто ведёт"), max_length=24, choices=Role, blank=True)
    filler_role = models.CharField(_("кто заполняет"), max_length=24, choices=Role, blank=True)
    target_kind = models.CharField(
        _("о ком"), max_length=12, choices=TargetKind, default=TargetKind.NONE
    )
    starts = models.DateField(_("начало"), null=True, blank=True)
    ends = models.DateField(_("окончание"), null=True, blank=True)
    dates_before = models.JSONField(null=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta(Ordered.Meta):
        verbose_name = _("процедура")
        verbose_name_plural = _("процедуры")
        constraints = [
            models.UniqueConstraint(fields=["stage", "position"], name="campaigns_procedure_place"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="campaigns_procedure_dates",
            ),
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


class Binding(models.Model):
    """What fulfils a procedure, or one of its steps: an edition or a kind of report."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="bindings")
    step = models.ForeignKey(
        Step, models.CASCADE, related_name="bindings", null=True, blank=True, verbose_name=_("шаг")
    )
    edition = models.ForeignKey(
        Edition,
        models.PROTECT,
        related_name="bindings",
        null=True,
        blank=True,
        verbose_name=_("редакция формы"),
    )
    report_kind = models.CharField(_("вид отчёта"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("чем исполняется")
        verbose_name_plural = _("чем исполняется")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=False, report_kind="")
                | (Q(edition__isnull=True) & ~Q(report_kind="")),
                name="campaigns_binding_one",
            ),
            models.UniqueConstraint(
                fields=["procedure", "edition"],
                condition=Q(step__isnull=True),
                name="campaigns_binding_edition_once",
            ),
            models.UniqueConstraint(
                fields=["step", "edition"], name="campaigns_binding_step_edition_once"
            ),
            models.UniqueConstraint(
                fields=["procedure", "report_kind"],
                condition=Q(step__isnull=True) & ~Q(report_kind=""),
                name="campaigns_binding_report_once",
            ),
            models.UniqueConstraint(
                fields=["step", "report_kind"],
                condition=~Q(report_kind=""),
                name="campaigns_binding_step_report_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.edition) if self.edition_id else self.report_kind
