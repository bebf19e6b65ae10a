"""The cumulative rule: climb level by level, and name what the next level still needs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from portal.scoring.results import NextLevel, TraceRow, Verdict
from portal.scoring.shapes import Characteristic, Confirmed, Indicator, Rule

Climb = tuple[TraceRow, ...]
NO_HOLD = (Verdict.GAP, Verdict.PASSED_OVER)


def climbs(indicator: Indicator, answer: Confirmed) -> tuple[Climb, ...]:
    """Return one climb for the indicator, or one per strand in the order strands first appear.

    Each climb has a row for every level 1…top of the indicator.
    """
    characteristics = indicator.characteristics
    if indicator.rule is not Rule.BY_STRAND:
        return (_climb(indicator, answer, characteristics, None),)
    by_strand: dict[str | None, list[Characteristic]] = {}
    for item in characteristics:
        by_strand.setdefault(item.strand, []).append(item)
    return tuple(_climb(indicator, answer, items, strand) for strand, items in by_strand.items())


def applies(climb: Climb) -> bool:
    """Tell whether a climb met at least one applicable characteristic."""
    return any(row.verdict not in NO_HOLD for row in climb)


def height(climb: Climb) -> int:
    """Return the highest level met, 0 when not even the first one is.

    A level that was passed over is not awarded: nobody showed it.
    """
    return max((row.level for row in climb if row.verdict is Verdict.MET), default=0)


def next_level(climb: Climb) -> NextLevel | None:
    """Return the first level not met with what it lacks; None at the top."""
    for row in climb:
        if row.verdict is Verdict.NOT_MET:
            return NextLevel(row.level, row.missing)
    return None


def next_level_of_mean(parallel: Sequence[Climb], target: int) -> NextLevel | None:
    """Return what brings the mean of several climbs to the target level, lowest strand first.

    The list is enough, and each entry of it is the next step of its strand; among equally low
    strands the first is taken. None when all that is left does not reach the target.
    """
    heights = [height(climb) for climb in parallel]
    ways = [_steps(climb) for climb in parallel]
    missing: list[str] = []
    while sum(heights) < target * len(heights):
        open_ways = [place for place, way in enumerate(ways) if way]
        if not open_ways:
            return None
        lowest = min(open_ways, key=heights.__getitem__)
        step = ways[lowest].pop(0)
        heights[lowest] = step.level
        missing.extend(step.missing)
    return NextLevel(target, tuple(missing))


def _climb(
    indicator: Indicator,
    answer: Confirmed,
    characteristics: Iterable[Characteristic],
    strand: str | None,
) -> Climb:
    by_level: dict[int, list[str]] = {level: [] for level in range(1, indicator.top + 1)}
    for item in characteristics:
        by_level[item.level].append(item.uid)
    rows: list[TraceRow] = []
    for level, uids in by_level.items():
        barred = any(row.verdict is Verdict.NOT_MET for row in rows)
        rows.append(_row(level, uids, answer, strand, barred, level in indicator.gaps))
    return tuple(rows)


def _row(
    level: int, uids: list[str], answer: Confirmed, strand: str | None, barred: bool, gap: bool
) -> TraceRow:
    excluded = tuple(uid for uid in uids if uid in answer.not_applicable)
    confirmed = tuple(uid for uid in uids if uid in answer.confirmed)
    missing = tuple(uid for uid in uids if uid not in confirmed and uid not in excluded)
    if not confirmed and not missing:
        verdict = Verdict.GAP if gap and not uids else Verdict.PASSED_OVER
    elif barred:
        verdict = Verdict.NOT_REACHED
    else:
        verdict = Verdict.NOT_MET if missing else Verdict.MET
    return TraceRow(level, verdict, confirmed, missing, excluded, strand)


def _steps(climb: Climb) -> list[NextLevel]:
    """Return the steps still open; a level already confirmed in full comes with the one below."""
    steps: list[NextLevel] = []
    for row in climb:
        if row.missing:
            steps.append(NextLevel(row.level, row.missing))
        elif row.verdict is Verdict.NOT_REACHED:
            steps[-1] = replace(steps[-1], level=row.level)
    return steps
