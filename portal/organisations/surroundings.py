"""What the lines of a registry file may name: territories at or below one, founders around it."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from forms_builder.common.russian import fold
from portal.organisations.models import Founder, Territory


def within(territory: Territory) -> QuerySet[Territory]:
    """Return the territory and everything below it that still exists as a territory."""
    return Territory.objects.filter(path__startswith=territory.path, closed_on=None)


class Surroundings:
    """Names resolved in memory: two queries for any number of lines. None: names are only shown."""

    def __init__(self, territory: Territory | None):
        self.territory = territory

    @cached_property
    def territories(self) -> dict[int, Territory]:
        rows = within(self.territory) if self.territory else Territory.objects.all()
        return {row.pk: row for row in rows}

    @cached_property
    def founders(self) -> dict[int, Founder]:
        return {row.pk: row for row in Founder.objects.select_related("territory")}

    @cached_property
    def _territories_by_name(self) -> dict[str, list[Territory]]:
        named = defaultdict(list)
        for row in self.territories.values():
            named[row.search].append(row)
        return named

    @cached_property
    def _founders_by_name(self) -> dict[str, list[Founder]]:
        named = defaultdict(list)
        for row in self.founders.values():
            for key in {fold(row.name), fold(row.short_name), row.inn} - {""}:
                named[key].append(row)
        return named

    def territory_of(self, name: str) -> Territory:
        """Return the territory a line lies in; without a name it is the chosen one.

        Raises ValidationError at «territory» for a name unknown below it or standing there twice.
        """
        found = self._territories_by_name[fold(name)] if name else [self.territory]
        if not found:
            said = {"name": name, "inside": self.territory}
            message = _("Территории «%(name)s» внутри «%(inside)s» нет.") % said
            raise ValidationError({"territory_id": message})
        if len(found) > 1:
            message = _("Территорий «%s» несколько: загрузите файл для каждой отдельно.") % name
            raise ValidationError({"territory_id": message})
        return found[0]

    def founder_of(self, name: str, home: Territory) -> Founder:
        """Return the founder by its name or ИНН, the one nearest above the line's territory.

        Raises ValueError for an unknown one, or when several elsewhere have this name.
        """
        named = self._founders_by_name[fold(name)]
        above = [row for row in named if home.path.startswith(row.territory.path)]
        if above:
            return max(above, key=lambda row: row.territory.depth)
        if len(named) == 1:
            return named[0]
        if named:
            raise ValueError(_("Учредителей «%s» несколько: напишите ИНН нужного.") % name)
        raise ValueError(_("Учредителя «%s» в списке нет: сначала добавьте его.") % name)
