"""Files made to keep the server busy or to fall over."""

import io
import re
import zipfile

import pytest
from PIL import Image

from forms_builder.common.errors import DomainError
from portal.exchange.tables import read_table
from portal.responses.photos import clean_photo
from tests.portal.exchange.files import workbook

SHEET = "xl/worksheets/sheet1.xml"
FAR = b'<row r="30000000"><c r="A30000000"><v>1</v></c></row></sheetData>'


def with_a_row_far_below() -> bytes:
    made = zipfile.ZipFile(io.BytesIO(workbook(["Номер"], ["5"])))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in made.namelist():
            body = made.read(name)
            if name == SHEET:
                body = re.sub(b"<dimension[^>]*>", b"", body).replace(b"</sheetData>", FAR)
            archive.writestr(name, body)
    return content.getvalue()


@pytest.mark.parametrize(
    "content", [b"a;b\n" + b"\n" * 250_000 + b"1;2\n", with_a_row_far_below()], ids=["CSV", "XLSX"]
)
def test_table__of_endless_empty_rows_is_refused(content):
    with pytest.raises(DomainError, match="слишком много пустых строк"):
        read_table(content)


def test_photo__whatever_the_library_raises_is_refused_in_a_sentence(monkeypatch):
    def stumble(image):
        raise TypeError

    monkeypatch.setattr("portal.responses.photos.ImageOps.exif_transpose", stumble)
    made = io.BytesIO()
    Image.new("RGB", (8, 6)).save(made, "PNG")
    with pytest.raises(DomainError, match="повреждён"):
        clean_photo(made, len(made.getvalue()))
