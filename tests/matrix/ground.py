"""A small organisation for the tests of access: every ready profile, own rows, rows of the unit, rows of others.

Units: Norway holds Oslo and Bergen; Finland stands alone. The customers and their contact persons are named
for whose they are: ``mine`` (the account manager's, Oslo), ``unit`` (a colleague's in Bergen), ``foreign``
(another colleague's in Finland), ``internal`` (our own company, nobody's).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from accounts.models import AccessProfile, BusinessUnit, User
from accounts.profiles import create_ready_profiles
from activities.models import Activity, File
from catalogue.models import CustomField
from customers.models import (
    Address,
    Contact,
    ContactRole,
    Customer,
    Industry,
    IndustryOfCode,
    MarketSegment,
    RegisterCheck,
)
from invoices.models import Invoice, InvoiceStatus
from projects.models import CostEntry, LeadSource, Project, ProjectStatus, SalesStatus
from tests import factories
from workbench.models import BulkUpdate

PROFILES = ("admin", "controller", "manager", "account", "reader")
NOT_LET_IN = ("profileless", "inactive", "signed_out")
EVERYBODY = (*PROFILES, *NOT_LET_IN)
MAY_EXPORT = {"admin", "controller", "manager", "account"}

# Which of the customers above a person may see: written down, not computed from the code under test.
SEES: dict[str, set[str]] = {
    "admin": {"mine", "unit", "foreign", "internal"},
    "controller": {"mine", "unit", "foreign", "internal"},
    "manager": {"mine", "unit"},
    "account": {"mine"},
    "reader": {"mine", "unit", "foreign", "internal"},
    "profileless": set(),
    "inactive": set(),
    "signed_out": set(),
}
# Which of them a person may edit, and who may make customers at all.
EDITS: dict[str, set[str]] = SEES | {"reader": set()}
MAY_CHANGE_MANY = {"admin", "controller", "manager", "account"}
SEE_COSTS = {"admin", "controller", "manager"}
SEE_INVOICES = {"admin", "controller", "manager", "account"}
MAY_CREATE = {"admin", "controller", "manager", "account"}
MISSING_ID = 987_654_321


def today() -> date:
    """The day it is at the organisation."""
    return timezone.localdate(timezone=ZoneInfo("Europe/Oslo"))


@dataclass
class Ground:
    """The rows, by the names above."""

    people: dict[str, User] = field(default_factory=dict)
    units: dict[str, BusinessUnit] = field(default_factory=dict)
    customers: dict[str, Customer] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    industries: dict[str, Industry] = field(default_factory=dict)
    segments: dict[str, MarketSegment] = field(default_factory=dict)
    addresses: dict[str, Address] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    custom_fields: dict[str, CustomField] = field(default_factory=dict)
    profiles: dict[str, AccessProfile] = field(default_factory=dict)
    industry_codes: dict[str, IndustryOfCode] = field(default_factory=dict)
    checks: dict[str, RegisterCheck] = field(default_factory=dict)  # none: each is its own user's alone
    bulk_updates: dict[str, BulkUpdate] = field(default_factory=dict)  # none: who sees which has tests of its own
    sent: InvoiceStatus | None = None
    # laid by ``lay_work`` only
    sales: dict[str, Project] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    costs: dict[str, CostEntry] = field(default_factory=dict)
    invoices: dict[str, Invoice] = field(default_factory=dict)
    sales_statuses: dict[str, SalesStatus] = field(default_factory=dict)
    project_statuses: dict[str, ProjectStatus] = field(default_factory=dict)
    lead_sources: dict[str, LeadSource] = field(default_factory=dict)
    roles: dict[str, ContactRole] = field(default_factory=dict)
    listed_industries: dict[str, Industry] = field(default_factory=dict)
    listed_segments: dict[str, MarketSegment] = field(default_factory=dict)
    invoice_statuses: dict[str, InvoiceStatus] = field(default_factory=dict)

    def client(self, who: str, **options: Any) -> Client:
        """A browser in which this person is signed in; "signed_out" is nobody."""
        client = Client(**options) if options else browser()
        if who != "signed_out":
            client.force_login(self.people[who])
        return client


_SERVER = ClientHandler(enforce_csrf_checks=False)


def browser() -> Client:
    """A browser with nobody signed in; a fault of the server is an answer with 500 here.

    All share one server: setting it up reads the folder of static files.
    """
    client = Client(raise_request_exception=False)
    client.handler = _SERVER
    return client


def lay_ground() -> Ground:
    """Makes the rows. Runs inside the transaction of whoever asks."""
    ground = Ground()
    factories.organisation(name="Nordlys Consulting AS")
    _units(ground)
    _people(ground)
    ground.industries = {n: factories.industry(n) for n in ("Fishery", "Software", "Øl og vin")}
    ground.industry_codes = {
        "there": IndustryOfCode.objects.create(code_list="SN", code="62.100", industry=ground.industries["Software"])
    }
    ground.segments = {n: factories.segment(n) for n in ("Large", "Public")}
    _custom_fields(ground)
    _customers(ground)
    _money(ground)
    return ground


def _units(ground: Ground) -> None:
    units = ground.units
    units["norway"] = factories.unit("Norway", is_company=True)
    units["oslo"] = factories.unit("Oslo", parent=units["norway"])
    units["bergen"] = factories.unit("Bergen", parent=units["norway"])
    units["finland"] = factories.unit("Finland", is_company=True)


def _people(ground: Ground) -> None:
    profiles = create_ready_profiles()
    ground.profiles["there"] = profiles["reader"]
    for key, unit in (
        ("admin", "norway"),
        ("controller", "norway"),
        ("manager", "norway"),
        ("account", "oslo"),
        ("reader", "oslo"),
    ):
        ground.people[key] = person(key, unit=ground.units[unit], profile=profiles[key])
    ground.people["profileless"] = person("profileless", unit=ground.units["norway"])
    ground.people["inactive"] = person(
        "inactive", unit=ground.units["norway"], profile=profiles["admin"], is_active=False
    )
    ground.people["colleague"] = person("colleague", unit=ground.units["bergen"], profile=profiles["account"])
    ground.people["finn"] = person("finn", unit=ground.units["finland"], profile=profiles["account"])


def person(key: str, **fields: Any) -> User:
    """A user whose name is their key; nobody signs in with a password unless a test gives one."""
    return factories.user(
        email=f"{key}@havn.example", first_name=key.capitalize(), last_name="Berg", language="en", **fields
    )


def _custom_fields(ground: Ground) -> None:
    field = CustomField(entity="customer", key="tier", label="Customer tier", type="text")
    field.save()
    ground.custom_fields["there"] = field


def _customers(ground: Ground) -> None:
    people, units = ground.people, ground.units
    industries, segments = ground.industries, ground.segments
    places: list[tuple[str, int, str, User | None, BusinessUnit | None, str]] = [
        ("mine", 1001, "Ålesund Seafood AS", people["account"], units["oslo"], "Ålesund"),
        ("unit", 1002, "Bryggen Handel AS", people["colleague"], units["bergen"], "Bergen"),
        ("foreign", 1003, "Saimaa Konepaja Oy", people["finn"], units["finland"], "Lappeenranta"),
        ("internal", 1, "Nordlys Consulting AS", None, None, "Oslo"),
    ]
    for place, (key, number, name, owner, unit, city) in enumerate(places):
        customer = factories.customer(
            name,
            number=number,
            id=90_000 + number,  # stands nowhere else on a page
            account_owner=owner,
            business_unit=unit,
            is_internal=key == "internal",
            country="FI" if key == "foreign" else "NO",
            email=f"{key}@customer.example",
            notes=f"note-{key}",
            industry=industries["Software" if place % 2 else "Fishery"],
            payment_terms=14 + place,
        )
        customer.segments.add(segments["Large"])
        ground.addresses[key] = factories.address(customer, city, is_headquarters=True)
        ground.files[key] = factories.file(customer, people["admin"])
        ground.activities[key] = factories.activity(customer, people["admin"], kind="task")
        customer.refresh_from_db()
        ground.customers[key] = customer
        ground.contacts[key] = factories.contact(
            customer, f"Contact-{key}", first_name="Kari", email=f"kari@{key}.example"
        )


def _money(ground: Ground) -> None:
    """Billed this year: 1,000 on every customer; at ``mine`` also 70,000 on a project of Finland's."""
    ground.sent = factories.invoice_status("Sent", is_sent=True, assigns_number=True)
    finn, finland = ground.people["finn"], ground.units["finland"]
    theirs = factories.project(ground.customers["mine"], owner=finn, business_unit=finland)
    for number, (key, customer) in enumerate(ground.customers.items(), start=1):
        if key != "internal":
            invoice(ground, customer, number, 1000, business_unit=customer.business_unit)
    invoice(ground, ground.customers["mine"], 90, 70_000, project=theirs, business_unit=finland)


def lay_work(ground: Ground) -> None:
    """Sales projects, projects, costs and invoices, named for whose they are as the customers are."""
    status, number = factories.sales_status(), 700
    ground.sales_statuses = {"there": status}
    ground.project_statuses = {"there": ProjectStatus.objects.create(name="In work")}
    ground.lead_sources = {"there": LeadSource.objects.create(name="Referral")}
    ground.roles = {"there": factories.role("Decision maker")}
    ground.listed_industries = {"there": factories.industry("Forestry")}
    ground.listed_segments = {"there": factories.segment("Region")}
    ground.invoice_statuses = {"there": factories.invoice_status()}
    for key, customer in ground.customers.items():
        of: dict[str, Any] = {"owner": customer.account_owner, "business_unit": customer.business_unit}
        ground.projects[key] = factories.project(customer, id=80_000 + number, is_internal=key == "internal", **of)
        ground.sales[key] = factories.project(customer, id=81_000 + number, sales_status=status, **of)
        ground.costs[key] = factories.cost(ground.projects[key], id=82_000 + number)
        unit = customer.business_unit
        ground.invoices[key] = invoice(ground, customer, number, 500, id=83_000 + number, business_unit=unit)
        number += 1


def invoice(ground: Ground, customer: Customer, number: int, net: int, **fields: Any) -> Invoice:
    """A counted invoice or, with a negative amount, a credit note; dated today."""
    assert ground.sent
    company = ground.units["norway"]
    return factories.invoice(
        customer, ground.sent, net, number=number, company_unit=company, invoice_date=today(), **fields
    )


@contextmanager
def kept_for_a_while(blocker: Any) -> Iterator[None]:
    """A transaction around several tests, rolled back at the end: each test runs in a savepoint inside it."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    """One organisation per test module; what a test writes is rolled back after it."""
    with kept_for_a_while(django_db_blocker):
        yield lay_ground()


@pytest.fixture(scope="module")
def sessions(ground: Ground, django_db_blocker: Any) -> dict[str, dict[str, str]]:
    """Everybody signed in once for the module: the cookies of their browsers."""
    with django_db_blocker.unblock():
        clients = {who: ground.client(who) for who in EVERYBODY}
        return {who: {name: cookie.value for name, cookie in c.cookies.items()} for who, c in clients.items()}


@pytest.fixture
def browsers(sessions: dict[str, dict[str, str]]) -> dict[str, Client]:
    """A fresh browser for everybody."""
    made = {who: browser() for who in sessions}
    for who, cookies in sessions.items():
        made[who].cookies.load(cookies)
    return made
