"""Taking over what a public register says of customers, of one or of many: one way to write it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from customers.lookup import address_values, registered_values
from customers.models import Address, Customer
from customers.register_differences import COLUMNS, USES, differences, held
from registries.company import Company

KEYS = (*COLUMNS, *USES)  # what can be taken over
ADDRESS_COLUMNS = ("street", "postcode", "city", "country", "is_visiting", "is_postal", "is_headquarters")
BATCH = 500


@dataclass
class Takeover:
    """The register's values set on a customer and its addresses, not saved yet; ``taken`` names them."""

    customer: Customer
    taken: list[str] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)  # changed ones, and new ones without an id


def prepare(customer: Customer, addresses: list[Address], company: Company, keys: Iterable[str] = KEYS) -> Takeover:
    """Sets what the register says, for the keys that differ; nothing is saved."""
    made = Takeover(customer)
    theirs, wanted = registered_values(company), set(keys)
    for each in differences(customer, addresses, company):
        if each.key not in wanted:
            continue
        made.taken.append(each.key)
        if each.key in USES:
            _move(made, addresses, company, each.key)
        else:
            setattr(customer, each.key, theirs[each.key])
    return made


def _move(made: Takeover, addresses: list[Address], company: Company, key: str) -> None:
    """Changes the address with this use, or makes one where it serves for something else too."""
    use, other_use = USES[key], USES["postal" if key == "visiting" else "visiting"]
    wanted, other = (company.visiting, company.postal) if key == "visiting" else (company.postal, company.visiting)
    ours, values = held(addresses, use), address_values(wanted, company)
    if ours is not None and (not getattr(ours, other_use) or not other):
        for name, value in values.items():
            setattr(ours, name, value)
        made.addresses.append(ours)
        return
    is_first = not any(each.is_headquarters for each in addresses)
    takes_over = bool(ours and ours.is_headquarters and key == "visiting")
    if ours is not None:
        setattr(ours, use, False)
        ours.is_headquarters = ours.is_headquarters and not takes_over
        made.addresses.append(ours)
    new = Address(customer=made.customer, is_headquarters=takes_over or (is_first and key == "visiting"), **values)
    setattr(new, use, True)
    addresses.append(new)
    made.addresses.append(new)


def write(takeovers: Iterable[Takeover]) -> list[int]:
    """Saves them, a statement for each few hundred; returns whose values changed. The caller has locked the customers.

    What the register says fits its columns already (``registered_values``), so nothing is checked again.
    """
    changed = [each for each in takeovers if each.taken]
    now = timezone.now()
    customers = [each.customer for each in changed if set(each.taken) & set(COLUMNS)]
    for customer in customers:
        customer.updated_at = now
    Customer.objects.bulk_update(customers, [*COLUMNS, "updated_at"], batch_size=BATCH)
    addresses = [address for each in changed for address in each.addresses]
    known = {address.pk: address for address in addresses if address.pk}
    # the old headquarters give way before the new ones come
    Address.objects.bulk_update(known.values(), ADDRESS_COLUMNS, batch_size=BATCH)
    Address.objects.bulk_create([each for each in addresses if not each.pk], batch_size=BATCH)
    return [each.customer.pk for each in changed]
