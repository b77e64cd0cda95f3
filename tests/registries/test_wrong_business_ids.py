"""A mistyped business ID is refused with a reason, and no text at all breaks the check."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from registries.business_ids import WrongNumber, is_personal, normal_business_id, normal_vat_number, vat_number_of
from tests.registries.made_numbers import NORDIC, WEIGHTS, eleven, many, numbers, refusal, stored, vat_refusal


@pytest.mark.parametrize("country", ["DE", "US", ""])
def test_a_number_longer_than_its_column_is_refused(country: str) -> None:
    assert normal_business_id(country, "x" * 20) == "x" * 20
    assert refusal(country, "x" * 21) == "At most 20 characters fit here; this has 21."
    assert normal_vat_number("US", "x" * 20) == "X" * 20
    assert vat_refusal("US", "x" * 21) == "At most 20 characters fit here; this has 21."


@pytest.mark.parametrize(
    ("country", "typed", "reason"),
    [
        ("NO", "923609017", "The last digit of 923609017 should be 6, not 7: check for a typing error."),
        ("FI", "0112038-8", "The last digit of 0112038-8 should be 9, not 8: check for a typing error."),
        ("SE", "5560125791", "The last digit of 556012-5791 should be 0, not 1: check for a typing error."),
        ("SE", "165560125791", "The last digit of 556012-5791 should be 0, not 1: check for a typing error."),
        ("DK", "13585627", "The last digit of 13585627 should be 8, not 7: check for a typing error."),
    ],
)
def test_a_wrong_check_digit_is_named(country: str, typed: str, reason: str) -> None:
    assert refusal(country, typed) == reason


@pytest.mark.parametrize(
    ("country", "typed", "reason"),
    [
        ("NO", "92360901", "Organisasjonsnummer must have 9 digits; this has 8."),
        ("NO", "9236090166", "Organisasjonsnummer must have 9 digits; this has 10."),
        ("FI", "0112038", "Y-tunnus must have 8 digits; this has 7."),
        ("FI", "0112038-99", "Y-tunnus must have 8 digits; this has 9."),
        ("SE", "556012-579", "Organisationsnummer must have 10 digits; this has 9."),
        ("SE", "556012579002", "Organisationsnummer must have 10 digits; this has 12."),
        ("DK", "1358562", "CVR-nummer must have 8 digits; this has 7."),
        ("DK", "1003388394123", "CVR-nummer must have 8 digits; this has 13."),
    ],
)
def test_a_wrong_length_is_counted(country: str, typed: str, reason: str) -> None:
    assert refusal(country, typed) == reason


@pytest.mark.parametrize(
    ("country", "typed", "example"),
    [
        ("NO", "92360901O", "Organisasjonsnummer has digits only, such as 923 609 016."),
        ("NO", "SE556012579001", "Organisasjonsnummer has digits only, such as 923 609 016."),
        ("NO", "Org.nr", "Organisasjonsnummer has digits only, such as 923 609 016."),
        ("NO", "-", "Organisasjonsnummer has digits only, such as 923 609 016."),
        ("FI", "0112O38-9", "Y-tunnus has digits only, such as 0112038-9."),
        ("SE", "556012#5790", "Organisationsnummer has digits only, such as 556012-5790."),
        ("DK", "13585 six", "CVR-nummer has digits only, such as 13585628."),
        ("DK", "١٣٥٨٥٦٢٨", "CVR-nummer has digits only, such as 13585628."),
    ],
)
def test_letters_are_refused_with_an_example(country: str, typed: str, example: str) -> None:
    assert refusal(country, typed) == example


@pytest.mark.parametrize(
    ("country", "typed"),
    [
        ("NO", "000000000"),
        ("FI", "0000000-0"),
        ("SE", "000000-0000"),
        ("DK", "00000000"),
        ("DK", "01000008"),
    ],
)
def test_a_number_nobody_can_have_is_refused(country: str, typed: str) -> None:
    assert refusal(country, typed) == "No number begins like this: check for a typing error."


@pytest.mark.parametrize("country", WEIGHTS)
def test_no_digit_completes_what_would_need_a_ten(country: str) -> None:
    weights = WEIGHTS[country]
    first = 8 * 10 ** (len(weights) - 1)
    without = [str(base) for base in range(first, first + 99) if eleven(str(base), weights) is None]
    assert len(without) == 9
    for base in without:
        for last in string.digits:
            assert refusal(country, base + last) == "No number begins like this: check for a typing error."


@pytest.mark.parametrize("country", NORDIC)
def test_one_wrong_digit_is_always_refused(country: str) -> None:
    @many
    @given(numbers[country], st.data())
    def holds(number: str, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(number) - 1))
        other = data.draw(st.sampled_from(string.digits))
        assume(other != number[place])
        wrong = number[:place] + other + number[place + 1 :]
        for typed in (wrong, stored[country](wrong)):
            refusal(country, typed)
            vat_refusal(country, typed)
            assert vat_number_of(country, typed) == ""

    holds()


@many
@given(st.sampled_from([*NORDIC, "DE", "GB", "CH", "US", ""]), st.text())
def test_any_text_is_normalised_or_refused(country: str, typed: str) -> None:
    is_personal(country, typed)
    for normal in (normal_business_id, normal_vat_number):
        try:
            once = normal(country, typed)
        except WrongNumber as error:
            assert str(error)
        else:
            assert normal(country, once) == once
            assert len(once) <= 20
            assert "\x00" not in once


def test_a_very_long_text_is_refused_at_once() -> None:
    for country in [*NORDIC, "DE", "RO", "GB", "CH", "US", ""]:
        refusal(country, "1" * 100_000)
        vat_refusal(country, "1" * 100_000)
