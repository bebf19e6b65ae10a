"""The visitors: one person for every column of the table, at the nodes the column means.

own: the kindergarten everything happens in; next: another one in the same town; far: one in another
town of the region; abroad: one in another region.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from portal.accounts.models import User
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Organisation, Territory
from portal.organisations.services import appoint
from tests.factories.people import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    TerritoryFactory,
    orsk,
)

ANONYMOUS = "anonymous"
# column → role and place; «former» held a role till yesterday and has the sheets she filled.
VISITORS: dict[str, tuple[str, str]] = {
    "teacher": (Role.TEACHER, "own"),
    "senior_teacher": (Role.SENIOR_TEACHER, "own"),
    "doo_coordinator": (Role.DOO_COORDINATOR, "own"),
    "doo_head": (Role.DOO_HEAD, "own"),
    "foreign_head": (Role.DOO_HEAD, "next"),
    "expert": (Role.EXPERT, "town"),
    "foreign_expert": (Role.EXPERT, "town"),
    "former": (Role.EXPERT, "town"),
    "municipal": (Role.MUNICIPAL_COORDINATOR, "town"),
    "foreign_municipal": (Role.MUNICIPAL_COORDINATOR, "far_town"),
    "regional": (Role.REGIONAL_COORDINATOR, "region"),
    "foreign_regional": (Role.REGIONAL_COORDINATOR, "far_region"),
    "system_expert": (Role.SYSTEM_EXPERT, "region"),
    "methodologist": (Role.METHODOLOGIST, "region"),
    "editor": (Role.EDITOR, "region"),
}
COLUMNS = (ANONYMOUS, *VISITORS)
CMS_COLUMNS = ("regional", "foreign_regional", "methodologist", "editor")


@dataclass(frozen=True)
class Places:
    region: Territory
    town: Territory
    far_town: Territory
    far_region: Territory
    own: Organisation
    next: Organisation
    far: Organisation
    abroad: Organisation


def make_places() -> Places:
    region = orsk().get_parent()
    TerritoryFactory(parent=region, name="город Новотроицк")
    country = Territory.objects.get(name="Россия")
    far_region = TerritoryFactory(
        parent=country, name="Самарская область", kind=TerritoryKind.REGION
    )
    TerritoryFactory(parent=far_region, name="город Сызрань")
    # A sorted tree moves the paths of siblings: only now are they the last ones.
    named = {territory.name: territory for territory in Territory.objects.all()}
    town, far_town = named["город Орск"], named["город Новотроицк"]
    return Places(
        region=named["Оренбургская область"],
        town=town,
        far_town=far_town,
        far_region=named["Самарская область"],
        own=OrganisationFactory(territory=town, short_name="Детский сад «Родничок»"),
        next=OrganisationFactory(territory=town, short_name="Детский сад «Соседушка»"),
        far=OrganisationFactory(territory=far_town, short_name="Детский сад «Новотроичок»"),
        abroad=OrganisationFactory(
            territory=named["город Сызрань"], short_name="Детский сад «Сызранка»"
        ),
    )


def make_people(places: Places) -> dict[str, User]:
    """Return the person of each column, appointed as people are; surnames can be searched for."""
    people = {}
    for name, (role, place) in VISITORS.items():
        person = PersonFactory(last_name=f"Фамилия-{name}", email=f"{name}@example.org")
        if name == "former":
            yesterday = timezone.localdate() - datetime.timedelta(days=1)
            AppointmentFactory(
                person=person,
                role=role,
                territory=getattr(places, place),
                starts=datetime.date(2020, 1, 1),
                ends=yesterday,
            )
        else:
            appoint(by=None, person=person, role=role, node=getattr(places, place))
        people[name] = person
    return people
