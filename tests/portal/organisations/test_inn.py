import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.organisations.inn import validate_inn


@pytest.mark.parametrize(
    "inn",
    [
        pytest.param("7707083893", id="an organisation"),
        pytest.param("500100732259", id="a person in business"),
    ],
)
def test_inn__with_right_check_digits_is_taken(inn):
    validate_inn(inn)


@pytest.mark.parametrize(
    "inn", ["770708389", "77070838933", "77070838a3", "٧٧٠٧٠٨٣٨٩٣", "", "-707083893"]
)
def test_inn__that_is_no_number_of_ten_or_twelve_digits_is_refused(inn):
    with pytest.raises(ValidationError, match="10 или 12 цифр"):
        validate_inn(inn)


@given(st.integers(0, 9), st.integers(0, 9))
def test_inn__with_one_digit_changed_is_refused(place, digit):
    right = "7707083893"
    wrong = right[:place] + str(digit) + right[place + 1 :]
    if wrong == right:
        validate_inn(wrong)
    else:
        with pytest.raises(ValidationError, match="не сходится"):
            validate_inn(wrong)


@pytest.mark.parametrize("inn", ["500100732250", "500100732269"])
def test_inn__of_twelve_digits_has_two_check_digits(inn):
    with pytest.raises(ValidationError, match="не сходится"):
        validate_inn(inn)
