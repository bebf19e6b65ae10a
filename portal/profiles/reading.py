"""A stored profile as people read it: one record for the page, the report and the plan.

Everything comes from the profile's own row and its edition, both frozen: whatever is renamed,
moved or retired later, an old profile reads the same.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.russian import plural
from portal.profiles.models import Profile
from portal.profiles.words import (
    coverage_words,
    level_word,
    number,
    place_word,
    reason_word,
)
from portal.scoring.shapes import OverallMethod, Rule

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A number or the reason why there is none.

    shown: «2,54» or «не применимо»; word: the level's title, empty without a number.
    """

    score: Decimal | None
    level: int | None
    shown: str
    word: str


@dataclass(frozen=True)
class IndicatorLine:
    """next_level: what could be reached next, None at the top or without a number; missing: the
    characteristics it lacks; remark: the assessor's own words why it does not apply."""

    uid: str
    code: str
    title: str
    figure: Figure
    next_level: int | None
    missing: tuple[str, ...]
    remark: str


@dataclass(frozen=True)
class AreaLine:
    """answered of applicable indicators; coverage: the same in words, empty without a number."""

    uid: str
    code: str
    title: str
    figure: Figure
    answered: int
    applicable: int
    coverage: str
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True)
class Reading:
    """The whole profile; levels: value and title of each level of the scale, ascending."""

    overall: Figure
    method: str
    answered: int
    applicable: int
    levels: tuple[tuple[int, str], ...]
    areas: tuple[AreaLine, ...]

    @property
    def top(self) -> int:
        return max(value for value, _title in self.levels)

    @property
    def place(self) -> str:
        return place_word(self.overall.level, self.top)

    @cached_property
    def indicators(self) -> tuple[IndicatorLine, ...]:
        return tuple(line for area in self.areas for line in area.indicators)

    @property
    def scored_areas(self) -> tuple[AreaLine, ...]:
        """Areas with a number, strongest first; equal ones in the scale's order."""
        scored = [area for area in self.areas if area.figure.score is not None]
        return tuple(sorted(scored, key=lambda area: -(area.figure.score or 0)))

    @property
    def base(self) -> int:
        """The middle level of the scale, the one called «базовый» where there are five."""
        return (self.top + 1) // 2

    @property
    def improvable(self) -> tuple[IndicatorLine, ...]:
        """Scored indicators that can rise, the lowest first; equal ones in the scale's order."""
        rising = [line for line in self.indicators if line.next_level is not None]
        return tuple(sorted(rising, key=lambda line: line.figure.score or 0))

    @property
    def low(self) -> tuple[IndicatorLine, ...]:
        """Those of them that stand below the middle level."""
        return tuple(line for line in self.improvable if (line.figure.level or 0) < self.base)

    @property
    def strong(self) -> tuple[IndicatorLine, ...]:
        """Indicators above the middle level, the strongest first."""
        above = [line for line in self.indicators if (line.figure.level or 0) > self.base]
        return tuple(sorted(above, key=lambda line: -(line.figure.score or 0)))

    @property
    def verdict(self) -> str:
        """The result in words, before any number: «Базовый уровень — третий из пяти»."""
        if self.overall.score is None:
            return _("Уровень не определён: %(reason)s") % {"reason": self.overall.shown}
        return f"{self.overall.word} — {self.place}" if self.place else self.overall.word

    @property
    def basis(self) -> str:
        """What the number is the mean of: «Среднее по 8 областям, оценено 64 показателя из 78…»."""
        coverage = coverage_words(self.answered, self.applicable)
        if self.overall.score is None:
            return coverage
        if self.method == OverallMethod.MEAN_OF_INDICATORS:
            return _("Среднее всех оценённых показателей; %(coverage)s") % {"coverage": coverage}
        count = len(self.scored_areas)
        weighted = self.method == OverallMethod.WEIGHTED_MEAN_OF_AREAS
        mean = _("Взвешенное среднее") if weighted else _("Среднее")
        return _("%(mean)s по %(count)s %(areas)s; %(coverage)s") % {
            "mean": mean,
            "count": count,
            "areas": plural(count, _("области"), _("областям"), _("областям")),
            "coverage": coverage,
        }


def read_profile(profile: Profile) -> Reading:
    """Return a stored profile in words."""
    result, scale = profile.data, profile.edition.data["scale"]
    texts, gaps = characteristic_texts(scale), gaps_of(scale)
    lines: dict[str, list[IndicatorLine]] = {area["uid"]: [] for area in result["areas"]}
    for item in result["indicators"]:
        given = profile.given["answers"].get(item["uid"], {})
        next_level = item["next"]["level"] if item["next"] else next_chosen(item, gaps[item["uid"]])
        lines[item["area"]].append(_indicator(item, scale, texts, given, next_level))
    return Reading(
        overall=figure(result["overall"], scale),
        method=result["overall"]["method"],
        answered=result["overall"]["answered"],
        applicable=result["overall"]["applicable"],
        levels=tuple((row["value"], row["title"]) for row in scale["levels"]),
        areas=tuple(_area(area, scale, tuple(lines[area["uid"]])) for area in result["areas"]),
    )


def figure(data: Data, scale: Data) -> Figure:
    """Return one number of a stored result in words."""
    if data["score"] is None:
        return Figure(None, None, reason_word(data["reason"]), "")
    score = Decimal(data["score"])
    return Figure(score, data["level"], number(score), level_word(scale, data["level"]))


def characteristic_texts(scale: Data) -> dict[str, str]:
    """Return the text of every characteristic of a frozen scale by its uid."""
    return {
        item["uid"]: item["text"]
        for indicator in scale["indicators"]
        for item in indicator["characteristics"]
    }


def gaps_of(scale: Data) -> dict[str, list[int]]:
    """Return the levels that each indicator of a frozen scale leaves out, by its uid."""
    return {indicator["uid"]: indicator["gaps"] for indicator in scale["indicators"]}


def next_chosen(item: Data, gaps: Collection[int]) -> int | None:
    """Return the next level of an indicator whose level was chosen as a whole; None elsewhere.

    item: its entry in a stored result; gaps: levels that the scale does not offer there.
    """
    if item["rule"] != Rule.DIRECT or item["level"] is None:
        return None
    above = range(item["level"] + 1, item["top"] + 1)
    return next((level for level in above if level not in gaps), None)


def _area(area: Data, scale: Data, indicators: tuple[IndicatorLine, ...]) -> AreaLine:
    assessed = area["score"] is not None
    return AreaLine(
        uid=area["uid"],
        code=area["code"],
        title=area["title"],
        figure=figure(area, scale),
        answered=area["answered"],
        applicable=area["applicable"],
        coverage=coverage_words(area["answered"], area["applicable"]) if assessed else "",
        indicators=indicators,
    )


def _indicator(
    item: Data, scale: Data, texts: Mapping[str, str], given: Data, next_level: int | None
) -> IndicatorLine:
    step = item["next"]
    return IndicatorLine(
        uid=item["uid"],
        code=item["code"],
        title=item["title"],
        figure=figure(item, scale),
        next_level=next_level,
        missing=tuple(texts[uid] for uid in step["missing"]) if step else (),
        remark=given.get("reason", ""),
    )
