"""Rows for tests: one small function per model, with a lifelike default for whatever a test does not care about.

Numbers and e-mail addresses count upwards within a run, so that two rows never collide; money is in the base
currency. Nothing here knows a rule of the product: a test that needs a sent invoice asks for a sent status.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from accounts.access import Area, Right, Scope
from accounts.models import AccessProfile, BusinessUnit, Organisation, User
from activities.models import Activity, ActivityKind, File, StoredContent
from catalogue.models import CustomField
from customers.models import Address, Contact, ContactRole, Customer, Industry, MarketSegment
from invoices.models import Invoice, InvoiceKind, InvoiceStatus
from projects.models import CostEntry, CostKind, Project, SalesCategory, SalesStatus

_number = count(500_001)  # clear of the numbers that tests choose themselves


def organisation(**fields: Any) -> Organisation:
    """The organisation of this database; called again it changes the one that is there."""
    defaults = {"name": "Havn Consulting", "base_currency": "NOK", "time_zone": "Europe/Oslo", "alphabet": "nb"}
    return Organisation.objects.update_or_create(pk=1, defaults=fields, create_defaults=defaults | fields)[0]


def unit(name: str = "", parent: BusinessUnit | None = None, **fields: Any) -> BusinessUnit:
    return BusinessUnit.objects.create(name=name or f"Unit {next(_number)}", parent=parent, **fields)


def scopes(view: str | dict[str, str], edit: str | dict[str, str] = Scope.NONE) -> dict[str, str]:
    """The fields of a profile: one scope for every area, or a scope for each area named."""

    def of(given: str | dict[str, str], area: str) -> str:
        return given if isinstance(given, str) else given.get(area, Scope.NONE)

    seen = {f"{area}_view": of(view, area) for area in Area.values}
    return seen | {f"{area}_edit": of(edit, area) for area in Area.values}


def profile(
    view: str | dict[str, str] = Scope.ALL, edit: str | dict[str, str] = Scope.ALL, rights: str = "all", **fields: Any
) -> AccessProfile:
    """A profile with these scopes. ``rights``: "all", or their names with blanks between."""
    given = Right.values if rights == "all" else rights.split()
    may = {f"may_{right}": right in given for right in Right.values}
    name = fields.pop("name", f"Profile {next(_number)}")
    return AccessProfile.objects.create(name=name, **scopes(view, edit), **may, **fields)


def user(profile: AccessProfile | None = None, unit: BusinessUnit | None = None, **fields: Any) -> User:
    """A user without password; tests sign in with ``client.force_login``."""
    number = next(_number)
    names = {"email": f"person{number}@havn.example", "first_name": "Kari", "last_name": f"Nordmann{number}"}
    return User.objects.create(profile=profile, unit=unit, password="!", **names | fields)


def industry(name: str = "", **fields: Any) -> Industry:
    return Industry.objects.create(name=name or f"Industry {next(_number)}", **fields)


def segment(name: str = "", parent: MarketSegment | None = None, **fields: Any) -> MarketSegment:
    return MarketSegment.objects.create(name=name or f"Segment {next(_number)}", parent=parent, **fields)


def role(name: str = "", **fields: Any) -> ContactRole:
    return ContactRole.objects.create(name=name or f"Role {next(_number)}", **fields)


def customer(name: str = "", **fields: Any) -> Customer:
    """A customer. ``city`` may be given as such; it stays until an address of the customer changes."""
    number = fields.pop("number", None) or next(_number)
    return Customer.objects.create(number=number, name=name or f"Customer {number}", **fields)


def address(customer: Customer, city: str = "", **fields: Any) -> Address:
    return Address.objects.create(customer=customer, city=city, **fields)


def contact(customer: Customer, last_name: str = "", **fields: Any) -> Contact:
    return Contact.objects.create(customer=customer, last_name=last_name or f"Hansen{next(_number)}", **fields)


def sales_status(category: str = SalesCategory.IN_PROGRESS, **fields: Any) -> SalesStatus:
    probability = {SalesCategory.IN_PROGRESS: 40, SalesCategory.WON: 100, SalesCategory.LOST: 0}[
        SalesCategory(category)
    ]
    defaults = {"name": f"{category} {next(_number)}", "probability": probability}
    return SalesStatus.objects.create(category=category, **defaults | fields)


def project(customer: Customer, value: Decimal | int | None = None, **fields: Any) -> Project:
    """An open project in base currency, agreed directly unless a ``sales_status`` is given."""
    number = fields.pop("number", None) or next(_number)
    if fields.get("is_closed"):
        fields.setdefault("closed_on", date(2026, 1, 31))
    defaults = {"name": f"Project {number}", "currency": "NOK", "expected_value": value, "expected_value_base": value}
    return Project.objects.create(customer=customer, number=number, **defaults | fields)


def cost(project: Project, amount: Decimal | int = 100, **fields: Any) -> CostEntry:
    """An expense of one piece."""
    defaults = {"date": date(2026, 1, 15), "kind": CostKind.EXPENSE, "quantity": 1, "unit_cost": amount, "cost": amount}
    return CostEntry.objects.create(project=project, **defaults | fields)


def invoice_status(name: str = "", **fields: Any) -> InvoiceStatus:
    return InvoiceStatus.objects.create(name=name or f"Status {next(_number)}", **fields)


def invoice(customer: Customer, status: InvoiceStatus, net: Decimal | int = 1000, **fields: Any) -> Invoice:
    """An invoice in base currency without VAT; negative amounts make a credit note. A number needs a company unit."""
    on = fields.pop("invoice_date", date(2026, 1, 15))
    kind = InvoiceKind.CREDIT_NOTE if net < 0 else InvoiceKind.INVOICE
    defaults = {
        "kind": kind,
        "invoice_date": on,
        "due_date": on + timedelta(14),
        "currency": "NOK",
        "net": net,
        "gross": net,
        "net_base": net,
    }
    return Invoice.objects.create(customer=customer, status=status, **defaults | fields)


def file(customer: Customer, uploaded_by: User, name: str = "offer.pdf", **fields: Any) -> File:
    """A file whose content is in the database only."""
    content = StoredContent.objects.create(digest=f"{next(_number):064x}", size=10)
    defaults = {"media_type": "application/pdf", "content": content}
    return File.objects.create(customer=customer, uploaded_by=uploaded_by, name=name, **defaults | fields)


def activity(customer: Customer, author: User, happened_at: datetime | None = None, **fields: Any) -> Activity:
    defaults = {"kind": ActivityKind.NOTE, "subject": f"Note {next(_number)}"}
    when = happened_at or datetime(2026, 1, 15, 9, tzinfo=UTC)
    return Activity.objects.create(customer=customer, author=author, happened_at=when, **defaults | fields)


def custom_field(label: str, kind: str, *choices: str, **fields: Any) -> CustomField:
    """A customers' field of one's own, keyed by its label in small letters; so are its choices."""
    offered = [{"key": each.lower(), "label": each, "active": True} for each in choices]
    defaults = {"entity": "customer", "key": label.lower(), "position": CustomField.objects.count()}
    return CustomField.objects.create(label=label, type=kind, choices=offered, **defaults | fields)
