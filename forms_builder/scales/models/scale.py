"""The frame of a scale: levels with bands, strands, ages, areas."""

import uuid
from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from forms_builder.scales.choices import AreaMethod, NotApplicable, OverallMethod


class Identified(models.Model):
    """uid names the row for ever; origin: the uid of the first row this one was copied from.

    What was copied from year to year shares an origin, and so figures of two scales find each
    other: two rows are the same thing when `lineage` is.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    origin = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def lineage(self) -> uuid.UUID:
        return self.origin or self.uid


def weight_field() -> models.DecimalField:
    return models.DecimalField(
        _("вес"),
        max_digits=6,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01"), _("Вес больше нуля."))],
        help_text=_("Считается, только если шкала считает с весами."),
    )


class Scale(Identified, ClusterableModel):
    """A rubric: its methods of counting are content, chosen here and printed with every result."""

    title = models.CharField(_("название"), max_length=250)
    notice = models.TextField(
        _("примечание"), blank=True, help_text=_("Печатается рядом с результатами.")
    )
    area_method = models.CharField(
        _("балл области"), max_length=24, choices=AreaMethod, default=AreaMethod.MEAN
    )
    overall_method = models.CharField(
        _("общая оценка"),
        max_length=24,
        choices=OverallMethod,
        default=OverallMethod.MEAN_OF_AREAS,
        help_text=_("Способы дают разные числа; выбранный печатается в каждом отчёте."),
    )
    not_applicable = models.CharField(
        _("«не применимо»"),
        max_length=12,
        choices=NotApplicable,
        default=NotApplicable.EXCLUDE,
    )

    class Meta:
        verbose_name = _("шкала")
        verbose_name_plural = _("шкалы")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Level(models.Model):
    """A level with its name; its band runs from starts_at to the next level's starts_at."""

    scale = ParentalKey(Scale, on_delete=models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField(_("уровень"), validators=[MinValueValidator(1)])
    title = models.CharField(_("название"), max_length=120)
    plain = models.CharField(
        _("простыми словами"), max_length=200, blank=True, help_text=_("Для родителей.")
    )
    colour = models.CharField(
        _("цвет"),
        max_length=7,
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", _("Цвет пишется как #8c3b12."))],
    )
    starts_at = models.DecimalField(
        _("начинается с"), max_digits=5, decimal_places=2, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = _("уровень")
        verbose_name_plural = _("уровни")
        ordering = ["value"]
        constraints = [models.UniqueConstraint(fields=["scale", "value"], name="scales_level_once")]

    def __str__(self) -> str:
        return f"{self.value}. {self.title}"


class Strand(Identified, Orderable):
    """A line (подтема) that runs through the levels of every indicator."""

    scale = ParentalKey(Scale, on_delete=models.CASCADE, related_name="strands")
    title = models.CharField(_("название"), max_length=250)

    class Meta(Orderable.Meta):
        verbose_name = _("подтема")
        verbose_name_plural = _("подтемы")

    def __str__(self) -> str:
        return self.title


class Age(Identified, Orderable):
    """An age group that some indicators are meant for (возраст)."""

    scale = ParentalKey(Scale, on_delete=models.CASCADE, related_name="ages")
    title = models.CharField(_("возраст"), max_length=120)

    class Meta(Orderable.Meta):
        verbose_name = _("возраст")
        verbose_name_plural = _("возрасты")

    def __str__(self) -> str:
        return self.title


class Area(Identified, Orderable):
    """An area of quality (область)."""

    scale = ParentalKey(Scale, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(_("номер"), max_length=20)
    title = models.CharField(_("название"), max_length=250)
    weight = weight_field()

    class Meta(Orderable.Meta):
        verbose_name = _("область")
        verbose_name_plural = _("области")

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"
