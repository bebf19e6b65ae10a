"""Territories, kindergartens and who is appointed where."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from forms_builder.common.russian import fold, sort_key
from portal.common.fields import SortField
from portal.organisations.choices import TIME_ZONES, OrganisationState, Role, TerritoryKind
from portal.organisations.inn import validate_inn


class Territory(MP_Node):
    """A node of the tree country → region → municipality; a deadline ends at 23:59 in its zone."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("вид"), max_length=14, choices=TerritoryKind)
    name = models.CharField(_("название"), max_length=200)
    time_zone = models.CharField(_("часовой пояс"), max_length=40, choices=TIME_ZONES)
    search = models.CharField(max_length=200, editable=False)

    node_order_by = ["name"]

    class Meta:
        verbose_name = _("территория")
        verbose_name_plural = _("территории")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **options: object) -> None:
        self.search = fold(self.name)
        super().save(*args, **options)


class Organisation(models.Model):
    """A kindergarten (ДОО). It is never deleted: closed ones keep their history."""

    # What people write of it, beside its territory; the rest is derived.
    WRITTEN = (
        "number",
        "short_name",
        "official_name",
        "inn",
        "address",
        "site",
        "state",
        "note",
    )

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="organisations", verbose_name=_("территория")
    )
    number = models.CharField(_("номер"), max_length=20, blank=True)
    short_name = models.CharField(_("краткое название"), max_length=250)
    official_name = models.CharField(_("официальное название"), max_length=500, blank=True)
    inn = models.CharField(_("ИНН"), max_length=12, blank=True, validators=[validate_inn])
    address = models.CharField(_("адрес"), max_length=500, blank=True)
    site = models.URLField(
        _("сайт"),
        blank=True,
        error_messages={"invalid": _("Напишите адрес сайта целиком, с https:// в начале.")},
    )
    state = models.CharField(
        _("состояние"), max_length=10, choices=OrganisationState, default=OrganisationState.OPEN
    )
    note = models.CharField(_("примечание"), max_length=500, blank=True)
    search = models.TextField(editable=False)
    sort = SortField(max_length=300, editable=False, db_index=True)

    class Meta:
        verbose_name = _("детский сад")
        verbose_name_plural = _("детские сады")
        ordering = ["sort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inn"],
                condition=~Q(inn=""),
                name="organisations_inn_unique",
                violation_error_message=_("Детский сад с таким ИНН в реестре уже есть."),
            ),
            models.UniqueConstraint(
                fields=["territory", "number"],
                condition=~Q(number=""),
                name="organisations_number_unique",
                violation_error_message=_("Детский сад с таким номером здесь уже есть."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def save(self, *args: object, **options: object) -> None:
        self.fill_derived()
        super().save(*args, **options)

    def fill_derived(self) -> None:
        """Fill the search and sort columns from the names; bulk writers call it themselves."""
        names = (self.short_name, self.official_name, self.inn, self.address)
        self.search = fold(" ".join(names))
        self.sort = sort_key(f"{self.number or 'я'} {self.short_name}")

    @property
    def is_open(self) -> bool:
        return self.state == OrganisationState.OPEN


class Building(models.Model):
    """One of the buildings (корпус) of a kindergarten."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="buildings")
    address = models.CharField(_("адрес"), max_length=500)

    class Meta:
        verbose_name = _("корпус")
        verbose_name_plural = _("корпуса")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.address


class ChildGroup(models.Model):
    """A group of children of a kindergarten."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="groups")
    name = models.CharField(_("название"), max_length=120)
    ages = models.CharField(_("возраст"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("группа")
        verbose_name_plural = _("группы")
        ordering = ["organisation", "name"]

    def __str__(self) -> str:
        return self.name


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def current(self) -> "AppointmentQuerySet":
        """Appointments in force today."""
        today = timezone.localdate()
        ends = Q(ends__isnull=True) | Q(ends__gte=today)
        return self.filter(ends, starts__lte=today)


class Appointment(models.Model):
    """A person holds a role for one node, a territory or a kindergarten, from above, for a time."""

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

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("назначение")
        verbose_name_plural = _("назначения")
        ordering = ["person", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(territory__isnull=True) ^ Q(organisation__isnull=True),
                name="organisations_appointment_one_node",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.node}"

    @property
    def home(self) -> Territory:
        """The territory the node lies in, or is: her clock is its clock."""
        return self.organisation.territory if self.organisation else self.territory

    @property
    def node(self) -> "Territory | Organisation":
        return self.organisation or self.territory
