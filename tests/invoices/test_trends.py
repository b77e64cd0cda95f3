"""The line beside what a customer was billed: its counted invoices of twelve months, as the viewer may see them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from accounts.access import Area, Scope
from accounts.models import BusinessUnit, User
from accounts.organisation import today
from catalogue.entity import ENTITIES
from catalogue.field import Viewer
from catalogue.relative_dates import add_months
from customers.models import Customer
from tests import factories

pytestmark = pytest.mark.django_db
NOW = date(2026, 2, 10)


@pytest.fixture
def company() -> BusinessUnit:
    factories.organisation()
    return factories.unit("Company", is_company=True)


def trend(user: User, *customers: Customer, day: date = NOW) -> dict[int, list[Decimal]]:
    field = ENTITIES["customer"].field_for(Viewer(user, day), "billed_this_year")
    assert field.trend
    return field.trend.of([each.pk for each in customers], Viewer(user, day))


def test_each_month_has_its_counted_invoices_less_credit_notes(company: BusinessUnit) -> None:
    sent, draft = factories.invoice_status("Sent", is_sent=True), factories.invoice_status("Draft")
    some, other, none = (factories.customer(name) for name in ("Some", "Other", "None"))
    for number, (day, net) in enumerate(
        [
            (date(2025, 2, 28), 1), (date(2025, 3, 1), 2), (date(2025, 12, 31), 4), (date(2026, 1, 1), 8),
            (date(2026, 1, 31), -3), (date(2026, 2, 28), 16), (date(2026, 3, 1), 32),
        ], 1,
    ):  # fmt: skip
        factories.invoice(some, sent, net, number=number, company_unit=company, invoice_date=day)
    factories.invoice(some, draft, 64, invoice_date=NOW)
    factories.invoice(other, sent, 5, number=99, company_unit=company, invoice_date=NOW)
    boss = factories.user(factories.profile())
    assert trend(boss, some, none) == {some.pk: [2, 0, 0, 0, 0, 0, 0, 0, 0, 4, 5, 16]}
    assert trend(boss, other, day=date(2026, 3, 1)) == {other.pk: [*[0] * 10, 5, 0]}


def test_it_is_of_invoices_the_viewer_may_see(company: BusinessUnit) -> None:
    sent = factories.invoice_status("Sent", is_sent=True)
    own = factories.user(factories.profile({**dict.fromkeys(Area, Scope.ALL), Area.INVOICES: Scope.OWN}))
    mine, theirs = factories.customer("Mine", account_owner=own), factories.customer("Theirs")
    for number, customer in enumerate((mine, theirs), 1):
        factories.invoice(customer, sent, 7, number=number, company_unit=company, invoice_date=NOW)
    assert trend(own, mine, theirs) == {mine.pk: [*[0] * 11, 7]}


def lines(page: str) -> list[str]:
    """What each row's line looks like."""
    return re.findall(r'<span class="trend"><svg class="(spark[^"]*)"', page)


def test_a_list_draws_it_where_its_column_is_shown(company: BusinessUnit, client: Client) -> None:
    sent = factories.invoice_status("Sent", is_sent=True)
    customer = factories.customer("Billed")
    factories.customer("Never billed")
    factories.invoice(customer, sent, 7, number=1, company_unit=company, invoice_date=add_months(today(), -5))
    client.force_login(factories.user(factories.profile()))
    assert lines(client.get("/customers/").content.decode()) == ["spark", "spark flat"]
    assert lines(client.get("/customers/?columns=name,city").content.decode()) == []
    client.force_login(factories.user(factories.profile({**dict.fromkeys(Area, Scope.ALL), Area.INVOICES: Scope.NONE})))
    assert lines(client.get("/customers/").content.decode()) == []


def test_a_customer_of_years_ago_has_a_flat_line(company: BusinessUnit) -> None:
    sent, customer = factories.invoice_status("Sent", is_sent=True), factories.customer("Old")
    factories.invoice(customer, sent, 7, number=1, company_unit=company, invoice_date=NOW - timedelta(days=400))
    assert trend(factories.user(factories.profile()), customer) == {}
