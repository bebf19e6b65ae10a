"""What never changes of an indicator in an edition: its ticks as ready text, escaped once.

A sheet may hold 300 indicators of 19 characteristics. Drawn by template tags their 11,400 boxes
take most of a second; joined from ready pieces they take a twentieth of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forms_builder.fields.contract import Item
from forms_builder.questionnaires.models import Edition
from forms_builder.questionnaires.reading import read_edition
from portal.responses import words

SHORT = 70  # characters of a characteristic where it is only named, not asked
EDITIONS_IN_MEMORY = 8
TICK = '<label class="tick"><input type="checkbox" name="{item}.{part}" value="{value}"{data}'
END = "><span>{text}</span></label>"


@dataclass(frozen=True)
class Tick:
    """One box: what stands before and after the word «checked»."""

    uid: str
    before: str
    after: str

    def drawn(self, on: Collection[str], disabled: str) -> str:
        checked = " checked" if self.uid in on else ""
        return f"{self.before}{checked}{disabled}{self.after}"


@dataclass(frozen=True)
class Group:
    """The boxes of one level. uids: of its characteristics."""

    level: int
    title: str
    ticks: tuple[Tick, ...]
    uids: frozenset[str]

    @cached_property
    def plain(self) -> str:
        return "".join(tick.drawn((), "") for tick in self.ticks)

    def drawn(self, on: Collection[str], disabled: str) -> str:
        """Return the boxes; on: uids that are ticked; disabled: « disabled» on a closed sheet."""
        if not disabled and self.uids.isdisjoint(on):
            return self.plain
        return "".join(tick.drawn(on, disabled) for tick in self.ticks)


@dataclass(frozen=True)
class Frame:
    """An indicator: groups confirm, passes say «не применима» of single characteristics."""

    groups: tuple[Group, ...]
    passes: tuple[Group, ...]

    def draw_groups(
        self,
        confirmed: Collection[str],
        passed: Collection[str],
        states: Mapping[int, str],
        end: str,
    ) -> SafeString:
        """Return a fieldset per level; states: level → its class, unless all is passed over.

        end: « disabled» on a closed sheet.
        """
        drawn, name = [], _("Уровень %s")
        for group in self.groups:
            state = "is-passed" if group.uids <= set(passed) else states.get(group.level, "")
            legend = escape(name % f"{group.level} · {group.title}")
            drawn.append(
                f'<fieldset class="level-group level-{group.level} {state}" '
                f'data-step="{group.level}"><legend>{legend}</legend>'
                f"{group.drawn(confirmed, end)}</fieldset>"
            )
        return SafeString("".join(drawn))

    def draw_passes(self, passed: Collection[str]) -> SafeString:
        return SafeString("".join(group.drawn(passed, "") for group in self.passes))


class Frames:
    """The frames of one edition, each made when it is first asked for."""

    def __init__(self, scale: Item):
        self.titles = [level["title"] for level in scale["levels"]]
        self.strands = {row["uid"]: row["title"] for row in scale["strands"]}
        self.made: dict[str, Frame] = {}

    def of(self, indicator: Item) -> Frame:
        """Return the frame of a frozen indicator."""
        uid = indicator["uid"]
        if uid not in self.made:
            self.made[uid] = self._make(indicator)
        return self.made[uid]

    def _make(self, indicator: Item) -> Frame:
        groups, passes = [], []
        for level, title in enumerate(self.titles, start=1):
            rows = [row for row in indicator["characteristics"] if row["level"] == level]
            if rows:
                uids, title = frozenset(row["uid"] for row in rows), words.lower_first(title)
                ticks = [self._confirm(indicator, rows, place) for place in range(len(rows))]
                groups.append(Group(level, title, tuple(ticks), uids))
                named = [_pass(indicator, row) for row in rows]
                passes.append(Group(level, title, tuple(named), uids))
        return Frame(tuple(groups), tuple(passes))

    def _confirm(self, indicator: Item, rows: Sequence[Item], place: int) -> Tick:
        row = rows[place]
        strand = row["strand"] or ""
        data = f' data-strand="{escape(strand)}"' if strand else ""
        heading = self._heading(rows, place)
        above = f'<p class="hint">{escape(heading)}</p>' if heading else ""
        tick = _tick(indicator, row, "confirmed", row["text"], data)
        return Tick(tick.uid, above + tick.before, tick.after)

    def _heading(self, rows: Sequence[Item], place: int) -> str:
        """The strand's title above the first of its characteristics on a level."""
        strand = rows[place]["strand"]
        if strand is None or (place and rows[place - 1]["strand"] == strand):
            return ""
        return self.strands.get(strand, "")


def frames_of(edition: Edition) -> Frames | None:
    """Return the frames of an edition, None when it holds no scale."""
    sheet = read_edition(edition)
    return _frames(_Source(edition.sha256, sheet.scale)) if sheet.scale else None


@dataclass(frozen=True)
class _Source:
    """The hash is the key; equal hashes mean equal scales."""

    sha256: str
    scale: Item = field(compare=False, repr=False)


@lru_cache(maxsize=EDITIONS_IN_MEMORY)
def _frames(source: _Source) -> Frames:
    return Frames(source.scale)


def _pass(indicator: Item, row: Item) -> Tick:
    text = f"{row['level']} · {_short(row['text'])}"
    return _tick(indicator, row, "na_of", text, "")


def _tick(indicator: Item, row: Item, part: str, text: str, data: str) -> Tick:
    before = TICK.format(
        item=escape(indicator["uid"]), part=part, value=escape(row["uid"]), data=data
    )
    return Tick(row["uid"], before, END.format(text=escape(text)))


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]}…"
