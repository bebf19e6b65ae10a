"""One row for every piece of long work."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """state moves queued → running → done | failed | cancelled; a row never lies about its state.

    params: ids only, JSON. lease_until: the running worker renews it; past it the work is taken
    again, at most max_attempts times. progress: done of total steps, total 0 while unknown.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("ждёт очереди")
        RUNNING = "running", _("идёт")
        DONE = "done", _("готово")
        FAILED = "failed", _("не получилось")
        CANCELLED = "cancelled", _("отменено")

    uid = models.UUIDField(_("номер"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("вид"), max_length=60)
    title = models.CharField(_("что делается"), max_length=250)
    params = models.JSONField(_("параметры"), default=dict)
    state = models.CharField(_("состояние"), max_length=12, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("попыток"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("попыток не больше"))
    lease = models.CharField(max_length=36, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    progress_done = models.PositiveIntegerField(_("сделано шагов"), default=0)
    progress_total = models.PositiveIntegerField(_("всего шагов"), default=0)
    message = models.CharField(_("сообщение"), max_length=500, blank=True)
    log = models.JSONField(_("ход работы"), default=list)
    file = models.FileField(_("файл"), upload_to="jobs/%Y/%m/", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("кто начал")
    )
    cancel_asked = models.BooleanField(_("просили отменить"), default=False)
    created_at = models.DateTimeField(_("поставлена"), auto_now_add=True)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(_("начата"), null=True, blank=True)
    finished_at = models.DateTimeField(_("закончена"), null=True, blank=True)

    class Meta:
        verbose_name = _("фоновая работа")
        verbose_name_plural = _("фоновые работы")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="jobs_state_created")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED, self.State.CANCELLED}
