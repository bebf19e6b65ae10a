"""What the demo's kindergartens have inside: a founder, groups, numbers of families. Synthetic."""

import datetime

from portal.accounts.models import User
from portal.organisations.models import ChildGroup, Founder, Organisation, Territory
from portal.organisations.services import save_founder, save_groups, save_organisation

FOUNDER = "Управление образования администрации города Орска"
COUNTED_ON = datetime.date(2020, 9, 1)
# name, ages from and to, families
GROUPS = (
    ("Младшая группа «Солнышко»", 3, 4, 22),
    ("Средняя группа «Ромашка»", 4, 5, 24),
    ("Старшая группа «Радуга»", 5, 6, 25),
)


def load_gardens(territory: Territory, by: User) -> None:
    """Give every open kindergarten of the town its founder, and groups where it has none."""
    founder = Founder.objects.filter(territory=territory, name=FOUNDER).first()
    founder = founder or save_founder(by=by, founder=None, territory=territory, name=FOUNDER)
    for garden in Organisation.objects.filter(territory=territory, closed_on=None):
        save_organisation(by=by, organisation=garden, founder=founder)
        if not ChildGroup.objects.filter(organisation=garden).exists():
            save_groups(by=by, organisation=garden, rows=[_group(*row) for row in GROUPS])


def _group(name: str, age_from: int, age_to: int, families: int) -> dict[str, object]:
    return {
        "name": name,
        "age_from": age_from,
        "age_to": age_to,
        "families": families,
        "families_on": COUNTED_ON,
    }
