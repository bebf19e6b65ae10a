"""Reading a plan file: JSON in, a Plan or every problem with its place in words out."""

import datetime
import json
import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from portal.campaigns.plan import Plan, PlanPhase, PlanProcedure, PlanStage, PlanStep

MAX_BYTES = 5 * 1024 * 1024
TITLE = 500
CODE = 20
NAME = 200
LONGEST = 1000
NO_TEXT = re.compile("[\0\ud800-\udfff]")  # JSON can spell what no database keeps
T = TypeVar("T")


def read_plan(content: bytes) -> Plan:
    """Return the plan of a file in UTF-8.

    Missing codes, titles, dates and lists and unknown keys are accepted: real plans have them.
    Raises DomainError with all problems: no JSON, no territory, nothing in it, wrong kinds of
    values, unreadable or reversed dates, texts too long to keep.
    """
    reader = _Reader()
    plan = reader.plan(_json_of(content))
    if reader.problems:
        raise DomainError(problems=reader.problems)
    return plan


def _json_of(content: bytes) -> dict[str, Any]:
    if len(content) > MAX_BYTES:
        raise DomainError(_("Файл больше 5 МБ: это не похоже на план."))
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise DomainError(_("План читается в кодировке UTF-8, а у файла другая.")) from wrong
    except json.JSONDecodeError as wrong:
        place = _("строка %d, знак %d") % (wrong.lineno, wrong.colno)
        raise DomainError(problems=[Problem(_("Это не план в формате JSON."), place)]) from wrong
    except (RecursionError, ValueError) as wrong:
        raise DomainError(_("Это не план в формате JSON.")) from wrong
    if not isinstance(data, dict):
        raise DomainError(_("В файле не план: ожидаются название, территория и этапы."))
    return data


class _Reader:
    """Collects problems while it reads, so that a person sees all of them at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def plan(self, data: dict[str, Any]) -> Plan:
        where = data.get("territory")
        where = where if isinstance(where, dict) else {}
        plan = Plan(
            title=self.text(data, "title", "", TITLE),
            region=self.text(where, "region", _("территория"), NAME),
            municipality=self.text(where, "municipality", _("территория"), NAME),
            basis=self.texts(data, "basis", ""),
            stages=self.parts(data, "stages", "", self.stage, _("этап")),
        )
        if not plan.title:
            self.wrong("", _("У плана нет названия."))
        if not plan.region:
            self.wrong(_("территория"), _("Не назван субъект РФ (territory.region)."))
        if not plan.stages:
            self.wrong("", _("В плане нет ни одного этапа."))
        return plan

    def stage(self, data: dict[str, Any], place: str) -> PlanStage:
        return PlanStage(
            code=self.text(data, "code", place, CODE),
            title=self.text(data, "title", place, TITLE),
            procedures=self.parts(data, "procedures", place, self.procedure, _("процедура")),
        )

    def procedure(self, data: dict[str, Any], place: str) -> PlanProcedure:
        return PlanProcedure(
            code=self.text(data, "code", place, CODE),
            source_code=self.text(data, "source_code", place, CODE),
            title=self.text(data, "title", place, TITLE),
            responsible=self.texts(data, "responsible", place),
            phases=self.parts(data, "phases", place, self.phase, _("фаза")),
        )

    def phase(self, data: dict[str, Any], place: str) -> PlanPhase:
        starts, ends = self.date(data, "starts", place), self.date(data, "ends", place)
        if starts and ends and starts > ends:
            self.wrong(place, _("Начало позже окончания."))
        return PlanPhase(
            title=self.text(data, "title", place, TITLE),
            instruments_text=self.text(data, "instruments_text", place),
            starts=starts,
            ends=ends,
            steps=self.parts(data, "steps", place, self.step, _("шаг")),
        )

    def step(self, data: dict[str, Any], place: str) -> PlanStep:
        step = PlanStep(
            code=self.text(data, "code", place, CODE), text=self.text(data, "text", place)
        )
        if not step.text:
            self.wrong(place, _("У шага нет текста."))
        return step

    def parts(
        self,
        data: dict[str, Any],
        key: str,
        place: str,
        read: Callable[[dict[str, Any], str], T],
        word: str,
    ) -> tuple[T, ...]:
        """Read a list of objects; each is called by its code, else by its place in the list."""
        found = []
        for position, item in enumerate(self.list(data, key, place), start=1):
            name = item.get("code") if isinstance(item, dict) else None
            named = name if isinstance(name, str) and name.strip() else str(position)
            inner = f"{place}, {word} {named}" if place else f"{word} {named}"
            if isinstance(item, dict):
                found.append(read(item, inner))
            else:
                self.wrong(inner, _("Ожидается запись с полями."))
        return tuple(found)

    def list(self, data: dict[str, Any], key: str, place: str) -> list[Any]:
        value = data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(place, _("В «%s» ожидается список.") % key)
            return []
        if len(value) > LONGEST:
            self.wrong(place, _("В «%s» больше %d записей.") % (key, LONGEST))
        return value[:LONGEST]

    def texts(self, data: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
        items = [{key: item} for item in self.list(data, key, place)]
        return tuple(text for item in items if (text := self.text(item, key, place, TITLE)))

    def text(self, data: dict[str, Any], key: str, place: str, longest: int = 0) -> str:
        value = data.get(key)
        if value is None:
            return ""
        if not isinstance(value, str) or NO_TEXT.search(value):
            self.wrong(place, _("В «%s» ожидается текст.") % key)
            return ""
        text = " ".join(value.split())
        if longest and len(text) > longest:
            self.wrong(place, _("«%(key)s» длиннее %(n)d знаков.") % {"key": key, "n": longest})
        return text

    def date(self, data: dict[str, Any], key: str, place: str) -> datetime.date | None:
        value = data.get(key)
        if value in (None, ""):
            return None
        try:
            return datetime.date.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(place, _("дата «%s» не читается") % str(value)[:40])
            return None

    def wrong(self, place: str, message: str) -> None:
        self.problems.append(Problem(message, place))
