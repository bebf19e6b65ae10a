"""The helpers of the role table: addresses as shown, rows for groups, forms as a browser sends."""

import pytest

from tests.portal.roles.parsing import fields_of
from tests.portal.roles.people import COLUMNS
from tests.portal.roles.table import Row, idle, rows_of, unknown
from tests.support.addresses import Address, shown_route

SHOWN = (
    ("sheets/<uuid:uid>/answer/", "sheets/<uuid:uid>/answer/"),
    (r"cms/^organisations/edit/(?P<pk>[-\w]+)/$", "cms/organisations/edit/<pk>/"),
    (r"cms/^(\d+)/compare/(live|\d+)\.\.\.(?:x|(y))/$", "cms/<1>/compare/<2>...<3>/"),
    (r"^((?:[\w\-]+/)*)$", "<1>"),
)


@pytest.mark.parametrize(("route", "shown"), SHOWN)
def test_shown_route__readable(route, shown):
    assert shown_route(route) == shown


def test_filled__needs_every_value():
    address = Address("", "pages/<int:page_id>/<2>/")
    assert address.filled({"page_id": 7, "2": "live"}) == "/pages/7/live/"
    with pytest.raises(KeyError):
        address.filled({"page_id": 7})


def row(method: str, address: str) -> Row:
    return Row(2, method, address, "", "", dict.fromkeys(COLUMNS, "404"), "")


def test_rows_of__narrowest_group_answers():
    rows = [row("any", "cms/*"), row("any", "cms/users/*"), row("any", "cms/users/edit/")]
    edit, add = Address("", "cms/users/edit/"), Address("", "cms/users/add/")
    assert [found.address for found in rows_of(edit, rows)] == ["cms/users/edit/"]
    assert [found.address for found in rows_of(add, rows)] == ["cms/users/*"]


def test_unknown__by_method():
    assert unknown([row("GET", "plans/")], [Address("", "plans/")]) == ["POST plans/"]


def test_idle__address_is_gone():
    assert idle([row("GET", "old/")], [Address("", "plans/")]) == ["roles.csv:2 old/"]


def test_fields_of__largest_form_as_sent():
    html = """
        <form><input name="q" value="x"></form>
        <form><input name="csrfmiddlewaretoken" value="t"><input name="title" value="Сад">
        <textarea name="note">\nдва слова</textarea><input type="checkbox" name="off">
        <input type="checkbox" name="on" value="1" checked><input type="file" name="photo">
        <select name="state"><option value="a">А</option><option value="b" selected>Б</option>
        </select><button type="submit" name="go">Готово</button></form>
    """
    sent = {"title": ["Сад"], "note": ["два слова"], "on": ["1"], "state": ["b"]}
    assert fields_of(html) == sent | {"body-count": ["0"]}
