"""The profile strip: areas on one axis, beside the territory where that may be shown."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from portal.documents.tree import StripChart, StripRow
from portal.profiles.reading import AreaLine, Reading
from portal.scoring.spread import Spread

NOTHING = Spread(0)


def strip_chart(reading: Reading, spreads: Mapping[str, Spread], territory: str = "") -> StripChart:
    """Return the strip of a profile; spreads by area uid, an absent or hidden one is not drawn."""
    legend = [f"{value} {title.lower()}" for value, title in reversed(reading.levels)]
    if any(not spread.hidden for spread in spreads.values()):
        legend.append(
            _("серая полоса — 80 %% садов, черта — середина: %(territory)s")
            % {"territory": territory}
        )
    return StripChart(
        title=strip_title(reading),
        rows=tuple(_row(area, spreads.get(area.uid, NOTHING)) for area in reading.areas),
        top=reading.top,
        legend=tuple(legend),
    )


def strip_title(reading: Reading) -> str:
    """Return the message of the drawing: which areas are the strongest and the weakest."""
    areas = reading.scored_areas
    if len(areas) < 2 or areas[0].figure.score == areas[-1].figure.score:
        return _("Области качества")
    return _("Сильнее всего — «%(strong)s», слабее всего — «%(weak)s»") % {
        "strong": areas[0].title,
        "weak": areas[-1].title,
    }


def _row(area: AreaLine, spread: Spread) -> StripRow:
    return StripRow(
        label=f"{area.code}. {area.title}",
        value=area.figure.score,
        level=area.figure.level,
        shown=area.figure.shown,
        low=spread.low,
        high=spread.high,
        median=spread.median,
    )
