"""The two tables of a workbook: columns with their headings, and words for closed lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from forms_builder.fields.base import lines
from forms_builder.scales.choices import AreaMethod, NotApplicable, OverallMethod, Place, Rule

ROWS_SHEET, FRAME_SHEET = _("Характеристики"), _("Шкала")

ROW_COLUMNS = {
    "area": _("Область"),
    "code": _("Номер"),
    "title": _("Показатель"),
    "group": _("Группа"),
    "hint": _("Подсказка"),
    "rule": _("Как считается"),
    "gaps": _("Пропуски"),
    "ages": _("Возраст"),
    "places": _("Где оценивается"),
    "weight": _("Вес"),
    "level": _("Уровень"),
    "strand": _("Подтема"),
    "text": _("Характеристика"),
    "indicator_uid": _("Ключ показателя"),
    "uid": _("Ключ характеристики"),
}
OF_INDICATOR = tuple(ROW_COLUMNS)[:10]
FRAME_COLUMNS = {
    "kind": _("Что"),
    "code": _("Номер"),
    "title": _("Название"),
    "plain": _("Пояснение"),
    "colour": _("Цвет"),
    "starts_at": _("Начинается с"),
    "weight": _("Вес"),
    "uid": _("Ключ"),
}
KINDS = {
    "scale": _("шкала"),
    "area_method": _("балл области"),
    "overall_method": _("общая оценка"),
    "not_applicable": _("не применимо"),
    "levels": _("уровень"),
    "areas": _("область"),
    "strands": _("подтема"),
    "ages": _("возраст"),
}
WORDS = {
    "rule": Rule,
    "area_method": AreaMethod,
    "overall_method": OverallMethod,
    "not_applicable": NotApplicable,
    "places": Place,
}


@dataclass(frozen=True)
class Line:
    """One row of a table as text by column; place: where to look for it in the file."""

    cells: Mapping[str, str]
    place: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def in_words(name: str, codes: Iterable[str]) -> str:
    """Return values of a closed list as a file says them, a line each; unknown ones stay codes."""
    labels = dict(WORDS[name].choices)
    return "\n".join(str(labels.get(code, code)) for code in codes)


def from_words(name: str, text: str) -> tuple[list[str], list[str]]:
    """Return the codes of a cell's lines and the lines that mean nothing; codes are words too."""
    codes = {str(label).casefold(): code for code, label in WORDS[name].choices}
    codes |= {code: code for code in WORDS[name].values}
    said = lines(text)
    known = [codes[line.casefold()] for line in said if line.casefold() in codes]
    return known, [line for line in said if line.casefold() not in codes]
