"""Which kindergarten of the registry a line of a file means: one natural key, computed."""

from collections.abc import Iterator
from typing import Any

import tablib
from django.utils.translation import gettext as _
from import_export import instance_loaders

from forms_builder.common.russian import fold
from portal.organisations import columns
from portal.organisations.models import Organisation

Key = tuple[object, ...]


def natural_keys(home: int, number: str, inn: str, name: str) -> Iterator[Key]:
    """Yield the keys of a kindergarten, the strongest first: ИНН, else territory and number.

    One that has no number is known by its territory and its name.
    """
    if inn:
        yield ("inn", inn)
    if number:
        yield ("number", home, number)
    else:
        yield ("name", home, fold(name))


class RegistryLoader(instance_loaders.BaseInstanceLoader):
    """Finds kindergartens of the resource's territory by natural_keys: two queries in all."""

    def __init__(self, resource: Any, dataset: tablib.Dataset):
        super().__init__(resource, dataset)
        self.by_key: dict[Key, Organisation] = {}
        for row in resource.get_queryset().iterator():
            keys = natural_keys(row.territory_id, row.number, row.inn, row.short_name)
            self.by_key.update((key, row) for key in keys)
        named = columns.INN in dataset.headers and any(dataset[columns.INN])
        elsewhere = Organisation.objects.exclude(inn="").exclude(
            territory__in=resource.surroundings.territories
        )
        self.inns_elsewhere = set(elsewhere.values_list("inn", flat=True) if named else ())

    def get_instance(self, row: dict[str, Any]) -> Organisation | None:
        home = self.resource.home_of(row).pk
        inn = row.get(columns.INN, "")
        keys = natural_keys(home, row[columns.NUMBER], inn, row[columns.SHORT_NAME])
        found = [self.by_key[key] for key in keys if key in self.by_key]
        # A bare name is no proof against an ИНН: it finds only one that has none yet.
        return next(
            (one for one in found if row[columns.NUMBER] or inn in ("", one.inn) or not one.inn),
            None,
        )

    def clash_of(self, row: Organisation) -> dict[str, str]:
        """Return what another kindergarten of the registry already holds, by field."""
        clashes = {}
        holder = self.by_key.get(("number", row.territory_id, row.number))
        if row.number and holder and holder.pk != row.pk:
            clashes["number"] = _("Этот номер у другого детского сада: «%s».") % holder
        holder = self.by_key.get(("inn", row.inn))
        if row.inn in self.inns_elsewhere:
            clashes["inn"] = _("Этот ИНН у детского сада другой территории.")
        elif row.inn and holder and holder.pk != row.pk:
            clashes["inn"] = _("Этот ИНН у другого детского сада: «%s».") % holder
        return clashes
