"""Files as people upload them."""

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

DATA = Path(__file__).resolve().parents[2] / "data" / "orsk"
COLLECTED = DATA / "orsk_organisations.csv"
CURATED = Path(__file__).resolve().parents[3] / "portal/bootstrap/data/organisations_orsk.csv"
GOOD = "Номер;Краткое название;Состояние\n5;Детский сад № 5;открыт\n11;Детский сад № 11;закрыт\n"


def csv_file(content: bytes | str = GOOD, name: str = "сады.csv") -> SimpleUploadedFile:
    raw = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, raw, "text/csv")


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for cells in book.active.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
