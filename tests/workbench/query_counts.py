"""How many queries each page makes: for the administrator, and for a manager whose rights hang on units.

Every page: session, user with profile, organisation. A manager's unit tree is one more. The COPY
behind a CSV goes past Django's record of queries and is not counted. A change here is a decision: say why in
the commit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Page:
    """An address and what is posted there, if anything; {card}, {person}, {customer}… stand for ids."""

    address: str
    queries: tuple[int, int]  # administrator, manager
    posted: dict[str, Any] = field(default_factory=dict)


PAGES = {
    "start": Page("/", (3, 3)),
    "list": Page("/customers/?size=200", (10, 11)),
    "list, inactive": Page("/customers/?size=200&state=inactive", (9, 10)),
    "list, two pages": Page("/customers/?size=25&page=1", (10, 11)),
    "list, every column": Page("/customers/?size=200&columns={columns}", (12, 13)),
    "search": Page("/customers/?size=200&q=as", (10, 11)),
    "search, three words": Page("/customers/?size=200&q=a+b+c", (10, 11)),
    "text filter": Page("/customers/?size=200&name=a", (10, 11)),
    "text of many filter": Page("/customers/?size=200&contact_emails=example", (10, 11)),
    "number filter": Page("/customers/?size=200&number.min=1&number.max=9999999", (10, 11)),
    "money filter": Page("/customers/?size=200&billed_this_year.min=1", (10, 11)),
    "date filter": Page("/customers/?size=200&last_invoice.in=this_year", (10, 11)),
    "moment filter": Page("/customers/?size=200&created_at.from=2020-01-01", (10, 11)),
    "code filter": Page("/customers/?size=200&country=NO&country=FI", (10, 11)),
    "choice filter": Page("/customers/?size=200&register_source=none", (10, 11)),
    "yes/no filter": Page("/customers/?size=200&reverse_charge=no", (10, 11)),
    "empty filter": Page("/customers/?size=200&vat_number.empty=yes", (10, 11)),
    "reference filter": Page("/customers/?size=200&industry={industry}&industry=none", (12, 13)),
    "person filter": Page("/customers/?size=200&account_owner=me&account_owner={person}", (12, 13)),
    "many filter": Page("/customers/?size=200&segments={segment}", (12, 13)),
    "five filters": Page(
        "/customers/?size=200&name=a&country=NO&number.min=1&industry={industry}&city.empty=no", (12, 13)
    ),
    "a filter that cannot be read": Page("/customers/?created_at.from=soon", (4, 5)),
    "sort by three": Page("/customers/?size=200&sort=country,-billed_this_year,name", (10, 11)),
    "sort by a reference": Page("/customers/?size=200&sort=-account_owner", (10, 11)),
    "sort by many": Page("/customers/?size=200&sort=segments", (10, 11)),
    "select all": Page("/customers/?size=200&selected=all", (11, 12)),
    "exact count": Page("/customers/?size=200&count=exact", (10, 11)),
    "part: totals": Page("/customers/?part=totals", (6, 7)),
    "part: fields": Page("/customers/?part=filter", (4, 4)),
    "part: text form": Page("/customers/?part=filter&field=name", (4, 5)),
    "part: reference form": Page("/customers/?part=filter&field=industry&industry={industry}", (7, 8)),
    "refused": Page("/customers/?nonsense=1", (3, 3)),
    "contacts": Page("/contacts/?size=200", (7, 8)),
    "contacts of a customer": Page("/contacts/?size=200&customer={customer}", (9, 10)),
    "customer card": Page("/customers/{customer}/", (4, 5)),
    "contact card": Page("/contacts/{contact}/", (4, 5)),
    "no such card": Page("/customers/987654321/", (4, 5)),
    "palette": Page("/search/?q=as", (5, 6)),
    "palette, nothing typed": Page("/search/?q=", (3, 3)),
    "options": Page("/customers/options/industry/?q=s", (4, 4)),
    "options of people": Page("/customers/options/account_owner/", (4, 4)),
    "options of customers": Page("/contacts/options/customer/?q=as", (4, 5)),
    "keep columns": Page("/customers/columns/", (6, 6), {"columns": ["name", "city"]}),
    "keep page size": Page("/customers/columns/", (6, 6), {"size": "25"}),
    "csv": Page("/customers/", (6, 7), {"export": "csv"}),
    "csv with facts": Page("/customers/", (9, 10), {"export": "csv", "facts": "on"}),
    "csv of ticked rows": Page("/customers/", (6, 7), {"export": "csv", "ids": ["{customer}"]}),
    "xlsx": Page("/customers/", (9, 10), {"export": "xlsx"}),
    "preferences": Page("/preferences/", (4, 4), {"theme": "dark"}),
}
