"""The codebook of an edition as XLSX: what every column of an export means."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Item
from forms_builder.questionnaires.item_words import ASPECTS, Names, children_of, names_in
from forms_builder.questionnaires.models import Edition
from forms_builder.questionnaires.reading import Section, read_edition
from forms_builder.scales.choices import OverallMethod, Rule
from portal.organisations.downloads import cell_of

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OWN_COLUMNS = {"required", "construct", "show_if"}  # the other settings share one column
Row = list[str]
NARROW, WIDE, MANY = 16, 46, 60


def codebook(edition: Edition) -> bytes:
    """Return the book: a sheet of columns, the scale if there is one, a sheet about the edition.

    Rows stand in the order of the export's columns, which depends on the edition alone. Text goes
    in as text, never as a formula.
    """
    book = Workbook(write_only=True)
    sheet = read_edition(edition)
    _write(book, _("Столбцы"), _COLUMNS, _column_rows(edition))
    if sheet.scale:
        _write(book, _("Шкала"), _SCALE, _scale_rows(sheet.scale))
    _write(book, _("Редакция"), ((_("Что"), NARROW), (_("Значение"), MANY)), _about(edition))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


_COLUMNS = (
    (gettext_lazy("Столбец"), NARROW),
    (gettext_lazy("Название"), WIDE),
    (gettext_lazy("Вид"), NARROW),
    (gettext_lazy("Раздел"), WIDE),
    (gettext_lazy("Что измеряет"), NARROW),
    (gettext_lazy("Обязателен"), NARROW),
    (gettext_lazy("Показывается, если"), WIDE),
    (gettext_lazy("Варианты и баллы"), MANY),
    (gettext_lazy("Пределы и настройки"), MANY),
    (gettext_lazy("Номер вопроса"), WIDE),
)
_SCALE = (
    (gettext_lazy("Область"), WIDE),
    (gettext_lazy("Показатель"), NARROW),
    (gettext_lazy("Название показателя"), WIDE),
    (gettext_lazy("Правило"), WIDE),
    (gettext_lazy("Уровень"), NARROW),
    (gettext_lazy("Подтема"), WIDE),
    (gettext_lazy("Характеристика"), MANY),
    (gettext_lazy("Номер характеристики"), WIDE),
)


def _write(
    book: Workbook, title: str, head: Sequence[tuple[Any, int]], rows: Iterator[Row]
) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, (_word, width) in enumerate(head, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in ([str(word) for word, _width in head], *rows):
        sheet.append([cell_of(sheet, value) for value in row])


def _column_rows(edition: Edition) -> Iterator[Row]:
    names = names_in(edition.data)
    for section in read_edition(edition).sections:
        for item in section.items:
            for code, title in field_type(item["type"]).columns(item):
                yield _column_row(section, item, code, title, names)


def _column_row(section: Section, item: Item, code: str, title: str, names: Names) -> Row:
    subject = _subject(item, code)
    condition = item.get("show_if")
    return [
        code,
        title,
        str(field_type(subject["type"]).label),
        section.title,
        item.get("construct") or "",
        _("да") if subject.get("required") else _("нет"),
        names.say(condition) if condition else "",
        "\n".join(_options(subject)),
        "\n".join(_settings(subject, names)),
        item["uid"],
    ]


def _subject(item: Item, code: str) -> Item:
    """Return what a column is about: a question inside a repeating group, else the item itself."""
    inside = {f"{item['code']}_{child['code']}": child for child in children_of(item)}
    return inside.get(code, item)


def _options(item: Item) -> Iterator[str]:
    for row in (*(item.get("choices") or ()), *(item.get("columns") or ())):
        score = row.get("score")
        points = _(" (балл %s)") % score if score else ""
        unsure = _(" (в среднее не входит)") if row.get("unsure") else ""
        yield f"{row['value']} = {row['label']}{points}{unsure}"
    if item["type"] == "matrix":
        yield from (f"{row['code']}: {row['label']}" for row in item["rows"])


def _settings(item: Item, names: Names) -> Iterator[str]:
    for aspect in ASPECTS:
        words = "" if aspect.key in OWN_COLUMNS else aspect.words(item, names)
        if words and words != aspect.silent:
            yield f"{aspect.label}: {words}"


def _scale_rows(scale: dict[str, Any]) -> Iterator[Row]:
    areas = {row["uid"]: f"{row['code']}. {row['title']}" for row in scale["areas"]}
    strands = {row["uid"]: row["title"] for row in scale["strands"]}
    for indicator in scale["indicators"]:
        rule = str(Rule(indicator["rule"]).label)
        head = [areas[indicator["area"]], indicator["code"], indicator["title"], rule]
        if not indicator["characteristics"]:
            yield [*head, "", "", "", indicator["uid"]]
        for row in indicator["characteristics"]:
            strand = strands.get(row["strand"], "")
            yield [*head, str(row["level"]), strand, row["text"], row["uid"]]


def _about(edition: Edition) -> Iterator[Row]:
    data = edition.data
    yield [_("Форма"), data["questionnaire"]["title"]]
    yield [_("Примечание"), data["questionnaire"]["notice"]]
    yield [_("Редакция"), str(edition.number)]
    yield [_("Действует с"), date_format(edition.valid_from, "j E Y")]
    yield [_("Отпечаток SHA-256"), edition.sha256]
    if data["scale"]:
        yield [_("Шкала"), data["scale"]["title"]]
        yield [_("Общая оценка"), str(OverallMethod(data["scale"]["overall_method"]).label)]
