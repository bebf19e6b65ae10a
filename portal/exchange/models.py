"""What somebody uploaded and has not confirmed yet."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations.models import Territory


class Upload(models.Model):
    """A file between preview and confirmation: seen by the person alone, gone afterwards."""

    class Kind(models.TextChoices):
        REGISTRY = "registry", _("реестр")
        PLAN = "plan", _("план")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("вид"), max_length=10, choices=Kind)
    territory = models.ForeignKey(
        Territory, models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("файл"), max_length=250)
    content = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("загруженный файл")
        verbose_name_plural = _("загруженные файлы")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
