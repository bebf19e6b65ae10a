"""The tree of territories."""

import datetime
import uuid
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from forms_builder.common.russian import fold
from portal.organisations.choices import TIME_ZONES, TerritoryKind


class Territory(MP_Node):
    """A node of the tree country → region → municipality; a deadline ends at 23:59 in its zone.

    One that was joined to another stays for the history of the campaigns that name it: closed_on
    is the day, merged_into is where its kindergartens went.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("вид"), max_length=14, choices=TerritoryKind)
    name = models.CharField(_("название"), max_length=200)
    time_zone = models.CharField(_("часовой пояс"), max_length=40, choices=TIME_ZONES)
    search = models.CharField(max_length=200, editable=False)
    closed_on = models.DateField(_("упразднена с"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("присоединена к"),
    )

    node_order_by = ["name"]

    class Meta:
        verbose_name = _("территория")
        verbose_name_plural = _("территории")

    def __str__(self) -> str:
        return self.name

    def today(self, now: datetime.datetime | None = None) -> datetime.date:
        """Return the date on the calendars here."""
        return timezone.localdate(now, timezone=ZoneInfo(self.time_zone))

    def save(self, *args: object, **options: object) -> None:
        self.search = fold(self.name)
        super().save(*args, **options)

    @property
    def line(self) -> list[str]:
        """Paths of the nodes from the root down to this one, itself included."""
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
