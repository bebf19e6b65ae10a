"""The head of the desk: where a person's roles lead, and by which of them she acts now."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Organisation
from portal.organisations.policy import ABOVE, CMS, EXPERTS, INSIDE, LEADING, actor_of

EVERYBODY = tuple(Role)
LEADERS = (*ABOVE, *LEADING)
READERS = (*ABOVE, *INSIDE, *EXPERTS)


@dataclass(frozen=True)
class Door:
    """key: what a page calls itself in `active`; roles: to whom it leads somewhere."""

    key: str
    title: Promise
    name: str
    roles: tuple[str, ...]

    @property
    def url(self) -> str:
        return reverse(self.name)


DOORS = (
    Door("assignments", _("Задачи"), "assignments:list", LEADERS),
    Door("progress", _("Ход"), "desk:progress", LEADERS),
    Door("results", _("Результаты"), "results:list", (*READERS, Role.METHODOLOGIST)),
    Door("reports", _("Отчёты"), "reports:list", READERS),
    Door("plans", _("Планы"), "plans:list", LEADERS),
    Door("schedule", _("График"), "campaigns:list", EVERYBODY),
    Door("publications", _("Публикации"), "publications:list", (*LEADERS, Role.EDITOR)),
    Door("people", _("Люди"), "people:list", LEADERS),
    Door("garden", _("Детский сад"), "desk:own-garden", INSIDE),
    Door("conflicts", _("Конфликт интересов"), "conflicts:list", EXPERTS),
    Door("journal", _("Журнал"), "desk:journal", ABOVE),
)


@dataclass(frozen=True)
class Head:
    """What the head shows: doors; roles to choose from, none with one only; whether to the CMS;
    supporting: whose desk is only looked at.
    """

    doors: tuple[Door, ...]
    roles: tuple[Appointment, ...]
    chosen: Appointment | None
    label: str
    has_cms: bool
    supporting: Organisation | None


def head_of(user: User) -> Head:
    """Return the head of the desk for a person; one query, the one of her appointments."""
    actor = actor_of(user)
    supporting = getattr(user, "supporting", None)
    return Head(
        doors=tuple(door for door in DOORS if actor.has(*door.roles)),
        roles=actor.held if len(actor.held) > 1 else (),
        chosen=actor.chosen,
        label=actor.label,
        has_cms=(user.is_superuser and not supporting) or actor.has(*CMS),
        supporting=supporting,
    )
