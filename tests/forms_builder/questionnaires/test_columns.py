"""Two columns of an export never have one name: the gate refuses codes that meet in them."""

import copy

import pytest

from forms_builder.questionnaires.checks import content_findings
from tests.portal.responses.asked import MATRIX, NUMBER, OPTIONS, TEXT, asked, item

ROWS = [{"code": "b", "label": "Строка"}, {"code": "na", "label": "Ещё"}]
GROUP = {"items": [item("b", "text", **TEXT)], "minimum": 0, "maximum": 5}
TABLE = MATRIX | {"rows": ROWS}
RANKED = {"choices": [{"value": "b", "label": "Б"}, {"value": "c", "label": "В"}]}
TAKEN = "Столбец выгрузки занят вопросом «Вопрос a»: дайте другой код."
TWICE = "Столбец «a_na» выгрузки выходит дважды: дайте внутри вопроса другие коды."


def found(*items):
    return [(one.message, one.uid) for one in content_findings(copy.deepcopy(asked(*items)), [])]


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (item("a", "text", **TEXT, not_applicable=True), "a_na"),
        (item("a", "group", **GROUP), "a_count"),
        (item("a", "group", **GROUP), "a_b"),
        (item("a", "matrix", **TABLE), "a_b"),
        (item("a", "ranking", **RANKED), "a_b"),
    ],
)
def test_a_code_that_is_a_column_of_another__is_refused(first, code):
    second = item(code, "number", **NUMBER)
    assert found(first, second) == [(TAKEN, second["uid"])]
    [(message, uid)] = found(second, first)
    assert (f"«Вопрос {code}»" in message, uid) == (True, first["uid"])


def test_a_row_called_as_the_reason__is_refused():
    table = item("a", "matrix", **TABLE, not_applicable=True)
    assert found(table) == [(TWICE, table["uid"])]
    assert found(item("a", "matrix", **TABLE)) == []


def test_the_same_code_twice__is_said_once():
    one, other = (
        item("a", "text", **TEXT),
        item("a", "text", **TEXT) | {"uid": item("b", "")["uid"]},
    )
    assert {message for message, _uid in found(one, other)} == {
        "Код «a» есть и у другого вопроса. Дайте свой."
    }


def test_many_columns__are_compared_in_passing():
    rows = [{"code": f"r{number}", "label": "Строка"} for number in range(1000)]
    table = item("a", "matrix", rows=rows, columns=OPTIONS, list="")
    assert found(table, item("a_r999", "number", **NUMBER)) != []
