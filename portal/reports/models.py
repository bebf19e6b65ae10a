"""A document of the monitoring and its life."""

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.campaigns.models import Campaign
from portal.documents.tree import Document, from_data
from portal.jobs.models import Job
from portal.organisations.models import Organisation
from portal.profiles.models import Profile

FROZEN = ("document", "document_sha256", "file", "file_sha256", "profile", "state")


class FinalReportError(Exception):
    """Somebody tried to change or delete a final report: a programming error, never a person's."""


class ReportQuerySet(models.QuerySet["Report"]):
    def update(self, **fields: Any) -> int:
        if set(fields) & set(FROZEN) and self.filter(state=Report.State.FINAL).exists():
            raise FinalReportError
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        if self.filter(state=Report.State.FINAL).exists():
            raise FinalReportError
        return super().delete()


class Report(models.Model):
    """document: canonical JSON of the neutral tree; file: the PDF made from exactly that.

    Once final, document, file and both hashes never change.
    """

    class Kind(models.TextChoices):
        DOO_PROFILE = "doo_profile", _("Профиль качества ДОО")

    class State(models.TextChoices):
        COMPILING = "compiling", _("составляется")
        DRAFT = "draft", _("черновик")
        FINAL = "final", _("итоговый")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("вид"), max_length=30, choices=Kind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reports")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reports")
    profile = models.ForeignKey(Profile, models.PROTECT, related_name="reports")
    job = models.ForeignKey(Job, models.PROTECT, related_name="+", null=True)
    state = models.CharField(_("состояние"), max_length=12, choices=State, default=State.COMPILING)
    document = models.TextField(blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="reports/%Y/%m/", blank=True)
    file_sha256 = models.CharField(_("отпечаток файла"), max_length=64, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("составлен"), auto_now_add=True)
    compiled_at = models.DateTimeField(_("собран"), null=True, blank=True)
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    finalised_at = models.DateTimeField(_("утверждён"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("отчёт")
        verbose_name_plural = _("отчёты")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.organisation}"

    def save(self, **options: Any) -> None:
        if self._changes_a_final_one():
            raise FinalReportError
        super().save(**options)

    def delete(self, **options: Any) -> tuple[int, dict[str, int]]:
        if Report.objects.filter(pk=self.pk, state=self.State.FINAL).exists():
            raise FinalReportError
        return super().delete(**options)

    @property
    def is_compiled(self) -> bool:
        return self.state != self.State.COMPILING

    def tree(self) -> Document:
        """Return the document as it was frozen; the page is drawn from the same tree as the PDF."""
        return from_data(json.loads(self.document))

    def _changes_a_final_one(self) -> bool:
        if self.pk is None:
            return False
        final = Report.objects.filter(pk=self.pk, state=self.State.FINAL).values(*FROZEN).first()
        own = {name: self._meta.get_field(name).value_from_object(self) for name in FROZEN}
        return final is not None and final != own


class OpenedToTeam(models.Model):
    """A result or a report that the kindergarten's coordinator lets the whole team read."""

    profile = models.OneToOneField(
        Profile, models.CASCADE, null=True, blank=True, related_name="opened_to_team"
    )
    report = models.OneToOneField(
        Report, models.CASCADE, null=True, blank=True, related_name="opened_to_team"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("открыт команде"), auto_now_add=True)

    class Meta:
        verbose_name = _("открыто команде")
        verbose_name_plural = _("открыто команде")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(profile__isnull=True) ^ models.Q(report__isnull=True),
                name="reports_opened_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.profile or self.report}"
