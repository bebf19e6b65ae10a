"""Who is appointed where, and whom an expert may not assess."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_builder.common.russian import fold, sort_key
from portal.common.fields import SortField
from portal.organisations.choices import ExpertScope, Role
from portal.organisations.models.calendars import by_own_calendar
from portal.organisations.models.organisations import Founder, Organisation
from portal.organisations.models.territories import Territory


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def current(self) -> "AppointmentQuerySet":
        """Appointments in force today, each by the calendar of its own place."""
        return self.filter(by_own_calendar(lambda day: Q(starts__lte=day) & _lasts(day)))

    def coming(self) -> "AppointmentQuerySet":
        """Appointments that begin later."""
        return self.filter(by_own_calendar(lambda day: Q(starts__gt=day) & _lasts(day)))

    def lasting(self) -> "AppointmentQuerySet":
        """Appointments that are not over: in force today, or beginning later."""
        return self.filter(by_own_calendar(_lasts))

    def over(self) -> "AppointmentQuerySet":
        return self.filter(by_own_calendar(lambda day: Q(ends__lt=day)))


def _lasts(day: date) -> Q:
    return Q(ends__isnull=True) | Q(ends__gte=day)


class Appointment(models.Model):
    """A person holds a role for one node, from above, for a time.

    The node is a territory, a kindergarten or, for an expert of the regional system, a founder.
    scope: what an expert is appointed for. reason, ended_by: of a dismissal before the term.
    search and sort are the person's name as lists look for it and order by it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("кто"),
    )
    role = models.CharField(_("роль"), max_length=24, choices=Role)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, verbose_name=_("территория")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("детский сад")
    )
    founder = models.ForeignKey(
        Founder, models.PROTECT, null=True, blank=True, verbose_name=_("учредитель")
    )
    scope = models.CharField(
        _("что оценивает"), max_length=8, choices=ExpertScope, default="", blank=True
    )
    starts = models.DateField(_("с"), default=timezone.localdate)
    ends = models.DateField(_("по"), null=True, blank=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто назначил"),
    )
    reason = models.CharField(_("почему прекращено"), max_length=500, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("кто прекратил"),
    )
    search = models.CharField(max_length=250, editable=False)
    sort = SortField(max_length=300, editable=False, db_index=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("назначение")
        verbose_name_plural = _("назначения")
        ordering = ["person", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(territory__isnull=False, organisation=None, founder=None)
                | Q(organisation__isnull=False, territory=None, founder=None)
                | Q(founder__isnull=False, territory=None, organisation=None),
                name="organisations_appointment_one_node",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.node}"

    def save(self, *args: object, **options: object) -> None:
        self.fill_derived()
        super().save(*args, **options)

    def fill_derived(self) -> None:
        """Fill the search and sort columns from the person; bulk writers call it themselves."""
        name = self.person.get_full_name()
        self.search, self.sort = fold(name), sort_key(name)

    @property
    def home(self) -> Territory:
        """The territory the node lies in, or is: her clock is its clock."""
        return self.territory or self.node.territory

    @property
    def node(self) -> "Territory | Organisation | Founder":
        return self.organisation or self.territory or self.founder

    @property
    def is_over(self) -> bool:
        return self.ends is not None and self.ends < self.home.today()

    @property
    def is_coming(self) -> bool:
        return not self.is_over and self.starts > self.home.today()


class ConflictQuerySet(models.QuerySet["ConflictOfInterest"]):
    def standing(self) -> "ConflictQuerySet":
        """Conflicts that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class ConflictOfInterest(models.Model):
    """An expert says that she may not assess a kindergarten, and why; withdrawn, the row stays."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="conflicts", verbose_name=_("кто")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="conflicts", verbose_name=_("детский сад")
    )
    reason = models.CharField(_("причина"), max_length=500)
    declared_at = models.DateTimeField(_("заявлен"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("отозван"), null=True, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("конфликт интересов")
        verbose_name_plural = _("конфликты интересов")
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(withdrawn_at=None),
                name="organisations_conflict_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"
