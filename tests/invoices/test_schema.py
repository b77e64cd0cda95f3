"""What the database itself refuses about invoices."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from invoices.models import Invoice, InvoiceKind
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_number_is_given_once_in_a_company() -> None:
    company, other = factories.unit(is_company=True), factories.unit(is_company=True)
    customer, status = factories.customer(), factories.invoice_status()
    factories.invoice(customer, status, number=1, company_unit=company)
    factories.invoice(customer, status, number=1, company_unit=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.invoice(customer, status, number=1, company_unit=company)


def test_a_number_belongs_to_a_company() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.invoice(factories.customer(), factories.invoice_status(), number=1)


def test_only_a_credit_note_credits_and_it_is_never_positive() -> None:
    customer, status = factories.customer(), factories.invoice_status()
    original = factories.invoice(customer, status)
    factories.invoice(customer, status, net=-500, credits=original)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.invoice(customer, status, credits=original)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.invoice(customer, status, net=500, kind=InvoiceKind.CREDIT_NOTE)


def test_gross_is_net_and_vat() -> None:
    invoice = factories.invoice(factories.customer(), factories.invoice_status(), net=100)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(vat=Decimal("25"))


def test_an_invoice_is_not_due_before_its_date() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.invoice(factories.customer(), factories.invoice_status(), due_date=date(2026, 1, 14))


def test_there_is_one_default_status() -> None:
    factories.invoice_status(is_default=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.invoice_status(is_default=True)
