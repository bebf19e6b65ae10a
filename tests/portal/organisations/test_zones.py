import pytest

from portal.organisations.choices import TIME_ZONES
from portal.organisations.zones import STEMS, zone_of_region


@pytest.mark.parametrize(
    ("region", "zone"),
    [
        ("Оренбургская область", "Asia/Yekaterinburg"),
        ("Калининградская область", "Europe/Kaliningrad"),
        ("Республика Саха (Якутия)", "Asia/Yakutsk"),
        ("Ямало-Ненецкий автономный округ", "Asia/Yekaterinburg"),
        ("Омская область", "Asia/Omsk"),
        ("Томская область", "Asia/Krasnoyarsk"),
        ("Костромская область", "Europe/Moscow"),
        ("Московская область", "Europe/Moscow"),
        ("", "Europe/Moscow"),
    ],
)
def test_zone__follows_the_name_of_the_region(region, zone):
    assert zone_of_region(region) == zone


def test_zones__are_among_the_choices():
    assert set(STEMS) <= set(dict(TIME_ZONES))
