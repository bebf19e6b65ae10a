"""What was saved at once in a scale, by whom: the latest row of a part is its version token."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_builder.scales.choices import Changed
from forms_builder.scales.models.scale import Scale


class ScaleChange(models.Model):
    """One saved change of a scale's frame or order; what: in words, for whoever comes second."""

    scale = models.ForeignKey(Scale, models.CASCADE, related_name="changes")
    part = models.CharField(_("часть"), max_length=8, choices=Changed)
    what = models.CharField(_("что изменено"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("когда"), auto_now_add=True)

    class Meta:
        verbose_name = _("изменение шкалы")
        verbose_name_plural = _("изменения шкалы")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what
