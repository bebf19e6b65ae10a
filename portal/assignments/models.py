"""Who fills which edition about whom, by when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms_builder.questionnaires.models import Edition
from portal.campaigns.models import Campaign, Participant, Procedure, Schedule, Target
from portal.organisations.models import ChildGroup, Founder, Organisation, Territory


class Assignment(models.Model):
    """Asks one person for one sheet: about a kindergarten, its group, a territory or a founder.

    place: where the sheet counts and whose clock ends the term; the campaign's own list says it,
    today's tree may say otherwise. schedule: the plan whose life the task shares; one withdrawn or
    passed on by hand leaves it. reason: of the last extension, handing over or withdrawal, for the
    person to read. «Просрочено» is derived from due (see selectors), never stored.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("запланирован")
        OPEN = "open", _("не начат")
        IN_PROGRESS = "in_progress", _("заполняется")
        SUBMITTED = "submitted", _("отправлен")
        RETURNED = "returned", _("на доработке")
        DONE = "done", _("принят")
        WITHDRAWN = "withdrawn", _("отозван")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="assignments")
    procedure = models.ForeignKey(
        Procedure, models.PROTECT, related_name="assignments", verbose_name=_("процедура")
    )
    schedule = models.ForeignKey(
        Schedule, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    target = models.ForeignKey(
        Target, models.SET_NULL, null=True, blank=True, related_name="assignments"
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="assignments", verbose_name=_("редакция")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("детский сад"),
    )
    group = models.ForeignKey(
        ChildGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("группа"),
    )
    territory = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("территория"),
    )
    founder = models.ForeignKey(
        Founder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("учредитель"),
    )
    place = models.ForeignKey(Territory, models.PROTECT, related_name="+", editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("кто заполняет"),
    )
    starts = models.DateField(_("открывается"), null=True, blank=True)
    due = models.DateField(_("срок"))
    extended_from = models.DateField(_("прежний срок"), null=True, blank=True)
    state = models.CharField(_("состояние"), max_length=12, choices=State, default=State.OPEN)
    reason = models.CharField(_("причина"), max_length=500, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("задача")
        verbose_name_plural = _("задачи")
        ordering = ["due", "pk"]
        constraints = [
            # NULLs are never equal, so that each of them speaks of its own kind of object only.
            models.UniqueConstraint(
                fields=["procedure", "edition", "organisation", "assignee"],
                condition=Q(group=None),
                name="assignments_once",
            ),
            models.UniqueConstraint(
                fields=["procedure", "edition", "group", "assignee"],
                name="assignments_group_once",
            ),
            models.UniqueConstraint(
                fields=["procedure", "edition", "territory", "assignee"],
                name="assignments_territory_once",
            ),
            models.UniqueConstraint(
                fields=["procedure", "edition", "founder", "assignee"],
                name="assignments_founder_once",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, territory=None, founder=None)
                | Q(organisation=None, group=None, territory__isnull=False, founder=None)
                | Q(organisation=None, group=None, territory=None, founder__isnull=False),
                name="assignments_about_one",
            ),
        ]
        indexes = [
            models.Index(fields=["assignee", "state", "due"], name="assignments_own"),
            models.Index(fields=["campaign", "place"], name="assignments_place"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.about}"

    def save(self, *args: object, **options: object) -> None:
        if self.place_id is None:
            self.place_id = place_of(self)
        super().save(*args, **options)

    @property
    def about(self) -> str:
        """Whom the sheet is about, in words."""
        if self.group_id:
            return f"{self.organisation}, {self.group}"
        return str(self.organisation or self.territory or self.founder)


def place_of(assignment: Assignment) -> int:
    """Return the pk of the territory where a task counts; bulk writers ask it themselves."""
    if assignment.territory_id:
        return assignment.territory_id
    if assignment.founder_id:
        return assignment.founder.territory_id
    inside = Participant.objects.filter(
        campaign=assignment.campaign_id, organisation=assignment.organisation_id
    )
    listed = inside.values_list("territory", flat=True).first()
    return listed or assignment.organisation.territory_id
