import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.exchange.models import Upload
from portal.exchange.services import forget_uploads, import_registry
from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from tests.factories import OrganisationFactory, TerritoryFactory, orsk
from tests.factories.registry import cms_person
from tests.portal.exchange.files import COLLECTED, CURATED, GOOD, csv_file, workbook

pytestmark = pytest.mark.django_db
ADDRESS = "/cms/import/organisations/"


@pytest.fixture
def coordinator(client):
    person = cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    client.force_login(person)
    return person


def upload(client, content=GOOD, territory=None):
    data = {"territory": (territory or orsk()).pk, "file": csv_file(content)}
    return client.post(ADDRESS, data)


def preview(client, content=GOOD) -> str:
    return client.get(upload(client, content)["Location"]).content.decode()


def test_choose__offers_her_territories_only(client, coordinator):
    TerritoryFactory(parent=orsk().get_parent().get_parent(), name="Омская область", kind="region")
    page = client.get(ADDRESS).content.decode()
    assert "город Орск" in page
    assert "Омская" not in page
    assert "Россия" not in page


def test_preview__then_confirm_then_all_unchanged(client, coordinator):
    address = upload(client)["Location"]
    page = client.get(address).content.decode()
    assert "Новых: 2 · изменится: 0 · без изменений: 0" in page
    assert not Organisation.objects.exists()

    done = client.post(address, follow=True).content.decode()

    assert "добавлено 2, изменено 0, без изменений 0" in done
    assert set(Organisation.objects.values_list("number", "state")) == {
        ("5", "open"),
        ("11", "closed"),
    }
    assert not Upload.objects.exists()
    assert client.post(address).status_code == 404
    again = preview(client)
    assert "Новых: 0 · изменится: 0 · без изменений: 2" in again
    assert "записывать нечего" in again


def test_preview__shows_old_and_new(client, coordinator):
    OrganisationFactory(number="5", short_name="Детский сад № 5", address="Старый адрес")
    page = preview(client, "Номер;Краткое название;Адрес\n5;Детский сад № 5;Новый адрес\n")
    assert page.index("Адрес") < page.index("Старый адрес") < page.index("Новый адрес")
    assert "изменится: 1" in page


@pytest.mark.parametrize("name", ["collected", "curated", "windows", "xlsx"])
def test_import__takes_the_lists_of_orsk(client, coordinator, name):
    curated = CURATED.read_bytes()
    contents = {
        "collected": COLLECTED.read_bytes(),
        "curated": curated,
        "windows": curated.decode("utf-8-sig").encode("cp1251"),
        "xlsx": workbook(*(line.split(";") for line in curated.decode("utf-8-sig").splitlines())),
    }
    client.post(upload(client, contents[name])["Location"])
    assert Organisation.objects.count() == 12
    assert Organisation.objects.get(number="31").short_name == "Детский сад № 31 «Звёздочка»"
    assert Organisation.objects.get(state="closed").number == "11"
    assert Organisation.objects.get(number="94").site == "https://детсад-94.рф"
    assert "без изменений: 12" in preview(client, contents[name])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("Номер;Адрес\n5;Орск\n", "Нет столбца «Краткое название»", id="column"),
        pytest.param(GOOD + "5;Ещё раз;\n", "строка 4, столбец «Номер»", id="duplicate number"),
        pytest.param(GOOD.encode() + b"\xff\x98", "Кодировка файла не читается", id="encoding"),
        pytest.param(GOOD + "6;;\n", "строка 4, столбец «Краткое название»", id="empty name"),
        pytest.param(GOOD + "6;Сад;сгорел\n", "строка 4, столбец «Состояние»", id="state"),
        pytest.param(GOOD + f"6;{'С' * 251};\n", "250", id="too long"),
        pytest.param("Номер;Краткое название;ИНН\n6;С;12\n", "10 или 12 цифр", id="inn"),
        pytest.param("Номер;Краткое название;Сайт\n6;С;ftp\n", "с https:// в начале", id="site"),
        pytest.param(GOOD + "6;Сад;открыт;лишнее\n", "Ячеек больше, чем столбцов", id="cells"),
        pytest.param("", "Файл пуст", id="empty"),
        pytest.param(b"PK\x03\x04", "не открывается как таблица Excel", id="broken workbook"),
    ],
)
def test_import__of_a_wrong_file_says_where_and_writes_nothing(
    client, coordinator, content, message
):
    address = upload(client, content)["Location"]
    page = client.get(address).content.decode()
    assert message in page
    assert "Подтвердить" not in page

    forced = client.post(address, follow=True).content.decode()

    assert "Ничего не записано" in forced
    assert not Organisation.objects.exists()


def test_import__of_a_file_too_large_is_refused_at_once(client, coordinator):
    page = upload(client, b"x" * (5 * 1024 * 1024 + 1))
    assert page.status_code == 400
    assert "больше 5 МБ" in page.content.decode()
    assert not Upload.objects.exists()


def test_import__without_file_or_territory_names_both(client, coordinator):
    page = client.post(ADDRESS, {})
    assert page.status_code == 400
    assert page.content.decode().count("error-message") == 2


def test_preview__tells_which_columns_are_not_loaded(client, coordinator):
    page = preview(client, "Номер;Краткое название;Заведующая\n5;Сад;Иванова\n")
    assert "Столбец «Заведующая» не загружается" in page


def test_preview__shows_text_as_text(client, coordinator):
    page = preview(client, "Номер;Краткое название\n5;<script>alert(1)</script>\n")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_upload__into_a_foreign_territory_is_refused(client, coordinator):
    other = TerritoryFactory(
        parent=orsk().get_parent().get_parent(), name="Омская область", kind="region"
    )
    assert upload(client, territory=other).status_code == 400
    assert not Upload.objects.exists()


def test_upload__of_another_person_is_not_found(client, coordinator):
    address = upload(client)["Location"]
    client.force_login(cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent()))
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert not Organisation.objects.exists()


def test_upload__replaces_the_persons_earlier_one(client, coordinator):
    upload(client)
    upload(client)
    assert Upload.objects.count() == 1


def test_uploads__are_forgotten_after_a_day(client, coordinator):
    upload(client)
    assert forget_uploads() == 0
    old = timezone.now() - datetime.timedelta(days=2)
    Upload.objects.update(created_at=old)
    assert forget_uploads() == 1


@pytest.mark.parametrize("role", [Role.METHODOLOGIST, Role.EDITOR])
@pytest.mark.parametrize("address", [ADDRESS, "/cms/import/plan/"])
def test_screens__are_refused_to_those_without_a_territory(client, role, address):
    client.force_login(cms_person(role, orsk().get_parent()))
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


def test_service__loads_a_file_for_the_bootstrap(coordinator):
    done = import_registry(by=coordinator, territory=orsk(), content=COLLECTED.read_bytes())
    assert len(done.new) == 12


def test_list__has_the_way_to_the_import(client, coordinator):
    page = client.get(reverse("organisations_modeladmin_index")).content.decode()
    assert ADDRESS in page
    assert "/cms/organisations/download/xlsx/" in page
    assert "/cms/import/plan/" in page
