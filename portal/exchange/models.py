"""What somebody uploaded and has not confirmed yet, and what it would do."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.jobs.models import Job
from portal.organisations.models import Territory
from portal.organisations.preview import RowKind


class Upload(models.Model):
    """A file between preview and confirmation: seen by the person alone, gone after a day.

    A registry file is looked at and loaded by jobs; job is the last one. counts: rows by kind of
    RowKind; digest: of the rows kept, so that exactly what was shown is written; faults: what is
    wrong with the file as a whole, [place, message]; unknown: columns that are not loaded.
    """

    class Kind(models.TextChoices):
        REGISTRY = "registry", _("реестр")
        PLAN = "plan", _("план")
        PEOPLE = "people", _("назначения")

    class State(models.TextChoices):
        WAITING = "waiting", _("просматривается")
        READY = "ready", _("ждёт подтверждения")
        STALE = "stale", _("реестр изменился, просмотр обновлён")
        DONE = "done", _("загружен")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("вид"), max_length=10, choices=Kind)
    state = models.CharField(
        _("состояние"), max_length=10, choices=State, default=State.WAITING
    )
    territory = models.ForeignKey(
        Territory, models.CASCADE, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("файл"), max_length=250)
    content = models.BinaryField()
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    counts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    faults = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("загруженный файл")
        verbose_name_plural = _("загруженные файлы")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class UploadRow(models.Model):
    """One row of a file and what it would do; kept, so that ten thousand of them can be paged.

    cells: [column, what stands there, what will stand there]; wrong: [column, what to do].
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField(_("строка"))
    kind = models.CharField(_("вид"), max_length=8, choices=RowKind)
    title = models.CharField(_("название"), max_length=250)
    cells = models.JSONField(default=list)
    wrong = models.JSONField(default=list)
    search = models.TextField()

    class Meta:
        verbose_name = _("строка файла")
        verbose_name_plural = _("строки файла")
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["upload", "kind", "row"], name="exchange_row_by_kind")]

    def __str__(self) -> str:
        return self.title
