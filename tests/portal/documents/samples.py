"""Documents for the tests of this room: a whole profile and the smallest one."""

from decimal import Decimal

from forms_builder.common.russian import decimal_comma
from portal.documents.tree import (
    Block,
    Column,
    Document,
    Fact,
    Heading,
    KeyFigure,
    PageBreak,
    Paragraph,
    StripChart,
    StripRow,
    Table,
)

AREAS = (
    ("Образовательные ориентиры", "2.5"),
    ("Образовательная программа", "3.25"),
    ("Содержание образовательной деятельности", "3.42"),
    ("Образовательный процесс", "2.9"),
    ("Образовательные условия", "3.78"),
    (
        "Условия получения дошкольного образования лицами с ограниченными возможностями "
        "здоровья и инвалидами",
        None,
    ),
    ("Взаимодействие с родителями", "4.1"),
    ("Здоровье, безопасность и повседневный уход", "4.36"),
    ("Управление и развитие", "0.67"),
)
LEGEND = (
    "5 превосходное",
    "4 хорошее",
    "3 базовый",
    "2 стремится к базовому",
    "1 требуется работа",
    "серая полоса – 80 % садов Орска, черта – середина",
)
COLUMNS = (Column("Код", 10), Column("Показатель", 68), Column("Балл", 22, "right"))


def strip_row(label: str, value: str | None) -> StripRow:
    """Return a row with the territory around its value; without a value the reason in words."""
    if value is None:
        median = Decimal("2.4")
        return StripRow(label, None, None, "не применимо", Decimal("1.8"), Decimal("3.1"), median)
    number = Decimal(value)
    return StripRow(label, number, int(number), decimal_comma(number))


def area_chart() -> StripChart:
    """Return the strip of nine areas, one of them not applicable."""
    rows = tuple(strip_row(label, value) for label, value in AREAS)
    return StripChart("Сильнее всего здоровье и уход", rows, legend=LEGEND)


def indicator_table(count: int = 78) -> Table:
    """Return a table of indicators, six to a group."""
    rows: list[tuple[str, ...]] = []
    for number in range(count):
        if number % 6 == 0:
            rows.append((f"Область {number // 6 + 1}",))
        score = "не применимо" if number % 13 == 5 else f"{number % 5 + 1},00"
        rows.append((f"{number // 6 + 1}.{number % 6 + 1}", f"Показатель под № {number}", score))
    return Table("Показатели по областям", COLUMNS, tuple(rows))


def profile() -> Document:
    """Return a document with every kind of block."""
    return Document(
        title="Профиль качества: детский сад № 94 «Радуга»",
        subtitle="Оренбургская область → г. Орск",
        mark="Демонстрационные данные",
        facts=(Fact("Посещение", "12 ноября 2020 года"), Fact("Редакция шкал", "2021")),
        blocks=(
            KeyFigure("3,50", "Базовый уровень", "Среднее восьми областей.", 3),
            Heading("Девять областей качества"),
            area_chart(),
            Paragraph("Эксперты побывали в саду: всё обязательное есть — и ещё немного."),
            PageBreak(),
            Heading("Показатели", 3),
            indicator_table(),
            Paragraph("Уровень 3 ≥ всех характеристик уровней 1…3.\nДве строки.", soft=True),
        ),
    )


def holding(*blocks: Block, title: str = "Проба") -> Document:
    """Return the smallest document that holds the given blocks."""
    return Document(title=title, subtitle="", mark="", facts=(), blocks=blocks)
