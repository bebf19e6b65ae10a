import datetime
import html

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.exchange.models import Upload
from portal.exchange.services import forget_uploads, import_registry
from portal.jobs.models import Job
from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from tests.factories import OrganisationFactory, TerritoryFactory, orsk
from tests.factories.registry import cms_person
from tests.portal.exchange.files import COLLECTED, CURATED, GOOD, workbook
from tests.portal.exchange.work import ADDRESS, preview, send, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    person = cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    client.force_login(person)
    return person


def page_of(client, content=GOOD, query="") -> str:
    return client.get(preview(client, content) + query).content.decode()


def test_choose__offers_her_territories_only(client, coordinator):
    TerritoryFactory(parent=orsk().get_parent().get_parent(), name="Омская область", kind="region")
    page = client.get(ADDRESS).content.decode()
    assert "город Орск" in page
    assert "Омская" not in page
    assert "Россия" not in page


def test_preview__then_confirm_then_all_unchanged(client, coordinator):
    address = send(client)["Location"]
    assert "Обновить" in client.get(address).content.decode()
    work()
    page = client.get(address).content.decode()
    assert "изменится: 0 · новый: 2 · без изменений: 0" in page
    assert not Organisation.objects.exists()

    assert client.post(address)["Location"] == address
    assert not Organisation.objects.exists()
    assert work().state == Upload.State.DONE

    done = client.get(address).content.decode()
    assert "добавлено 2, изменено 0, без изменений 0" in done
    assert set(Organisation.objects.values_list("number", "state")) == {
        ("5", "open"),
        ("11", "closed"),
    }
    assert "уже загружен" in client.post(address, follow=True).content.decode()
    again = page_of(client)
    assert "новый: 0 · без изменений: 2" in again
    assert "записывать нечего" in again
    assert "Подтвердить" not in again


def test_progress__asks_for_itself_and_reloads_the_page_at_the_end(client, coordinator):
    address = send(client)["Location"]
    part = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    assert 'hx-trigger="every 1s"' in part
    work()
    assert client.get(address, headers={"hx-request": "true"})["HX-Refresh"] == "true"


def test_preview__that_failed_can_be_asked_for_again(client, coordinator):
    address = send(client)["Location"]
    first = Upload.objects.get().job
    Job.objects.update(state=Job.State.CANCELLED, message="Отменено.")
    assert "Отменено." in client.get(address).content.decode()
    client.post(address, {"act": "look"})
    assert work().state == Upload.State.READY
    assert Upload.objects.get().job != first


def test_preview__shows_old_and_new(client, coordinator):
    OrganisationFactory(number="5", short_name="Детский сад № 5", address="Старый адрес")
    page = page_of(client, "Номер;Краткое название;Адрес\n5;Детский сад № 5;Новый адрес\n")
    assert page.index("Адрес") < page.index("Старый адрес") < page.index("Новый адрес")
    assert "изменится: 1" in page


def test_preview__is_filtered_searched_and_paged(client, coordinator):
    for number in range(1, 61):
        OrganisationFactory(number=str(number), short_name=f"Сад № {number}")
    lines = "".join(f"{n};Сад № {n}\n" for n in range(1, 61)) + "61;Новый «Ёлочка»\n62;\n"
    address = preview(client, "Номер;Краткое название\n" + lines)
    assert "Страница 1 из 2" in client.get(address + "?kind=").content.decode()
    wrong = client.get(address).content.decode()
    assert "Это поле не может быть пустым" in wrong
    assert "Сад № 7" not in wrong
    found = client.get(address + "?kind=new&q=елочка").content.decode()
    assert "Новый «Ёлочка»" in found
    assert "Страница" not in found
    second = client.get(address + "?kind=same&p=2").content.decode()
    assert "?kind=same&amp;p=1" in second
    assert "Сад № 60" in second
    assert "Таких строк нет" in client.get(address + "?kind=&q=кит").content.decode()


def test_preview__asks_as_many_queries_for_many_rows_as_for_few(
    client, coordinator, django_assert_max_num_queries
):
    for count in (1, 60):
        lines = "".join(f"{n};Сад № {n}\n" for n in range(count))
        address = preview(client, "Номер;Краткое название\n" + lines)
        client.get(address)
        with django_assert_max_num_queries(30):
            client.get(address)


@pytest.mark.parametrize("name", ["collected", "curated", "windows", "xlsx"])
def test_import__takes_the_lists_of_orsk(client, coordinator, name):
    curated = CURATED.read_bytes()
    contents = {
        "collected": COLLECTED.read_bytes(),
        "curated": curated,
        "windows": curated.decode("utf-8-sig").encode("cp1251"),
        "xlsx": workbook(*(line.split(";") for line in curated.decode("utf-8-sig").splitlines())),
    }
    client.post(preview(client, contents[name]))
    work()
    assert Organisation.objects.count() == 12
    assert Organisation.objects.get(number="31").short_name == "Детский сад № 31 «Звёздочка»"
    assert Organisation.objects.get(state="closed").number == "11"
    assert Organisation.objects.get(number="94").site == "https://детсад-94.рф"
    assert "без изменений: 12" in page_of(client, contents[name])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("Номер;Адрес\n5;Орск\n", ("Нет столбца «Краткое название»",), id="column"),
        pytest.param(GOOD + "5;Ещё раз;\n", ("<td>4</td>", "<td>Номер</td>"), id="twice"),
        pytest.param(GOOD.encode() + b"\xff\x98", ("Кодировка файла не читается",), id="encoding"),
        pytest.param(GOOD + "6;;\n", ("<td>4</td>", "<td>Краткое название</td>"), id="empty name"),
        pytest.param(GOOD + "6;Сад;сгорел\n", ("<td>4</td>", "<td>Состояние</td>"), id="state"),
        pytest.param(GOOD + f"6;{'С' * 251};\n", ("250",), id="too long"),
        pytest.param("Номер;Краткое название;ИНН\n6;С;12\n", ("10 или 12 цифр",), id="inn"),
        pytest.param("Номер;Краткое название;Сайт\n6;С;ftp\n", ("с https:// в начале",), id="site"),
        pytest.param(GOOD + "6;Сад;открыт;лишнее\n", ("Ячеек больше, чем столбцов",), id="cells"),
        pytest.param("", ("Файл пуст",), id="empty"),
        pytest.param(b"PK\x03\x04", ("не открывается как таблица Excel",), id="broken workbook"),
    ],
)
def test_import__of_a_wrong_file_says_where_and_writes_nothing(
    client, coordinator, content, message
):
    address = preview(client, content)
    page = html.unescape(client.get(address).content.decode())
    assert all(part in page for part in message)
    assert "Подтвердить" not in page

    forced = client.post(address, follow=True).content.decode()

    assert "Ничего не записано" in forced
    assert not Organisation.objects.exists()


def test_import__of_a_file_too_large_is_refused_at_once(client, coordinator):
    page = send(client, b"x" * (5 * 1024 * 1024 + 1))
    assert page.status_code == 400
    assert "больше 5 МБ" in page.content.decode()
    assert not Upload.objects.exists()


def test_import__without_file_or_territory_names_both(client, coordinator):
    page = client.post(ADDRESS, {})
    assert page.status_code == 400
    assert page.content.decode().count("error-message") == 2


def test_preview__tells_which_columns_are_not_loaded(client, coordinator):
    page = page_of(client, "Номер;Краткое название;Заведующая\n5;Сад;Иванова\n")
    assert "Столбец «Заведующая» не загружается" in page


def test_preview__shows_text_as_text(client, coordinator):
    page = page_of(client, "Номер;Краткое название\n5;<script>alert(1)</script>\n")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_upload__into_a_foreign_territory_is_refused(client, coordinator):
    other = TerritoryFactory(
        parent=orsk().get_parent().get_parent(), name="Омская область", kind="region"
    )
    assert send(client, territory=other).status_code == 400
    assert not Upload.objects.exists()


def test_upload__of_another_person_is_not_found(client, coordinator):
    address = send(client)["Location"]
    client.force_login(cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent()))
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert not Organisation.objects.exists()


def test_upload__replaces_the_persons_earlier_one(client, coordinator):
    send(client)
    send(client)
    assert Upload.objects.count() == 1


def test_uploads__are_forgotten_after_a_day(client, coordinator):
    send(client)
    assert forget_uploads() == 0
    old = timezone.now() - datetime.timedelta(days=2)
    Upload.objects.update(created_at=old)
    assert forget_uploads() == 1


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.METHODOLOGIST, ADDRESS),
        (Role.EDITOR, ADDRESS),
        (Role.EDITOR, "/cms/import/plan/"),
    ],
)
def test_screens__are_refused_to_those_without_a_territory(client, role, address):
    client.force_login(cms_person(role, orsk().get_parent()))
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


def test_service__loads_a_file_for_the_bootstrap(coordinator):
    done = import_registry(by=coordinator, territory=orsk(), content=COLLECTED.read_bytes())
    assert done.counts["new"] == 12


def test_list__has_the_way_to_the_import(client, coordinator):
    page = client.get(reverse("organisations_modeladmin_index")).content.decode()
    assert ADDRESS in page
    assert "/cms/organisations/download/xlsx/" in page
    assert "/cms/import/plan/" in page
