"""Business IDs made by hand, without the library that judges them, and the ways people type them."""

import string

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from registries.business_ids import WrongNumber, normal_business_id, normal_vat_number

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
