"""The register of invoices and their cards."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import BusinessUnit
from accounts.organisation import today
from customers.models import Customer
from invoices.models import Invoice, InvoiceRow, Payment
from tests import factories
from tests.projects.test_registers import names

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    factories.organisation()
    client.force_login(factories.user(factories.profile()))
    return client


def made(number: int | None = 10234, net: int = 1000, **fields: object) -> Invoice:
    company = BusinessUnit.objects.first() or factories.unit("Norway", is_company=True)
    status = fields.pop("status", None) or factories.invoice_status(is_sent=True)
    customer = fields.pop("customer", None) or factories.customer("Kvikk Bygg AS", email="post@hidden.example")
    return factories.invoice(customer, status, net, number=number, company_unit=company, **fields)  # type: ignore[arg-type]


def test_invoices_stand_newest_first_and_drafts_are_called_so(admin: Client) -> None:
    made(1, invoice_date=today() - timedelta(2))
    made(None, invoice_date=today())
    made(2, invoice_date=today() - timedelta(1))
    assert names(admin, "/invoices/") == ["Draft", "2", "1"]


def test_an_invoice_is_found_by_the_beginning_of_its_number_and_by_whom_it_is_for(admin: Client) -> None:
    customer = factories.customer("Kvikk Bygg AS", email="post@hidden.example")
    project = factories.project(customer, name="Ny nettside")
    made(10234, customer=customer, project=project)
    made(99102, customer=customer)
    for typed, found in {
        "1": ["10234"], "102": ["10234"], "10234": ["10234"], "102345": [], "0": [], "234": [], "9999999999": [],
        "nettside": ["10234"], "kvikk 99": ["99102"], "hidden": [],
    }.items():  # fmt: skip
        assert names(admin, f"/invoices/?q={typed}") == found, typed


def test_the_largest_number_there_can_be_is_found(admin: Client) -> None:
    made(2**31 - 1)
    assert names(admin, "/invoices/?q=2147483647") == ["2147483647"]


def test_only_sent_and_numbered_invoices_count_and_only_unpaid_ones_are_overdue(admin: Client) -> None:
    past: dict[str, Any] = {"invoice_date": today() - timedelta(40), "due_date": today() - timedelta(10)}
    paid = factories.invoice_status(is_sent=True, is_paid=True)
    draft = factories.invoice_status()
    made(1, **past)
    made(2, status=paid, **past)
    made(3, status=draft, **past)
    made(4, invoice_date=today(), due_date=today())
    made(None, invoice_date=today(), due_date=today())
    assert sorted(names(admin, "/invoices/?is_counted=yes")) == ["1", "2", "4"]
    assert names(admin, "/invoices/?is_overdue=yes") == ["1"]
    cards = "".join(admin.get(f"/customers/{each.pk}/invoices/").content.decode() for each in Customer.objects.all())
    assert cards.count("overdue</span>") == 1
    assert "4 000" not in admin.get("/invoices/?is_counted=yes").content.decode().replace("\xa0", " ")


def test_the_card_shows_rows_vat_payments_and_both_ends_of_a_credit(admin: Client) -> None:
    invoice = made(10234, net=1000)
    Invoice.objects.filter(pk=invoice.pk).update(vat=Decimal(250), gross=Decimal(1250))
    InvoiceRow.objects.create(invoice=invoice, description="Consulting", quantity=8, unit="h",
                              unit_price=Decimal(125), vat_rate=25, net=1000)  # fmt: skip
    Payment.objects.create(invoice=invoice, date=today(), amount=Decimal(450))
    credit = made(10300, net=-200, customer=invoice.customer, credits=invoice)
    page = admin.get(f"/invoices/{invoice.pk}/").content.decode().replace("\xa0", " ")
    for text in ("Consulting", "Net at 25 %", "1 250.00", "450.00", f'href="/invoices/{credit.pk}/"'):
        assert text in page, text
    values = re.findall(r'<(?:a|span) class="value"[^>]*>([^<]+)<small>([^<]+)<', page)
    assert values == [("1 000 ", "NOK"), ("1 250.00 ", "NOK"), ("450.00 ", "NOK"), ("800.00 ", "NOK")]
    assert f'href="/invoices/{invoice.pk}/"' in admin.get(f"/invoices/{credit.pk}/").content.decode()


def test_a_credit_note_of_anothers_invoice_names_it_without_a_link(client: Client) -> None:
    factories.organisation()
    me = factories.user(factories.profile(view="own"))
    theirs = made(10234)
    mine = factories.customer("Mine AS", account_owner=me)
    credit = made(10300, net=-200, customer=mine, credits=theirs)
    client.force_login(me)
    page = client.get(f"/invoices/{credit.pk}/").content.decode()
    assert "10234" in page
    assert f"/invoices/{theirs.pk}/" not in page
    assert client.get(f"/invoices/{theirs.pk}/").status_code == 404
