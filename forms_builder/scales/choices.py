"""The closed lists of a scale: what scoring knows how to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    CUMULATIVE = "cumulative", _("по всем характеристикам уровня и ниже")
    CUMULATIVE_BY_STRAND = "cumulative_by_strand", _("отдельно по каждой подтеме")
    DIRECT = "direct", _("уровень ставится сразу")


class AreaMethod(models.TextChoices):
    MEAN = "mean", _("среднее показателей")
    WEIGHTED_MEAN = "weighted_mean", _("среднее показателей с их весами")


class OverallMethod(models.TextChoices):
    MEAN_OF_AREAS = "mean_of_areas", _("среднее областей")
    MEAN_OF_INDICATORS = "mean_of_indicators", _("среднее показателей")
    WEIGHTED_MEAN_OF_AREAS = "weighted_mean_of_areas", _("среднее областей с их весами")


class NotApplicable(models.TextChoices):
    """What an assessor may do with what does not concern a kindergarten."""

    EXCLUDE = "exclude", _("можно отметить, в средние не входит")
    FORBIDDEN = "forbidden", _("отметить нельзя")


class Changed(models.TextChoices):
    """The two parts of a scale that are saved at once, each with its own version token."""

    FRAME = "frame", _("рамка шкалы")
    ORDER = "order", _("состав шкалы")


class Place(models.TextChoices):
    GROUP = "group", _("в группе")
    ORGANISATION = "organisation", _("в организации")
