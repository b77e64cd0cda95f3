"""Deleting: only where nothing hangs on it, never our own company, and back again by Undo."""

from __future__ import annotations

import pytest
from django.test import Client

from customers.models import Address, Consent, Customer, EInvoiceAddress
from tests import factories
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


@pytest.fixture
def bare(ground: Ground) -> Customer:
    """A customer on which nothing hangs but what is its own."""
    customer = factories.customer("Bare AS", phone="+47 1")
    factories.address(customer, "Moss", is_headquarters=True)
    EInvoiceAddress.objects.create(customer=customer, address="0192:923609016")
    customer.segments.add(ground.segments["Large"])
    return customer


def test_a_customer_with_something_on_it_says_what_and_stays(ground: Ground, browsers: Browsers) -> None:
    mine = ground.customers["mine"]
    page = browsers["admin"].post(f"/customers/{mine.pk}/delete/").content.decode()
    assert "cannot be deleted" in page
    assert f'href="/customers/{mine.pk}/invoices/"' in page
    assert Customer.objects.filter(pk=mine.pk).exists()


def test_what_only_others_may_see_keeps_it_too(bare: Customer, ground: Ground) -> None:
    """The invoice is out of this person's sight: it is not told, and the customer stays all the same."""
    assert ground.sent
    factories.invoice(bare, ground.sent, 100)
    clerk = factories.user(factories.profile({"customers": "all"}, {"customers": "all"}))
    browser = Client()
    browser.force_login(clerk)
    page = browser.get(f"/customers/{bare.pk}/delete/").content.decode()
    assert "nvoice" not in page.partition("<main")[2].partition("</main>")[0]
    assert browser.post(f"/customers/{bare.pk}/delete/").status_code == 302
    assert Customer.objects.filter(pk=bare.pk).exists()


def test_a_deleted_customer_comes_back_with_what_was_its_own(bare: Customer, browsers: Browsers) -> None:
    assert browsers["admin"].post(f"/customers/{bare.pk}/delete/").status_code == 302
    assert not Customer.objects.filter(pk=bare.pk).exists()
    page = browsers["admin"].get("/customers/").content.decode()
    undo = page.partition('class="toasts"')[2].partition('action="')[2].partition('"')[0]
    assert browsers["manager"].post(undo).status_code == 403
    assert browsers["admin"].post(undo).status_code == 302
    back = Customer.objects.get(pk=bare.pk)
    assert (back.name, back.phone, back.city) == ("Bare AS", "+47 1", "Moss")
    assert Address.objects.get(customer=back).is_headquarters
    assert EInvoiceAddress.objects.filter(customer=back).count() == 1
    assert back.segments.count() == 1
    assert browsers["admin"].post(undo).status_code in {302, 404}  # a second time changes nothing
    assert Customer.objects.filter(name="Bare AS").count() == 1


def test_a_deleted_contact_person_comes_back_with_consents_and_in_activities_and_files(
    ground: Ground, browsers: Browsers
) -> None:
    person = factories.contact(ground.customers["mine"])
    talk = factories.activity(person.customer, ground.people["admin"], contact=person)
    consent = Consent.objects.create(contact=person, purpose="Newsletter", basis="consent", given_on="2026-05-01")
    assert browsers["admin"].post(f"/contacts/{person.pk}/delete/").status_code == 302
    talk.refresh_from_db()
    assert talk.contact is None
    page = browsers["admin"].get("/contacts/").content.decode()
    undo = page.partition('class="toasts"')[2].partition('action="')[2].partition('"')[0]
    assert browsers["admin"].post(undo).status_code == 302
    talk.refresh_from_db()
    assert talk.contact == person
    assert list(person.consents.all()) == [consent]


def test_our_own_company_cannot_be_deleted_nor_switched_off(ground: Ground, browsers: Browsers) -> None:
    internal = ground.customers["internal"]
    assert browsers["admin"].post(f"/customers/{internal.pk}/delete/").status_code == 403
    assert browsers["admin"].post(f"/customers/{internal.pk}/active/", {"active": "no"}).status_code == 403
    assert Customer.objects.get(pk=internal.pk).is_active


def test_a_deactivated_customer_stays_findable_and_comes_back_by_undo(ground: Ground, browsers: Browsers) -> None:
    mine = ground.customers["mine"]
    browsers["account"].post(f"/customers/{mine.pk}/active/", {"active": "no"})
    assert not Customer.objects.get(pk=mine.pk).is_active
    assert "Ålesund Seafood AS" in browsers["account"].get("/search/?q=seafood").content.decode()
    page = browsers["account"].get(f"/customers/{mine.pk}/").content.decode()
    undo = page.partition('class="toasts"')[2].partition('action="')[2].partition('"')[0]
    browsers["account"].post(undo)
    assert Customer.objects.get(pk=mine.pk).is_active
