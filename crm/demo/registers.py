"""The demonstration registers: a few hundred made-up companies of Norway and Finland, and the demo customers.

Of the customers, most are registered as their cards say; others have moved, have another name, or are in trouble.
Nothing here is a real company, though a number may be one by chance.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from crm.demo import finnish_companies, norwegian_units
from crm.demo.firms import TODAY, Firm, Place, firms
from crm.demo.industries import INDUSTRIES
from crm.demo.numbers import business_ids
from customers.models import Address, Customer
from registries.business_ids import WrongNumber, normal_business_id
from registries.standin import Standin

Unit = dict[str, Any]
Story = Callable[[Unit, Firm], Unit]

COUNT = {"NO": 300, "FI": 330}  # made up
MOST_CUSTOMERS = 5_000  # of a country: all of the demo data of the usual size, and it starts within a second or two
BRANCH_SEED = 4712
REMOVED_PLACES = {7, 131}  # which of the firms are withheld from the open data


@dataclass
class Registers:
    """What both services hold, in their own form."""

    norwegian: list[Unit] = field(default_factory=list)
    branches: list[Unit] = field(default_factory=list)
    removed: list[Unit] = field(default_factory=list)
    finnish: list[Unit] = field(default_factory=list)

    def standin(self, port: int = 0) -> Standin:
        return Standin(self.norwegian, self.finnish, self.branches, self.removed, port)


def registers(norwegian: Sequence[Firm] = (), finnish: Sequence[Firm] = ()) -> Registers:
    """The registers with these customers in them; the same ones give the same registers."""
    made = Registers()
    known = {firm.number for firm in norwegian}
    branch_numbers = (each for each in business_ids("NO", BRANCH_SEED) if each not in known)
    for place, firm, found in _units("NO", norwegian, norwegian_units.unit, norwegian_units):
        if place in REMOVED_PLACES:
            made.removed.append({"organisasjonsnummer": firm.number, "slettedato": str(TODAY)})
            continue
        made.norwegian.append(found)
        if place % 6 == 1:
            made.branches += norwegian_units.branches(firm, branch_numbers)
    for _, _, found in _units("FI", finnish, finnish_companies.company, finnish_companies):
        made.finnish.append(found)
    return made


def _units(
    country: str, customers: Sequence[Firm], write: Callable[[Firm], Unit], told: Any
) -> Iterator[tuple[int, Firm, Unit]]:
    """Every firm with its place and its unit: the customers first, each number once."""
    known = {firm.number for firm in customers}
    others = [firm for firm in firms(country, COUNT[country]) if firm.number not in known]
    for place, firm in enumerate(customers):
        yield place, firm, _story(told.CHANGES, place, 4, told.plain)(write(firm), firm)
    for place, firm in enumerate(others):
        yield place, firm, _story(told.STORIES, place, 3, told.plain)(write(firm), firm)


def _story(stories: Sequence[Story], place: int, every: int, plain: Story) -> Story:
    return stories[place // every % len(stories)] if place % every == 0 else plain


def customers(country: str) -> list[Firm]:
    """The first customers of a country that have a business ID, as firms."""
    rows = (
        Customer.objects.filter(country=country, is_internal=False)
        .exclude(business_id="")
        .select_related("industry")
        .prefetch_related("addresses")
        .order_by("number")
    )
    checked = filter(_is_checked, rows.iterator(chunk_size=1_000))
    return [_firm(customer) for customer in islice(checked, MOST_CUSTOMERS)]


def _is_checked(customer: Customer) -> bool:
    try:
        return normal_business_id(customer.country, customer.business_id) == customer.business_id
    except WrongNumber:
        return False


def _firm(customer: Customer) -> Firm:
    addresses = list(customer.addresses.all())
    visiting = _place([each for each in addresses if each.is_visiting])
    postal = _place([each for each in addresses if each.is_postal]) or visiting
    code = customer.industry.nace_code if customer.industry else ""
    return Firm(
        number=customer.business_id,
        name=customer.name,
        legal_form=customer.legal_form,
        industry=next((line.key for line in INDUSTRIES if line.nace == code), ""),
        visiting=visiting or Place("", "", ""),
        postal=postal or Place("", "", ""),
        phone=customer.phone,
        email=customer.email,
        website=customer.website.removeprefix("https://").removesuffix("/"),
        founded=date(customer.created_at.year - 1 - customer.number % 20, 1 + customer.number % 12, 14),
        employees=customer.number % 90,
        has_vat=bool(customer.vat_number),
    )


def _place(addresses: Sequence[Address]) -> Place | None:
    """The headquarters among them, else the first."""
    found = sorted(addresses, key=lambda each: (not each.is_headquarters, each.pk))
    return Place(found[0].street, found[0].postcode, found[0].city) if found else None
