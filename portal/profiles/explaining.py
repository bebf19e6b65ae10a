"""«Почему так?» in words. The numbers come from scoring.explain, the texts from the edition."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from portal.profiles.models import Profile
from portal.profiles.reading import Figure, characteristic_texts, figure, gaps_of, next_chosen
from portal.profiles.words import (
    area_method_words,
    band_words,
    is_rounded,
    level_word,
    method_words,
    reason_word,
    rule_words,
    short_number,
)
from portal.scoring.explain import AreaStep, Climb, IndicatorStep, Mean, Term, explain

Data = Mapping[str, Any]
SPELT_OUT = 12  # longer sums are told by their total


@dataclass(frozen=True)
class LevelStep:
    """One level of a climb. verdict: scoring's code, for the look; words: the same for people;
    excluded: what does not apply, each with the assessor's reason."""

    level: int
    title: str
    verdict: str
    words: str
    confirmed: tuple[str, ...]
    missing: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ClimbTrace:
    """strand: its title, empty when the indicator is climbed as a whole."""

    strand: str
    steps: tuple[LevelStep, ...]


@dataclass(frozen=True)
class IndicatorTrace:
    uid: str
    code: str
    title: str
    figure: Figure
    rule: str
    remark: str
    climbs: tuple[ClimbTrace, ...]
    next_step: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class MeanTrace:
    """sum: «(3 + 2) : 2 = 2,50»; left_out: what did not enter, each with its reason."""

    figure: Figure
    sum: str
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class AreaTrace:
    uid: str
    code: str
    title: str
    mean: MeanTrace
    indicators: tuple[IndicatorTrace, ...]


@dataclass(frozen=True)
class Trace:
    """method: sentences on areas, the whole and the bands; source: edition, number, fingerprint."""

    overall: MeanTrace
    method: tuple[str, ...]
    source: tuple[tuple[str, str], ...]
    areas: tuple[AreaTrace, ...]


def explain_profile(profile: Profile) -> Trace:
    """Return why a profile has its numbers, from its own row and its edition alone."""
    scale, answers = profile.edition.data["scale"], profile.given["answers"]
    return explain_result(scale, profile.data, answers, source_lines(profile))


def explain_result(
    scale: Data, data: Data, answers: Data, source: tuple[tuple[str, str], ...] = ()
) -> Trace:
    """Return why a result has its numbers; scale: as frozen; data: as scoring's as_data gives."""
    told = explain(data)
    by_uid = {item["uid"]: item for item in data["indicators"]}
    words = _Words(scale, answers)
    return Trace(
        overall=_mean(told.overall, data["overall"], scale),
        method=(
            area_method_words(scale["area_method"]),
            method_words(told.method),
            _("Уровни по баллу: %(bands)s.") % {"bands": band_words(scale)},
        ),
        source=source,
        areas=tuple(
            words.area(area, row, [by_uid[step.uid] for step in area.indicators])
            for area, row in zip(told.areas, data["areas"], strict=True)
        ),
    )


def source_lines(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Return what a result stands on: edition with its fingerprint, answers, rule version."""
    return (
        (_("Редакция"), str(profile.edition)),
        (_("Отпечаток редакции"), profile.edition.sha256[:16]),
        (_("Отпечаток ответов"), profile.inputs_sha256[:16]),
        (_("Версия правил подсчёта"), profile.rule_version),
    )


class _Words:
    """The texts that a trace needs: characteristics, strands, the assessor's reasons."""

    def __init__(self, scale: Data, answers: Data):
        self.scale = scale
        self.texts = characteristic_texts(scale)
        self.gaps = gaps_of(scale)
        self.strands = {strand["uid"]: strand["title"] for strand in scale["strands"]}
        self.answers = answers

    def area(self, step: AreaStep, data: Data, indicators: Sequence[Data]) -> AreaTrace:
        return AreaTrace(
            uid=step.uid,
            code=step.code,
            title=step.title,
            mean=_mean(step.mean, data, self.scale),
            indicators=tuple(map(self.indicator, step.indicators, indicators)),
        )

    def indicator(self, step: IndicatorStep, data: Data) -> IndicatorTrace:
        given = self.answers.get(step.uid, {})
        reasons = given.get("not_applicable", {})
        lacking = data["next"]
        return IndicatorTrace(
            uid=step.uid,
            code=step.code,
            title=step.title,
            figure=figure(data, self.scale),
            rule=rule_words(step.rule),
            remark=given.get("reason", ""),
            climbs=tuple(self._climb(climb, reasons) for climb in step.climbs),
            next_step=_next_step(data, self.gaps[step.uid]),
            missing=tuple(self.texts[uid] for uid in lacking["missing"]) if lacking else (),
        )

    def _climb(self, climb: Climb, reasons: Data) -> ClimbTrace:
        return ClimbTrace(
            strand=self.strands[climb.strand] if climb.strand else "",
            steps=tuple(self._level(row, reasons) for row in climb.rows),
        )

    def _level(self, row: Data, reasons: Data) -> LevelStep:
        return LevelStep(
            level=row["level"],
            title=level_word(self.scale, row["level"]),
            verdict=row["verdict"],
            words=_verdict(row["verdict"]),
            confirmed=tuple(self.texts[uid] for uid in row["confirmed"]),
            missing=tuple(self.texts[uid] for uid in row["missing"]),
            excluded=tuple(
                (self.texts[uid], reasons.get(uid, "")) for uid in row["not_applicable"]
            ),
        )


def _verdict(code: str) -> str:
    return {
        "met": _("подтверждён"),
        "passed_over": _("пропущен: здесь ничего не применимо"),
        "gap": _("пропущен: на этом уровне шкала ничего не спрашивает"),
        "not_met": _("не подтверждён"),
        "not_reached": _("не засчитан: не подтверждён уровень ниже"),
    }[code]


def _next_step(data: Data, gaps: Collection[int]) -> str:
    if data["level"] is None:
        return ""
    if data["next"]:
        return _("До уровня %(level)s не хватает:") % {"level": data["next"]["level"]}
    chosen = next_chosen(data, gaps)
    if chosen is not None:
        return _("Следующий уровень — %(level)s.") % {"level": chosen}
    return _("Выше по этому показателю подняться нельзя.")


def _mean(mean: Mean, data: Data, scale: Data) -> MeanTrace:
    return MeanTrace(
        figure=figure(data, scale),
        sum=_sum(mean),
        left_out=tuple(
            f"{term.code}. {term.title}: {reason_word(term.reason)}" for term in mean.left_out
        ),
    )


def _sum(mean: Mean) -> str:
    if mean.score is None or mean.total is None or mean.divisor is None:
        return ""
    scores = [term.score for term in mean.terms if term.score is not None]
    added = " + ".join(map(_product, mean.terms))
    if len(scores) > SPELT_OUT:
        added = _("сумма %(total)s") % {"total": short_number(mean.total)}
    sign = "≈" if any(map(is_rounded, [*scores, mean.score])) else "="
    if len(scores) == 1 and mean.divisor == 1:
        return f"{added} {sign} {short_number(mean.score)}" if sign == "≈" else added
    return f"({added}) : {short_number(mean.divisor)} {sign} {short_number(mean.score)}"


def _product(term: Term) -> str:
    """Return a part of a weighted sum: «3 × 2», and «3» where it weighs 1."""
    score = short_number(term.score or Decimal(0))
    return score if term.weight == 1 else f"{score} × {short_number(term.weight)}"
