"""Writing what a kindergarten has inside: its buildings and groups, a whole list at a time."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.checks import tidy, unprintable_fields
from portal.organisations.models import Building, ChildGroup, Organisation
from portal.organisations.policy import demand

BUILDING = ("name", "address")
GROUP = ("name", "age_from", "age_to", "building", "families", "families_on")
Rows = Sequence[dict[str, Any]]


@service
def save_buildings(*, by: User, organisation: Organisation, rows: Rows) -> int:
    """Write buildings: each row has the fields of BUILDING and «uid», None for a new one.

    A row with gone=True takes the building away; its groups stay without one. Rows not named stay
    as they are, an empty row is passed over. Returns how many changed. Raises NotAllowed,
    DomainError with «2.address» as place for a mistake in the third row.
    """
    demand(by, "change", organisation)
    known = {row.uid: row for row in _locked(organisation).buildings.all()}
    changed, problems = 0, []
    for place, values in enumerate(rows):
        if not values:
            continue
        row = known.get(values.get("uid")) or Building(organisation=organisation)
        if values.get("gone") and row.pk:
            row.delete()
            changed += 1
        elif _fill(row, BUILDING, values) or not row.pk:
            problems += _written(row, place, BUILDING, {})
            changed += 1
    return _recorded(by, organisation, "buildings", changed, problems)


@service
def save_groups(*, by: User, organisation: Organisation, rows: Rows) -> int:
    """Write groups: each row has the fields of GROUP and «uid», None for a new one.

    A row with gone=True closes the group from today on: sheets about it stay. A number of families
    needs the day it was counted. Returns and raises as save_buildings; her own leaders may.
    """
    demand(by, "keep_groups", organisation)
    known = {row.uid: row for row in _locked(organisation).groups.all()}
    changed, problems = 0, []
    for place, values in enumerate(rows):
        if not values:
            continue
        row = known.get(values.get("uid")) or ChildGroup(organisation=organisation)
        differs = _fill(row, GROUP, values) or not row.pk
        if values.get("gone") and row.pk and row.closed_on is None:
            row.closed_on, differs = timezone.localdate(), True
        if differs:
            problems += _written(row, place, GROUP, _wrong(row))
            changed += 1
    return _recorded(by, organisation, "groups", changed, problems)


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _fill(row: Building | ChildGroup, names: Sequence[str], values: dict[str, Any]) -> bool:
    """Take over the values that were given; return whether one differs."""
    differs = False
    for name in names:
        if name in values and getattr(row, name) != tidy(values[name]):
            setattr(row, name, tidy(values[name]))
            differs = True
    return differs


def _wrong(row: ChildGroup) -> dict[str, str]:
    wrong = {}
    if row.age_from is not None and row.age_to is not None and row.age_to < row.age_from:
        wrong["age_to"] = _("Старший возраст меньше младшего.")
    if row.families is not None and row.families_on is None:
        wrong["families_on"] = _("Напишите, на какой день посчитаны семьи.")
    elif row.families_on and row.families_on > timezone.localdate():
        wrong["families_on"] = _("Этот день ещё не наступил.")
    if row.building and row.building.organisation_id != row.organisation_id:
        wrong["building"] = _("Это корпус другого детского сада.")
    return wrong


def _written(
    row: Building | ChildGroup, place: int, names: Sequence[str], wrong: dict[str, str]
) -> list[Problem]:
    """Write a row, or return what is wrong with it."""
    wrong = unprintable_fields(row, names) | wrong
    errors = {name: [text] for name, text in wrong.items()}
    try:
        row.full_clean(exclude=["uid", *wrong])
    except ValidationError as invalid:
        errors = {**invalid.message_dict, **errors}
    if not errors:
        row.save()
    return [
        Problem(text, f"{place}.{'' if name == '__all__' else name}")
        for name, texts in errors.items()
        for text in texts
    ]


def _recorded(
    by: User, organisation: Organisation, what: str, changed: int, problems: list[Problem]
) -> int:
    if problems:
        raise DomainError(problems=problems)
    if changed:
        record(by=by, action="organisation.inside_changed", obj=organisation, **{what: changed})
    return changed
