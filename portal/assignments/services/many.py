"""Changing several tasks at once: all of them or none."""

from collections.abc import Callable, Sequence
from datetime import date

from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.assignments.services.moving import extend, restore, withdraw


@service
def extend_many(
    *,
    by: User,
    assignments: Sequence[Assignment],
    reason: str,
    due: date | None = None,
    days: int | None = None,
) -> list[Assignment]:
    """Extend each, to a day or by working days from its own term.

    Raises DomainError naming every task that refuses, with its reason.
    """
    term = {"due": due, "days": days, "reason": reason}
    return _each(assignments, lambda one: extend(by=by, assignment=one, **term))


@service
def withdraw_many(
    *, by: User, assignments: Sequence[Assignment], reason: str
) -> list[Assignment]:
    """Withdraw each. Raises DomainError naming every task that refuses, with its reason."""
    return _each(assignments, lambda one: withdraw(by=by, assignment=one, reason=reason))


@service
def restore_many(*, by: User, assignments: Sequence[Assignment]) -> list[Assignment]:
    """Bring each back. Raises DomainError naming every task that refuses, with its reason."""
    return _each(assignments, lambda one: restore(by=by, assignment=one))


def _each(
    assignments: Sequence[Assignment], change: Callable[[Assignment], Assignment]
) -> list[Assignment]:
    done, problems = [], []
    for one in assignments:
        try:
            done.append(change(one))
        except DomainError as refusal:
            problems.append(Problem(refusal.problems[0].message, place=str(one.about)))
    if problems:
        raise DomainError(problems=problems)
    return done
