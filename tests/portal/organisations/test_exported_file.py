"""The exported workbook as others read it, and as the import reads it back."""

import csv
import datetime
import io
import shutil
import subprocess
from pathlib import Path

import pandas
import pytest

from portal.exchange.tables import read_table
from portal.organisations.columns import COLUMNS, registry_table
from portal.organisations.downloads import export_of
from portal.organisations.models import Founder, Organisation
from portal.organisations.planning import plan_import
from tests.factories import OrganisationFactory, TerritoryFactory, orsk
from tests.support.gates import missing

pytestmark = pytest.mark.django_db
FORMULAS = ("=1+1", "+7 (3537) 20-00-00", "-5", "@SUM(A1)", "'=1")
TEXTS = (*FORMULAS, "'кавычка", "обычный", '№ 5; «а», "б"')
INN = "7707083893"


@pytest.fixture
def registry():
    """Kindergartens that fill every column between them, with texts a spreadsheet would run."""
    founder = Founder.objects.create(territory=orsk(), name="=Управление образования")
    for number, text in enumerate(TEXTS, start=1):
        OrganisationFactory(
            number=str(number),
            short_name=f"{text} сад",
            official_name=text,
            address=text,
            phone=text,
            note=text,
            kind="combined",
            founder=founder,
            places=number * 10,
            email="sad@example.org",
            site="https://сад.рф",
            opened_on=datetime.date(1980, 9, number),
        )
    gay = TerritoryFactory(parent=orsk().get_parent(), name="город Гай")
    OrganisationFactory(number="05", inn=INN, territory=gay, closed=True)
    OrganisationFactory(number="", short_name="Солнышко", state="suspended", territory=gay)
    return Organisation.objects.order_by("sort", "pk")


def expected(registry) -> list[list[str]]:
    """The cells as people see them, from the CSV, where a guarded text has its apostrophe off."""
    header, rows = read_table(export_of(registry, "csv")[0])
    return [header, *(cells for _place, cells in rows)]


def told(value: object) -> str:
    """A cell as text."""
    if value is None or value is pandas.NaT or value != value:
        return ""
    if isinstance(value, datetime.datetime):
        return f"{value:%d.%m.%Y}"
    return str(int(value)) if isinstance(value, float) else str(value)


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_export__loaded_again_is_all_unchanged(registry, extension):
    content, _kind = export_of(registry, extension)
    plan = plan_import(orsk().get_parent(), registry_table(*read_table(content)))
    assert plan.preview.problems == []
    assert plan.preview.counts == {"wrong": 0, "changed": 0, "new": 0, "same": registry.count()}


def test_workbook__has_the_same_cells_for_pandas(registry):
    content, _kind = export_of(registry, "xlsx")
    table = pandas.read_excel(io.BytesIO(content), dtype=object)
    assert list(table.columns) == list(COLUMNS)
    found = [[told(value) for value in row] for row in table.values.tolist()]
    assert found == expected(registry)[1:]
    assert table["Номер"].tolist()[0] == 1
    assert table["Адрес"].tolist()[0] == "=1+1"


def test_workbook__has_the_same_cells_for_libreoffice(registry, tmp_path: Path):
    if shutil.which("soffice") is None:
        missing("LibreOffice is not installed; .ci/services installs it.")
    (tmp_path / "registry.xlsx").write_bytes(export_of(registry, "xlsx")[0])
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false",
            "--outdir",
            tmp_path,
            tmp_path / "registry.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = (tmp_path / "registry.csv").read_text(encoding="utf-8")
    found = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert found == expected(registry)
