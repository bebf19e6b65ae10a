import pytest

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Territory
from portal.organisations.policy import visible
from portal.organisations.services import add_territory, move_territory
from tests.factories import TerritoryFactory, appointed, orsk
from tests.factories.registry import cms_person

pytestmark = pytest.mark.django_db
TOWN = {"kind": TerritoryKind.MUNICIPALITY, "time_zone": "Asia/Yekaterinburg"}


@pytest.fixture
def region():
    return orsk().get_parent()


@pytest.fixture
def coordinator(region):
    return cms_person(Role.REGIONAL_COORDINATOR, region)


def test_add__puts_a_town_under_her_region_in_order(region, coordinator):
    add_territory(by=coordinator, parent=region, name="  город  Бузулук ", **TOWN)
    region.refresh_from_db()
    assert [town.name for town in region.get_children()] == ["город Бузулук", "город Орск"]
    assert Entry.objects.get(action="territory.added").by == coordinator


def test_add__by_the_system_begins_the_tree():
    country = add_territory(
        by=None, parent=None, kind="country", name="Россия", time_zone="Europe/Moscow"
    )
    region = add_territory(
        by=None, parent=country, kind="region", name="Омская область", time_zone="Asia/Omsk"
    )
    assert region.get_parent() == country


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "ГОРОД ОРСК"}, "уже есть"),
        ({"name": " "}, "от 1 до 200"),
        ({"name": "о" * 201}, "от 1 до 200"),
        ({"kind": TerritoryKind.REGION}, "под страной"),
        ({"time_zone": "Mars/Olympus"}, "часовой пояс"),
    ],
)
def test_add__refuses_what_does_not_fit(region, coordinator, changes, message):
    values = TOWN | {"name": "город Бузулук"} | changes
    with pytest.raises(DomainError, match=message):
        add_territory(by=coordinator, parent=region, **values)


def test_add__refuses_above_and_beside_her(region, coordinator):
    country = region.get_parent()
    other = TerritoryFactory(parent=country, name="Омская область", kind=TerritoryKind.REGION)
    for parent in (country, other, None):
        with pytest.raises(NotAllowed):
            add_territory(by=coordinator, parent=parent, name="город Новый", **TOWN)


def test_move__takes_everything_below_along():
    town = orsk()
    country = Territory.objects.get(name="Россия")
    other = TerritoryFactory(parent=country, name="Омская область", kind=TerritoryKind.REGION)
    everywhere = appointed(Role.REGIONAL_COORDINATOR, country)

    moved = move_territory(by=everywhere, territory=town, target=other)

    assert moved.get_parent() == other
    assert visible(everywhere, Territory).filter(pk=town.pk).exists()
    assert Entry.objects.get(action="territory.moved").details == {
        "before": "Оренбургская область",
        "after": "Омская область",
    }


def test_move__to_where_it_stands_writes_nothing(region):
    everywhere = appointed(Role.REGIONAL_COORDINATOR, region.get_parent())
    move_territory(by=everywhere, territory=orsk(), target=region)
    assert not Entry.objects.exists()


def test_move__refuses_her_own_node_and_foreign_targets(region, coordinator):
    country = region.get_parent()
    other = TerritoryFactory(parent=country, name="Омская область", kind=TerritoryKind.REGION)
    for territory, target in ((region, country), (orsk(), other)):
        with pytest.raises(NotAllowed):
            move_territory(by=coordinator, territory=territory, target=target)


def test_move__refuses_a_kind_that_does_not_fit(region):
    everywhere = appointed(Role.REGIONAL_COORDINATOR, region.get_parent())
    with pytest.raises(DomainError, match="под страной"):
        move_territory(by=everywhere, territory=orsk(), target=region.get_parent())


def test_screens__list_add_and_move(client, region):
    country = region.get_parent()
    other = TerritoryFactory(parent=country, name="Омская область", kind=TerritoryKind.REGION)
    client.force_login(cms_person(Role.REGIONAL_COORDINATOR, country))

    values = TOWN | {"parent": other.pk, "name": "город Омск"}
    assert client.post("/cms/territories/add/", values).status_code == 302
    again = client.post("/cms/territories/add/", values).content.decode()
    moved = client.post(f"/cms/territories/{orsk().uid}/move/", {"target": other.pk})
    page = client.get("/cms/territories/").content.decode()

    assert "уже есть" in again
    assert moved.status_code == 302
    table = page[page.index("<tbody>") :]
    places = [table.index(name) for name in ("Россия", "Омская область", "город Омск")]
    assert places == sorted(places)
    assert orsk().get_parent() == other
    assert client.get(f"/cms/territories/{country.uid}/move/").status_code == 403


def test_screens__of_another_region_are_not_found(client, region):
    other = TerritoryFactory(
        parent=region.get_parent(), name="Омская область", kind=TerritoryKind.REGION
    )
    client.force_login(cms_person(Role.REGIONAL_COORDINATOR, other))
    town = orsk()

    assert client.get(f"/cms/territories/{town.uid}/move/").status_code == 404
    assert (
        client.post(f"/cms/territories/{town.uid}/move/", {"target": other.pk}).status_code == 404
    )
    assert "Орск" not in client.get("/cms/territories/").content.decode()
    page = client.post("/cms/territories/add/", TOWN | {"parent": region.pk, "name": "город Х"})
    assert page.status_code == 200
    assert not Territory.objects.filter(name="город Х").exists()


@pytest.mark.parametrize("address", ["/cms/territories/", "/cms/territories/add/"])
def test_screens__are_refused_to_a_methodologist(client, region, address):
    client.force_login(cms_person(Role.METHODOLOGIST, region))
    assert client.get(address).status_code == 403
