"""An edition that has everything a trace can tell: strands, a gap, what does not apply."""

from typing import Any

from tests.factories.content import LOOSE, STRICT, TALK, edition_content, uid

CARE, WORDS = uid("strand care"), uid("strand words")


def rich_content(title: str = "Оценочный лист") -> dict[str, Any]:
    """Return the small edition with TALK climbed by strand and a gap at level 2 of STRICT."""
    content = edition_content(title)
    scale = content["scale"]
    scale["strands"] = [{"uid": CARE, "title": "Забота"}, {"uid": WORDS, "title": "Слово"}]
    strict, talk, _loose = scale["indicators"]
    strict["gaps"] = [2]
    strict["characteristics"] = [row for row in strict["characteristics"] if row["level"] != 2]
    talk["rule"] = "cumulative_by_strand"
    for number, row in enumerate(talk["characteristics"]):
        row["strand"] = WORDS if number else CARE
    return content


RICH_ANSWERS: dict[str, dict[str, Any]] = {
    STRICT: {
        "state": "answered",
        "confirmed": [uid("1.1/1")],
        "not_applicable": {uid("1.1/3"): "Бассейна нет"},
    },
    TALK: {
        "state": "answered",
        "confirmed": sorted([uid("1.2/1"), uid("1.2/1b"), uid("1.2/3")]),
        "not_applicable": {},
    },
    LOOSE: {"state": "not_applicable", "reason": "Программа ещё не принята"},
    uid("groups"): {"state": "answered", "value": "2"},
}
