"""Where a customer differs from what a public register says of it.

What the register does not know is no difference. Names differ by their letters, not by capitals; addresses of the web
by host and path; phone numbers by digits. Towns and legal forms are the same in whichever language of the register. A
VAT number of its country where the register says there is none is a difference; taking that over clears it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.alphabet import fold
from customers.catalogue import customer as customer_entity
from customers.lookup import address_values, registered_values
from customers.models import Address, Customer
from registries.company import Company, RegisteredAddress


@dataclass(frozen=True)
class Compared:
    """One value here and in the register. ``key`` names it: a column of the customer, or a use of its addresses."""

    key: str
    label: Any
    ours: str
    theirs: str
    differs: bool


def _words(value: str) -> str:
    return " ".join(fold(value).split())


def _digits(value: str) -> str:
    digits = re.sub(r"\D", "", value)
    return re.sub(r"^(?:00)?(?:47|358)0?(?=\d{6})|^0(?=\d{6})", "", digits)


def _place_in_the_web(value: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", value.strip().lower()).rstrip("/")


_ALIKE: dict[str, Callable[[str], str]] = {
    "name": _words,
    "vat_number": str,
    "legal_form": _words,
    "website": _place_in_the_web,
    "email": str.lower,
    "phone": _digits,
}
USES = {"visiting": "is_visiting", "postal": "is_postal"}
COLUMNS = tuple(_ALIKE)


def compared(customer: Customer, addresses: list[Address], company: Company) -> list[Compared]:
    """Every value the register tells, beside ours, in the order of the card."""
    theirs = registered_values(company)
    labels = {each.key: each.label for each in customer_entity.fields} | {
        "name": _("Name"), "visiting": _("Visiting address"), "postal": _("Postal address"),
    }  # fmt: skip
    found = []
    for key, alike in _ALIKE.items():
        ours = getattr(customer, key)
        if theirs[key] or (key == "vat_number" and _is_denied(ours, company)):
            same = {alike(each) for each in (theirs[key], *_also_called(key, company))}
            found.append(Compared(key, labels[key], ours, theirs[key], alike(ours) not in same))
    for key, address in (("visiting", company.visiting), ("postal", company.postal)):
        if address:
            ours_now = held(addresses, USES[key])
            differs = ours_now is None or not _is_same_place(ours_now, customer, address, company)
            found.append(Compared(key, labels[key], str(ours_now or ""), str(address), differs))
    return found


def differences(customer: Customer, addresses: list[Address], company: Company) -> list[Compared]:
    return [each for each in compared(customer, addresses, company) if each.differs]


def held(addresses: list[Address], use: str) -> Address | None:
    """The address of ours with this use: headquarters first."""
    found = [each for each in addresses if getattr(each, use)]
    return min(found, key=lambda each: (not each.is_headquarters, each.pk), default=None)


def _also_called(key: str, company: Company) -> tuple[str, ...]:
    """What the register calls a value besides: a legal form in words and in its other languages."""
    return (company.legal_form_text, *company.legal_form_names) if key == "legal_form" else ()


def _is_denied(vat_number: str, company: Company) -> bool:
    """Whether the register says that a VAT number is none; of those of other countries it knows nothing."""
    return company.vat_registered is False and vat_number.startswith(company.country)


def _is_same_place(ours: Address, customer: Customer, address: RegisteredAddress, company: Company) -> bool:
    theirs = address_values(address, company)
    here = {"street": ours.street, "postcode": ours.postcode, "country": ours.country or customer.country}
    cities = {_words(each) for each in (theirs["city"], *address.city_names)}
    return _words(ours.city) in cities and all(_words(value) == _words(theirs[part]) for part, value in here.items())
