"""The taxpayer's number (ИНН): ten digits of an organisation, twelve of a person in business."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Weights of the check digits: Приказ ФНС России от 29.06.2012 № ММВ-7-6/435@, приложение.
WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def validate_inn(value: str) -> None:
    """Raise ValidationError unless the text is an ИНН whose check digits agree."""
    if not (value.isascii() and value.isdigit() and len(value) in {10, 12}):
        raise ValidationError(_("ИНН — это 10 или 12 цифр."), code="inn_digits")
    digits = [int(digit) for digit in value]
    places = (9,) if len(digits) == 10 else (10, 11)
    if any(digits[place] != _check_digit(digits[:place]) for place in places):
        raise ValidationError(_("Контрольная цифра ИНН не сходится: проверьте его."), code="inn")


def _check_digit(before: list[int]) -> int:
    weights = WEIGHTS[len(WEIGHTS) - len(before) :]
    return sum(map(int.__mul__, before, weights)) % 11 % 10
