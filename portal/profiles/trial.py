"""Scores of a trial filling, answered to the room of forms through its port; nothing is stored."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.russian import counted
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Answer, Item
from forms_builder.questionnaires.ports import TrialResult, TrialRow
from forms_builder.questionnaires.sheet import items_of
from portal.profiles.explaining import (
    IndicatorTrace,
    LevelStep,
    MeanTrace,
    Trace,
    explain_result,
)
from portal.profiles.reading import Figure
from portal.profiles.words import number
from portal.scoring.constructs import construct_mean
from portal.scoring.reading import read_answer, read_scale
from portal.scoring.results import as_data
from portal.scoring.shapes import Unreadable
from portal.scoring.sheets import score_sheet

Data = dict[str, Any]
ANSWERS = ("ответ", "ответа", "ответов")
QUESTIONS = ("вопрос", "вопроса", "вопросов")


class TrialScore:
    """Implements ports.TrialScorePort with the same scoring and the same words as a profile."""

    def score(self, content: Data, answers: Mapping[str, Answer]) -> TrialResult:
        """Return the scores; a draft whose scale is unfinished says so in place of numbers."""
        constructs = tuple(_constructs(items_of(content), answers))
        if content["scale"] is None:
            return TrialResult(constructs=constructs)
        try:
            trace = _trace(content, answers)
        except Unreadable as problem:
            words = _("Шкала или ответ пока не считаются: %s.") % problem
            return TrialResult(constructs=constructs, method=(words,))
        return _result(trace, constructs)


def _trace(content: Data, answers: Mapping[str, Answer]) -> Trace:
    asked = [item["uid"] for item in items_of(content) if item["type"] == "indicator"]
    scale = read_scale(content["scale"])
    known = {indicator.uid: indicator for indicator in scale.indicators}
    given = {uid: answers[uid] for uid in asked if uid in answers}
    read = {uid: read_answer(known[uid], answer) for uid, answer in given.items()}
    result = score_sheet(scale, read, asked)
    return explain_result(content["scale"], as_data(result), given)


def _result(trace: Trace, constructs: tuple[TrialRow, ...]) -> TrialResult:
    overall = trace.overall
    title = overall.figure.word
    return TrialResult(
        overall=_row(title, overall.figure, _mean_words(overall)),
        areas=tuple(
            _row(f"{area.code}. {area.title}", area.mean.figure, _mean_words(area.mean))
            for area in trace.areas
            if area.indicators
        ),
        indicators=tuple(_indicator(row) for area in trace.areas for row in area.indicators),
        constructs=constructs,
        method=trace.method,
    )


def _row(title: str, figure: Figure, explanation: Iterator[str]) -> TrialRow:
    return TrialRow(title, figure.shown, figure.level, tuple(explanation))


def _mean_words(mean: MeanTrace) -> Iterator[str]:
    if mean.sum:
        yield mean.sum
    if mean.left_out:
        yield _("Не вошло: %s.") % "; ".join(mean.left_out)


def _indicator(row: IndicatorTrace) -> TrialRow:
    title = f"{row.code} {row.title}"
    return _row(title, row.figure, _indicator_words(row))


def _indicator_words(row: IndicatorTrace) -> Iterator[str]:
    yield row.rule
    if row.remark:
        yield _("Не применимо: %s") % row.remark
    for climb in row.climbs:
        for step in climb.steps:
            yield _step(climb.strand, step)
    if row.next_step:
        missing = "; ".join(f"«{text}»" for text in row.missing)
        yield f"{row.next_step} {missing}".strip()


def _step(strand: str, step: LevelStep) -> str:
    words = {"level": step.level, "title": step.title, "verdict": step.words}
    said = _("уровень %(level)s «%(title)s» — %(verdict)s") % words
    return f"{strand}: {said}" if strand else said[:1].upper() + said[1:]


def _constructs(items: list[Item], answers: Mapping[str, Answer]) -> Iterator[TrialRow]:
    """Means of the questions that measure one thing; an answer without a score is left out."""
    points: dict[str, list[Decimal | None]] = defaultdict(list)
    for item in items:
        kind = field_type(item["type"])
        if item.get("construct") and kind.scorable and item["type"] != "indicator":
            points[item["construct"]].append(_points(item, answers.get(item["uid"])))
    for construct, given in points.items():
        yield _construct(construct, given)


def _points(item: Item, answer: Answer | None) -> Decimal | None:
    if answer is None or answer["state"] != "answered":
        return None
    return field_type(item["type"]).points(item, answer)


def _construct(construct: str, points: list[Decimal | None]) -> TrialRow:
    scored = len(points) - points.count(None)
    words = {"given": counted(scored, *ANSWERS), "asked": counted(len(points), *QUESTIONS)}
    explanation = _("Среднее баллов: %(given)s с баллом на %(asked)s.") % words
    mean = construct_mean(points)
    shown = _("нет ответов") if mean is None else number(mean)
    return TrialRow(construct, shown, None, (explanation,))
