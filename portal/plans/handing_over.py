"""Measures of a person who leaves: named before, passed to her successor by the handover."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms_builder.common.russian import fold
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.nodes import Node, gardens_in
from portal.organisations.ports import Work, add_work
from portal.organisations.signals import handed_over
from portal.plans.lifecycle import OPEN
from portal.plans.models import Measure


def measures_led_by(person: User, node: Node) -> Iterator[Measure]:
    """Yield the open measures of a node's kindergartens whose responsible is the person by name.

    A measure says in words who is responsible: «Иванова Анна Павловна» or «Иванова А. П.»; one that
    names a role («старший воспитатель») passes with the role by itself.
    """
    names = {fold(person.get_full_name()), fold(person.get_short_name())}
    rows = Measure.objects.filter(
        gardens_in(node, "plan__organisation"),
        state__in=OPEN,
        responsible__contains=person.last_name,
    )
    for measure in rows.select_related("plan__organisation"):
        if fold(measure.responsible) in names:
            yield measure


def work_of(*, person: User, node: Node) -> Iterator[Work]:
    """Tell the registry what the person would leave open."""
    for measure in measures_led_by(person, node):
        title = _("Мероприятие: %s") % measure
        yield Work(title, date_format(measure.due, "j E Y"))


def pass_measures(
    sender: type, leaver: User, successor: User, node: Node, by: User, **announced: Any
) -> int:
    """Write the successor where the leaver was responsible; return how many measures went over."""
    passed = list(measures_led_by(leaver, node))
    for measure in passed:
        measure.responsible = successor.get_full_name()
        measure.save(update_fields=["responsible", "changed_at"])
        record(by=by, action="measure.handed_over", obj=measure)
    return len(passed)


def connect() -> None:
    """Listen to handovers; called once when Django is ready."""
    add_work(work_of)
    handed_over.connect(pass_measures, dispatch_uid="portal.plans.handing_over")
