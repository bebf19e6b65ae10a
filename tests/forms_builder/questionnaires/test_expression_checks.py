"""Wrong conditions and formulas at the gate: each is told at the place that holds it."""

from typing import Any

import pytest

from forms_builder.questionnaires.checks import content_findings
from forms_builder.questionnaires.expression_checks import expression_findings
from forms_builder.questionnaires.fitting import fit

A, GROUPS, DAY, NOTE = ({"var": code} for code in ("a", "groups", "day", "note"))


def item(uid: str, kind: str = "text", **keys: Any) -> dict[str, Any]:
    common = {"uid": uid, "type": kind, "code": uid, "label": uid.upper(), "hint": ""}
    return common | {"required": False, "multiline": False, "show_if": None} | keys


def choice(uid: str, **keys: Any) -> dict[str, Any]:
    options = [{"value": value, "label": value} for value in ("x", "y", "1")]
    return item(uid, "choice", choices=options, **keys)


def content(*items: dict[str, Any], **section: Any) -> dict[str, Any]:
    row = {"uid": "s", "title": "Раздел", "show_if": None, "items": list(items)} | section
    form = {"uid": "f", "title": "Лист", "notice": ""}
    return {"schema": 2, "questionnaire": form, "scale": None, "sections": [row]}


def asked(**conditions: Any) -> dict[str, Any]:
    """A form with a question of each kind, and «q» under a condition."""
    return content(
        choice("a"),
        item("groups", "number"),
        item("day", "date"),
        item("note", "note"),
        item("q", **conditions),
    )


def told(made: dict[str, Any], *earlier: dict[str, Any]) -> list[tuple[str, str, str]]:
    found = expression_findings(made, earlier)
    return [(one.uid, one.place, one.message) for one in found]


def test_findings__none():
    right = {"and": [{"==": [A, "x"]}, {">": [GROUPS, {"number": "2"}]}, {"answered": [NOTE]}]}
    assert told(asked(show_if=right)) == []
    assert told(asked()) == []


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"==": [{"var": "q9"}, "x"]}, "назван код q9, а такого вопроса нет."),
        ({"==": [NOTE, "x"]}, "стоит «NOTE»: сравнить это не с чем."),
        ({"==": [A, "z"]}, "у вопроса «A» назван ответ «z», а такого нет."),
        ({"in": [A, ["x", "z"]]}, "у вопроса «A» назван ответ «z», а такого нет."),
        (
            {">": [GROUPS, "три"]},
            "ответ на «GROUPS» так не сравнить и не сложить: проверьте действие и значение.",
        ),
        (
            {"<": [DAY, "завтра"]},
            "ответ на «DAY» сравнивается с «завтра»: нужно 2026-09-01 или 09:30.",
        ),
        ({"if": [True, True, "x"]}, "вместе стоят ответы разного рода"),
        (A, "нет ни «да», ни «нет»."),
        ({"nobody": []}, "есть незаполненное или записанное с ошибкой."),
        ({"and": [True] * 300}, "слишком много условий"),
    ],
)
def test_findings__of_a_condition(condition, message):
    [(uid, place, words)] = told(asked(show_if=condition))
    assert (uid, place) == ("q", "Q")
    assert words.startswith(f"В условии вопроса «Q» {message}")


def test_findings__too_deep():
    condition: Any = {"answered": [A]}
    for _ in range(12):
        condition = {"not": [condition]}
    [(_uid, _place, words)] = told(asked(show_if=condition))
    assert "слишком много вложенных групп" in words


def test_findings__a_retired_question_is_told_as_such():
    before = content(item("gone", label="Прежний"))
    [(_uid, _place, words)] = told(asked(show_if={"answered": [{"var": "gone"}]}), before)
    assert words == "В условии вопроса «Q» назван вопрос «Прежний», а он снят."


def test_findings__of_a_section():
    made = content(item("q"), show_if={"answered": [{"var": "q9"}]})
    assert told(made) == [
        ("s", "Раздел", "В условии раздела «Раздел» назван код q9, а такого вопроса нет.")
    ]


def calculated(uid: str, formula: Any, decimals: int = 0) -> dict[str, Any]:
    return item(uid, "calculated", formula=formula, decimals=decimals, unit="")


def test_findings__of_a_formula():
    right = calculated("sum", {"sum": [GROUPS, {"number": "1"}]})
    assert told(content(item("groups", "number"), right)) == []
    wrong = calculated("sum", {"+": [A, GROUPS]})
    [(uid, _place, words)] = told(content(choice("a"), item("groups", "number"), wrong))
    assert uid == "sum"
    assert words.startswith("В формуле вопроса «SUM» ответ на «A» так не сравнить")
    [(_uid, _place, words)] = told(content(calculated("sum", None)))
    assert words == "В формуле вопроса «SUM» есть незаполненное или записанное с ошибкой."


def test_findings__a_formula_that_is_no_number():
    made = content(choice("a"), calculated("sum", {"answered": [A]}))
    [(uid, _place, words)] = told(made)
    assert uid == "sum"
    assert words.startswith("В формуле вопроса «SUM»")


def test_findings__a_circle_of_conditions_and_formulas():
    made = content(
        choice("a", show_if={">": [{"var": "sum"}, {"number": "1"}]}),
        item("groups", "number", show_if={"==": [A, "x"]}),
        calculated("sum", {"sum": [GROUPS]}),
    )
    [(uid, place, words)] = told(made)
    assert (uid, place) == ("a", "вопрос «A»")
    assert "по кругу: вопрос «A» → вопрос «SUM» → вопрос «GROUPS» → вопрос «A»." in words


def test_findings__a_question_that_hangs_on_itself():
    [(uid, _place, words)] = told(content(choice("a", show_if={"==": [A, "x"]})))
    assert uid == "a"
    assert words.startswith("Зависит от себя же")


def test_findings__a_section_that_hangs_on_its_own_question():
    [(uid, place, words)] = told(content(choice("a"), show_if={"==": [A, "x"]}))
    assert (uid, place) == ("s", "раздел «Раздел»")
    assert "раздел «Раздел» → вопрос «A» → раздел «Раздел»" in words


def test_gate__is_told_all_of_it():
    made = asked(show_if={"==": [{"var": "q9"}, "x"]})
    messages = [found.message for found in content_findings(made, [])]
    assert messages == ["В условии вопроса «Q» назван код q9, а такого вопроса нет."]


def test_fit__numbers_and_codes_are_told_apart_by_the_question():
    made = asked(show_if={"and": [{"==": [GROUPS, "3,50"]}, {"==": [A, {"number": "1"}]}]})
    fitted = fit(made)
    rows = {"and": [{"==": [GROUPS, {"number": "3.5"}]}, {"==": [A, "1"]}]}
    assert fitted["sections"][0]["items"][-1]["show_if"] == rows
    assert fit(fitted) == fitted
    assert told(fitted) == []


def test_fit__changes_nothing_else():
    made = asked()
    assert fit(made) == made
