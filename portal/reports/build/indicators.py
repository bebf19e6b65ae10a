"""The parts of a report about single indicators: the table, strengths, deficits."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.documents.tree import Block, Column, Heading, Paragraph, Table
from portal.profiles.reading import AreaLine, IndicatorLine, Reading

AT_MOST = 10


def indicators_table(reading: Reading) -> Table:
    """Return every indicator asked, grouped by area, a reason where there is no number."""
    rows: list[tuple[str, ...]] = []
    for area in reading.areas:
        if area.indicators:
            rows.append((_group(area),))
            rows.extend(_row(line) for line in area.indicators)
    return Table(
        caption=_("Показатели и их уровни"),
        columns=(
            Column(_("№"), 8),
            Column(_("Показатель"), 44),
            Column(_("Балл"), 14, "right"),
            Column(_("Уровень"), 34),
        ),
        rows=tuple(rows),
    )


def strengths(reading: Reading) -> Iterable[Block]:
    """Give what is strong: indicators above the middle level, the strongest first."""
    yield Heading(_("Что уже хорошо"))
    if not reading.strong:
        yield Paragraph(_("Показателей выше уровня %(base)s пока нет.") % {"base": reading.base})
        return
    yield Table(
        caption=_("Показатели выше уровня %(base)s: %(count)s")
        % {"base": reading.base, "count": _shown(reading.strong)},
        columns=(
            Column(_("Показатель"), 54),
            Column(_("Балл"), 12, "right"),
            Column(_("Уровень"), 34),
        ),
        rows=tuple(
            (_name(line), line.figure.shown, line.figure.word) for line in reading.strong[:AT_MOST]
        ),
    )


def deficits(reading: Reading) -> Iterable[Block]:
    """Give what is weak, the weakest first, with what the next level lacks."""
    yield Heading(_("Что мешает подняться"))
    if not reading.low:
        yield Paragraph(_("Показателей ниже уровня %(base)s нет.") % {"base": reading.base})
        return
    yield Table(
        caption=_("Показатели ниже уровня %(base)s: %(count)s")
        % {"base": reading.base, "count": _shown(reading.low)},
        columns=(
            Column(_("Показатель"), 40),
            Column(_("Балл"), 12, "right"),
            Column(_("Чего не хватает до следующего уровня"), 48),
        ),
        rows=tuple(
            (_name(line), line.figure.shown, lacking(line)) for line in reading.low[:AT_MOST]
        ),
    )


def lacking(line: IndicatorLine) -> str:
    """Return what the next level lacks, as one text."""
    if line.missing:
        return "\n".join(line.missing)
    if line.next_level is None:
        return _("выше подняться нельзя")
    return _("следующий уровень — %(level)s") % {"level": line.next_level}


def _row(line: IndicatorLine) -> tuple[str, ...]:
    return (line.code, line.title, line.figure.shown, line.figure.word or line.remark or "–")


def _group(area: AreaLine) -> str:
    words = (f"{area.code}. {area.title}", area.figure.shown, area.figure.word)
    return " · ".join(filter(None, words))


def _name(line: IndicatorLine) -> str:
    return f"{line.code} {line.title}"


def _shown(lines: tuple[IndicatorLine, ...]) -> str:
    if len(lines) <= AT_MOST:
        return str(len(lines))
    return _("%(count)s, здесь первые %(shown)s") % {"count": len(lines), "shown": AT_MOST}
