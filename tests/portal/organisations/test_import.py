"""The registry's resource: natural key, preview cell by cell, nothing half-written."""

import pytest
from django.utils.timezone import localdate

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import OrganisationState, Role
from portal.organisations.columns import registry_table
from portal.organisations.models import Organisation
from portal.organisations.planning import plan_import
from portal.organisations.preview import Cell
from portal.organisations.services import import_organisations
from tests.factories import OrganisationFactory, TerritoryFactory, appointed, orsk

pytestmark = pytest.mark.django_db

INN = "7707083893"
HEADER = ["Номер", "Краткое название", "ИНН", "Сайт", "Состояние"]


@pytest.fixture
def coordinator():
    return appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())


def table(*rows, header=HEADER):
    return registry_table(header, [(place, list(row)) for place, row in enumerate(rows, start=2)])


def look(*rows, header=HEADER):
    return plan_import(orsk(), table(*rows, header=header)).preview


def write(by, *rows, header=HEADER):
    return import_organisations(by=by, territory=orsk(), table=table(*rows, header=header))


def test_preview__writes_nothing():
    preview = look(("5", "Детский сад № 5", "", "", "открыт"))
    assert [row.title for row in preview.of_kind("new")] == ["Детский сад № 5"]
    assert not Organisation.objects.exists()


def test_import__fills_every_column_and_what_is_derived(coordinator):
    done = write(coordinator, ("5", "Детский сад № 5 «Звёздочка»", INN, "https://5.рф", "закрыт"))
    row = Organisation.objects.get()
    assert done.counts["new"] == 1
    assert (row.territory, row.inn, row.site) == (orsk(), INN, "https://5.рф")
    assert row.state == OrganisationState.CLOSED
    assert "звездочка" in row.search
    assert row.sort.startswith("00000005")
    assert Entry.objects.get().details == {"new": 1, "changed": 0}


def test_import__twice_is_unchanged_and_unrecorded(coordinator):
    rows = [("5", "Детский сад № 5", INN, "", "открыт"), ("", "Солнышко", "", "", "")]
    write(coordinator, *rows)
    stored = list(Organisation.objects.values())
    again = write(coordinator, *rows)
    assert again.counts == {"new": 0, "changed": 0, "same": 2, "wrong": 0}
    assert list(Organisation.objects.values()) == stored
    assert Entry.objects.count() == 1


def test_preview__shows_changes_cell_by_cell():
    OrganisationFactory(number="5", short_name="Сад № 5", site="https://5.рф")
    OrganisationFactory(number="6", short_name="Сад № 6")
    preview = look(("5", "Сад № 5", "", "—", "закрыт"), ("6", "Сад № 6", "", "", "открыт"))
    assert preview.counts["same"] == 1
    (changed,) = preview.of_kind("changed")
    assert changed.row == 2
    assert changed.cells == (
        Cell("Сайт", "https://5.рф", ""),
        Cell("Состояние", "работает", "закрыт"),
        Cell("Закрыт с", "", f"{localdate():%d.%m.%Y}"),
    )


def test_import__changes_only_columns_the_file_has(coordinator):
    OrganisationFactory(number="5", short_name="Старое", address="Орск", note="Важно", closed=True)
    write(coordinator, ("5", "Новое"), header=["Номер", "Краткое название"])
    row = Organisation.objects.get()
    assert (row.short_name, row.address, row.note) == ("Новое", "Орск", "Важно")
    assert row.state == OrganisationState.CLOSED
    assert "новое" in row.search


def test_import__knows_a_kindergarten_by_its_inn_when_the_number_changed(coordinator):
    garden = OrganisationFactory(number="5", short_name="Сад", inn=INN)
    write(coordinator, ("55", "Сад", INN, "", "открыт"))
    garden.refresh_from_db()
    assert garden.number == "55"
    assert Organisation.objects.count() == 1


def test_import__knows_one_without_number_by_its_name(coordinator):
    garden = OrganisationFactory(number="", short_name="Детский сад «Солнышко»")
    write(coordinator, ("", "детский сад Солнышко", "", "", "закрыт"))
    garden.refresh_from_db()
    assert garden.state == OrganisationState.CLOSED


def test_import__leaves_the_same_number_of_another_town_alone(coordinator):
    other = TerritoryFactory(parent=orsk().get_parent(), name="город Бузулук")
    elsewhere = OrganisationFactory(number="5", short_name="Сад в Бузулуке", territory=other)
    write(coordinator, ("5", "Сад в Орске", "", "", ""))
    elsewhere.refresh_from_db()
    assert elsewhere.short_name == "Сад в Бузулуке"
    assert Organisation.objects.count() == 2


WRONG = [
    pytest.param(("5", "", "", "", ""), "столбец «Краткое название»", "пустым", id="no name"),
    pytest.param(("5", "С" * 251, "", "", ""), "столбец «Краткое название»", "250", id="long name"),
    pytest.param(("5" * 21, "Сад", "", "", ""), "столбец «Номер»", "20", id="long number"),
    pytest.param(("5", "Сад", "123", "", ""), "столбец «ИНН»", "10 или 12", id="short inn"),
    pytest.param(("5", "Сад", "7707083894", "", ""), "«ИНН»", "не сходится", id="wrong inn"),
    pytest.param(("5", "Сад", "", "5.orsk", ""), "столбец «Сайт»", "https://", id="bad site"),
    pytest.param(("5", "Сад", "", "javascript:x", ""), "«Сайт»", "https://", id="script as site"),
    pytest.param(("5", "Сад", "", "", "ремонт"), "«Состояние»", "«ремонт» неизвестно", id="state"),
]


@pytest.mark.parametrize(("row", "place", "message"), WRONG)
def test_import__names_row_and_column_of_a_mistake_and_writes_nothing(
    coordinator, row, place, message
):
    with pytest.raises(DomainError) as refused:
        write(coordinator, ("1", "Хороший сад", "", "", ""), row)
    assert [problem.place.startswith("строка 3, ") for problem in refused.value.problems] == [True]
    assert place in refused.value.problems[0].place
    assert message in refused.value.problems[0].message
    assert not Organisation.objects.exists()
    assert not Entry.objects.exists()


def test_import__names_every_mistake_at_once():
    preview = look(("5", "", "123", "сайт", "ремонт"))
    assert {problem.place.partition("«")[2] for problem in preview.problems} == {
        "Краткое название»",
        "ИНН»",
        "Сайт»",
        "Состояние»",
    }


@pytest.mark.parametrize(
    ("second", "column"),
    [
        (("5", "Другой", "", "", ""), "Номер"),
        (("6", "Другой", INN, "", ""), "ИНН"),
    ],
)
def test_import__refuses_the_same_key_twice_in_a_file(second, column):
    preview = look(("5", "Сад", INN, "", ""), second)
    assert [str(problem) for problem in preview.problems] == [
        f"строка 3, столбец «{column}»: То же самое уже в строке 2."
    ]


def test_import__refuses_the_same_bare_name_twice():
    preview = look(("", "Солнышко", "", "", ""), ("", "СОЛНЫШКО", "", "", ""))
    assert "строка 3, столбец «Краткое название»" in preview.problems[0].place


def test_import__refuses_an_inn_of_another_town():
    other = TerritoryFactory(parent=orsk().get_parent(), name="город Бузулук")
    OrganisationFactory(number="9", short_name="Тайный сад", inn=INN, territory=other)
    preview = look(("5", "Сад", INN, "", ""))
    assert "другой территории" in preview.problems[0].message
    assert "Тайный" not in preview.problems[0].message


def test_import__refuses_a_number_that_another_one_holds():
    OrganisationFactory(number="5", short_name="Сад № 5")
    OrganisationFactory(number="6", short_name="Сад № 6", inn=INN)
    preview = look(("5", "Сад № 6", INN, "", ""))
    assert "у другого детского сада: «Сад № 5»" in preview.problems[0].message


def test_import__keeps_what_looks_like_a_formula_as_text(coordinator):
    write(coordinator, ("5", '=HYPERLINK("x")', "", "", ""), ("6", "+7 сад", "", "", ""))
    names = set(Organisation.objects.values_list("short_name", flat=True))
    assert names == {'=HYPERLINK("x")', "+7 сад"}


def test_import__into_a_foreign_territory_is_refused(coordinator):
    stranger = appointed(
        Role.MUNICIPAL_COORDINATOR,
        TerritoryFactory(parent=orsk().get_parent(), name="город Бузулук"),
    )
    with pytest.raises(NotAllowed):
        write(stranger, ("5", "Сад", "", "", ""))


def test_import__asks_as_many_queries_for_many_rows_as_for_few(
    coordinator, django_assert_max_num_queries
):
    for count in (3, 60):
        rows = [(str(n), f"Сад № {n} из {count}", "", "", "открыт") for n in range(count)]
        # 20 of the import itself, the rest makes cached public pages old
        with django_assert_max_num_queries(24):
            write(coordinator, *rows)
