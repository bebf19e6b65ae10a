"""What a file would change in a scale: new, changed cell by cell, gone, unchanged."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.scales.transfer.columns import (
    FRAME_COLUMNS,
    KINDS,
    ROW_COLUMNS,
    WORDS,
    in_words,
)
from forms_builder.scales.transfer.document import METHODS, Data

OF_ROW = ("level", "strand", "text")


@dataclass(frozen=True)
class Cell:
    """One value that becomes another; empty before: it is new, empty after: it goes."""

    where: str
    before: str
    after: str


@dataclass(frozen=True)
class Edited:
    """An indicator that the scale has, with what the file says of it and what differs."""

    uid: str
    title: str
    target: Data
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Plan:
    """frame: what changes in the scale itself; kept: frame rows the file leaves out, they stay."""

    frame: tuple[Cell, ...]
    kept: tuple[str, ...]
    new: tuple[Data, ...]
    edited: tuple[Edited, ...]
    gone: tuple[Data, ...]
    unchanged: int
    reordered: bool

    def __bool__(self) -> bool:
        return bool(self.frame or self.new or self.edited or self.gone or self.reordered)


def plan_of(now: Data, wanted: Data) -> Plan:
    """Return the difference from one document to another.

    An indicator is the same by its key, without one by its number; a characteristic by its key,
    without one by level, strand and text.
    """
    pairs = matched(now["indicators"], wanted["indicators"])
    found = {before["uid"] for before, _after in pairs if before}
    compared = [
        (before, after, _indicator_cells(before, after)) for before, after in pairs if before
    ]
    return Plan(
        frame=tuple(_frame_cells(now, wanted)),
        kept=tuple(_kept(now, wanted)),
        new=tuple(after for before, after in pairs if before is None),
        edited=tuple(
            Edited(before["uid"], f"{before['code']} {before['title']}", after, cells)
            for before, after, cells in compared
            if cells
        ),
        gone=tuple(one for one in now["indicators"] if one["uid"] not in found),
        unchanged=sum(not cells for _before, _after, cells in compared),
        reordered=_reordered(now, pairs),
    )


def matched(now: list[Data], wanted: list[Data]) -> list[tuple[Data | None, Data]]:
    """Return each wanted indicator with the one it is now, None for a new one."""
    by_uid = {one["uid"]: one for one in now}
    free = {one["code"]: one for one in now}
    for one in wanted:
        if one["uid"] in by_uid:
            free.pop(by_uid[one["uid"]]["code"], None)
    return [(by_uid.get(one["uid"]) or free.pop(one["code"], None), one) for one in wanted]


def rows_matched(now: list[Data], wanted: list[Data]) -> list[tuple[Data | None, Data]]:
    """Return each wanted characteristic with the one it is now, None for a new one."""
    by_uid = {row["uid"]: row for row in now}
    named = {row["uid"] for row in wanted}
    free = {_sense(row): row for row in now if row["uid"] not in named}
    return [(by_uid.get(row["uid"]) or free.pop(_sense(row), None), row) for row in wanted]


def frame_matched(now: Data, wanted: Data, kind: str) -> list[tuple[Data | None, Data]]:
    """Return each wanted row of the frame with the one it is now: by key, number or title."""
    name = {"levels": "value", "areas": "code"}.get(kind, "title")
    by_uid = {row["uid"]: row for row in now[kind] if "uid" in row}
    taken = {row["uid"] for row in wanted[kind] if row.get("uid")}
    by_name = {row[name]: row for row in now[kind] if row.get("uid") not in taken}
    return [(by_uid.get(row.get("uid")) or by_name.get(row[name]), row) for row in wanted[kind]]


def _sense(row: Data) -> tuple[Any, ...]:
    return tuple(row[name] for name in OF_ROW)


def _frame_cells(now: Data, wanted: Data) -> Iterator[Cell]:
    for name, label in (("title", _("Название")), ("notice", _("Примечание"))):
        if now[name] != wanted[name]:
            yield Cell(str(label), now[name], wanted[name])
    for name in METHODS:
        if now[name] != wanted[name]:
            before, after = in_words(name, [now[name]]), in_words(name, [wanted[name]])
            yield Cell(str(KINDS[name]), before, after)
    for kind in ("levels", "areas", "strands", "ages"):
        for before, after in frame_matched(now, wanted, kind):
            yield from _row_cells(kind, before, after)


def _row_cells(kind: str, before: Data | None, after: Data) -> Iterator[Cell]:
    name = f"{KINDS[kind]} {after.get('value', after.get('code', ''))}".strip()
    if before is None:
        yield Cell(name, "", after["title"])
        return
    for key in after:
        if key != "uid" and before[key] != after[key]:
            heading = FRAME_COLUMNS.get("code" if key == "value" else key)
            yield Cell(f"{name}, {heading}", str(before[key]), str(after[key]))


def _kept(now: Data, wanted: Data) -> Iterator[str]:
    for kind in ("levels", "areas", "strands", "ages"):
        there = [before for before, _after in frame_matched(now, wanted, kind)]
        for row in now[kind]:
            if row not in there:
                yield f"{KINDS[kind]} «{row['title']}»"


def _indicator_cells(before: Data, after: Data) -> tuple[Cell, ...]:
    own = [
        Cell(str(ROW_COLUMNS[name]), _shown(name, before[name]), _shown(name, after[name]))
        for name in after
        if name not in ("uid", "characteristics") and before[name] != after[name]
    ]
    return (*own, *_characteristic_cells(before["characteristics"], after["characteristics"]))


def _characteristic_cells(now: list[Data], wanted: list[Data]) -> Iterator[Cell]:
    pairs = rows_matched(now, wanted)
    there = {before["uid"] for before, _after in pairs if before}
    for before, after in pairs:
        where = _("Уровень %s") % after["level"]
        if before is None:
            yield Cell(where, "", after["text"])
            continue
        for name in OF_ROW:
            if before[name] != after[name]:
                heading = str(ROW_COLUMNS[name]).lower()
                yield Cell(f"{where}, {heading}", str(before[name]), str(after[name]))
    for row in now:
        if row["uid"] not in there:
            yield Cell(_("Уровень %s") % row["level"], row["text"], "")
    if _moved(now, pairs):
        yield Cell(_("Порядок характеристик"), "", _("как в файле"))


def _moved(now: list[Data], pairs: list[tuple[Data | None, Data]]) -> bool:
    """Characteristics are read level by level, so only their order inside a level can differ."""
    after = sorted((pair for pair in pairs if pair[0]), key=lambda pair: pair[1]["level"])
    order = [before["uid"] for before, _after in after if before]
    same = {uid for uid in order}
    levels_kept = all(before["level"] == row["level"] for before, row in after if before)
    return levels_kept and order != [row["uid"] for row in now if row["uid"] in same]


def _reordered(now: Data, pairs: list[tuple[Data | None, Data]]) -> bool:
    """Tell whether indicators that stay in their area stand there in another order."""
    wanted: dict[str, list[str]] = {}
    for before, after in pairs:
        if before and before["area"] == after["area"]:
            wanted.setdefault(after["area"], []).append(before["uid"])
    staying = {uid for uids in wanted.values() for uid in uids}
    return any(
        uids
        != [
            one["uid"] for one in now["indicators"] if one["area"] == area and one["uid"] in staying
        ]
        for area, uids in wanted.items()
    )


def _shown(name: str, value: Any) -> str:
    if name in WORDS:
        return in_words(name, value if isinstance(value, list) else [value])
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
