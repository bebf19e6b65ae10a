"""A finished PDF is read back before anybody gets it."""

from decimal import Decimal

import pytest

from portal.documents.errors import RenderFailed
from portal.documents.tree import Column, Document, KeyFigure, StripChart, StripRow, Table
from portal.reports import checking
from portal.reports.checking import check_pdf

DOCUMENT = Document(
    title="Профиль",
    subtitle="",
    mark="",
    facts=(),
    blocks=(
        KeyFigure("3,34", "Базовый уровень", "Среднее 9,99 областей", 3),
        StripChart("Области", (StripRow("Первая", Decimal("2.75"), 2, "2,75"),)),
        Table(
            "Показатели",
            (Column("Показатель", 70), Column("Балл", 30, "right")),
            (("Группа 7,77",), ("1.1 Показатель 8,88", "4,00"), ("1.2", "не применимо")),
        ),
    ),
)


class Page:
    def __init__(self, text: str):
        self.text = text

    def extract_text(self) -> str:
        return self.text


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch):
    """Let the PDF say these words."""

    def say(*texts: str) -> None:
        reader = type("Reader", (), {"pages": [Page(text) for text in texts]})
        monkeypatch.setattr(checking, "PdfReader", lambda stream: reader)

    return say


def test_check__all_figures_on_any_page_are_enough(reads):
    reads("3,34 Базовый 2,75", "1.1 4,00")
    check_pdf(DOCUMENT, b"")


@pytest.mark.parametrize(
    ("text", "lost"),
    [("2,75 4,00", "3,34"), ("3,34 4,00", "2,75"), ("3,34 2,75", "4,00"), ("", "3,34; 2,75; 4,00")],
)
def test_check__a_lost_figure_is_named(reads, text, lost):
    reads(text)
    with pytest.raises(RenderFailed, match=f"не хватает чисел: {lost}\\."):
        check_pdf(DOCUMENT, b"")


@pytest.mark.parametrize("sign", ["\N{BLACK SQUARE}", "\N{REPLACEMENT CHARACTER}"])
def test_check__squares_instead_of_letters_are_refused(reads, sign):
    reads(f"3,34 2,75 4,00 {sign}")
    with pytest.raises(RenderFailed, match="квадраты"):
        check_pdf(DOCUMENT, b"")


def test_check__what_is_no_pdf_is_refused():
    with pytest.raises(RenderFailed, match="не читается"):
        check_pdf(DOCUMENT, b"%PDF-1.4 broken")
