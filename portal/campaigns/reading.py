"""Reading a plan file: JSON in, a Plan or every problem with its place in words out."""

import datetime
import json
import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from portal.campaigns.models import Procedure
from portal.campaigns.plan import (
    Plan,
    PlanBinding,
    PlanPhase,
    PlanProcedure,
    PlanStage,
    PlanStep,
)
from portal.campaigns.table_reading import TablePart, data_of_table
from portal.organisations.choices import Role

ZIP = b"PK\x03\x04"
MAX_BYTES = 5 * 1024 * 1024
TITLE = 500
SHORT = 80
CODE = 20
UID = 36
REPORT = 60
NAME = 200
LONGEST = 1000
FORM_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NO_TEXT = re.compile("[\0\ud800-\udfff]")  # JSON can spell what no database keeps
T = TypeVar("T")


def read_plan(content: bytes) -> Plan:
    """Return the plan of a file: JSON in UTF-8, or an XLSX book as plan_table writes it.

    Missing codes, titles, dates and lists and unknown keys are accepted: real plans have them.
    Raises DomainError with all problems: no plan, no territory, nothing in it, wrong kinds of
    values, unreadable or reversed dates, texts too long to keep.
    """
    if len(content) > MAX_BYTES:
        raise DomainError(_("Файл больше 5 МБ: это не похоже на план."))
    return plan_of_data(data_of_table(content) if content[:4] == ZIP else _json_of(content))


def plan_of_data(data: dict[str, Any]) -> Plan:
    """Return the plan that parsed JSON holds; everything as in read_plan."""
    reader = _Reader()
    plan = reader.plan(data)
    if reader.problems:
        raise DomainError(problems=reader.problems)
    return plan


def _json_of(content: bytes) -> dict[str, Any]:
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
            short_title=self.text(data, "short_title", "", SHORT),
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
            owner_role=self.one_of(data, "owner_role", place, Role.values),
            filler_role=self.one_of(data, "filler_role", place, Role.values),
            target_kind=self.one_of(data, "target_kind", place, Procedure.TargetKind.values),
            bindings=self.bindings(data, place),
            **self.dates(data, place),
        )

    def phase(self, data: dict[str, Any], place: str) -> PlanPhase:
        return PlanPhase(
            title=self.text(data, "title", place, TITLE),
            instruments_text=self.text(data, "instruments_text", place),
            steps=self.parts(data, "steps", place, self.step, _("шаг")),
            **self.dates(data, place),
        )

    def step(self, data: dict[str, Any], place: str) -> PlanStep:
        step = PlanStep(
            code=self.text(data, "code", place, CODE),
            text=self.text(data, "text", place),
            bindings=self.bindings(data, place),
        )
        if not step.text:
            self.wrong(self.at(data, "text", place), _("У шага нет текста."))
        return step

    def bindings(self, data: dict[str, Any], place: str) -> tuple[PlanBinding, ...]:
        found = self.parts(data, "bindings", place, self.binding, _("чем исполняется"))
        return tuple(dict.fromkeys(found))

    def binding(self, data: dict[str, Any], place: str) -> PlanBinding:
        form = self.text(data, "form", place, UID)
        report = self.text(data, "report", place, REPORT)
        if bool(form) == bool(report):
            self.wrong(place, _("Назовите форму или вид отчёта, что-нибудь одно."))
        if form and not FORM_UID.fullmatch(form):
            self.wrong(place, _("Форма названа не своим кодом: «%s».") % form)
        return PlanBinding(form, report)

    def dates(self, data: dict[str, Any], place: str) -> dict[str, datetime.date | None]:
        starts, ends = self.date(data, "starts", place), self.date(data, "ends", place)
        if starts and ends and starts > ends:
            self.wrong(self.at(data, "ends", place), _("Начало позже окончания."))
        return {"starts": starts, "ends": ends}

    def one_of(self, data: dict[str, Any], key: str, place: str, values: list[str]) -> str:
        value = self.text(data, key, place)
        if value and value not in values:
            words = {"key": key, "value": value[:40]}
            here = self.at(data, key, place)
            self.wrong(here, _("В «%(key)s» неизвестное слово «%(value)s».") % words)
        return value

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
            self.wrong(self.at(data, key, place), _("В «%s» ожидается текст.") % key)
            return ""
        text = " ".join(value.split())
        if longest and len(text) > longest:
            words = {"key": key, "n": longest}
            self.wrong(self.at(data, key, place), _("«%(key)s» длиннее %(n)d знаков.") % words)
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

    def at(self, data: dict[str, Any], key: str, place: str) -> str:
        """The cell in a table; in other files the part that the value lies in."""
        return data.place_of(key) if isinstance(data, TablePart) else place

    def wrong(self, place: str, message: str) -> None:
        self.problems.append(Problem(message, place))
