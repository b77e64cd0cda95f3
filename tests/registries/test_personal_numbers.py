"""Personal identity numbers of the Nordic countries are recognised, and companies are not taken for people."""

import pytest

from registries.business_ids import is_personal, normal_business_id, vat_number_of
from tests.registries.made_numbers import NORDIC, REAL, refusal, vat_of, vat_refusal


@pytest.mark.parametrize(
    ("country", "typed"),
    [
        ("NO", "15108695088"),
        ("NO", "151086 95088"),
        ("NO", "Org.nr 151086-95088"),
        ("FI", "131052-308T"),
        ("FI", "131052\u2013308t"),
        ("FI", "Y-tunnus 131052-308T"),
        ("FI", "131052 A308T"),
        ("FI", "131052308T"),
        ("SE", "880320-0016"),
        ("SE", "8803200016"),
        ("SE", "198803200016"),
        ("SE", "SE880320001601"),
        ("SE", "160320+0013"),
        ("SE", "701063-2391"),
        ("SE", "19701063-2391"),
        ("DK", "211062-5629"),
        ("DK", "2110625629"),
    ],
)
def test_a_personal_identity_number_is_recognised(country: str, typed: str) -> None:
    assert is_personal(country, typed)
    assert is_personal(country.lower(), typed)
    assert not is_personal("DE", typed)
    if country != "SE":
        reason = "This is a personal identity number; it is not stored here."
        assert refusal(country, typed) == vat_refusal(country, typed) == reason
        assert vat_number_of(country, typed) == ""


@pytest.mark.parametrize("country", NORDIC)
def test_a_company_is_not_taken_for_a_person(country: str) -> None:
    for number in REAL[country]:
        assert not is_personal(country, number)
        assert not is_personal(country, vat_of(country, number))
        assert not is_personal(country, "")


def test_a_swedish_sole_trader_is_known_by_the_personal_number() -> None:
    assert normal_business_id("SE", "198803200016") == "880320-0016"
    assert vat_number_of("SE", "880320-0016") == "SE880320001601"
