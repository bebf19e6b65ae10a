"""Moving kindergartens: one into another territory, all of a municipality at its joining.

Only today's tree changes. Every campaign keeps its own list of who belonged where (Participant in
campaigns), so figures of the past stay where they were counted.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.choices import TerritoryKind
from portal.organisations.groups import forget_actor
from portal.organisations.models import Appointment, Organisation, Territory
from portal.organisations.policy import demand
from portal.organisations.signals import registry_imported


@service
def move_organisation(*, by: User, organisation: Organisation, target: Territory) -> Organisation:
    """Put a kindergarten into another territory, with everything that is about it.

    Raises NotAllowed unless both are hers; DomainError, with `target` as place, when the number is
    taken there or the territory is no more.
    """
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    demand(by, "change", row)
    demand(by, "lead", target)
    if row.territory_id == target.pk:
        return row
    _refuse(_wrong_target(target) or _clashes([row], target))
    before = row.territory
    row.territory = target
    row.save(update_fields=["territory"])
    said = {"before": before.name, "after": target.name}
    record(by=by, action="organisation.moved", obj=row, **said)
    return row


@service
def merge_territories(*, by: User, source: Territory, target: Territory) -> Territory:
    """Join a municipality to another: its kindergartens, founders and people go there.

    The source stays below the target, closed: past campaigns, schedules and ended appointments
    name it, and whoever leads the target goes on seeing them. Returns the target as it stands now.
    Raises NotAllowed unless both are hers; DomainError with every number and founder that both
    have, and when one of the two is no municipality or no more.
    """
    locked = Territory.objects.select_for_update().filter(pk__in=[source.pk, target.pk])
    rows = {row.pk: row for row in locked}
    source, target = rows[source.pk], rows[target.pk]
    demand(by, "change", source)
    demand(by, "lead", target)
    _refuse(_unfit(source, target) or _doubles(source, target))
    counts = _moved(source, target)
    source.closed_on, source.merged_into = timezone.localdate(), target
    source.save()
    source.move(target, pos="sorted-child")
    forget_actor(by)
    record(by=by, action="territory.merged", obj=target, source=source.name, **counts)
    registry_imported.send(Territory, territory=target)
    return Territory.objects.get(pk=target.pk)


def moving_with(source: Territory) -> dict[str, int]:
    """Return how many kindergartens, founders and appointments a merge would move."""
    return {
        "organisations": source.organisations.count(),
        "founders": source.founders.count(),
        "appointments": _lasting(source).count(),
    }


def _lasting(source: Territory) -> Iterable[Appointment]:
    today = timezone.localdate()
    return Appointment.objects.filter(Q(ends=None) | Q(ends__gte=today), territory=source)


def _moved(source: Territory, target: Territory) -> dict[str, int]:
    held = set(_lasting(target).values_list("person", "role"))
    passing = [row.pk for row in _lasting(source) if (row.person_id, row.role) not in held]
    return {
        "organisations": source.organisations.update(territory=target),
        "founders": source.founders.update(territory=target),
        "appointments": Appointment.objects.filter(pk__in=passing).update(territory=target),
    }


def _wrong_target(target: Territory) -> list[Problem]:
    if target.closed_on is None:
        return []
    return [Problem(_("Этой территории больше нет, она присоединена к другой."), "target")]


def _unfit(source: Territory, target: Territory) -> list[Problem]:
    if source.pk == target.pk:
        return [Problem(_("Выберите другой муниципалитет."), "target")]
    if {source.kind, target.kind} != {TerritoryKind.MUNICIPALITY}:
        return [Problem(_("Объединяют муниципалитеты."), "target")]
    return _wrong_target(target) or _wrong_target(source)


def _clashes(gardens: Iterable[Organisation], target: Territory) -> list[Problem]:
    held = target.organisations.exclude(number="")
    there = dict(held.values_list("number", "short_name"))
    return [
        Problem(
            _("Номер %(number)s уже есть там: «%(there)s». Измените номер одного из двух.")
            % {"number": garden.number, "there": there[garden.number]},
            "target",
        )
        for garden in gardens
        if garden.number in there
    ]


def _doubles(source: Territory, target: Territory) -> list[Problem]:
    names = target.founders.values("name")
    founders = [
        Problem(_("Учредитель «%s» есть в обоих: переименуйте одного.") % row.name, "target")
        for row in source.founders.filter(name__in=names)
    ]
    return [*_clashes(source.organisations.all(), target), *founders]


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise DomainError(problems=problems)
