"""Kindergartens and their founders."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms_builder.common.russian import fold, sort_key
from portal.common.fields import SortField
from portal.organisations.choices import OrganisationKind, OrganisationState
from portal.organisations.inn import validate_inn
from portal.organisations.models.territories import Territory


class Founder(models.Model):
    """Who founded kindergartens (учредитель): a department, an administration, a company."""

    WRITTEN = ("territory", "name", "short_name", "inn")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="founders", verbose_name=_("территория")
    )
    name = models.CharField(_("название"), max_length=500)
    short_name = models.CharField(_("краткое название"), max_length=250, blank=True)
    inn = models.CharField(_("ИНН"), max_length=12, blank=True, validators=[validate_inn])
    search = models.TextField(editable=False)

    class Meta:
        verbose_name = _("учредитель")
        verbose_name_plural = _("учредители")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inn"],
                condition=~Q(inn=""),
                name="organisations_founder_inn_unique",
                violation_error_message=_("Учредитель с таким ИНН уже есть."),
            ),
            models.UniqueConstraint(
                fields=["territory", "name"],
                name="organisations_founder_name_unique",
                violation_error_message=_("Учредитель с таким названием здесь уже есть."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: object, **options: object) -> None:
        self.fill_derived()
        super().save(*args, **options)

    def fill_derived(self) -> None:
        """Fill the search column from the names; bulk writers call it themselves."""
        self.search = fold(f"{self.name} {self.short_name} {self.inn}")


class Organisation(models.Model):
    """A kindergarten (ДОО). It is never deleted: closed ones keep their history."""

    # What people write of it, beside its territory and its state; the rest is derived.
    WRITTEN = (
        "number",
        "short_name",
        "official_name",
        "inn",
        "kind",
        "founder",
        "address",
        "site",
        "email",
        "phone",
        "places",
        "opened_on",
        "note",
    )
    # The state and its dates; they change together, through services.states and the import.
    STATE = ("state", "suspended_from", "suspended_until", "closed_on")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    territory = models.ForeignKey(
        Territory, models.PROTECT, related_name="organisations", verbose_name=_("территория")
    )
    number = models.CharField(_("номер"), max_length=20, blank=True)
    short_name = models.CharField(_("краткое название"), max_length=250)
    official_name = models.CharField(_("официальное название"), max_length=500, blank=True)
    inn = models.CharField(_("ИНН"), max_length=12, blank=True, validators=[validate_inn])
    kind = models.CharField(_("тип"), max_length=20, choices=OrganisationKind, blank=True)
    founder = models.ForeignKey(
        Founder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("учредитель"),
    )
    address = models.CharField(_("адрес"), max_length=500, blank=True)
    site = models.URLField(
        _("сайт"),
        blank=True,
        error_messages={"invalid": _("Напишите адрес сайта целиком, с https:// в начале.")},
    )
    email = models.EmailField(
        _("эл. почта"),
        blank=True,
        error_messages={"invalid": _("Напишите адрес почты целиком, например sad31@mail.ru.")},
    )
    phone = models.CharField(_("телефон"), max_length=60, blank=True)
    places = models.PositiveIntegerField(_("мест"), null=True, blank=True)
    state = models.CharField(
        _("состояние"), max_length=10, choices=OrganisationState, default=OrganisationState.OPEN
    )
    opened_on = models.DateField(_("открыт с"), null=True, blank=True)
    suspended_from = models.DateField(_("приостановлен с"), null=True, blank=True)
    suspended_until = models.DateField(_("приостановлен по"), null=True, blank=True)
    closed_on = models.DateField(_("закрыт с"), null=True, blank=True)
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
            models.CheckConstraint(
                condition=~Q(state=OrganisationState.CLOSED) | Q(closed_on__isnull=False),
                name="organisations_closed_on_a_day",
                violation_error_message=_("Напишите, с какого дня детский сад закрыт."),
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
