"""E-invoice addresses are kept in one spelling, and one that leads nowhere is refused with a reason."""

import string

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from stdnum import ean, iban

from customers.einvoice_addresses import normal_einvoice_address
from registries.business_ids import WrongNumber

many = settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
FORMS = (
    "Write an e-invoice address as 0192:923609016, as an OVT identifier such as 003701120389, "
    "as a GLN of 13 digits or as an IBAN."
)


def refusal(typed: str) -> str:
    with pytest.raises(WrongNumber) as caught:
        normal_einvoice_address(typed)
    return str(caught.value)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("0192:923609016", "0192:923609016"),
        (" 0192 : 923 609 016 ", "0192:923609016"),
        ("0192:923\u00a0609\u00a0016", "0192:923609016"),
        ("iso6523-actorid-upis::0192:923609016", "0192:923609016"),
        ("0007:556016-0680", "0007:5560160680"),
        ("0007:5560160680", "0007:5560160680"),
        ("0184:24256790", "0184:24256790"),
        ("0184:DK24256790", "0184:24256790"),
        ("0216:003701120389", "0216:003701120389"),
        ("0216:0037 0112038\u20139", "0216:003701120389"),
        ("0216:003701120389ab1", "0216:003701120389AB1"),
        ("0037:003701120389", "0037:003701120389"),
        ("0037:01120389", "0037:01120389"),
        ("0088:5790000436057", "0088:5790000436057"),
        ("0213:fi01120389", "0213:FI01120389"),
        ("0096:1003388394", "0096:1003388394"),
        ("0060:123456789", "0060:123456789"),
        ("0195:T08GA1234A", "0195:T08GA1234A"),
        ("0211:IT12345678901", "0211:IT12345678901"),
        ("9930:de136695976", "9930:DE136695976"),
        ("0204:04011000-12345-34", "0204:04011000-12345-34"),
        ("8888:a.b", "8888:A.B"),
        ("003701120389", "003701120389"),
        ("0037 0112038-9", "003701120389"),
        ("0037011203891234a", "0037011203891234A"),
        ("5790000436057", "5790000436057"),
        ("579000 0436057", "5790000436057"),
        ("fi21 1234 5600 0007 85", "FI2112345600000785"),
        ("NO93 8601 1117 947", "NO9386011117947"),
        ("DK50 0040 0440 1162 43", "DK5000400440116243"),
    ],
)
def test_an_address_is_stored_in_one_spelling(typed: str, wanted: str) -> None:
    assert normal_einvoice_address(typed) == wanted
    assert normal_einvoice_address(wanted) == wanted


def test_the_examples_are_valid_elsewhere_too() -> None:
    assert ean.is_valid("5790000436057")
    assert all(iban.is_valid(number) for number in ("FI2112345600000785", "NO9386011117947", "DK5000400440116243"))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        ":",
        "0192:",
        "192:923609016",
        "01922:923609016",
        "٠١٩٢:923609016",
        "NO:ORGNR:923609016",
        "0192:923609016:2",
        "0204:991_1",
        "0204:å",
        "923609016",
        "0216:01120389",
        "0216:00370112038",
        "003701120389ABCDEF",
        "0037",
        "579000043605",
        "invoice@example.com",
    ],
)
def test_what_is_no_address_is_answered_with_the_forms_there_are(typed: str) -> None:
    assert refusal(typed) == FORMS


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("0192:923609017", "The last digit of 923609017 should be 6, not 7: check for a typing error."),
        ("0007:5560160681", "The last digit of 556016-0681 should be 0, not 1: check for a typing error."),
        ("0184:24256791", "The last digit of 24256791 should be 0, not 1: check for a typing error."),
        ("0216:003701120388", "The last digit of 0112038-8 should be 9, not 8: check for a typing error."),
        ("0037:01120388", "The last digit of 0112038-8 should be 9, not 8: check for a typing error."),
        ("003701120388", "The last digit of 0112038-8 should be 9, not 8: check for a typing error."),
        ("0088:5790000436058", "The last digit of 5790000436058 should be 7, not 8: check for a typing error."),
        ("5790000436058", "The last digit of 5790000436058 should be 7, not 8: check for a typing error."),
        ("0192:92360901", "Organisasjonsnummer must have 9 digits; this has 8."),
        ("0088:579000043605", "GLN must have 13 digits; this has 12."),
        ("0037:.", "Y-tunnus has digits only, such as 0112038-9."),
        ("0192:-", "Organisasjonsnummer has digits only, such as 923 609 016."),
        ("0088:579000043605X", "GLN has digits only, such as 5790000436057."),
        ("0000000000000", "No number begins like this: check for a typing error."),
        ("0192:15108695088", "This is a personal identity number; it is not stored here."),
        ("FI2112345600000786", "This is not a valid IBAN: check for a typing error."),
        ("0204:" + "1" * 76, "At most 80 characters fit here; this has 81."),
    ],
)
def test_a_mistyped_number_in_an_address_is_refused(typed: str, reason: str) -> None:
    assert refusal(typed) == reason


# --- GLN and IBAN by hand


def gln(base: str) -> str:
    total = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(base))
    return base + str(-total % 10)


def norwegian_iban(account: str) -> str:
    """NO and an account of eleven digits, whose own check digit is the last."""
    weights = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(int(digit) * weight for digit, weight in zip(account, weights, strict=True)) % 11
    assume(rest != 1)
    account += str((11 - rest) % 11)
    # N is 23 and O is 24
    return f"NO{98 - int(account + '232400') % 97:02}{account}"


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(string.digits), min_size=count, max_size=count)


glns = digits(12).filter(lambda base: base.strip("0")).map(gln)
blanks = st.sampled_from(["", " ", "\u00a0", "\u202f", "\t"])


@st.composite
def spread(draw: st.DrawFn, number: str) -> str:
    return "".join(letter + draw(blanks) for letter in number)


@many
@given(glns, st.data())
def test_every_gln_is_accepted_in_any_notation(number: str, data: st.DataObject) -> None:
    assert normal_einvoice_address(data.draw(spread(number))) == number
    assert normal_einvoice_address(data.draw(spread(f"0088:{number}"))) == f"0088:{number}"


@many
@given(digits(10).map(norwegian_iban), st.data())
def test_every_iban_is_accepted_in_any_notation(number: str, data: st.DataObject) -> None:
    typed = data.draw(spread(number))
    assert normal_einvoice_address(typed) == normal_einvoice_address(typed.lower()) == number


@many
@given(glns, st.integers(0, 12), st.sampled_from(string.digits))
def test_one_wrong_digit_in_a_gln_is_always_refused(number: str, place: int, other: str) -> None:
    assume(other != number[place])
    wrong = number[:place] + other + number[place + 1 :]
    assume(not wrong.startswith("0037"))
    refusal(wrong)
    refusal(f"0088:{wrong}")


near_addresses = st.text(st.sampled_from(string.digits * 3 + string.ascii_letters + " -.:"), max_size=20)
beginnings = st.sampled_from(
    ["", "0007:", "0037:", "0037", "0088:", "0184:", "0192:", "0216:", "0216:0037", "9999:", "FI"]
)


@many
@given(st.text() | st.builds(str.__add__, beginnings, near_addresses))
def test_any_text_is_normalised_or_refused(typed: str) -> None:
    try:
        once = normal_einvoice_address(typed)
    except WrongNumber as error:
        assert str(error)
    else:
        assert normal_einvoice_address(once) == once
        assert once and once == "".join(once.split())


def test_a_very_long_text_is_refused_at_once() -> None:
    for beginning in ("", "0192:", "0216:", "0088:", "9999:", "0037", "NO"):
        refusal(beginning + "1" * 100_000)
