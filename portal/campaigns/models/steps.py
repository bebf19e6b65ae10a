"""How far a step is that no sheet and no report fulfils by itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.campaigns.models.plan import Step
from portal.campaigns.models.targets import Target


class StepState(models.Model):
    """What the responsible person said of a step; a later word replaces it and both are kept.

    target: null where the step is about the whole cycle. «Просрочен» is derived, never stored.
    """

    class State(models.TextChoices):
        NOT_BEGUN = "not_begun", _("не начат")
        GOING = "going", _("идёт")
        DONE = "done", _("сделан")
        NOT_APPLICABLE = "not_applicable", _("не применим")

    step = models.ForeignKey(Step, models.CASCADE, related_name="states")
    target = models.ForeignKey(
        Target, models.CASCADE, null=True, blank=True, related_name="step_states"
    )
    state = models.CharField(_("состояние"), max_length=14, choices=State)
    on = models.DateField(_("дата"), default=timezone.localdate)
    note = models.CharField(_("примечание"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("состояние шага")
        verbose_name_plural = _("состояния шагов")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "target"],
                condition=Q(is_current=True, target__isnull=False),
                name="campaigns_step_state_of_target",
            ),
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(is_current=True, target__isnull=True),
                name="campaigns_step_state_of_cycle",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.get_state_display()}"
