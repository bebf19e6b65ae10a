"""A kindergarten with more buildings and groups than a screen."""

import datetime

from portal.organisations.models import Building, ChildGroup, Organisation

GROUPS = 12


def crowd_groups(garden: Organisation) -> None:
    """Give a kindergarten buildings with long addresses, and groups in each of them."""
    buildings = [
        Building.objects.create(organisation=garden, name=f"Корпус {n}", address="Улица " * 40)
        for n in (1, 2)
    ]
    for number in range(GROUPS):
        ChildGroup.objects.create(
            organisation=garden,
            name=f"Разновозрастная группа компенсирующей направленности № {number}",
            age_from=2,
            age_to=7,
            building=buildings[number % 2],
            families=25,
            families_on=datetime.date(2024, 9, 1),
        )
