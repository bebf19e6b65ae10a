"""Improvement plans and their measures."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.campaigns.models import Campaign
from portal.organisations.models import Organisation
from portal.profiles.models import Profile


class ImprovementPlan(models.Model):
    """The plan of one kindergarten in one campaign."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plans")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="plans")

    class Meta:
        verbose_name = _("план повышения качества")
        verbose_name_plural = _("планы повышения качества")
        ordering = ["organisation__sort"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "campaign"], name="plans_plan_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self._meta.verbose_name}"


class Measure(models.Model):
    """One measure: what is wrong, what will be done, by whom, by when.

    Its words can be changed while it is proposed; afterwards only its state moves. profile and
    indicator say where it comes from; code, title and level are copied, so that a later edition
    changes nothing here.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("предложено")
        APPROVED = "approved", _("утверждено")
        IN_PROGRESS = "in_progress", _("в работе")
        DONE = "done", _("выполнено")
        DECLINED = "declined", _("отклонено")
        POSTPONED = "postponed", _("отложено")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(ImprovementPlan, models.CASCADE, related_name="measures")
    profile = models.ForeignKey(Profile, models.PROTECT, related_name="measures")
    indicator = models.UUIDField()
    indicator_code = models.CharField(_("показатель"), max_length=20)
    indicator_title = models.CharField(_("название показателя"), max_length=500)
    indicator_level = models.PositiveSmallIntegerField(_("уровень"))
    problem = models.TextField(_("что не так"))
    action = models.TextField(_("что сделаем"))
    responsible = models.CharField(_("кто отвечает"), max_length=200)
    due = models.DateField(_("срок"))
    state = models.CharField(_("состояние"), max_length=12, choices=State, default=State.PROPOSED)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("мероприятие")
        verbose_name_plural = _("мероприятия")
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.action[:120]
