"""Business IDs and VAT numbers: one stored spelling for whatever notation people type, checked by country.

Norwegian, Finnish, Swedish and Danish numbers are checked to the digit, and so are the VAT numbers of the EU,
the United Kingdom and Switzerland. What no rule is known for is kept as it was typed.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum import luhn
from stdnum.ch import vat as swiss
from stdnum.dk import cpr, cvr
from stdnum.eu import vat as european
from stdnum.exceptions import ValidationError
from stdnum.fi import alv, hetu, ytunnus
from stdnum.gb import vat as british
from stdnum.no import fodselsnummer, orgnr
from stdnum.se import personnummer

MAX_LENGTH = 20  # of the columns
_SEPARATORS = " -.,:/()"
# what people write before a number, without blanks and dots; longer words first where one begins another
_LABEL = re.compile(
    r"^(?:(?:ORG(?:ANISASJONS|ANI[SZ]ATIONS?)?|VAT|MOMS(?:REG(?:ISTRERINGS)?)?|MVA|ALV|CVR|FO|SE)"
    r"(?:NRO|NR|NO|NUMMER|NUMBER|NUMERO|TUNNUS)"
    r"|L?YTUNNUS|BUSINESSID|FORETAKSREGISTERET|ORG|VAT|MOMS|MVA|ALV|CVR)(?=[A-Z]*[0-9])"
)
_NORWEGIAN_END = re.compile(r"(?:MVA)?(?:FORETAKSREGISTERET)?$")
_COORDINATION = re.compile(r"(?:18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:6[1-9]|[78]\d|9[01])\+?\d{4}", re.ASCII)
_CENTURIES = {"16", "18", "19", "20"}  # 16 stands before numbers of organisations

_PERSONAL = _("This is a personal identity number; it is not stored here.")
_DIGITS_ONLY = _("%(name)s has digits only, such as %(example)s.")
_WRONG_LENGTH = _("%(name)s must have %(wanted)s digits; this has %(found)s.")
_NO_SUCH_BEGINNING = _("No number begins like this: check for a typing error.")
_WRONG_CHECK_DIGIT = _("The last digit of %(number)s should be %(digit)s, not %(found)s: check for a typing error.")
_WRONG_VAT_NUMBER = _("This is not a valid VAT number beginning with %(prefix)s: check for a typing error.")
_TOO_LONG = _("At most %(limit)s characters fit here; this has %(found)s.")


class WrongNumber(ValueError):
    """A number that cannot be right. Its text tells people what is wrong, in the language active when it is read."""

    def __init__(self, message: str | Promise, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return str(self.message) % self.values if self.values else str(self.message)


@dataclass(frozen=True)
class CheckedDigits:
    """How the numbers of a register are built: so many digits, the last of which checks the others."""

    name: str
    example: str
    length: int
    check_digit: Callable[[str], str]  # for the digits before it; empty when there is none
    hyphen_after: int = 0

    def spelled(self, digits: str) -> str:
        place = self.hyphen_after
        return f"{digits[:place]}-{digits[place:]}" if place else digits

    def check(self, digits: str) -> None:
        """Raises WrongNumber."""
        if not (digits.isascii() and digits.isdigit()):
            raise WrongNumber(_DIGITS_ONLY, name=self.name, example=self.example)
        if len(digits) != self.length:
            raise WrongNumber(_WRONG_LENGTH, name=self.name, wanted=self.length, found=len(digits))
        wanted = self.check_digit(digits[:-1])
        # nought alone passes every check
        if not wanted or not digits.strip("0"):
            raise WrongNumber(_NO_SUCH_BEGINNING)
        if digits[-1] != wanted:
            raise WrongNumber(_WRONG_CHECK_DIGIT, number=self.spelled(digits), digit=wanted, found=digits[-1])


def _modulo_11(checksum: Callable[[str], int]) -> Callable[[str], str]:
    """The check digit, which counts once, that makes a checksum zero."""

    def check_digit(digits: str) -> str:
        missing = -checksum(digits + "0") % 11
        return str(missing) if missing < 10 else ""

    return check_digit


def _danish_check_digit(digits: str) -> str:
    return "" if digits.startswith("0") else _modulo_11(cvr.checksum)(digits)


# names are those of the country, the same in every language
_RULES = {
    "NO": CheckedDigits("Organisasjonsnummer", "923 609 016", 9, _modulo_11(orgnr.checksum)),
    "FI": CheckedDigits("Y-tunnus", "0112038-9", 8, _modulo_11(alv.checksum), 7),
    "SE": CheckedDigits("Organisationsnummer", "556012-5790", 10, luhn.calc_check_digit, 6),
    "DK": CheckedDigits("CVR-nummer", "13585628", 8, _danish_check_digit),
}
_VAT_NUMBERS = {"NO": "NO{}MVA", "FI": "FI{}", "SE": "SE{}01", "DK": "DK{}"}
_VAT_CHECKS = {"GB": british.validate, "CH": swiss.validate}
_VAT_CODES = {"GR": "EL"}  # where VAT numbers call a country by other letters
_CHECKED_VAT = {code.upper() for code in european.MEMBER_STATES} - {"GR"} | {"EL", "NO", "GB", "CH"}


def readable(typed: str) -> str:
    """A text with single blanks, one kind of hyphen, and nothing in it that cannot be seen."""

    def plain(letter: str) -> str:
        if letter.isspace():
            return " "
        category = unicodedata.category(letter)
        if category == "Pd" or letter == "\N{MINUS SIGN}":
            return "-"
        return "" if category in {"Cc", "Cf", "Cs"} else letter

    return " ".join("".join(map(plain, typed)).split())


def fitting(text: str, limit: int = MAX_LENGTH) -> str:
    """The text itself. Raises WrongNumber when it is too long for its column."""
    if len(text) > limit:
        raise WrongNumber(_TOO_LONG, limit=limit, found=len(text))
    return text


def _compact(typed: str) -> str:
    return "".join(letter for letter in readable(typed).upper() if letter not in _SEPARATORS)


def without_label(typed: str) -> str:
    """A number in capitals without blanks and separators and what people write before it: NO923609016MVA."""
    return _LABEL.sub("", _compact(typed))


def _norwegian(text: str) -> str:
    return _NORWEGIAN_END.sub("", text.removeprefix("NO"))


def _finnish(text: str) -> str:
    digits = text.removeprefix("FI")
    # old numbers are written without their zero; a digit left out is told as such
    return f"0{digits}" if len(digits) == 7 and ytunnus.is_valid(f"0{digits}") else digits


def _swedish(text: str) -> str:
    """The ten digits also of a number with its century or of a VAT number: 165560125790, 556012579001."""
    digits = text.removeprefix("SE")
    if len(digits) != 12:
        return digits
    century, rest = digits[:2], digits[2:]
    has_century = text == digits and (century == "16" or personnummer.is_valid(digits))
    if digits.endswith("01") and not has_century:
        return digits[:-2]
    return rest if century in _CENTURIES else digits


def _danish(text: str) -> str:
    return text.removeprefix("DK")


_READERS = {"NO": _norwegian, "FI": _finnish, "SE": _swedish, "DK": _danish}


def _digits(country: str, typed: str) -> str:
    """What is left when labels, prefix and suffix are taken off: digits, unless something else was typed."""
    return _READERS[country](without_label(typed))


def _checked_digits(country: str, typed: str) -> str:
    # sole traders in Sweden have no other number
    if country != "SE" and is_personal(country, typed):
        raise WrongNumber(_PERSONAL)
    digits = _digits(country, typed)
    _RULES[country].check(digits)
    return digits


def is_personal(country: str, typed: str) -> bool:
    """Whether a text looks like a personal identity number of a Nordic country (a two-letter code)."""
    match country.upper():
        case "NO":
            return bool(fodselsnummer.is_valid(_digits("NO", typed)))
        case "FI":
            number = _digits("FI", typed)
            # the hyphen between date and number stands for a century
            return bool(hetu.is_valid(f"{number[:6]}-{number[6:]}" if len(number) == 10 else number))
        case "SE":
            number = _digits("SE", typed)
            return bool(personnummer.is_valid(number)) or _is_coordination_number(number)
        case "DK":
            return bool(cpr.is_valid(_digits("DK", typed)))
    return False


def _is_coordination_number(number: str) -> bool:
    """Whether it is what Sweden gives those who are not registered there: a birth date with 60 added to the day."""
    return bool(_COORDINATION.fullmatch(number)) and bool(luhn.is_valid(number.replace("+", "")[-10:]))


def normal_business_id(country: str, typed: str) -> str:
    """The stored spelling of a business ID typed in any usual notation; empty stays empty.

    923609016 in Norway, 0112038-9 in Finland, 556012-5790 in Sweden, 13585628 in Denmark. Those of other
    countries are not checked. Raises WrongNumber.
    """
    country, text = country.upper(), readable(typed)
    if country not in _RULES or not text:
        return fitting(text)
    return _RULES[country].spelled(_checked_digits(country, text))


def normal_vat_number(country: str, typed: str) -> str:
    """The stored spelling of a VAT number, prefix first, without blanks; empty stays empty.

    A number may be of another country than the customer's: its prefix decides, without one the country does.
    Raises WrongNumber.
    """
    text = readable(typed)
    number = without_label(text)
    own = _VAT_CODES.get(country.upper(), country.upper())
    wrong = None
    # letters may look like another country's prefix and be part of the number
    for code in (_named_country(number), own):
        if code in _CHECKED_VAT and text:
            try:
                return _checked_vat_number(code, number)
            except WrongNumber as error:
                wrong = wrong or error
    if wrong and (not own or own in _CHECKED_VAT):
        raise wrong
    return fitting(_compact(text) if own else text)


def _named_country(number: str) -> str:
    """The country a VAT number begins with, as VAT numbers call it; empty without a prefix that is known."""
    if number.startswith("CHE"):
        return "CH"
    code = _VAT_CODES.get(number[:2], number[:2])
    return code if code in _CHECKED_VAT and code != "CH" else ""


def _checked_vat_number(code: str, number: str) -> str:
    if code in _VAT_NUMBERS:
        # twelve digits that are neither: only the ending can be wrong
        if code == "SE" and len(_digits(code, number)) == 12:
            raise WrongNumber(_WRONG_VAT_NUMBER, prefix=code)
        return _VAT_NUMBERS[code].format(_checked_digits(code, number))
    prefix = "CHE" if code == "CH" else code
    number = prefix + number.removeprefix("GR" if number.startswith("GR") and code == "EL" else prefix)
    if code == "CH" and number[-1].isdigit():
        number += "MWST"
    try:
        # nothing longer or in other letters is a number anywhere, and not all the checks expect it
        if len(number) > MAX_LENGTH or not re.fullmatch(r"[A-Z0-9+*]+", number):
            raise ValidationError
        checked = str(_VAT_CHECKS.get(code, european.validate)(number))
    except ValidationError as error:
        raise WrongNumber(_WRONG_VAT_NUMBER, prefix=prefix) from error
    # some come back without their prefix; a French one may go on with the letters FR
    return checked if len(checked) >= len(number) else prefix + checked


def vat_number_of(country: str, business_id: str) -> str:
    """The VAT number that follows from a business ID, to be proposed; empty where none follows."""
    country = country.upper()
    if country not in _RULES:
        return ""
    try:
        return _VAT_NUMBERS[country].format(_checked_digits(country, business_id))
    except WrongNumber:
        return ""


def label_for(country: str) -> str | Promise:
    """What a business ID is called in a country."""
    rule = _RULES.get(country.upper())
    return rule.name if rule else _("Business ID")


def example_for(country: str) -> str:
    """A business ID as people of the country write it; empty where none is known."""
    rule = _RULES.get(country.upper())
    return rule.example if rule else ""
