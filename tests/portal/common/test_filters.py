"""Filters that every template has: Russian counts, decimals, a number that stays on its line."""

from decimal import Decimal

import pytest
from django.template import engines

WORDS = "показатель,показателя,показателей"


def drawn(source, **context):
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("source", "context", "text"),
    [
        (f'{{{{ n|counted:"{WORDS}" }}}}', {"n": 3}, "3\u00a0показателя"),
        (f'{{{{ n|plural:"{WORDS}" }}}}', {"n": 11}, "показателей"),
        ("{{ n|decimal_comma }}", {"n": Decimal("3.5")}, "3,50"),
        ("{{ n|decimal_comma:1 }}", {"n": Decimal("3.5")}, "3,5"),
        ("{{ n|decimal_comma }}", {"n": None}, ""),
        ("{{ rows|item:key }}", {"rows": {"a": 1}, "key": "a"}, "1"),
        ("{{ rows|item:key }}", {"rows": {"a": 1}, "key": "b"}, "None"),
        ("{{ name|bound }}", {"name": "Детский сад № 5"}, "Детский сад №\u00a05"),
        ("{{ name|brief }}", {"name": "4.2 Выезд (далее – ЭМКДО)"}, "4.2 Выезд"),
        ("{{ name|brief }}", {"name": "Игра (в группе)"}, "Игра (в группе)"),
    ],
)
def test_filter(source, context, text):
    assert drawn(source, **context) == text


def test_bound__what_people_typed_stays_escaped():
    assert drawn("{{ name|bound }}", name="<b>№ 5") == "&lt;b&gt;№\u00a05"
