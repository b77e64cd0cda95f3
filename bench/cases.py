"""What `make bench` measures: the addresses of a register's page, by kind."""

from dataclasses import dataclass
from urllib.parse import urlencode

from catalogue.field import Viewer
from catalogue.operators import Operator
from customers.register import customers
from workbench.register import REGISTERS

VALUES = {
    "text": "oslo",
    "number": "14",
    "date": "2024-01-15",
    "relative": "rolling_12_months",
    "yes_no": "yes",
    "references": "1",
    "choices": "NO",
}
CHOICES = {"language": "nb", "invoice_language": "nb", "currency": "NOK", "register_source": "brreg"}


@dataclass(frozen=True)
class Case:
    """One measured request. ``beside`` names the case whose time it is set against, if any."""

    kind: str
    name: str
    path: str
    htmx: bool = False
    beside: str = ""


def cases(viewer: Viewer) -> list[Case]:
    """Every case for the customer register, filters and sorts taken from the catalogue."""
    url = customers.url
    fields = customers.entity.fields_for(viewer)
    shown = customers.default_fields(fields)
    found = [
        Case("page", "first page", url),
        Case("page", "page 1,000", f"{url}?page=1000"),
        Case("page", "all states, page 1,000", f"{url}?state=all&page=1000"),
        Case("count", "exact count", f"{url}?count=exact"),
        Case("totals", "totals of all rows", f"{url}?part=totals"),
    ]
    words = {
        "1 letter": "n",
        "2 letters": "no",
        "3 letters": "nor",
        "a word": "bygg",
        "two words": "bygg oslo",
        "a number": "10214",
        "nothing found": "qqqxx",
    }
    found += [Case("search", name, f"{url}?q={word}", htmx=True) for name, word in words.items()]
    found += [Case("palette", name, f"/search/?q={word}") for name, word in words.items()]
    for field in shown:
        found.append(Case("sort", f"{field.key}, up", f"{url}?sort={field.key}"))
        found.append(Case("sort", f"{field.key}, down", f"{url}?sort=-{field.key}"))
    seen: set[tuple[str, str]] = set()
    for field in fields.values():
        for operator in field.type.operators:
            kind = (field.type.name, operator.key)
            if field.filterable and not field.measure and kind not in seen:
                seen.add(kind)
                found.append(
                    Case("filter", filter_name(field.key, operator), f"{url}?{parameter(field.key, operator)}")
                )
    return found


def work_cases() -> list[Case]:
    """The registers of work, and the strips of key figures."""
    urls = [REGISTERS[key].url for key in ("sales", "projects", "costs", "invoices")]
    found = [Case("work", f"{url} first page", url) for url in urls]
    found += [Case("work", f"{url} a word", f"{url}?q=bygg", htmx=True) for url in urls]
    found += [Case("figures", url, f"{url}figures/", htmx=True) for url in (customers.url, *urls) if "costs" not in url]
    for query in ("country=NO", "q=bygg"):  # of these the figures are counted from the rows
        of = urlencode({"of": f"customers?{query}"})
        found.append(Case("figures", f"following {query}", f"{customers.url}figures/?{of}", htmx=True))
    return [*found, Case("figures", "start", "/start/figures/", htmx=True)]


# a custom field of the demo data beside a column of the same type that has no index either
CUSTOM = {
    "number": ("payment_terms", "custom_potential"),
    "date": ("register_checked_at", "custom_agreement_until"),
    "choice": ("register_source", "custom_tier"),
    "text": ("legal_form", "custom_cost_centre"),
}
CUSTOM_FILTERS = {
    "number": ".min=30",
    "date": ".from=2026-01-15",
    "choice": "={value}",
    "text": "={value}",
}
# values about as many records have in the column as in the custom field
CUSTOM_VALUES = {"register_source": "brreg", "custom_tier": "core", "legal_form": "ab", "custom_cost_centre": "00"}


def custom_cases() -> list[Case]:
    """Filters and sorts by custom fields, each after the same by a column."""
    url, found = customers.url, []
    for kind, both in CUSTOM.items():
        for act in ("filter", "sort"):
            for key in both:
                value = CUSTOM_FILTERS[kind].format(value=CUSTOM_VALUES.get(key, ""))
                beside = f"{act} by {kind}, {both[0]}" if key == both[1] else ""
                query = f"sort={key}" if act == "sort" else f"{key}{value}"
                found.append(Case("custom", f"{act} by {kind}, {key}", f"{url}?{query}", beside=beside))
    return found


def card_cases(viewer: Viewer, heavy: int) -> list[Case]:
    """Each section of the card of a customer with 10,000 invoices and 5,000 activities, and its form."""
    url = f"{customers.url}{heavy}/"
    sections = ["", "contacts/", "sales/", "invoices/", "timeline/", "files/", "changes/", "settings/", "edit/"]
    return [Case("card", section.rstrip("/") or "overview", url + section) for section in sections]


def filter_name(key: str, operator: Operator) -> str:
    return f"{key} {operator.key or 'is'}"


def parameter(key: str, operator: Operator) -> str:
    name = f"{key}.{operator.key}" if operator.key else key
    return (
        f"{name}={CHOICES.get(key, VALUES[operator.input]) if operator.input == 'choices' else VALUES[operator.input]}"
    )
