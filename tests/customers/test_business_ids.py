"""Business IDs and VAT numbers are kept in one spelling, and a mistyped one is refused with a reason."""

import string

import pytest
from django.utils import translation
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.no import orgnr
from stdnum.se import orgnr as swedish

from customers.business_ids import (
    WrongNumber,
    example_for,
    is_personal,
    label_for,
    normal_business_id,
    normal_vat_number,
    vat_number_of,
)

many = settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
NORDIC = ["NO", "FI", "SE", "DK"]
# Equinor, Telenor, DNB; Nokia, KONE, Neste; Ericsson, Volvo, H&M; Novo Nordisk, Danske Bank, Lego
REAL = {
    "NO": ["923609016", "982463718", "984851006"],
    "FI": ["0112038-9", "1927400-1", "1852302-9"],
    "SE": ["556016-0680", "556012-5790", "556042-7220"],
    "DK": ["24256790", "61126228", "54562519"],
}
VAT = {"NO": "NO{}MVA", "FI": "FI{}", "SE": "SE{}01", "DK": "DK{}"}


def vat_of(country: str, business_id: str) -> str:
    return VAT[country].format(business_id.replace("-", ""))


def refusal(country: str, typed: str) -> str:
    with pytest.raises(WrongNumber) as caught:
        normal_business_id(country, typed)
    return str(caught.value)


def vat_refusal(country: str, typed: str) -> str:
    with pytest.raises(WrongNumber) as caught:
        normal_vat_number(country, typed)
    return str(caught.value)


# --- numbers made by hand, without the library that judges them

WEIGHTS = {"NO": (3, 2, 7, 6, 5, 4, 3, 2), "FI": (7, 9, 10, 5, 8, 4, 2), "DK": (2, 7, 6, 5, 4, 3, 2)}


def eleven(digits: str, weights: tuple[int, ...]) -> str | None:
    """The digits with their check digit; None for those that have none."""
    rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return None if rest == 1 else digits + str((11 - rest) % 11)


def ten(digits: str) -> str:
    """Nine digits and Luhn's."""
    total = sum(sum(divmod(int(digit) * (2, 1)[place % 2], 10)) for place, digit in enumerate(digits))
    return digits + str((10 - total % 10) % 10)


def digits(count: int, first: str = string.digits) -> st.SearchStrategy[str]:
    rest = st.text(st.sampled_from(string.digits), min_size=count - 1, max_size=count - 1)
    return st.builds(str.__add__, st.sampled_from(first), rest)


def checked(country: str, first: str = string.digits) -> st.SearchStrategy[str]:
    weights = WEIGHTS[country]
    made = digits(len(weights), first).map(lambda base: eleven(base, weights))
    return made.filter(lambda number: number is not None and number.strip("0") != "")  # type: ignore[return-value]


# organisations begin with 2 or 5 to 9 and have a third digit that no month has
organisation = st.builds(lambda a, b, c: ten(a + b + c), digits(2, "256789"), digits(1, "23456789"), digits(6))
numbers = {
    "NO": checked("NO", "89"),
    "FI": checked("FI"),
    "SE": organisation,
    "DK": checked("DK", "123456789"),
}
stored = {
    "NO": lambda number: number,
    "FI": lambda number: f"{number[:7]}-{number[7:]}",
    "SE": lambda number: f"{number[:6]}-{number[6:]}",
    "DK": lambda number: number,
}
GAPS = ["", "", "", " ", "-", ".", "\u00a0", "\u202f", "\u2009", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "  "]
BEFORE = {
    "NO": ["", "NO", "no ", "Org.nr. ", "Orgnr: ", "Organisasjonsnummer ", "Foretaksregisteret NO ", "Org.nr.\u00a0NO"],
    "FI": ["", "FI", "fi-", "Y-tunnus ", "y\u2011tunnus: ", "Y-TUNNUS: ", "LY-tunnus ", "FO-nummer ", "Business ID: "],
    "SE": ["", "SE", "se ", "Org.nr ", "Organisationsnummer: ", "Org. nr: ", "Organisation number "],
    "DK": ["", "DK", "dk-", "CVR ", "CVR-nr. ", "cvr nr.: ", "CVR-nummer ", "CVR-nr. DK "],
}
AFTER = {"NO": ["", "", "MVA", " mva", "MVA Foretaksregisteret"], "FI": [""], "SE": [""], "DK": [""]}
VAT_BEFORE = ["", "VAT no. ", "VAT: ", "Momsnr. ", "MVA-nr: ", "ALV-numero ", "ALV-nro ", "Momsregistreringsnummer: "]


@st.composite
def spread(draw: st.DrawFn, number: str) -> str:
    """The characters of a number with anything that separates them."""
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=len(number), max_size=len(number)))
    return "".join(letter + gap for letter, gap in zip(number, gaps, strict=True))


@st.composite
def typed_number(draw: st.DrawFn, country: str) -> tuple[str, str]:
    """A number as somebody might type it, and how it is to be stored."""
    number = draw(numbers[country])
    before = draw(st.sampled_from(BEFORE[country]))
    after = draw(st.sampled_from(AFTER[country]))
    blank = draw(st.sampled_from(["", " ", "\t", "\u00a0"]))
    shown = number
    if country == "FI" and number.startswith("0") and draw(st.booleans()):
        shown = number[1:]
    if country == "SE" and "SE" not in before.upper():
        shown = draw(st.sampled_from([number, f"16{number}"]))
    return blank + before + draw(spread(shown)) + after + blank, stored[country](number)


# --- business IDs


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


def test_a_very_long_text_is_refused_at_once() -> None:
    for country in [*NORDIC, "DE", "RO", "GB", "CH", "US", ""]:
        refusal(country, "1" * 100_000)
        vat_refusal(country, "1" * 100_000)


# --- personal identity numbers


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


# --- VAT numbers


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


# --- words


@pytest.mark.parametrize("country", NORDIC)
def test_the_example_is_a_number_of_the_country(country: str) -> None:
    assert normal_business_id(country, example_for(country))
    assert example_for(country.lower()) == example_for(country)


def test_the_number_is_called_what_its_country_calls_it() -> None:
    names = ["Organisasjonsnummer", "Y-tunnus", "Organisationsnummer", "CVR-nummer"]
    assert [str(label_for(country)) for country in NORDIC] == names
    assert str(label_for("DE")) == str(label_for("")) == "Business ID"
    assert example_for("DE") == example_for("") == ""


def test_the_name_of_other_numbers_is_said_in_the_readers_language() -> None:
    label = label_for("DE")
    with translation.override("fi"):
        assert str(label) == "Y-tunnus"
