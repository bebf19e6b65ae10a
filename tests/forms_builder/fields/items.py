"""Frozen items for the tests of field types: made by freeze, or any at all by hypothesis."""

from typing import Any

from hypothesis import strategies as st

from forms_builder.fields.catalogue import field_type
from forms_builder.fields.patterns import READY
from forms_builder.fields.text import LIMIT

OPTIONS = [
    {"value": "yes", "label": "Хватает", "score": "5", "unsure": False},
    {"value": "partly", "label": "Отчасти", "score": "2.5", "unsure": False},
    {"value": "no", "label": "Не хватает", "score": "0", "unsure": False},
    {"value": "unsure", "label": "Затрудняюсь ответить", "score": None, "unsure": True},
]


def item(kind: str, **value: Any) -> dict[str, Any]:
    """Return what a block with these values freezes to, with a uid."""
    given = {"code": "q", "label": "Вопрос", **value}
    return {"uid": "0a", "type": kind, **field_type(kind).freeze(given)}


def answered(value: Any, **more: Any) -> dict[str, Any]:
    return {"state": "answered", "value": value, **more}


LETTERS = "абвЁЯ xyz-9"
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
CODES = st.text("abc_0123456789", min_size=1, max_size=6)
COMMON = {
    "code": CODES.map(lambda code: f"q{code}"),
    "label": WORDS,
    "hint": st.just("") | WORDS,
    "required": st.booleans(),
    "error": st.just("") | WORDS,
    "not_applicable": st.booleans(),
    "reasons": st.lists(WORDS, max_size=2),
    "evidence": st.sampled_from(("none", "optional", "required")),
    "construct": st.just("") | WORDS,
    "show_if": st.none(),
}
SCORES = st.none() | st.decimals(0, 100, places=2).map(str)
FROZEN_OPTION = st.fixed_dictionaries(
    {
        "value": CODES,
        "label": WORDS,
        "score": SCORES,
        "unsure": st.booleans(),
    }
)
FROZEN_OPTIONS = st.lists(FROZEN_OPTION, min_size=2, max_size=5, unique_by=lambda row: row["value"])
OPTION_KEYS = {"list": st.just(""), "choices": FROZEN_OPTIONS, "other": st.booleans()}
COUNTS = st.none() | st.integers(1, 5)
DECIMALS = st.none() | st.decimals(-1000, 1000, places=3).map(lambda number: f"{number:f}")
DAYS = st.none() | st.dates().map(lambda day: day.isoformat())
FREE = ("", "")
PATTERNS = [
    FREE,
    ("[А-Я]{2}-\\d+", "Две буквы"),
    *((row[1], str(row[2])) for row in READY.values()),
]
OWN_KEYS: dict[str, dict[str, Any]] = {
    "text": {
        "multiline": st.booleans(),
        "min_length": COUNTS,
        "max_length": st.none() | st.integers(1, LIMIT),
    },
    "number": {
        "minimum": DECIMALS,
        "maximum": DECIMALS,
        "whole": st.booleans(),
        "unit": st.just("") | WORDS,
    },
    "date": {"minimum": DAYS, "maximum": DAYS},
    "time": {},
    "choice": {**OPTION_KEYS, "look": st.sampled_from(("radio", "dropdown"))},
    "choices": {**OPTION_KEYS, "minimum": COUNTS, "maximum": COUNTS},
    "yes_no": {},
    "level": {
        "minimum": st.just(1),
        "top": st.just(5),
        "labels": st.just([]) | st.lists(WORDS, min_size=5, max_size=5),
    },
    "link": {},
    "consent": {"text": WORDS, "link": st.sampled_from(("", "https://sad94.ru/soglasie"))},
}
KINDS = list(OWN_KEYS)


@st.composite
def frozen(draw: Any, kind: str) -> dict[str, Any]:
    """Return any item of a kind, as an edition of schema 2 may hold it, without uid and type."""
    made = draw(st.fixed_dictionaries({**COMMON, **OWN_KEYS[kind]}))
    if kind == "text":
        made["pattern"], made["pattern_hint"] = draw(st.sampled_from(PATTERNS))
    return made


SAMPLES = [
    *(
        "",
        "1",
        "4",
        "6",
        "12",
        "3,50",
        "−2",
        "yes",
        "no",
        "other",
        "unsure",
        "09:30",
        "9.5",
        "24:00",
    ),
    *("2026-09-01", "1.9.2026", "2026-02-30", "0001-01-01", "sad94.ru", "javascript:1", "АБ-7"),
]
PARTS = st.sampled_from(("value", "other", "na", "na_reason", "нет такой"))


@st.composite
def payloads(draw: Any, made: dict[str, Any]) -> dict[str, list[str]]:
    """Return what a form may send for an item: sensible, wrong and mad values."""
    known = [row["value"] for row in made.get("choices", ())]
    value = st.sampled_from([*SAMPLES, *known]) | st.text(max_size=30)
    return draw(st.dictionaries(PARTS, st.lists(value, max_size=4), max_size=4))
