"""Random organisations: drawn as plain rows for the oracle, then written to the database as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from hypothesis import strategies as st

from accounts.access import Area, Scope
from accounts.models import AccessProfile, BusinessUnit, User
from activities.models import Activity, ActivityKind
from customers.models import Address, Contact, Customer
from invoices.models import Invoice, InvoiceKind, InvoiceStatus, Payment
from projects.models import CostEntry, CostKind, Project, SalesStatus, StatusChange
from tests import factories
from tests.oracle.access import Person, Profile, Row, Unit, World

MODELS: dict[str, Any] = {
    "customer": Customer, "contact": Contact, "address": Address, "project": Project, "cost": CostEntry,
    "invoice": Invoice, "payment": Payment, "activity": Activity,
}  # fmt: skip
CATEGORIES = ["in_progress", "won", "lost"]
# wide scopes more often than narrow ones, or most pages would be empty
scopes = st.sampled_from([Scope.NONE, Scope.OWN, Scope.UNIT, Scope.UNIT, Scope.ALL, Scope.ALL]).map(str)
cents = st.integers(1, 10_000_000).map(lambda number: Decimal(number) / 100)


def how_many(most: int) -> st.SearchStrategy[int]:
    """None, half or all of them: left alone, hypothesis draws organisations in which hardly anything happens."""
    return st.sampled_from([0, most // 2, most, most])


@st.composite
def organisations(draw: Any, today: date) -> World:
    """Units in a tree, people with any profile or none, customers and all that hangs on them."""
    world = World()
    for pk in range(1, draw(how_many(4)) + 2):
        parent = draw(st.none() | st.sampled_from(range(1, pk))) if pk > 1 else None
        world.units.append(Unit(pk, parent))
    some_unit = st.sampled_from([None, *(unit.pk for unit in world.units)])
    profiles = [_profile(draw, pk) for pk in range(1, 4)]
    for pk in range(1, 5):
        profile = draw(st.sampled_from([*profiles, *profiles, *profiles, None]))
        active = draw(st.integers(0, 9)) > 0
        world.people.append(Person(pk, active, profile, draw(some_unit)))
    owner = st.sampled_from([None, *(person.pk for person in world.people)])
    for pk in range(701, 702 + draw(how_many(6))):  # numbers that stand nowhere else on a page
        active = draw(st.integers(0, 3)) > 0
        world.rows.append(
            Row("customer", pk, mark=f"kund{pk:03}x", owner=draw(owner), unit=draw(some_unit), is_active=active)
        )
    customers = st.sampled_from([row.pk for row in world.rows])
    hang = _Hanging(draw, customers, owner, some_unit, today)
    for kind, most in {"contact": 5, "address": 3, "project": 6, "cost": 5, "invoice": 7, "activity": 4}.items():
        for pk in range(1, draw(how_many(most)) + 1):
            row = getattr(hang, kind)(pk, world)
            world.rows += [row] if row else []
    return world


def _profile(draw: Any, pk: int) -> Profile:
    return Profile(
        pk,
        view={area: draw(scopes) for area in Area.values},
        edit={area: draw(scopes) for area in Area.values},
        may_export=draw(st.integers(0, 5)) > 0,
    )


class _Hanging:
    """Draws what hangs on a customer, kind by kind."""

    def __init__(self, draw: Any, customers: Any, owner: Any, some_unit: Any, today: date) -> None:
        self.draw, self.customers, self.owner, self.some_unit, self.today = draw, customers, owner, some_unit, today

    def contact(self, pk: int, world: World) -> Row:
        active = self.draw(st.integers(0, 3)) > 0
        return Row("contact", pk, mark=f"pers{pk:03}x", customer=self.draw(self.customers), is_active=active)

    def address(self, pk: int, world: World) -> Row:
        return Row("address", pk, customer=self.draw(self.customers))

    def project(self, pk: int, world: World) -> Row:
        category = self.draw(st.sampled_from([None, *CATEGORIES, "in_progress"]))
        return Row(
            "project", pk, customer=self.draw(self.customers), owner=self.draw(self.owner),
            unit=self.draw(self.some_unit), category=category, amount=self.draw(st.none() | cents),
            is_closed=category == "lost" or self.draw(st.booleans()),
        )  # fmt: skip

    def cost(self, pk: int, world: World) -> Row | None:
        projects = [row.pk for row in world.of("project")]
        if not projects:
            return None
        return Row("cost", pk, project=self.draw(st.sampled_from(projects)), amount=self.draw(cents))

    def invoice(self, pk: int, world: World) -> Row:
        customer = self.draw(self.customers)
        projects = [row.pk for row in world.of("project") if row.customer == customer]
        sign = self.draw(st.sampled_from([1, 1, -1]))
        year = self.today.year - self.draw(st.sampled_from([0, 0, 0, 1, 2, -1]))
        return Row(
            "invoice", pk, customer=customer, project=self.draw(st.sampled_from([None, *projects])),
            unit=self.draw(self.some_unit), is_sent=self.draw(st.integers(0, 2)) > 0, amount=sign * self.draw(cents),
            number=self.draw(st.sampled_from([pk, pk, None])),
            day=self.draw(st.dates(date(year, 1, 1), date(year, 12, 31))),
        )  # fmt: skip

    def activity(self, pk: int, world: World) -> Row:
        # days apart from today: the clock of a page that is asked for cannot be given
        days = self.draw(st.integers(-400, -2) | st.integers(2, 60))
        moment = datetime.combine(self.today + timedelta(days), time(12), UTC)
        return Row("activity", pk, customer=self.draw(self.customers), moment=moment)


def write(world: World) -> dict[int, User]:
    """Writes an organisation to the database; gives its users by id."""
    factories.organisation()
    BusinessUnit.objects.bulk_create(BusinessUnit(pk=u.pk, name=f"U{u.pk}", parent_id=u.parent) for u in world.units)
    profiles = {person.profile.pk: person.profile for person in world.people if person.profile}
    AccessProfile.objects.bulk_create(
        AccessProfile(pk=p.pk, name=f"P{p.pk}", may_export=p.may_export, **factories.scopes(p.view, p.edit))
        for p in profiles.values()
    )
    User.objects.bulk_create(
        User(pk=p.pk, email=f"p{p.pk}@havn.example", first_name="Kari", last_name=f"N{p.pk}", password="!",
             is_active=p.is_active, profile_id=p.profile.pk if p.profile else None, unit_id=p.unit)
        for p in world.people
    )  # fmt: skip
    for kind, model in MODELS.items():
        model.objects.bulk_create(_BUILT[kind](row) for row in _with_lists(world, kind))
    _write_moments(world)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return {user.pk: user for user in User.objects.select_related("profile", "unit")}


def _write_moments(world: World) -> None:
    """When customers were created, and projects won or lost."""
    for row in world.of("customer"):
        if row.moment:
            Customer.objects.filter(pk=row.pk).update(created_at=row.moment)
    StatusChange.objects.bulk_create(
        StatusChange(project_id=row.pk, new_status_id=CATEGORIES.index(row.category) + 1, changed_at=row.moment)
        for row in world.of("project") if row.moment and row.category
    )  # fmt: skip


def _with_lists(world: World, kind: str) -> list[Row]:
    """The rows of a kind, once the statuses they name are there."""
    if kind == "project":
        for place, category in enumerate(CATEGORIES, 1):
            SalesStatus.objects.create(pk=place, name=category, category=category, probability=place)
    if kind == "invoice":
        InvoiceStatus.objects.create(pk=1, name="Sent", is_sent=True)
        InvoiceStatus.objects.create(pk=2, name="Draft")
        InvoiceStatus.objects.create(pk=3, name="Paid", is_sent=True, is_paid=True)
    return world.of(kind)


def _project(row: Row) -> Project:
    assert row.customer
    return Project(
        pk=row.pk, number=row.pk, name=f"proj{row.pk}", customer_id=row.customer, owner_id=row.owner,
        business_unit_id=row.unit, currency="NOK", expected_value=row.amount, expected_value_base=row.amount,
        sales_status_id=CATEGORIES.index(row.category) + 1 if row.category else None,
        is_internal=row.is_internal, is_closed=row.is_closed, closed_on=date(2026, 1, 1) if row.is_closed else None,
        **{"order_date" if row.category == "won" else "expected_order_date": row.day},
    )  # fmt: skip


def _cost(row: Row) -> CostEntry:
    assert row.project
    assert row.amount
    return CostEntry(
        pk=row.pk, project_id=row.project, date=row.day or date(2026, 1, 1), kind=CostKind.EXPENSE, quantity=1,
        unit_cost=row.amount, cost=row.amount,
    )  # fmt: skip


def _invoice(row: Row) -> Invoice:
    assert row.customer
    assert row.day
    assert row.amount
    return Invoice(
        pk=row.pk, kind=InvoiceKind.CREDIT_NOTE if row.amount < 0 else InvoiceKind.INVOICE, customer_id=row.customer,
        project_id=row.project, business_unit_id=row.unit, company_unit_id=1,
        status_id=3 if row.is_paid else 1 if row.is_sent else 2,
        number=row.number, invoice_date=row.day, due_date=row.due or row.day, currency="NOK",
        net=row.amount, gross=row.amount, net_base=row.amount,
    )  # fmt: skip


_BUILT: dict[str, Any] = {
    "customer": lambda r: Customer(
        pk=r.pk, number=r.pk, name=r.mark, account_owner_id=r.owner, business_unit_id=r.unit, is_active=r.is_active,
        email=f"{r.mark}@mail.example", is_internal=r.is_internal,
    ),
    "contact": lambda r: Contact(
        pk=r.pk, customer_id=r.customer, last_name=r.mark, is_active=r.is_active, email=f"{r.mark}@mail.example"
    ),
    "address": lambda r: Address(pk=r.pk, customer_id=r.customer, street="Havnegata 1"),
    "project": _project,
    "cost": _cost,
    "invoice": _invoice,
    "payment": lambda r: Payment(pk=r.pk, invoice_id=r.invoice, date=r.day, amount=r.amount),
    "activity": lambda r: Activity(
        pk=r.pk, customer_id=r.customer, project_id=r.project, author_id=1, kind=ActivityKind.NOTE, subject="Note",
        happened_at=r.moment,
    ),
}  # fmt: skip


def moved(world: World, unit: int, parent: int | None) -> World:
    """The same organisation with one unit under another one."""
    units = [replace(each, parent=parent) if each.pk == unit else each for each in world.units]
    return World(units, world.people, world.rows)
