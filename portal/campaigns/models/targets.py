"""Whom a procedure is about: the list a coordinator chose, and each one on it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.campaigns.models.plan import Procedure
from portal.organisations.models import ChildGroup, Founder, Organisation, Territory


class TargetList(models.Model):
    """How the targets of a procedure were chosen, and whether the list is approved.

    filter: conditions by name, see candidates.CONDITIONS; strata: names of the conditions that
    divide a random share; share in per cent or size in units, neither without a draw; seed: kept,
    the same seed and the same candidates give the same list. preparation: what the assessed side
    prepares, sent with every notice.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("составляется")
        APPROVED = "approved", _("утверждён")

    procedure = models.OneToOneField(Procedure, models.CASCADE, related_name="target_list")
    filter = models.JSONField(_("условия"), default=dict, blank=True)
    strata = models.JSONField(_("слои"), default=list, blank=True)
    share = models.PositiveSmallIntegerField(_("доля, %"), null=True, blank=True)
    size = models.PositiveIntegerField(_("сколько"), null=True, blank=True)
    seed = models.CharField(_("число выбора"), max_length=32, blank=True)
    preparation = models.TextField(_("что подготовить"), blank=True)
    state = models.CharField(_("состояние"), max_length=10, choices=State, default=State.DRAFT)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("утверждён"), null=True, blank=True)

    class Meta:
        verbose_name = _("перечень")
        verbose_name_plural = _("перечни")

    def __str__(self) -> str:
        return str(_("Перечень: %s") % self.procedure)

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED

    @property
    def is_random(self) -> bool:
        return self.share is not None or self.size is not None


class TargetQuerySet(models.QuerySet["Target"]):
    def standing(self) -> "TargetQuerySet":
        """Those on the list, the struck out left aside."""
        return self.filter(struck_at__isnull=True)


class Target(models.Model):
    """One that a procedure is about. organisation stands also beside a group and a teacher.

    Whoever was struck out keeps her row with the reason, so that nothing chooses her again.
    """

    class Chosen(models.TextChoices):
        FILTER = "filter", _("по условиям")
        HAND = "hand", _("вручную")
        SAMPLE = "sample", _("случайный выбор")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="targets")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="targeted"
    )
    group = models.ForeignKey(ChildGroup, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="targeted"
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="targeted"
    )
    founder = models.ForeignKey(
        Founder, models.PROTECT, null=True, blank=True, related_name="targeted"
    )
    chosen = models.CharField(_("как выбран"), max_length=6, choices=Chosen)
    reason = models.CharField(_("причина"), max_length=500, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    chosen_at = models.DateTimeField(auto_now_add=True)
    struck_reason = models.CharField(_("почему исключён"), max_length=500, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_at = models.DateTimeField(null=True, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("участник процедуры")
        verbose_name_plural = _("участники процедуры")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "organisation"],
                condition=Q(group__isnull=True, person__isnull=True),
                name="campaigns_target_organisation",
            ),
            models.UniqueConstraint(fields=["procedure", "group"], name="campaigns_target_group"),
            models.UniqueConstraint(
                fields=["procedure", "person", "organisation"], name="campaigns_target_person"
            ),
            models.UniqueConstraint(
                fields=["procedure", "territory"], name="campaigns_target_territory"
            ),
            models.UniqueConstraint(
                fields=["procedure", "founder"], name="campaigns_target_founder"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, territory=None, founder=None)
                | Q(
                    organisation=None,
                    group=None,
                    person=None,
                    territory__isnull=False,
                    founder=None,
                )
                | Q(
                    organisation=None,
                    group=None,
                    person=None,
                    territory=None,
                    founder__isnull=False,
                ),
                name="campaigns_target_one_place",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(person__isnull=True),
                name="campaigns_target_group_or_person",
            ),
        ]

    def __str__(self) -> str:
        whose = self.group or self.person
        place = self.organisation or self.territory or self.founder
        return f"{place} · {whose}" if whose else str(place)

    @property
    def home(self) -> Territory:
        """The territory it lies in, or is: its deadlines go by that clock."""
        place = self.organisation or self.founder
        return place.territory if place else self.territory
