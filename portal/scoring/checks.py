"""What the gate must know before a scale is frozen: codes and places, words are added there."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from portal.scoring.shapes import Band, Indicator, Rule, Scale


@dataclass(frozen=True)
class Finding:
    """One thing to say at the gate.

    code: see README, «Codes»; blocks: nothing is frozen while it stands, otherwise it only needs
    attention; indicator, level, strand: where, empty or None where the whole is meant.
    """

    code: str
    blocks: bool = True
    indicator: str = ""
    level: int | None = None
    strand: str | None = None


def freeze_findings(scale: Scale) -> tuple[Finding, ...]:
    """Return everything that speaks against freezing a scale, in its own order; empty is good.

    The rule: under a cumulative rule levels 1…top each hold a characteristic or are declared gaps.
    """
    return (
        *_bands(scale),
        *(finding for indicator in scale.indicators for finding in indicator_findings(indicator)),
    )


def indicator_findings(indicator: Indicator) -> tuple[Finding, ...]:
    """Return the findings of one indicator; an editor can show them while the draft is written."""
    if indicator.rule is Rule.DIRECT:
        return () if indicator.top else (Finding("no_level_left", indicator=indicator.uid),)
    if not indicator.characteristics:
        return (Finding("no_characteristics", indicator=indicator.uid),)
    return (*_levels(indicator), *_strands(indicator))


def _levels(indicator: Indicator) -> Iterator[Finding]:
    held = {item.level for item in indicator.characteristics}
    for level in indicator.levels:
        if level not in held and level not in indicator.gaps:
            yield Finding("level_empty", indicator=indicator.uid, level=level)
        if level in held and level in indicator.gaps:
            yield Finding("gap_holds_characteristics", indicator=indicator.uid, level=level)


def _strands(indicator: Indicator) -> Iterator[Finding]:
    if indicator.rule is not Rule.BY_STRAND:
        return
    tops: dict[str | None, int] = {}
    for item in indicator.characteristics:
        tops[item.strand] = max(item.level, tops.get(item.strand, 0))
    for strand, top in tops.items():
        if strand is None:
            yield Finding("strand_missing", indicator=indicator.uid)
        elif top < indicator.top:
            # Such a strand holds the mean below the top for ever: allowed, but not by oversight.
            yield Finding(
                "strand_stops_short",
                blocks=False,
                indicator=indicator.uid,
                level=top,
                strand=strand,
            )


def _bands(scale: Scale) -> Iterator[Finding]:
    known = {0, *(level.value for level in scale.levels)}
    bands = scale.bands
    if not bands or (bands[0].level, bands[0].start, bands[0].end) != (0, Decimal(0), Decimal(1)):
        yield Finding("bands_start")
    if not bands or bands[-1].end is not None:
        yield Finding("bands_end")
    if any(lower.end != upper.start for lower, upper in pairwise(bands)):
        yield Finding("bands_broken")
    for band in bands:
        if band.level not in known:
            yield Finding("band_level_unknown", level=band.level)
        if _is_empty(band):
            yield Finding("band_empty", level=band.level)


def _is_empty(band: Band) -> bool:
    return band.end is not None and band.end <= band.start
