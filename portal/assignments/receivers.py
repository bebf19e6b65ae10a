"""What the room does when a lower one announces something: it writes its own rows, no more."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format

from portal.accounts.models import User
from portal.assignments.services.making import queue_making, withdraw_untouched
from portal.assignments.services.passing_on import open_tasks_of, pass_on
from portal.campaigns.models import Schedule
from portal.campaigns.signals import schedule_approved, schedule_withdrawn
from portal.organisations.nodes import Node
from portal.organisations.ports import Work, add_work
from portal.organisations.signals import handed_over


def on_schedule_approved(sender: Any, *, schedule: Schedule, by: User, **extra: Any) -> None:
    """Queue the making of its tasks inside the sender's transaction."""
    queue_making(by=by, schedule=schedule)


def on_schedule_withdrawn(sender: Any, *, schedule: Schedule, by: User, **extra: Any) -> None:
    """Withdraw what nobody has begun."""
    withdraw_untouched(by=by, schedule=schedule)


def on_handed_over(
    sender: Any, *, leaver: User, successor: User, node: Node, by: User, **extra: Any
) -> int:
    """Pass her open tasks on; return how many."""
    return pass_on(by=by, leaver=leaver, successor=successor, node=node)


def open_work(*, person: User, node: Node | None) -> Iterable[Work]:
    """Tell what a person who leaves would leave unfilled."""
    for task in open_tasks_of(person, node):
        yield Work(f"{task.procedure.code} {task.about}".strip(), date_format(task.due, "j E"))


def register() -> None:
    """Listen to the rooms below; called once when Django is ready."""
    add_work(open_work)
    handed_over.connect(on_handed_over)
    schedule_approved.connect(on_schedule_approved)
    schedule_withdrawn.connect(on_schedule_withdrawn)
