"""Where a customer differs from what a public register says of it.

What the register does not know is no difference. Names differ by their letters, not by capitals; addresses of the web
by host and path; phone numbers by digits.
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
        if theirs[key]:
            found.append(Compared(key, labels[key], ours, theirs[key], alike(ours) != alike(theirs[key])))
    for key, address in (("visiting", company.visiting), ("postal", company.postal)):
        if address:
            ours_now = held(addresses, USES[key])
            differs = ours_now is None or _address_words(ours_now, customer) != _registered_words(address, company)
            found.append(Compared(key, labels[key], str(ours_now or ""), str(address), differs))
    return found


def differences(customer: Customer, addresses: list[Address], company: Company) -> list[Compared]:
    return [each for each in compared(customer, addresses, company) if each.differs]


def held(addresses: list[Address], use: str) -> Address | None:
    """The address of ours with this use: headquarters first."""
    found = [each for each in addresses if getattr(each, use)]
    return min(found, key=lambda each: (not each.is_headquarters, each.pk), default=None)


def _address_words(address: Address, customer: Customer) -> tuple[str, ...]:
    parts = (address.street, address.postcode, address.city, address.country or customer.country)
    return tuple(_words(part) for part in parts)


def _registered_words(address: RegisteredAddress, company: Company) -> tuple[str, ...]:
    return tuple(_words(part) for part in address_values(address, company).values())
