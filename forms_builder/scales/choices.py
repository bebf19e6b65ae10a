"""The closed lists of a scale: what scoring knows how to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    CUMULATIVE = "cumulative", _("по всем характеристикам уровня и ниже")
    CUMULATIVE_BY_STRAND = "cumulative_by_strand", _("отдельно по каждой подтеме")
    DIRECT = "direct", _("уровень ставится сразу")


class OverallMethod(models.TextChoices):
    MEAN_OF_AREAS = "mean_of_areas", _("среднее областей")
    MEAN_OF_INDICATORS = "mean_of_indicators", _("среднее показателей")


class Place(models.TextChoices):
    GROUP = "group", _("в группе")
    ORGANISATION = "organisation", _("в организации")
