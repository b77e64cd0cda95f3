"""What is kept of customers by year: read for figures that follow a list, and exact at once whatever changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F

from accounts.access import Area, Scope
from accounts.models import User
from catalogue.field import Viewer
from customers.models import Customer
from invoices.models import Invoice, InvoiceStatus
from kpis.engine import Figure
from kpis.kpi import KPIS
from kpis.models import CustomerYear, CutMonth
from kpis.question import Question, Subject
from kpis.rollups import folding
from projects.models import CostEntry, Project
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 15)


@pytest.fixture
def boss() -> User:
    """One Norwegian customer with an invoice and a cost before, at and after each end of the twelve months."""
    factories.organisation()
    company, sent = factories.unit("Company", is_company=True), factories.invoice_status("Sent", is_sent=True)
    customer = factories.customer("Nord", country="NO")
    project = factories.project(customer, owner=factories.user(factories.profile()))
    days = [date(2025, 5, 15), date(2025, 5, 16), DAY, date(2026, 5, 16)]
    for place, day in enumerate(days):
        factories.invoice(
            customer, sent, 10**place * 2, number=place, company_unit=company, project=project, invoice_date=day,
            due_date=day,
        )  # fmt: skip
        factories.cost(project, 10**place, date=day)
    return factories.user(factories.profile())


def told(key: str, user: User) -> Decimal | None:
    return Figure(KPIS[key], Question(Viewer(user, DAY), Subject("customers?country=NO"))).amount


def sum_up() -> None:
    folding.fold()
    folding.sum_years(DAY)


def test_a_list_is_read_from_what_is_kept_also_up_to_a_day(boss: User) -> None:
    assert (told("billing_12_months", boss), told("margin_this_year", boss)) == (220, 1100)
    sum_up()
    assert (told("billing_12_months", boss), told("margin_this_year", boss)) == (220, 1100)
    thrice = {name: F(name) * 3 for name in ("invoices_may", "costs_may")}
    CustomerYear.objects.update(**thrice)  # to see that no row is read
    assert (told("billing_12_months", boss), told("margin_this_year", boss)) == (660, 3300)


def test_the_days_months_are_cut_at_are_those_of_today(boss: User) -> None:
    folding.sum_years(date(2026, 5, 14))
    folding.sum_years(DAY)
    cuts = {date(2024, 5, 15), date(2025, 5, 15), date(2026, 4, 15), DAY}
    assert set(CutMonth.objects.values_list("pk", flat=True)) == cuts
    assert set(CustomerYear.objects.exclude(until=None).values_list("until", flat=True)) == {date(2025, 5, 15), DAY}
    folding.sum_years(date(2026, 5, 31))  # a month that is whole, and so are those it is compared with
    assert not CutMonth.objects.exists()
    assert told("billing_12_months", boss) == 220  # from the rows


CHANGES: dict[str, tuple[Callable[[], object], int, int]] = {
    "cost": (lambda: CostEntry.objects.filter(date=DAY).update(cost=1), 220, 1199),
    "cost of another day": (lambda: CostEntry.objects.filter(date=DAY).update(date=date(2024, 1, 1)), 220, 1200),
    "new cost": (lambda: factories.cost(Project.objects.get(), 50, date=DAY), 220, 1050),
    "cost gone": (lambda: CostEntry.objects.filter(date=DAY).delete(), 220, 1200),
    "amount": (lambda: Invoice.objects.filter(invoice_date=DAY).update(net_base=300), 320, 1200),
    "day": (lambda: Invoice.objects.filter(invoice_date=DAY).update(invoice_date=date(2024, 1, 1)), 20, 900),
    "number": (lambda: Invoice.objects.filter(invoice_date=DAY).update(number=None), 20, 900),
    "flag of a status": (lambda: InvoiceStatus.objects.update(is_sent=False), 0, -1100),
    "internal": (lambda: Project.objects.update(is_internal=True), 220, 2200),
    "to another customer": (lambda: Invoice.objects.update(customer=factories.customer("Syd", country="DK")), 0, -1100),
    "project to another": (lambda: Project.objects.update(customer=factories.customer("Syd", country="DK")), 220, 2200),
    "customers unite": (lambda: CostEntry.objects.update(project=factories.project(factories.customer())), 220, 2200),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_told_at_once_and_when_it_was_folded_and_summed(boss: User, change: str) -> None:
    act, billing, margin = CHANGES[change]
    sum_up()
    act()
    for step in (folding.fold, folding.verify, lambda: folding.sum_years(DAY), folding.verify):
        assert (told("billing_12_months", boss), told("margin_this_year", boss)) == (billing, margin), step
        assert step is not folding.verify or not folding.verify()


def test_another_owner_of_a_project_is_told_also_where_an_invoice_is_somebody_elses(boss: User) -> None:
    """Of a project of one customer with invoices to another."""
    Project.objects.update(customer=factories.customer("Syd", country="DK"))
    own = factories.user(factories.profile({**dict.fromkeys(Area, Scope.ALL), Area.INVOICES: Scope.OWN}))
    sum_up()
    assert told("billing_12_months", own) == 0
    Project.objects.update(owner=own)
    for _step in range(2):
        assert told("billing_12_months", own) == 220
        sum_up()
    assert not folding.verify()


@pytest.mark.parametrize(("area", "scope", "margin"), [
    (Area.INVOICES, Scope.OWN, -1100), (Area.COSTS, Scope.OWN, 2200),
    (Area.INVOICES, Scope.UNIT, -1100), (Area.COSTS, Scope.UNIT, 2200),
])  # fmt: skip
def test_more_may_be_seen_of_one_book_than_of_the_other(boss: User, area: Area, scope: Scope, margin: int) -> None:
    viewer = factories.user(factories.profile({**dict.fromkeys(Area, Scope.ALL), area: scope}))
    for _step in range(2):
        assert told("margin_this_year", viewer) == margin
        sum_up()


def test_customers_that_go_leave_nothing_behind(boss: User) -> None:
    sum_up()
    Invoice.objects.all().delete()
    CostEntry.objects.all().delete()
    Project.objects.all().delete()
    Customer.objects.filter(name="Nord").delete()
    sum_up()
    assert not CustomerYear.objects.exists()
