"""Where a customer differs from what a public register says of it, and taking the register's values over.

What the register does not know is no difference. Names differ by their letters, not by capitals; addresses of the web
by host and path; phone numbers by digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
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


@dataclass
class Change:
    """What taking values over sets: columns of the customer, and addresses with their columns, none for a new one."""

    customer: Customer
    taken: list[str] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)
    addresses: list[tuple[Address, set[str]]] = field(default_factory=list)


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
_USES = {"visiting": "is_visiting", "postal": "is_postal"}


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
            held = _held(addresses, _USES[key])
            differs = held is None or _address_words(held, customer) != _registered_words(address, company)
            found.append(Compared(key, labels[key], str(held or ""), str(address), differs))
    return found


def differences(customer: Customer, addresses: list[Address], company: Company) -> list[Compared]:
    return [each for each in compared(customer, addresses, company) if each.differs]


def _held(addresses: list[Address], use: str) -> Address | None:
    """The address of ours with this use: headquarters first."""
    found = [each for each in addresses if getattr(each, use)]
    return min(found, key=lambda each: (not each.is_headquarters, each.pk), default=None)


def _address_words(address: Address, customer: Customer) -> tuple[str, ...]:
    parts = (address.street, address.postcode, address.city, address.country or customer.country)
    return tuple(_words(part) for part in parts)


def _registered_words(address: RegisteredAddress, company: Company) -> tuple[str, ...]:
    return tuple(_words(part) for part in address_values(address, company).values())


def change(customer: Customer, addresses: list[Address], company: Company, keys: Iterable[str]) -> Change:
    """Sets the register's values on these objects, for the keys that differ; nothing is saved."""
    made = Change(customer)
    theirs, wanted = registered_values(company), set(keys)
    for each in differences(customer, addresses, company):
        if each.key not in wanted:
            continue
        made.taken.append(each.key)
        if each.key in _USES:
            _move(made, addresses, company, each.key)
        else:
            setattr(customer, each.key, theirs[each.key])
            made.columns.add(each.key)
    return made


def _move(made: Change, addresses: list[Address], company: Company, key: str) -> None:
    """Changes the address with this use, or makes one where it serves for something else too."""
    use, other_use = _USES[key], _USES["postal" if key == "visiting" else "visiting"]
    wanted = company.visiting if key == "visiting" else company.postal
    other = company.postal if key == "visiting" else company.visiting
    held = _held(addresses, use)
    values = address_values(wanted, company)
    if held is not None and (not getattr(held, other_use) or not other):
        for name, value in values.items():
            setattr(held, name, value)
        made.addresses.append((held, set(values)))
        return
    is_first = not any(each.is_headquarters for each in addresses)
    takes_over = bool(held and held.is_headquarters and key == "visiting")
    if held is not None:
        setattr(held, use, False)
        held.is_headquarters = held.is_headquarters and not takes_over
        made.addresses.append((held, {use, "is_headquarters"}))
    new = Address(customer=made.customer, is_headquarters=takes_over or (is_first and key == "visiting"), **values)
    setattr(new, use, True)
    addresses.append(new)
    made.addresses.append((new, set()))
