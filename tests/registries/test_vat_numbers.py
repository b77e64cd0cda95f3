"""VAT numbers are kept in one spelling, prefix first, and a mistyped one is refused."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registries.business_ids import WrongNumber, normal_vat_number, vat_number_of
from tests.registries.made_numbers import NORDIC, REAL, VAT_BEFORE, many, numbers, spread, vat_of, vat_refusal


@pytest.mark.parametrize("country", NORDIC)
def test_a_vat_number_follows_from_the_business_id(country: str) -> None:
    for number in REAL[country]:
        wanted = vat_of(country, number)
        assert vat_number_of(country, number) == vat_number_of(country.lower(), wanted) == wanted
        assert normal_vat_number(country, number) == normal_vat_number(country, wanted) == wanted
        assert normal_vat_number("", wanted) == normal_vat_number("US", wanted) == wanted


@pytest.mark.parametrize(("country", "number"), [("DE", "DE136695976"), ("", "923609016"), ("NO", ""), ("NO", "1")])
def test_no_vat_number_follows_where_it_cannot_be_told(country: str, number: str) -> None:
    assert vat_number_of(country, number) == ""


@pytest.mark.parametrize("country", NORDIC)
def test_every_valid_vat_number_is_accepted_in_any_notation(country: str) -> None:
    @many
    @given(numbers[country], st.sampled_from(VAT_BEFORE), st.booleans(), st.data())
    def holds(number: str, before: str, lower: bool, data: st.DataObject) -> None:
        wanted = vat_of(country, number)
        typed = before + data.draw(spread(wanted))
        assert normal_vat_number(country, typed.lower() if lower else typed) == wanted

    holds()


@pytest.mark.parametrize(
    ("country", "typed", "wanted"),
    [
        ("NO", "923 609 016", "NO923609016MVA"),
        ("NO", "NO 923 609 016 MVA", "NO923609016MVA"),
        ("NO", "SE 5560125790-01", "SE556012579001"),
        ("FI", "0112038-9", "FI01120389"),
        ("SE", "556012579001", "SE556012579001"),
        ("SE", "VAT no. SE556012579001", "SE556012579001"),
        ("DK", "13 58 56 28", "DK13585628"),
        ("DK", "SE-nr. 13585628", "DK13585628"),
        ("DE", "136 695 976", "DE136695976"),
        ("DE", "de 136 695 976", "DE136695976"),
        ("AT", "U57194903", "ATU57194903"),
        ("BE", "697449992", "BE0697449992"),
        ("FR", "K7399859412", "FRK7399859412"),
        ("ES", "B-64717838", "ESB64717838"),
        ("NL", "NL004495445B01", "NL004495445B01"),
        ("RO", "18547290", "RO18547290"),
        ("GR", "094259216", "EL094259216"),
        ("GR", "GR 094259216", "EL094259216"),
        ("", "EL 094259216", "EL094259216"),
        ("GB", "980 7806 84", "GB980780684"),
        ("GB", "XI 980 7806 84", "XI980780684"),
        ("", "xi980780684", "XI980780684"),
        ("CH", "CHE-107.787.577 IVA", "CHE107787577IVA"),
        ("CH", "CHE-107.787.577", "CHE107787577MWST"),
        ("CH", "107.787.577", "CHE107787577MWST"),
        ("NO", "CHE-107.787.577 MWST", "CHE107787577MWST"),
        ("US", " 12-345 6789 ", "123456789"),
        ("MX", "eso 990101 ab1", "ESO990101AB1"),
        ("", "12-345  6789 a", "12-345 6789 a"),
    ],
)
def test_a_vat_number_is_stored_with_its_prefix(country: str, typed: str, wanted: str) -> None:
    assert normal_vat_number(country, typed) == wanted
    assert normal_vat_number(country, wanted) == wanted


@pytest.mark.parametrize(
    ("country", "typed", "prefix"),
    [
        ("DE", "136695978", "DE"),
        ("NO", "DE136695978", "DE"),
        ("", "FR40303265046", "FR"),
        ("GR", "GR094259217", "EL"),
        ("GB", "802311781", "GB"),
        ("CH", "CHE-107.787.578 IVA", "CHE"),
        ("SE", "SE556012579002", "SE"),
    ],
)
def test_a_mistyped_vat_number_is_refused(country: str, typed: str, prefix: str) -> None:
    wanted = f"This is not a valid VAT number beginning with {prefix}: check for a typing error."
    assert vat_refusal(country, typed) == wanted


@pytest.mark.parametrize(
    ("country", "typed", "reason"),
    [
        ("NO", "NO923609017MVA", "The last digit of 923609017 should be 6, not 7: check for a typing error."),
        ("SE", "SE556012579101", "The last digit of 556012-5791 should be 0, not 1: check for a typing error."),
        ("DK", "FI0112038", "Y-tunnus must have 8 digits; this has 7."),
    ],
)
def test_a_nordic_vat_number_is_refused_as_its_business_id_is(country: str, typed: str, reason: str) -> None:
    assert vat_refusal(country, typed) == reason


PREFIXES = "AT BE BG CY CZ DE DK EE EL ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK XI CHE".split()
near_numbers = st.text(st.sampled_from(string.digits * 3 + string.ascii_letters + " -.+*"), max_size=16)


@many
@given(st.sampled_from([*PREFIXES, "CH", ""]), st.sampled_from(["", *PREFIXES]), near_numbers)
def test_what_is_nearly_a_vat_number_is_normalised_or_refused(country: str, prefix: str, rest: str) -> None:
    try:
        once = normal_vat_number(country, prefix + rest)
    except WrongNumber as error:
        assert str(error)
    else:
        assert normal_vat_number(country, once) == once
        assert len(once) <= 20
