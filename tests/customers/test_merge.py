"""Merging a duplicate: everything moves over, nothing is lost, and the merge can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from activities.models import Activity, File
from customers.models import Address, Contact, Customer, EInvoiceAddress
from invoices.models import Invoice
from projects.models import Project
from tests import factories
from tests.matrix.ground import Ground, invoice

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
MODELS: tuple[Any, ...] = (Contact, Address, Project, Invoice, Activity, File, EInvoiceAddress)


def hanging(pk: int) -> dict[str, list[int]]:
    return {model.__name__: sorted(model.objects.filter(customer=pk).values_list("pk", flat=True)) for model in MODELS}


@pytest.fixture
def two(ground: Ground) -> tuple[Customer, Customer]:
    """Two customers with everything on both, an e-invoice address and a segment in common."""
    stays, goes = ground.customers["mine"], ground.customers["foreign"]
    Customer.objects.filter(pk=goes.pk).update(country="NO", business_id="923609016", phone="+47 1")
    for customer, other in ((stays, "0192:1"), (goes, "0192:2")):
        EInvoiceAddress.objects.create(customer=customer, address="0192:923609016")
        EInvoiceAddress.objects.create(customer=customer, address=other)
        project = factories.project(customer)
        invoice(ground, customer, 300 + customer.pk, 100, project=project)
    goes.segments.add(ground.segments["Public"])
    return stays, goes


def post(browser: Client, stays: Customer, goes: Customer, **chosen: str) -> Any:
    return browser.post(f"/customers/{stays.pk}/merge/", {"pk": str(goes.pk), "merge": "yes", **chosen})


def state(*customers: Customer) -> Any:
    """Everything that is to be the same again after undo; e-invoice addresses by what they say."""
    held = {}
    for each in customers:
        found = Customer.objects.filter(pk=each.pk).values("name", "business_id", "country", "phone", "city").first()
        rows = hanging(each.pk) | {"segments": sorted(Customer.segments.through.objects.filter(
            customer=each.pk).values_list("marketsegment_id", flat=True))}  # fmt: skip
        headquarters = list(Address.objects.filter(customer=each.pk, is_headquarters=True).values_list("pk", flat=True))
        held[each.pk] = (found, rows, headquarters)
    return held


def test_everything_moves_over_and_chosen_values_win(two: tuple[Customer, Customer], browsers: Browsers) -> None:
    stays, goes = two
    before = {pk: hanging(pk) for pk in (stays.pk, goes.pk)}
    assert post(browsers["admin"], stays, goes, business_id="goes", phone="stays").status_code == 302
    assert not Customer.objects.filter(pk=goes.pk).exists()
    kept = Customer.objects.get(pk=stays.pk)
    assert (kept.business_id, kept.name, kept.phone) == ("923609016", "Ålesund Seafood AS", "")
    after = hanging(stays.pk)
    for model in ("Contact", "Address", "Project", "Invoice", "Activity", "File"):
        assert after[model] == sorted(before[stays.pk][model] + before[goes.pk][model])
    addresses = EInvoiceAddress.objects.filter(customer=stays.pk).values_list("address", flat=True)
    assert sorted(addresses) == ["0192:1", "0192:2", "0192:923609016"]
    assert kept.segments.count() == 2
    assert Address.objects.filter(customer=stays.pk, is_headquarters=True).count() == 1


def test_a_merge_is_taken_back_whole(two: tuple[Customer, Customer], browsers: Browsers) -> None:
    stays, goes = two
    before = state(stays, goes)
    post(browsers["admin"], stays, goes, business_id="goes", name="goes", country="goes")
    page = browsers["admin"].get(f"/customers/{stays.pk}/").content.decode()
    undo = page.partition('class="toasts"')[2].partition('action="')[2].partition('"')[0]
    assert "/unmerge/" in undo
    assert browsers["admin"].post(undo).status_code == 302
    assert state(stays, goes) == before


def test_what_moved_on_since_stays_where_it_is(two: tuple[Customer, Customer], browsers: Browsers) -> None:
    stays, goes = two
    contact = Contact.objects.filter(customer=goes.pk).first()
    assert contact
    post(browsers["admin"], stays, goes)
    page = browsers["admin"].get(f"/customers/{stays.pk}/").content.decode()
    undo = page.partition('class="toasts"')[2].partition('action="')[2].partition('"')[0]
    third = factories.customer("Third AS")
    Contact.objects.filter(pk=contact.pk).update(customer=third)
    browsers["admin"].post(undo)
    contact.refresh_from_db()
    assert contact.customer_id == third.pk
    assert Customer.objects.filter(pk=goes.pk).exists()


def test_values_that_are_not_allowed_together_are_said_and_nothing_is_merged(
    two: tuple[Customer, Customer], browsers: Browsers
) -> None:
    stays, goes = two
    Customer.objects.filter(pk=goes.pk).update(country="FI", business_id="0112038-9")
    before = state(stays, goes)
    answer = post(browsers["admin"], stays, goes, business_id="goes", country="stays")
    assert answer.status_code == 422
    assert "Organisasjonsnummer" in answer.content.decode()
    assert state(stays, goes) == before


def test_our_own_company_and_customers_of_others_cannot_be_picked(ground: Ground, browsers: Browsers) -> None:
    mine, internal = ground.customers["mine"], ground.customers["internal"]
    assert post(browsers["admin"], mine, internal).status_code == 422
    assert post(browsers["admin"], mine, mine).status_code == 422
    assert post(browsers["account"], mine, ground.customers["foreign"]).status_code == 403  # no right to delete
    assert Customer.objects.filter(pk=internal.pk).exists()


def test_the_duplicate_is_found_by_number_or_name(ground: Ground, browsers: Browsers) -> None:
    url = f"/customers/{ground.customers['mine'].pk}/merge/"
    for typed in ("1003", "saimaa konepaja"):
        page = browsers["admin"].post(url, {"customer": typed})
        assert page.status_code == 200
        assert "Merge Saimaa Konepaja Oy into Ålesund Seafood AS" in page.content.decode()
    nothing = browsers["admin"].post(url, {"customer": "no such name"})
    assert nothing.status_code == 422
    assert "no such name" in nothing.content.decode()


def test_a_merge_into_another_customer_is_not_undone_from_here(
    two: tuple[Customer, Customer], ground: Ground, browsers: Browsers
) -> None:
    stays, goes = two
    post(browsers["admin"], stays, goes)
    page = browsers["admin"].get(f"/customers/{stays.pk}/").content.decode()
    undo = page.partition('class="toasts"')[2].partition('action="')[2].partition('"')[0]
    elsewhere = undo.replace(f"/customers/{stays.pk}/", f"/customers/{ground.customers['unit'].pk}/")
    assert browsers["admin"].post(elsewhere).status_code == 404
    clerk = factories.user(factories.profile("own", "own", rights="delete"), unit=ground.units["oslo"])
    Customer.objects.filter(pk=stays.pk).update(account_owner=clerk)
    browser = Client()
    browser.force_login(clerk)
    assert browser.post(undo).status_code == 404  # what would come back is not theirs
    assert not Customer.objects.filter(pk=goes.pk).exists()
