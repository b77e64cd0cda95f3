"""How many queries each page makes: for the administrator, and for a manager whose rights hang on units.

Every page: session, user with profile, organisation; a whole one also counts the reader's open tasks, which a part
for htmx does not. A manager's unit tree is one more, and so are the lines of twelve months beside what the customers
of a list were billed. A card adds one for each count behind its sections, three for its neighbours in the list, and up
to four that read its own history where facts tell where their values came from. What Ctrl+K suggests asks once for the
customers and once for the projects that others hang on, and again for a register that has too few that hang on those.
The COPY behind a CSV goes past Django's record of queries and is not counted. A change here is a decision: say why in
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
    at_most: bool = False


PAGES = {
    "settings": Page("/settings/", (4, 3)),
    "custom fields": Page("/settings/custom-fields/", (5, 3)),
    "a custom field": Page("/settings/custom-fields/{own}/", (5, 3)),
    "custom column, filter and sort": Page(
        "/customers/?size=200&columns=name,custom_tier&sort=custom_tier&custom_tier.empty=yes", (9, 10)
    ),
    "start": Page("/", (6, 7)),
    "list": Page("/customers/?size=200", (12, 13)),
    "list, nothing found": Page("/customers/?size=200&state=inactive", (6, 7)),
    "list, two pages": Page("/customers/?size=25&page=1", (12, 13)),
    "list, every column": Page("/customers/?size=200&columns={columns}", (15, 16)),
    "search": Page("/customers/?size=200&q=as", (10, 11)),
    "search, three words": Page("/customers/?size=200&q=a+b+c", (10, 11)),
    "text filter": Page("/customers/?size=200&name=a", (12, 13)),
    "text of many filter": Page("/customers/?size=200&contact_emails=example", (12, 13)),
    "number filter": Page("/customers/?size=200&number.min=1&number.max=9999999", (12, 13)),
    "money filter": Page("/customers/?size=200&billed_this_year.min=1", (12, 13)),
    "date filter": Page("/customers/?size=200&last_invoice.in=this_year", (12, 13)),
    "moment filter": Page("/customers/?size=200&created_at.from=2020-01-01", (12, 13)),
    "code filter": Page("/customers/?size=200&country=NO&country=FI", (12, 13)),
    "choice filter": Page("/customers/?size=200&register_source=none", (12, 13)),
    "yes/no filter": Page("/customers/?size=200&reverse_charge=no", (12, 13)),
    "empty filter": Page("/customers/?size=200&vat_number.empty=yes", (12, 13)),
    "reference filter": Page("/customers/?size=200&industry={industry}&industry=none", (14, 15)),
    "person filter": Page("/customers/?size=200&account_owner=me&account_owner={person}", (14, 15)),
    "many filter": Page("/customers/?size=200&segments={segment}", (14, 15)),
    "five filters": Page(
        "/customers/?size=200&name=a&country=NO&number.min=1&industry={industry}&city.empty=no", (14, 15)
    ),
    "a filter that cannot be read": Page("/customers/?created_at.from=soon", (5, 6)),
    "sort by three": Page("/customers/?size=200&sort=country,-billed_this_year,name", (12, 13)),
    "sort by a reference": Page("/customers/?size=200&sort=-account_owner", (12, 13)),
    "sort by many": Page("/customers/?size=200&sort=segments", (12, 13)),
    "select all": Page("/customers/?size=200&selected=all", (13, 14)),
    "exact count": Page("/customers/?size=200&count=exact", (12, 13)),
    "part: totals": Page("/customers/?part=totals", (6, 7)),
    "part: fields": Page("/customers/?part=filter", (5, 6)),
    "part: text form": Page("/customers/?part=filter&field=name", (5, 6)),
    "part: reference form": Page("/customers/?part=filter&field=industry&industry={industry}", (8, 9)),
    "refused": Page("/customers/?nonsense=1", (4, 5)),
    "contacts": Page("/contacts/?size=200", (8, 9)),
    "contacts, search": Page("/contacts/?size=200&q=example", (7, 8)),
    "contacts of a customer": Page("/contacts/?size=200&customer={customer}", (10, 11)),
    "customer's people": Page("/customers/{customer}/contacts/", (20, 21)),
    "customer's projects": Page("/customers/{customer}/sales/", (17, 18)),
    "customer's invoices": Page("/customers/{customer}/invoices/", (18, 19)),
    "customer's timeline": Page("/customers/{customer}/timeline/", (28, 29)),
    "customer's changes": Page("/customers/{customer}/changes/", (24, 25)),
    "customer's files": Page("/customers/{customer}/files/", (17, 18)),
    "customer's settings": Page("/customers/{customer}/settings/", (20, 21)),
    "customer's form": Page("/customers/{customer}/edit/", (16, 17)),
    "contact's form": Page("/contacts/{contact}/edit/", (11, 12)),
    "new customer": Page("/customers/new/", (9, 10)),
    "duplicates": Page("/customers/duplicates/?name=Customer&country=NO", (4, 5)),
    "customer card": Page("/customers/{customer}/", (26, 27)),
    "contact card": Page("/contacts/{contact}/", (12, 13)),
    "no such card": Page("/customers/987654321/", (4, 5)),
    "palette": Page("/search/?q=as", (12, 14), at_most=True),
    "palette, nothing found": Page("/search/?q=qqqxx", (9, 10)),
    "part: columns": Page("/customers/?part=columns", (4, 4)),
    "palette, nothing typed": Page("/search/?q=", (3, 3)),
    "options": Page("/customers/options/industry/?q=s", (4, 4)),
    "options of people": Page("/customers/options/account_owner/", (4, 4)),
    "options of customers": Page("/contacts/options/customer/?q=as", (4, 5)),
    "keep columns": Page("/customers/columns/", (6, 6), {"columns": ["name", "city"]}),
    "keep page size": Page("/customers/columns/", (6, 6), {"size": "25"}),
    "csv": Page("/customers/", (7, 8), {"export": "csv"}),
    "csv with facts": Page("/customers/", (10, 11), {"export": "csv", "facts": "on"}),
    "csv of ticked rows": Page("/customers/", (7, 8), {"export": "csv", "ids": ["{customer}"]}),
    "xlsx": Page("/customers/", (9, 10), {"export": "xlsx"}),
    "bulk updates": Page("/bulk-updates/", (6, 7)),
    "a bulk update": Page("/bulk-updates/{bulk}/", (11, 12)),
    "what a bulk update left": Page("/bulk-updates/{bulk}/?show=left", (9, 10)),
    "bulk update, fields": Page("/customers/bulk/", (10, 11), {"ids": ["{customer}"]}),
    "bulk update, preview": Page(
        "/customers/bulk/", (12, 13), {"ids": ["{customer}"], "step": "preview", "payment_terms": "33"}
    ),
    "sales": Page("/sales/?size=200&state=all", (10, 8)),
    "projects": Page("/projects/?size=200&state=all", (9, 7)),
    "costs": Page("/costs/?size=200", (6, 7)),
    "invoices": Page("/invoices/?size=200", (10, 11)),
    "invoices, search": Page("/invoices/?size=200&q=customer", (7, 8)),
    "invoice card": Page("/invoices/{invoice}/", (15, 16)),
    "key figures": Page("/customers/figures/", (40, 41)),
    "key figures of a list": Page("/customers/figures/?of=customers%3Fcountry%3DNO", (44, 45)),
    "key figures of a customer": Page("/customers/{customer}/key-figures/", (32, 33)),
    "key figures of an earlier month": Page("/customers/figures/?as_of=2026-03", (39, 40)),
    "key figures on the start page": Page("/start/figures/", (41, 42)),
    "choosing key figures": Page("/customers/figures/choose/", (6, 7)),
    "rows of another list": Page("/invoices/?size=200&of=customers%3Fcountry%3DNO", (10, 11)),
    "a key figure explained": Page("/customers/figures/?kpi=margin_this_year", (13, 14)),
    "why a customer is counted": Page("/customers/{customer}/figures/", (20, 21)),
    "a list of settings": Page("/settings/invoice-statuses/", (5, 3)),
    "preferences": Page("/preferences/", (4, 4), {"theme": "dark"}),
}
