"""Whatever is edited, moved, retired and frozen later, every earlier edition stays what it was."""

import datetime
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires import services
from forms_builder.questionnaires.history import compare_editions
from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.reading import read_edition
from forms_builder.questionnaires.sheet import Sheet, read_content
from forms_builder.scales import services as scales
from forms_builder.scales.models import Indicator
from portal.scoring.reading import read_answer, read_scale
from portal.scoring.results import as_data
from portal.scoring.sheets import score_sheet
from tests.factories.content import uid
from tests.factories.every_type import QUESTIONS
from tests.forms_builder.builders import indicators, section, small_scale
from tests.forms_builder.people import new_methodologist

DAY = datetime.date(2020, 9, 1)
SAMPLES: dict[str, Any] = {
    "text": "Хорошо",
    "number": "3",
    "date": "2021-05-01",
    "time": "09:30",
    "choice": "much",
    "choices": ["much"],
    "yes_no": "yes",
    "level": "4",
    "matrix": {"light": "much", "air": "unsure"},
    "ranking": ["much", "none"],
}
PLAIN = [item for item in QUESTIONS if item["type"] in {"note", *SAMPLES}]
WORDS = st.text("абвгд ", min_size=1, max_size=8).map(lambda text: f"Я{text}".strip())
PLACES = st.integers(0, 30)


@dataclass(frozen=True)
class Witness:
    """What an edition said on the day it was frozen, and what a sheet filled on it came to."""

    pk: int
    content: str
    sha256: str
    columns: list[list[tuple[str, str]]]
    answers: dict[str, dict[str, Any]]
    shown: list[str]
    cells: list[list[str]]
    score: str


def block_of(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": item["type"],
        "id": item["uid"],
        "value": field_type(item["type"]).thaw(item),
    }


def answer_to(item: dict[str, Any]) -> dict[str, Any] | None:
    if item["type"] in SAMPLES:
        return {"state": "answered", "value": SAMPLES[item["type"]]}
    if item["type"] != "indicator":
        return None
    if item["indicator"]["rule"] == "direct":
        return {"state": "answered", "level": 1}
    first = item["indicator"]["characteristics"][0]["uid"]
    return {"state": "answered", "confirmed": [first], "not_applicable": {}}


def score_of(edition: Edition, answers: dict[str, dict[str, Any]]) -> str:
    """The stored result of a sheet, as its canonical text."""
    data = edition.data["scale"]
    if data is None:
        return ""
    scale = read_scale(data)
    given = {row.uid: read_answer(row, answers.get(row.uid)) for row in scale.indicators}
    return canonical_json(as_data(score_sheet(scale, given, list(given))))


def witness(edition: Edition, answers: dict[str, dict[str, Any]] | None = None) -> Witness:
    sheet: Sheet = read_content(Edition.objects.get(pk=edition.pk).data)
    items = [(item, field_type(item["type"])) for item in sheet.items]
    if answers is None:
        drawn = {item["uid"]: answer_to(item) for item in sheet.items}
        answers = {uid: answer for uid, answer in drawn.items() if answer}
    for item, kind in items:
        answer = answers.get(item["uid"])
        if answer:
            assert kind.decode(item, kind.encode(item, answer)) == answer
    return Witness(
        edition.pk,
        edition.content,
        edition.sha256,
        [kind.columns(item) for item, kind in items],
        answers,
        [kind.display(item, answers.get(item["uid"])) for item, kind in items],
        [kind.cells(item, answers.get(item["uid"])) for item, kind in items],
        score_of(edition, answers),
    )


class Editions(RuleBasedStateMachine):
    """Edit, reorder, move, retire, restore and freeze, in any order at all."""

    @initialize()
    def begin(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.by = new_methodologist(last_name="Методова")
        self.scale = small_scale(self.by)
        self.blocks = [section(uid("law"), "Вопросы"), *map(block_of, PLAIN), indicators()]
        self.form = services.create_questionnaire(
            by=self.by, title="Лист", notice="", scale=self.scale, body=self.blocks
        )
        self.witnesses: list[Witness] = []
        self.dirty, self.made = True, 0
        self.freeze()

    def teardown(self) -> None:
        if hasattr(self, "transaction"):
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @property
    def questions(self) -> list[dict[str, Any]]:
        return [row for row in self.blocks if row["type"] not in ("section", "indicator")]

    def question(self, place: int) -> dict[str, Any]:
        return self.questions[place % len(self.questions)]

    def indicator(self, place: int) -> Indicator:
        rows = list(Indicator.objects.filter(area__scale=self.scale).order_by("pk"))
        return rows[place % len(rows)]

    @rule(place=PLACES, words=WORDS)
    def relabel(self, place: int, words: str) -> None:
        self.question(place)["value"]["label"] = words
        self.dirty = True

    @rule(place=PLACES, words=WORDS)
    def hint(self, place: int, words: str) -> None:
        self.question(place)["value"]["hint"] = words
        self.dirty = True

    @rule(place=PLACES)
    def recode(self, place: int) -> None:
        self.made += 1
        self.question(place)["value"]["code"] = f"again_{self.made}"
        self.dirty = True

    @rule(one=PLACES, other=PLACES)
    def reorder(self, one: int, other: int) -> None:
        rows = self.blocks[1:]
        rows.insert(other % len(rows), rows.pop(one % len(rows)))
        self.blocks[1:] = rows
        self.dirty = True

    @rule(place=PLACES, retired=st.booleans())
    def retire_or_restore(self, place: int, retired: bool) -> None:
        self.question(place)["value"]["retired"] = retired
        self.dirty = True

    @rule(place=PLACES)
    def add(self, place: int) -> None:
        self.made += 1
        item = PLAIN[place % len(PLAIN)]
        fresh = item | {"uid": uid(f"law {self.made}"), "code": f"fresh_{self.made}"}
        self.blocks.insert(1, block_of(fresh))
        self.dirty = True

    @precondition(lambda self: len(self.questions) > 3)
    @rule(place=PLACES)
    def remove(self, place: int) -> None:
        self.blocks.remove(self.question(place))
        self.dirty = True

    @rule(place=PLACES, title=WORDS)
    def reword_indicator(self, place: int, title: str) -> None:
        draft = self.indicator(place).get_latest_revision_as_object()
        draft.title = title
        draft.save_revision(user=self.by)
        scales.agree(by=self.by, indicator=self.indicator(place))

    @rule(place=PLACES, area=PLACES)
    def move_indicator(self, place: int, area: int) -> None:
        areas = list(self.scale.areas.all())
        scales.move_indicator(
            by=self.by,
            indicator=self.indicator(place),
            area=areas[area % len(areas)],
            position=area,
        )

    @rule(place=PLACES)
    def retire_or_restore_indicator(self, place: int) -> None:
        row = self.indicator(place)
        act = scales.restore_indicator if row.retired_at else scales.retire_indicator
        act(by=self.by, indicator=row)

    @rule()
    def freeze(self) -> None:
        if self.dirty:
            form = Questionnaire.objects.get(pk=self.form.pk)
            form.body = form.body.stream_block.to_python(self.blocks)
            form.save_revision(user=self.by)
            services.agree(by=self.by, questionnaire=form)
            self.dirty = False
        try:
            edition = services.freeze_edition(by=self.by, questionnaire=self.form, valid_from=DAY)
        except DomainError:
            return  # nothing changed, or the gate forbids it: editions stay as they are
        self.witnesses.append(witness(edition))

    @invariant()
    def earlier_editions_are_what_they_were(self) -> None:
        for before in self.witnesses:
            edition = Edition.objects.get(pk=before.pk)
            assert witness(edition, before.answers) == before
            assert sha256_of(edition.content) == before.sha256
            assert [item["uid"] for item in read_edition(edition).items] == [
                item["uid"] for item in read_content(edition.data).items
            ]

    @invariant()
    def a_code_means_one_question_for_ever(self) -> None:
        meant: dict[str, tuple[str, str]] = {}
        for before in self.witnesses:
            for item in read_edition(Edition.objects.get(pk=before.pk)).items:
                if item["type"] != "indicator":
                    known = meant.setdefault(item["code"], (item["uid"], item["type"]))
                    assert known == (item["uid"], item["type"])

    @invariant()
    def any_two_editions_can_be_told_apart(self) -> None:
        rows = list(Edition.objects.filter(questionnaire=self.form))
        for newer, older in pairwise(rows):
            assert not compare_editions(older, newer).is_same


@pytest.mark.django_db
def test_editions__any_sequence_of_acts_leaves_every_earlier_one_as_it_was():
    run_state_machine_as_test(
        Editions, settings=settings(max_examples=8, stateful_step_count=12, deadline=None)
    )
