"""The history of a form: what each edition holds, and how any two differ."""

from dataclasses import dataclass

from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires.changes import compare
from forms_builder.questionnaires.differences import Change
from forms_builder.questionnaires.indicator_changes import indicator_facts
from forms_builder.questionnaires.item_words import facts_of, names_in
from forms_builder.questionnaires.models import Edition
from forms_builder.questionnaires.reading import read_edition
from forms_builder.questionnaires.scale_changes import method_words
from forms_builder.questionnaires.sheet import Sheet


@dataclass(frozen=True)
class Counts:
    """How many sections, questions with an answer, and indicators an edition has."""

    sections: int
    questions: int
    indicators: int


@dataclass(frozen=True)
class Comparison:
    """How the newer of two editions differs from the older."""

    older: Edition
    newer: Edition
    safe: tuple[Change, ...]
    attention: tuple[Change, ...]

    @property
    def is_same(self) -> bool:
        return not (self.safe or self.attention)


def counts_of(edition: Edition) -> Counts:
    """Return what an edition holds; it is read once and kept."""
    sheet = read_edition(edition)
    kinds = [item["type"] for item in sheet.items]
    indicators = kinds.count("indicator")
    asked = sum(1 for kind in kinds if field_type(kind).asks)
    return Counts(len(sheet.sections), asked - indicators, indicators)


def compare_editions(one: Edition, other: Edition) -> Comparison:
    """Return the difference of two editions, told from the older to the newer."""
    older, newer = sorted((one, other), key=lambda edition: edition.number)
    changes = compare(older.data, newer.data)
    return Comparison(
        older,
        newer,
        safe=tuple(change for change in changes if not change.attention),
        attention=tuple(change for change in changes if change.attention),
    )


def facts_by_item(edition: Edition) -> dict[str, list[tuple[str, str]]]:
    """Return item uid → (name, words) of its settings as frozen, an indicator's own among them."""
    names, sheet = names_in(edition.data), read_edition(edition)
    ages = {row["uid"]: row["title"] for row in (sheet.scale or {}).get("ages", ())}
    return {
        item["uid"]: [
            *facts_of(item, names),
            *(indicator_facts(item["indicator"], ages) if item["type"] == "indicator" else ()),
        ]
        for item in sheet.items
    }


def methods_of(sheet: Sheet) -> dict[str, str]:
    """Return how the scale of an edition counts, in words; empty without a scale."""
    return method_words(sheet.scale) if sheet.scale else {}
