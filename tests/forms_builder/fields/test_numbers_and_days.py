"""Numbers, dates, times, links: what is typed and what is kept."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.items import answered, item

WHOLE = item("number", whole=True, minimum=Decimal(0), maximum=Decimal(60), unit="чел.")
DAY = item("date", minimum="2026-09-01", maximum="2027-05-31")

RIGHT = [
    (WHOLE, "12", "12"),
    (WHOLE, "12,0", "12"),
    (WHOLE, "0", "0"),
    (WHOLE, "-0", "0"),
    (item("number"), "-0,50", "-0.50"),
    (item("number"), "1 000 000", "1000000"),
    (DAY, "2026-09-01", "2026-09-01"),
    (DAY, "31.05.2027", "2027-05-31"),
    (DAY, "1.9.2026", "2026-09-01"),
    (item("date"), "29.02.2024", "2024-02-29"),
    (item("time"), "09:30", "09:30"),
    (item("time"), "9.05", "09:05"),
    (item("time"), "23:59:59", "23:59"),
    (item("link"), "https://sad94.ru/a?b=1#c", "https://sad94.ru/a?b=1#c"),
    (item("link"), "sad94.ru", "https://sad94.ru"),
    (item("link"), "сад94.рф/отчёт", "https://сад94.рф/отчёт"),
]


@pytest.mark.parametrize(("made", "typed", "kept"), RIGHT)
def test_decode__right(made, typed, kept):
    assert field_type(made["type"]).decode(made, {"value": [typed]}) == answered(kept)


WRONG = [
    (WHOLE, "12,5", "Нужно целое число, без запятой."),
    (WHOLE, "десять", "Нужно число, например 12."),
    (WHOLE, "-1", "Число не меньше 0."),
    (WHOLE, "61", "Число не больше 60."),
    (item("number", minimum=Decimal("-1.5")), "-2", "Число не меньше −1,5."),
    (DAY, "31.08.2026", "Нужна дата не раньше 1 сентября 2026."),
    (DAY, "2027-06-01", "Нужна дата не позже 31 мая 2027."),
    (DAY, "2026-02-30", "Нужна дата: день, месяц и год, например 01.09.2026."),
    (DAY, "2026-W36-2", "Нужна дата"),
    (DAY, "20260901", "Нужна дата"),
    (item("date"), "0020-09-01", "не раньше 1 января 1900"),
    (item("time"), "24:00", "Нужно время: часы и минуты, например 09:30."),
    (item("time"), "12:60", "Нужно время"),
    (item("time"), "полдень", "Нужно время"),
    (item("link"), "javascript:alert(1)", "Нужна ссылка на страницу"),
    (item("link"), "javascript://sad94.ru/%0aalert(1)", "Нужна ссылка"),
    (item("link"), "ftp://sad94.ru", "Нужна ссылка"),
    (item("link"), "нет сайта", "Нужна ссылка"),
    (item("link"), "https://sad94.ru/" + "a" * 2000, "длиннее 2000"),
    (item("time", error="Во сколько начали?"), "полдень", "Во сколько начали?"),
]


@pytest.mark.parametrize(("made", "typed", "message"), WRONG)
def test_decode__wrong(made, typed, message):
    with pytest.raises(DomainError) as refusal:
        field_type(made["type"]).decode(made, {"value": [typed]})
    assert message in refusal.value.problems[0].message


SHOWN = [
    (WHOLE, "12", "12\u00a0чел."),
    (item("number"), "-3.50", "−3,50"),
    (DAY, "2026-09-01", "1 сентября 2026"),
    (item("time"), "09:30", "09:30"),
    (item("link"), "https://sad94.ru", "https://sad94.ru"),
]


@pytest.mark.parametrize(("made", "value", "words"), SHOWN)
def test_display__in_words(made, value, words):
    assert field_type(made["type"]).display(made, answered(value)) == words


LIMITS = [
    (WHOLE, "Целое число от 0 до 60. Единица: чел."),
    (item("number", unit="м²"), "Единица: м²."),
    (item("number", minimum=Decimal("0.5")), "Число не меньше 0,5."),
    (item("number", maximum=Decimal(9)), "Число не больше 9."),
    (item("number", whole=True), "Целое число."),
    (item("number"), ""),
    (DAY, "С 1 сентября 2026 по 31 мая 2027."),
    (item("date", minimum="2026-09-01"), "Не раньше 1 сентября 2026."),
    (item("date", maximum="2026-09-01"), "Не позже 1 сентября 2026."),
    (item("date"), ""),
]


@pytest.mark.parametrize(("made", "words"), LIMITS)
def test_limits__in_words(made, words):
    assert field_type(made["type"]).limits(made) == words


def test_number__counts_and_scores_as_a_decimal():
    kind = field_type("number")
    assert kind.operand(WHOLE, answered("12")) == kind.points(WHOLE, answered("12")) == Decimal(12)


def test_number__the_keyboard_follows_the_limits():
    kind = field_type("number")
    assert kind.attributes(WHOLE)["inputmode"] == "numeric"
    assert kind.attributes(item("number", minimum=Decimal(0)))["inputmode"] == "decimal"
    assert kind.attributes(item("number"))["inputmode"] == "text"  # a minus is not on every one


def test_date__the_control_knows_its_limits():
    drawn = field_type("date").attributes(DAY)
    assert drawn == {"type": "date", "min": "2026-09-01", "max": "2027-05-31"}


@pytest.mark.parametrize(
    ("kind", "low", "high"), [("number", "5", "4"), ("date", "2026-09-02", "2026-09-01")]
)
def test_block__refuses_limits_that_cross(kind, low, high):
    block = field_type(kind).block()
    value = {"label": "Вопрос", "code": "q", "minimum": low, "maximum": high}
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.to_python(value))
    assert list(refusal.value.block_errors) == ["maximum"]
