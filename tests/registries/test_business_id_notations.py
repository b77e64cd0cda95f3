"""Business IDs are kept in one spelling, whatever notation they are typed in."""

import pytest
from hypothesis import given
from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.no import orgnr
from stdnum.se import orgnr as swedish

from registries.business_ids import normal_business_id, normal_vat_number
from tests.registries.made_numbers import NORDIC, REAL, many, typed_number


@pytest.mark.parametrize("country", NORDIC)
def test_numbers_of_real_companies_are_kept_as_they_are(country: str) -> None:
    judge = {"NO": orgnr, "FI": ytunnus, "SE": swedish, "DK": cvr}[country]
    for number in REAL[country]:
        assert judge.is_valid(number)
        assert normal_business_id(country, number) == number


@pytest.mark.parametrize(
    ("country", "typed", "wanted"),
    [
        ("NO", "923 609 016", "923609016"),
        ("NO", "NO 923 609 016 MVA", "923609016"),
        ("NO", "no923609016mva", "923609016"),
        ("NO", "Foretaksregisteret NO 923 609 016 MVA", "923609016"),
        ("NO", "Org.nr. 923.609.016", "923609016"),
        ("no", " 923609016 ", "923609016"),
        ("FI", "01120389", "0112038-9"),
        ("FI", "FI01120389", "0112038-9"),
        ("FI", "Y-tunnus 0112038-9", "0112038-9"),
        ("FI", "0112038\u20139", "0112038-9"),
        ("FI", "0112038\u22129", "0112038-9"),
        ("FI", "112038-9", "0112038-9"),
        ("FI", "1120389", "0112038-9"),
        ("SE", "5560125790", "556012-5790"),
        ("SE", "Org.nr 556012-5790", "556012-5790"),
        ("SE", "SE556012579001", "556012-5790"),
        ("SE", "556012579001", "556012-5790"),
        ("SE", "165560125790", "556012-5790"),
        ("SE", "16556012-5790", "556012-5790"),
        ("SE", "202100-5489", "202100-5489"),
        ("SE", "SE202100548901", "202100-5489"),
        ("SE", "202100548901", "202100-5489"),
        ("SE", "880320-0016", "880320-0016"),
        ("SE", "19880320-0016", "880320-0016"),
        ("DK", "13 58 56 28", "13585628"),
        ("DK", "CVR 13 58 56 28", "13585628"),
        ("DK", "CVR-nr.: 13585628", "13585628"),
        ("DK", "DK-13585628", "13585628"),
        ("DK", "13\u200b585628\ufeff", "13585628"),
    ],
)
def test_a_usual_notation_is_understood(country: str, typed: str, wanted: str) -> None:
    assert normal_business_id(country, typed) == wanted


@pytest.mark.parametrize("country", [*NORDIC, "DE", "US", ""])
@pytest.mark.parametrize("typed", ["", "  ", "\t\n", "\u00a0", "\u200b"])
def test_nothing_stays_nothing(country: str, typed: str) -> None:
    assert normal_business_id(country, typed) == ""
    assert normal_vat_number(country, typed) == ""


@pytest.mark.parametrize(
    ("country", "typed", "wanted"),
    [
        ("DE", "  HRB   6684 ", "HRB 6684"),
        ("EE", "10137025", "10137025"),
        ("IS", "a-1", "a-1"),
        ("", "x\u00a0 y", "x y"),
    ],
)
def test_numbers_of_other_countries_are_only_tidied(country: str, typed: str, wanted: str) -> None:
    assert normal_business_id(country, typed) == wanted


@pytest.mark.parametrize("country", NORDIC)
def test_every_valid_number_is_accepted_in_any_notation(country: str) -> None:
    @many
    @given(typed_number(country))
    def holds(both: tuple[str, str]) -> None:
        typed, wanted = both
        assert normal_business_id(country, typed) == wanted

    holds()


@pytest.mark.parametrize("country", NORDIC)
def test_normalising_twice_changes_nothing(country: str) -> None:
    @many
    @given(typed_number(country))
    def holds(both: tuple[str, str]) -> None:
        once = normal_business_id(country, both[0])
        assert normal_business_id(country, once) == once
        vat = normal_vat_number(country, once)
        assert normal_vat_number(country, vat) == normal_vat_number("", vat) == vat
        assert normal_business_id(country, vat) == once

    holds()
