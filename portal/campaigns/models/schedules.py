"""The schedule of a procedure on a node, and the days on which work is done."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.campaigns.models.plan import Procedure
from portal.organisations.models import Organisation, Territory


class Schedule(models.Model):
    """When a node goes through a procedure. Approved, it makes the tasks of that node.

    One of territory and organisation is the node. version: counts changes of the draft. A
    withdrawn one stays as history, a new one may then be drawn up.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("черновик")
        APPROVED = "approved", _("утверждён")
        WITHDRAWN = "withdrawn", _("отозван")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="schedules")
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="schedules", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="schedules", null=True, blank=True
    )
    starts = models.DateField(_("с какого дня"))
    ends = models.DateField(_("по какой день"))
    note = models.TextField(_("примечание"), blank=True)
    state = models.CharField(_("состояние"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0, editable=False)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(_("утверждён"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(_("отозван"), null=True, blank=True)
    withdrawn_because = models.CharField(_("причина отзыва"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("план-график")
        verbose_name_plural = _("планы-графики")
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(territory__isnull=False, organisation__isnull=True)
                | Q(territory__isnull=True, organisation__isnull=False),
                name="campaigns_schedule_one_node",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="campaigns_schedule_dates"
            ),
            models.UniqueConstraint(
                fields=["procedure", "territory"],
                condition=~Q(state="withdrawn"),
                name="campaigns_schedule_territory_once",
            ),
            models.UniqueConstraint(
                fields=["procedure", "organisation"],
                condition=~Q(state="withdrawn"),
                name="campaigns_schedule_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} · {self.node}"

    @property
    def node(self) -> Territory | Organisation:
        """The territory or the kindergarten whose schedule this is."""
        return self.organisation or self.territory


class CalendarDay(models.Model):
    """A day that differs from its week: a day off among working days, or a working weekend."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("нерабочий")
        WORKING = "working", _("рабочий")

    day = models.DateField(_("день"), unique=True)
    kind = models.CharField(_("какой"), max_length=8, choices=Kind, default=Kind.HOLIDAY)
    note = models.CharField(_("примечание"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("день календаря")
        verbose_name_plural = _("производственный календарь")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}: {self.get_kind_display()}"
