"""Synthetic sheets from a fixed seed: plausible, the same on every machine, and marked as such."""

import random
from typing import Any

from django.db import transaction

from forms_builder.questionnaires.reading import Section, Sheet, read_edition
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.bootstrap.demo.files import SEED
from portal.responses.models import Response
from portal.responses.services import open_sheet, save_chapter, submit

Payload = dict[str, list[str]]
MARK = "Синтетический лист: составлен программой для демонстрации, о саде не говорит."
REASON = "В группах нет детей с ОВЗ и инвалидностью (синтетический ответ)."
INCLUSION_AREA = "6"
VISIT_DATE = "visit_date"


class Assessor:
    """Answers as an expert might: a kindergarten has a quality, an area a mood."""

    def __init__(self, number: str, sheet: Sheet):
        self.chance = random.Random(f"{SEED}-{number}")
        self.quality = self.chance.gauss(3.1, 0.55)
        self.moods = {
            area["uid"]: self.chance.gauss(0, 0.45) for area in (sheet.scale or {}).get("areas", ())
        }
        self.without_inclusion = self.chance.random() < 0.35
        codes = {area["uid"]: area["code"] for area in (sheet.scale or {}).get("areas", ())}
        self.inclusion = {uid for uid, code in codes.items() if code == INCLUSION_AREA}

    def payload(self, item: dict[str, Any]) -> Payload:
        """Return what a form would send for one item."""
        if item["type"] == "number":
            return {"value": [str(self.chance.randint(2, 6))]}
        if item["type"] == "choice":
            return {"value": [self.chance.choice(item["choices"])["value"]]}
        if item["type"] == "text":
            day = f"{self.chance.randint(6, 16)} ноября 2020 года"
            return {"value": [day if item["code"] == VISIT_DATE else MARK]}
        if item["type"] == "indicator":
            return self._indicator(item)
        return {}

    def _indicator(self, item: dict[str, Any]) -> Payload:
        indicator = item["indicator"]
        if self.without_inclusion and indicator["area"] in self.inclusion:
            return {"na": ["on"], "na_reason": [REASON]}
        middle = self.quality + self.moods[indicator["area"]] + self.chance.gauss(0, 0.6)
        level = max(0, min(item["top"], round(middle)))
        if indicator["rule"] == "direct":
            return {"level": [str(level)]}
        confirmed = [
            row["uid"]
            for row in indicator["characteristics"]
            if row["level"] <= level or (row["level"] > level + 1 and self.chance.random() < 0.2)
        ]
        return {"confirmed": confirmed} if confirmed else {"none": ["on"]}


def fill(assignment: Assignment, *, chapters: int | None = None) -> Response:
    """Fill a sheet chapter by chapter as its assignee; the first `chapters` of them, or all."""
    by = assignment.assignee
    response = open_sheet(by=by, assignment=assignment)
    sheet = read_edition(assignment.edition)
    assessor = Assessor(assignment.organisation.number, sheet)
    for section in sheet.sections[:chapters]:
        _fill_section(by, response, section, assessor)
    return response


@transaction.atomic
def fill_and_submit(assignment: Assignment) -> Response:
    """Fill a whole sheet and submit it."""
    response = fill(assignment)
    return submit(by=assignment.assignee, response=response)


def _fill_section(by: User, response: Response, section: Section, assessor: Assessor) -> None:
    payloads = {item["uid"]: assessor.payload(item) for item in section.items}
    save_chapter(by=by, response=response, section=section.uid, payloads=payloads, versions={})
