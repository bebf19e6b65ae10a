import pytest

from portal.campaigns.models import Campaign, Step
from portal.exchange.models import Upload
from portal.organisations.choices import Role
from portal.organisations.models import Territory
from tests.factories import TerritoryFactory, orsk
from tests.factories.registry import cms_person
from tests.portal.campaigns.plans import ORSK, as_file, phase_of, small_plan
from tests.portal.exchange.files import csv_file

pytestmark = pytest.mark.django_db
ADDRESS = "/cms/import/plan/"


@pytest.fixture
def coordinator(client):
    person = cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    client.force_login(person)
    return person


def upload(client, content: bytes) -> str:
    return client.post(ADDRESS, {"file": csv_file(content, "план.json")})["Location"]


def test_plan__is_described_then_made_then_compared(client, coordinator):
    address = upload(client, ORSK.read_bytes())
    page = client.get(address).content.decode().replace("\u00a0", " ")
    assert "5 этапов, 11 процедур, 38 фаз, 105 шагов" in page
    assert "15 сентября – 16 ноября 2020" in page
    for note in ("2 шага без номера", "2.2.7, 2.3.13, 3.1.17", "в прошлом"):
        assert note in page
    assert not Campaign.objects.exists()

    schedule = client.post(address, follow=True)

    campaign = Campaign.objects.get()
    assert schedule.redirect_chain[-1][0] == f"/schedule/{campaign.uid}/"
    assert "Цикл создан" in schedule.content.decode()
    assert Step.objects.count() == 105
    assert not Upload.objects.exists()

    again = upload(client, ORSK.read_bytes())
    assert "Цикл по этому плану уже есть" in client.get(again).content.decode()
    assert "сверен с планом" in client.post(again, follow=True).content.decode()
    assert Campaign.objects.count() == 1


def test_plan__announces_territories_it_would_add(client, coordinator):
    place = {"region": "Оренбургская область", "municipality": "город Бузулук"}
    page = client.get(upload(client, as_file(small_plan(territory=place)))).content.decode()
    assert "Будет добавлена территория «город Бузулук», часовой пояс Asia/Yekaterinburg" in page
    assert not Territory.objects.filter(name="город Бузулук").exists()


def broken() -> bytes:
    plan = small_plan()
    phase_of(plan)["starts"] = "2020-13-01"
    return as_file(plan)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(broken(), "дата «2020-13-01» не читается", id="date"),
        pytest.param(b"{", "не план в формате JSON", id="no JSON"),
        pytest.param(b"", "не план в формате JSON", id="empty"),
    ],
)
def test_plan__that_is_wrong_says_where_and_writes_nothing(client, coordinator, content, message):
    address = upload(client, content)
    for response in (client.get(address), client.post(address)):
        page = response.content.decode()
        assert message in page
        assert "Ничего не записано" in page
        assert "Создать цикл" not in page
    assert not Campaign.objects.exists()


def test_plan__of_another_region_is_refused(client, coordinator):
    other = TerritoryFactory(
        parent=orsk().get_parent().get_parent(), name="Омская область", kind="region"
    )
    content = as_file(small_plan(territory={"region": other.name}))
    page = client.post(upload(client, content)).content.decode()
    assert "не открыт" in page
    assert not Campaign.objects.exists()


def test_plan__of_a_region_that_is_not_there_says_whom_to_ask(client, coordinator):
    address = upload(client, as_file(small_plan(territory={"region": "Новая область"})))
    for response in (client.get(address), client.post(address)):
        assert response.status_code == 200
        assert "«Новая область» нет: его добавляет администратор" in response.content.decode()
    assert not Campaign.objects.exists()


def test_plan__of_another_person_is_not_found(client, coordinator):
    address = upload(client, ORSK.read_bytes())
    client.force_login(cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent()))
    assert client.post(address).status_code == 404


def test_plan__is_no_registry(client, coordinator):
    address = upload(client, ORSK.read_bytes())
    assert client.get(address.replace("/plan/", "/organisations/")).status_code == 404
