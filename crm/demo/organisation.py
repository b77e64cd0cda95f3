"""The demo organisation itself: settings, units, people, cost rates and the lists kept in settings."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db import models
from django.db.models import Max

from accounts.models import AccessProfile, BusinessUnit, CostRate, Organisation, User
from accounts.profiles import ready_profiles
from crm.demo.custom_values import create_custom_fields
from crm.demo.industries import INDUSTRIES
from crm.demo.money import BASE_CURRENCY
from crm.demo.staff import COMPANY_OF_UNIT, SIGN_INS, UNITS, Person, hourly_cost
from crm.demo.timeline import Timeline
from customers.models import ContactRole, Industry, MarketSegment
from invoices.models import InvoiceStatus
from projects.models import LeadSource, ProjectStatus, SalesStatus

NAME = "Nordvik Gruppen AS"
TIME_ZONE = "Europe/Oslo"

SALES_STATUSES: tuple[dict[str, Any], ...] = (
    {"name": "Contacted", "category": "in_progress", "probability": 10, "is_default": True},
    {"name": "Qualified", "category": "in_progress", "probability": 30},
    {"name": "Offer sent", "category": "in_progress", "probability": 50},
    {"name": "Negotiation", "category": "in_progress", "probability": 75},
    {"name": "Won", "category": "won", "probability": 100},
    {"name": "Lost", "category": "lost", "probability": 0},
    {"name": "Tender announced", "category": "in_progress", "probability": 20, "is_active": False},
)
PROJECT_STATUSES: tuple[dict[str, Any], ...] = (
    {"name": "Planned", "position": 1},
    {"name": "In work", "position": 2},
    {"name": "Waiting for the customer", "position": 3},
    {"name": "Ready to invoice", "position": 4},
    {"name": "Completed", "position": 5},
    {"name": "On hold (old)", "position": 6, "is_active": False},
)
INVOICE_STATUSES: tuple[dict[str, Any], ...] = (
    {"name": "Draft", "is_editable": True, "is_default": True},
    {"name": "Approved", "assigns_number": True},
    {"name": "Sent", "assigns_number": True, "is_sent": True, "is_waiting_for_payment": True},
    {"name": "Reminded", "assigns_number": True, "is_sent": True, "is_waiting_for_payment": True},
    {"name": "Paid", "assigns_number": True, "is_sent": True, "is_paid": True},
    {"name": "Credit note draft", "is_editable": True, "is_credit_default": True},
    {"name": "Credited", "assigns_number": True, "is_sent": True, "is_paid": True},  # nothing is left to pay
    {
        "name": "Sent by fax",
        "assigns_number": True,
        "is_sent": True,
        "is_waiting_for_payment": True,
        "is_active": False,
    },
)
LEAD_SOURCES = (
    "Referral",
    "Website",
    "Trade fair",
    "Existing customer",
    "Tender portal",
    "Cold call",
    "Partner",
)
CONTACT_ROLES = (
    "Decision maker",
    "Invoicing",
    "Purchasing",
    "Technical contact",
    "Project contact",
    "Signatory",
)
SEGMENTS: dict[str, tuple[str, ...]] = {
    "Size": ("Micro", "Small", "Medium", "Large"),
    "Sector": ("Private", "Public", "Non-profit"),
    "Relation": ("Key account", "Growth", "Maintain", "At risk"),
    "Service": ("Advisory", "Accounting", "IT", "Engineering"),
}


@dataclass
class Setting:
    """The primary keys of what every customer, project and invoice refers to, in the order of the lists above."""

    people: list[Person]
    users: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    industries: list[int] = field(default_factory=list)
    segments: list[list[int]] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    lead_sources: list[int] = field(default_factory=list)
    sales: dict[str, int] = field(default_factory=dict)
    project_statuses: list[int] = field(default_factory=list)
    invoice_statuses: dict[str, int] = field(default_factory=dict)


def _entries(model: type[models.Model], entries: Iterable[dict[str, Any]], **common: Any) -> list[int]:
    """Save the entries a list does not have yet; return the keys of all, in order."""
    wanted = list(entries)
    found = dict(model._default_manager.filter(**common).values_list("name", "pk"))
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    new = []
    for entry in wanted:
        if entry["name"] not in found:
            found[entry["name"]] = last = last + 1
            new.append(model(pk=last, **entry, **common))
    model._default_manager.bulk_create(new)
    return [found[entry["name"]] for entry in wanted]


def _named(names: Iterable[str]) -> list[dict[str, Any]]:
    return [{"name": name} for name in names]


def _profiles() -> dict[str, int]:
    ready = ready_profiles()
    found = dict(AccessProfile.objects.values_list("name", "pk"))
    new = [profile for profile in ready.values() if profile.name not in found]
    for pk, profile in enumerate(new, max(found.values(), default=0) + 1):
        profile.pk = found[profile.name] = pk
    AccessProfile.objects.bulk_create(new)
    return {key: found[profile.name] for key, profile in ready.items()}


def _units() -> list[int]:
    keys: dict[str, int] = {}
    for name, parent, _ in UNITS:
        (keys[name],) = _entries(BusinessUnit, [{"name": name, "is_company": not parent}], parent_id=keys.get(parent))
    return [keys[name] for name, _, _ in UNITS]


def _users(people: list[Person], units: list[int]) -> list[int]:
    profiles = _profiles()
    first = (User.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    heads = {person.unit: first + person.place for person in reversed(people) if person.profile == "manager"}
    password = make_password(settings.DEMO_PASSWORD)
    User.objects.bulk_create(
        User(
            pk=first + person.place,
            email=person.email,
            password=password if person.place < len(SIGN_INS) else f"{UNUSABLE_PASSWORD_PREFIX}demo",
            first_name=person.first_name,
            last_name=person.last_name,
            initials=person.initials,
            unit_id=units[person.unit],
            profile_id=profiles.get(person.profile),
            supervisor_id=_supervisor(person, heads, first),
            is_active=person.is_active,
            language=person.language,
        )
        for person in people
    )
    return [first + person.place for person in people]


def _supervisor(person: Person, heads: dict[int, int], first: int) -> int | None:
    """The head of the person's unit, else of the company, else the administrator; nobody for the administrator."""
    own = first + person.place
    for unit in (person.unit, COMPANY_OF_UNIT[person.unit]):
        if heads.get(unit, own) != own:
            return heads[unit]
    return first if own != first else None


def _cost_rates(setting: Setting, timeline: Timeline) -> None:
    first_year = timeline.year[timeline.history]
    last = CostRate.objects.aggregate(last=Max("pk"))["last"] or 0
    pairs = [
        (person, user, year)
        for person, user in zip(setting.people, setting.users, strict=True)
        for year in range(first_year, timeline.year[timeline.today] + 1)
    ]
    CostRate.objects.bulk_create(
        CostRate(
            pk=pk,
            user_id=user,
            hourly_cost=hourly_cost(person, year, first_year) // 100,
            valid_from=datetime.date(year, 1, 1),
        )
        for pk, (person, user, year) in enumerate(pairs, last + 1)
    )


def _segments() -> list[list[int]]:
    groups = _entries(MarketSegment, _named(SEGMENTS), parent_id=None)
    return [
        _entries(MarketSegment, _named(names), parent_id=group)
        for group, names in zip(groups, SEGMENTS.values(), strict=True)
    ]


def _lists(setting: Setting) -> None:
    setting.industries = _entries(Industry, ({"name": line.name, "nace_code": line.nace} for line in INDUSTRIES))
    setting.segments = _segments()
    setting.roles = _entries(ContactRole, _named(CONTACT_ROLES))
    setting.lead_sources = _entries(LeadSource, _named(LEAD_SOURCES))
    setting.project_statuses = _entries(ProjectStatus, PROJECT_STATUSES)
    sales = _entries(SalesStatus, SALES_STATUSES)
    setting.sales = dict(zip((entry["name"] for entry in SALES_STATUSES), sales, strict=True))
    placed = [{**entry, "position": position} for position, entry in enumerate(INVOICE_STATUSES, 1)]
    invoice = _entries(InvoiceStatus, placed)
    setting.invoice_statuses = dict(zip((entry["name"] for entry in INVOICE_STATUSES), invoice, strict=True))


def create_organisation(people: list[Person], timeline: Timeline) -> Setting:
    """Save everything customers refer to; an organisation that exists already keeps its settings."""
    Organisation.objects.get_or_create(
        pk=1,
        defaults={
            "name": NAME,
            "base_currency": BASE_CURRENCY,
            "time_zone": TIME_ZONE,
            "default_language": "nb",
            "default_country": "NO",
            "alphabet": "nb",
        },
    )
    setting = Setting(people)
    setting.units = _units()
    setting.users = _users(people, setting.units)
    _cost_rates(setting, timeline)
    _lists(setting)
    create_custom_fields()
    return setting
