"""What a kindergarten has inside: buildings and groups of children."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from forms_builder.common.russian import counted
from portal.organisations.models.organisations import Organisation

OLDEST = 8  # years; children go to school at 6 or 7, rarely at 8


class Building(models.Model):
    """One of the buildings (корпус) of a kindergarten."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="buildings")
    name = models.CharField(_("название"), max_length=120, blank=True)
    address = models.CharField(_("адрес"), max_length=500)

    class Meta:
        verbose_name = _("корпус")
        verbose_name_plural = _("корпуса")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or self.address


class ChildGroup(models.Model):
    """A group of children; families is how many families it had on the day families_on.

    It is never deleted: sheets are about it. A closed one is offered nowhere.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="groups")
    building = models.ForeignKey(
        Building,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("корпус"),
    )
    name = models.CharField(_("название"), max_length=120)
    age_from = models.PositiveSmallIntegerField(
        _("возраст от, лет"), null=True, blank=True, validators=[MaxValueValidator(OLDEST)]
    )
    age_to = models.PositiveSmallIntegerField(
        _("до, лет"), null=True, blank=True, validators=[MaxValueValidator(OLDEST)]
    )
    families = models.PositiveSmallIntegerField(_("семей"), null=True, blank=True)
    families_on = models.DateField(_("на какой день"), null=True, blank=True)
    closed_on = models.DateField(_("закрыта с"), null=True, blank=True)

    class Meta:
        verbose_name = _("группа")
        verbose_name_plural = _("группы")
        ordering = ["organisation", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(closed_on__isnull=True),
                name="organisations_group_once",
                violation_error_message=_("Группа с таким названием здесь уже есть."),
            ),
            models.CheckConstraint(
                condition=Q(families__isnull=True) | Q(families_on__isnull=False),
                name="organisations_families_on_a_day",
                violation_error_message=_("Напишите, на какой день посчитаны семьи."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ages(self) -> str:
        """«3–4 года», «до 3 лет», «от 5 лет»; empty when nobody said."""
        if self.age_from is None and self.age_to is None:
            return ""
        if self.age_from is None:
            return _now("до %s") % counted(self.age_to, "года", "лет", "лет")
        if self.age_to is None:
            return _now("от %s") % counted(self.age_from, "года", "лет", "лет")
        years = counted(self.age_to, "год", "года", "лет")
        return years if self.age_from == self.age_to else f"{self.age_from}–{years}"

    @property
    def counted_families(self) -> str:
        """«24 на 1 сентября 2026»; empty when nobody counted them."""
        if self.families is None:
            return ""
        said = {"count": self.families, "day": date_format(self.families_on, "j E Y")}
        return _now("%(count)d на %(day)s") % said
