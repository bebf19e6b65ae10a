"""How far a step is, in one word and in numbers."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.campaigns.models import Procedure, StepState
from portal.campaigns.nouns import part_of


class Standing(models.TextChoices):
    """What is said of a step, and «просрочен», which only the calendar says."""

    NOT_BEGUN = "not_begun", _("не начат")
    GOING = "going", _("идёт")
    LATE = "late", _("просрочен")
    DONE = "done", _("сделан")
    NOT_APPLICABLE = "not_applicable", _("не применим")


PILLS: dict[str, str] = {
    Standing.NOT_BEGUN: "quiet",
    Standing.GOING: "",
    Standing.LATE: "late",
    Standing.DONE: "done",
    Standing.NOT_APPLICABLE: "quiet",
}


@dataclass(frozen=True)
class StepProgress:
    """How far one step is: total targets, of them done, going, not applicable.

    ends: the last day, None when the plan names none; said: the one word there is, when the step is
    about the whole cycle or about a single target; url: of its screen or document, for a single
    target; is_bound: sheets or reports fulfil it.
    """

    total: int
    done: int = 0
    going: int = 0
    not_applicable: int = 0
    ends: datetime.date | None = None
    today: datetime.date | None = None
    said: StepState | None = None
    url: str = ""
    is_bound: bool = False
    kind: str = Procedure.TargetKind.NONE

    @property
    def word(self) -> str:
        return Standing(self.standing).label

    @property
    def pill(self) -> str:
        return PILLS[self.standing]

    @property
    def share(self) -> str:
        """«7 из 11 садов», "" where there is one or nobody."""
        return part_of(self.kind, self.done, self.applicable) if self.applicable > 1 else ""

    @property
    def standing(self) -> str:
        """One word for all of it: of Standing."""
        if self.total and self.not_applicable == self.total:
            return Standing.NOT_APPLICABLE
        if self.total and self.done + self.not_applicable >= self.total:
            return Standing.DONE
        if self.total and self.ends and self.today and self.ends < self.today:
            return Standing.LATE
        return Standing.GOING if self.done or self.going else Standing.NOT_BEGUN

    @property
    def is_closed(self) -> bool:
        return self.standing in (Standing.DONE, Standing.NOT_APPLICABLE)

    @property
    def applicable(self) -> int:
        return self.total - self.not_applicable
