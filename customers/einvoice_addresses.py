"""Addresses of e-invoices: Peppol's with a scheme (0192:923609016), Finnish OVT identifiers, GLN and IBAN."""

import re
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from stdnum import ean, iban

from registries.business_ids import CheckedDigits, WrongNumber, fitting, normal_business_id, readable

MAX_LENGTH = 80  # of the column
_NETWORK = "ISO6523-ACTORID-UPIS::"  # how Peppol's own directory begins an address
_SCHEME = re.compile(r"[0-9]{4}")
_IDENTIFIER = re.compile(r"[A-Z0-9.-]+")
# 0037 for Finland, the Y-tunnus, and up to five characters for a part of the organisation
_OVT = re.compile(r"0037[0-9]{8}[A-Z0-9]{0,5}")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_GLN = CheckedDigits("GLN", "5790000436057", 13, ean.calc_check_digit)

_NO_ADDRESS = _(
    "Write an e-invoice address as 0192:923609016, as an OVT identifier such as 003701120389, "
    "as a GLN of 13 digits or as an IBAN."
)
_WRONG_IBAN = _("This is not a valid IBAN: check for a typing error.")


def normal_einvoice_address(typed: str) -> str:
    """The stored spelling of an e-invoice address: upper case, without blanks. Raises WrongNumber."""
    text = readable(typed).replace(" ", "").upper().removeprefix(_NETWORK)
    scheme, colon, identifier = text.partition(":")
    address = f"{scheme}:{_identifier(scheme, identifier)}" if colon else _without_scheme(text)
    return fitting(address, MAX_LENGTH)


def _identifier(scheme: str, identifier: str) -> str:
    """What stands after the scheme. Only the schemes we know the numbers of are checked."""
    if not _SCHEME.fullmatch(scheme) or not _IDENTIFIER.fullmatch(identifier):
        raise WrongNumber(_NO_ADDRESS)
    check = _CHECKS.get(scheme)
    return check(identifier) if check else identifier


def _without_scheme(text: str) -> str:
    number = _compact(text)
    # a GLN may begin like a Finnish identifier
    is_gln = len(number) == _GLN.length and ean.is_valid(number)
    if _OVT.fullmatch(number) and not is_gln:
        return _ovt(number)
    if len(number) == _GLN.length and number.isdigit():
        return _gln(number)
    if _IBAN.fullmatch(number):
        if iban.is_valid(number):
            return number
        raise WrongNumber(_WRONG_IBAN)
    raise WrongNumber(_NO_ADDRESS)


def _compact(text: str) -> str:
    return text.replace("-", "").replace(".", "")


def _business_id_of(country: str) -> Callable[[str], str]:
    return lambda identifier: _compact(normal_business_id(country, identifier))


def _gln(identifier: str) -> str:
    number = _compact(identifier)
    _GLN.check(number)
    return number


def _ovt(identifier: str) -> str:
    number = _compact(identifier)
    if not _OVT.fullmatch(number):
        raise WrongNumber(_NO_ADDRESS)
    normal_business_id("FI", number[4:12])
    return number


def _ovt_or_business_id(identifier: str) -> str:
    return _ovt(identifier) if _OVT.fullmatch(_compact(identifier)) else _business_id_of("FI")(identifier)


_CHECKS: dict[str, Callable[[str], str]] = {
    "0007": _business_id_of("SE"),
    "0037": _ovt_or_business_id,
    "0088": _gln,
    "0184": _business_id_of("DK"),
    "0192": _business_id_of("NO"),
    "0216": _ovt,
}
