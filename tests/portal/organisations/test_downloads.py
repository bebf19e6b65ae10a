import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.exchange.tables import read_table
from portal.organisations.choices import Role
from portal.organisations.columns import COLUMNS, clean_cell
from portal.organisations.downloads import SafeCSV, SafeXLSX, export_of
from portal.organisations.models import Organisation
from portal.organisations.resources import OrganisationResource
from tests.factories import OrganisationFactory, TerritoryFactory, orsk
from tests.factories.registry import cms_person

FORMULAS = ["=1+1", "+7 (3537)", "-5", "@SUM", "'=1", "''=1", '=HYPERLINK("http://x";"y")']
# What a field of the registry can hold: one line, no stray spaces, no control characters.
VALUES = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("=+-@';,\""), max_size=40
).map(lambda text: " ".join(text.split()))


def exported(rows, file_format):
    return file_format().export_data(OrganisationResource().export(rows))


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@given(st.lists(VALUES, min_size=3, max_size=3))
def test_csv__gives_any_text_back_through_import(values):
    garden = Organisation(number="5", short_name=values[0], address=values[1], note=values[2])
    _header, ((_place, row),) = read_table(exported([garden], SafeCSV))
    back = dict(zip(COLUMNS, map(clean_cell, row), strict=True))
    assert [back["Краткое название"], back["Адрес"], back["Примечание"]] == values


@given(VALUES)
def test_csv__leaves_no_live_formula(value):
    cell = read_csv(exported([Organisation(number="5", note=value)], SafeCSV))[1][-1]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("value", FORMULAS)
def test_xlsx__keeps_a_formula_as_text(value):
    content = exported([Organisation(number="5", note=value)], SafeXLSX)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cell = sheet.cell(row=2, column=len(COLUMNS))
    assert cell.value == value
    assert cell.data_type != "f"


@pytest.mark.parametrize(
    ("number", "cell"), [("5", 5), ("05", "05"), ("5а", "5а"), ("", None), ("9" * 20, "9" * 20)]
)
def test_xlsx__keeps_numbers_as_numbers(number, cell):
    assert read_xlsx(exported([Organisation(number=number)], SafeXLSX))[1][1] == cell


def test_xlsx__drops_characters_a_workbook_cannot_hold():
    rows = read_xlsx(exported([Organisation(number="5", note="а\x0bб")], SafeXLSX))
    assert rows[1][-1] == "аб"


@pytest.mark.django_db
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_download__holds_what_the_person_sees_in_order(client, extension):
    client.force_login(cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent()))
    elsewhere = TerritoryFactory(
        parent=orsk().get_parent().get_parent(), name="Омская область", kind="region"
    )
    OrganisationFactory(short_name="Чужой", territory=elsewhere)
    for number in ("11", "5"):
        OrganisationFactory(number=number, short_name=f"Сад № {number}")

    response = client.get(f"/cms/organisations/download/{extension}/")

    rows = {"csv": read_csv, "xlsx": read_xlsx}[extension](response.content)
    assert rows[0] == list(COLUMNS)
    assert [row[2] for row in rows[1:]] == ["Сад № 5", "Сад № 11"]
    assert f"organisations.{extension}" in response["Content-Disposition"]


@pytest.mark.django_db
def test_download__of_an_unknown_kind_is_not_found(client):
    client.force_login(cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent()))
    assert client.get("/cms/organisations/download/pdf/").status_code == 404


@pytest.mark.django_db
def test_export__says_states_in_words():
    OrganisationFactory(closed=True)
    content, content_type = export_of(Organisation.objects.all(), "csv")
    assert "закрыт" in content.decode("utf-8-sig")
    assert content_type.startswith("text/csv")
