"""Undo: what was done elsewhere, to what one may not edit, into what is not allowed, or twice at once."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
import pytest
from django.test import Client

from activities.models import Activity
from customers.models import Address, Consent, Contact, ContactRoleLink, Customer, CustomerSegment
from tests import factories
from tests.attacks.forms import edited, last_context, meanwhile, set_field
from tests.matrix.ground import PROFILES, Ground, browser, person
from tests.matrix.unchanged import nothing_is_written

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


def card(ground: Ground, whose: str) -> str:
    return f"/customers/{ground.customers[whose].pk}/"


def contact_card(ground: Ground, whose: str) -> str:
    return f"/contacts/{ground.contacts[whose].pk}/"


def undo(client: Client, at: str, context: Any, **posted: Any) -> Any:
    return client.post(f"{at}undo/{context}/", posted)


def stored(row: Any) -> dict[str, Any]:
    return dict(type(row)._default_manager.filter(pk=row.pk).values().get())


def rows() -> list[Any]:
    models: tuple[Any, ...] = (Customer, Contact, Address, Activity, CustomerSegment, ContactRoleLink)
    return [sorted(model._default_manager.values_list(), key=str) for model in models]


@contextmanager
def no_row_changes() -> Iterator[None]:
    """A refused post may leave its context in the log, but no row of anybody is another one."""
    before = rows()
    yield
    assert rows() == before


@pytest.mark.parametrize("who", PROFILES)
def test_a_context_of_another_customer_is_nothing_here(who: str, ground: Ground, browsers: Browsers) -> None:
    set_field(browsers["admin"], card(ground, "foreign"), "notes", "changed")
    set_field(browsers["admin"], card(ground, "mine"), "notes", "changed")
    context = last_context(Customer)
    for whose in ("unit", "foreign", "internal"):
        for field in ({}, {"field": "notes"}, {"field": "nonsense"}):
            with no_row_changes():
                answer = undo(browsers[who], card(ground, whose), context, **field)
            assert answer.status_code in {403, 404}
            never = undo(browsers[who], card(ground, whose), uuid.uuid4(), **field)
            assert answer.status_code == never.status_code


def test_who_may_only_see_or_not_even_that_takes_nothing_back(ground: Ground, browsers: Browsers) -> None:
    set_field(browsers["admin"], card(ground, "foreign"), "notes", "changed")
    context = last_context(Customer)
    for who, status in (("reader", 403), ("manager", 404), ("account", 404), ("profileless", 404), ("signed_out", 302)):
        for posted in ({}, {"field": "notes"}):
            with no_row_changes():
                assert undo(browsers[who], card(ground, "foreign"), context, **posted).status_code == status


def test_undo_does_not_give_a_customer_away(ground: Ground, browsers: Browsers) -> None:
    """Handed over to the account manager, who would lose it by taking that back."""
    foreign = ground.customers["foreign"]
    page = edited(browsers["admin"], f"{card(ground, 'foreign')}edit/",
                  account_owner=ground.people["account"].pk, business_unit=ground.units["oslo"].pk)  # fmt: skip
    assert page.status_code == 302
    context = last_context(Customer)
    for posted in ({}, {"field": "account_owner"}):
        with no_row_changes():
            assert undo(browsers["account"], card(ground, "foreign"), context, **posted).status_code == 404
    foreign.refresh_from_db()
    assert foreign.account_owner == ground.people["account"]


def test_a_customer_given_away_is_not_fetched_back_by_undo(ground: Ground, browsers: Browsers) -> None:
    set_field(browsers["admin"], card(ground, "mine"), "account_owner", ground.people["finn"].pk)
    context = last_context(Customer)
    with no_row_changes():
        assert undo(browsers["account"], card(ground, "mine"), context).status_code == 404


@pytest.mark.parametrize("field", [
    "is_internal", "number__gt", "custom", "account_owner__password", "contact_names", "segments", "billed_this_year",
    "created_at", "register_source", "a\x00b", "x" * 5000, "pk", "id", "__class__",
])  # fmt: skip
def test_only_what_a_form_offers_goes_back_by_itself(field: str, ground: Ground, browsers: Browsers) -> None:
    """Our own company was another one once; that it is ours now is nobody's to take back here."""
    mine = ground.customers["mine"]
    with meanwhile():
        Customer.objects.filter(is_internal=True).update(is_internal=False)
    with pghistory.context(user=ground.people["admin"].pk, source="hand") as context:
        Customer.objects.filter(pk=mine.pk).update(
            is_internal=True, register_source="brreg", custom={"a": 1}, notes="changed"
        )
    for who in ("account", "admin"):
        with no_row_changes():
            assert undo(browsers[who], card(ground, "mine"), context.id, field=field).status_code == 404


def test_undo_as_a_whole_does_not_take_our_own_company_away(ground: Ground, browsers: Browsers) -> None:
    mine = ground.customers["mine"]
    with meanwhile():
        Customer.objects.filter(is_internal=True).update(is_internal=False)
    with pghistory.context(user=ground.people["admin"].pk, source="hand") as context:
        Customer.objects.filter(pk=mine.pk).update(is_internal=True, notes="changed")
    with no_row_changes():
        assert undo(browsers["account"], card(ground, "mine"), context.id).status_code == 404


# --- what was made


def made(client: Client, name: str, **fields: Any) -> Customer:
    assert edited(client, "/customers/new/", name=name, **fields).status_code == 302
    return Customer.objects.get(name=name)


def test_a_customer_just_made_goes_again(browsers: Browsers) -> None:
    customer = made(browsers["account"], "Feil AS", street="Gata 1", city="Bodø")
    answer = undo(browsers["account"], f"/customers/{customer.pk}/", last_context(Customer))
    assert (answer.status_code, answer["Location"]) == (302, "/customers/")
    assert not Customer.objects.filter(pk=customer.pk).exists()


@pytest.mark.parametrize("hanging", ["contact", "activity", "address", "project"])
def test_undoing_a_new_customer_takes_nothing_of_others_along(hanging: str, ground: Ground, browsers: Browsers) -> None:
    """The account manager has no right to delete; what colleagues hung on the customer since keeps it."""
    customer = made(browsers["account"], "Feil AS", city="Bodø")
    context = last_context(Customer)
    make: dict[str, Callable[[], Any]] = {
        "contact": lambda: factories.contact(customer),
        "activity": lambda: factories.activity(customer, ground.people["admin"]),
        "address": lambda: factories.address(customer, "Bergen"),
        "project": lambda: factories.project(customer, owner=ground.people["finn"]),
    }
    with meanwhile():
        thing = make[hanging]()
    answer = undo(browsers["account"], f"/customers/{customer.pk}/", context)
    assert answer.status_code == 302
    assert stored(thing)
    assert stored(customer)


def test_undoing_a_new_contact_person_takes_no_consent_along(ground: Ground, browsers: Browsers) -> None:
    mine = ground.customers["mine"]
    assert edited(browsers["account"], f"/contacts/new/?customer={mine.pk}", last_name="Feil").status_code == 302
    contact, context = Contact.objects.get(last_name="Feil"), last_context(Contact)
    with meanwhile():
        consent = Consent.objects.create(contact=contact, purpose="news", basis="consent", given_on="2026-01-01")
    undo(browsers["account"], f"/contacts/{contact.pk}/", context)
    assert stored(consent)
    with meanwhile():
        consent.delete()
    undo(browsers["account"], f"/contacts/{contact.pk}/", context)
    assert not Contact.objects.filter(pk=contact.pk).exists()


def test_undoing_one_field_of_a_new_customer_deletes_nothing(browsers: Browsers) -> None:
    customer = made(browsers["account"], "Feil AS")
    for field in ("name", "notes", "account_owner"):
        answer = undo(browsers["account"], f"/customers/{customer.pk}/", last_context(Customer), field=field)
        assert answer.status_code == 404
        assert stored(customer)


def test_what_others_made_is_not_deleted_by_undo_without_the_right_to_delete(
    ground: Ground, browsers: Browsers
) -> None:
    customer = made(browsers["admin"], "Admins AS", account_owner=ground.people["account"].pk)
    context = last_context(Customer)
    with no_row_changes():
        assert undo(browsers["account"], f"/customers/{customer.pk}/", context).status_code == 404
    assert undo(browsers["admin"], f"/customers/{customer.pk}/", context).status_code == 302
    assert not Customer.objects.filter(pk=customer.pk).exists()


# --- into what is not allowed (any more)


def refused_with_words(answer: Any, client: Client) -> None:
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Not undone" in page


def test_a_business_id_taken_meanwhile_stays_where_it_is(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], card(ground, "mine")
    set_field(admin, mine, "business_id", "923609016")
    held = stored(ground.customers["mine"])["business_id"]
    set_field(admin, mine, "business_id", "")
    context = last_context(Customer)
    with meanwhile():
        Customer.objects.filter(pk=ground.customers["unit"].pk).update(business_id=held)
    for posted in ({}, {"field": "business_id"}):
        with no_row_changes():
            refused_with_words(undo(admin, mine, context, **posted), admin)


def test_a_number_taken_meanwhile_stays_where_it_is(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], card(ground, "mine")
    set_field(admin, mine, "number", "5555")
    context = last_context(Customer)
    with meanwhile():
        Customer.objects.filter(pk=ground.customers["unit"].pk).update(number=1001)
    with no_row_changes():
        refused_with_words(undo(admin, mine, context), admin)


def test_a_contact_person_is_not_left_without_a_name(ground: Ground, browsers: Browsers) -> None:
    admin, contact = browsers["admin"], ground.contacts["mine"]
    at = contact_card(ground, "mine")
    with meanwhile():
        Contact.objects.filter(pk=contact.pk).update(first_name="")
    set_field(admin, at, "first_name", "Kari")
    context = last_context(Contact)
    set_field(admin, at, "last_name", "")
    for posted in ({}, {"field": "first_name"}):
        with no_row_changes():
            refused_with_words(undo(admin, at, context, **posted), admin)


def test_our_own_company_is_not_switched_off_by_undo(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    with meanwhile():
        Customer.objects.filter(pk=mine.pk).update(is_active=False)
    assert admin.post(f"{card(ground, 'mine')}active/", {"active": "yes"}).status_code == 302
    context = last_context(Customer)
    with meanwhile():
        Customer.objects.filter(is_internal=True).update(is_internal=False)
    with meanwhile():
        Customer.objects.filter(pk=mine.pk).update(is_internal=True)
    with no_row_changes():
        refused_with_words(undo(admin, card(ground, "mine"), context), admin)


def test_a_segment_put_back_by_hand_is_not_put_back_twice(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], card(ground, "mine")
    large = ground.segments["Large"]
    set_field(admin, mine, "segments", [])
    context = last_context(CustomerSegment)
    set_field(admin, mine, "segments", [str(large.pk)])
    assert undo(admin, mine, context).status_code == 302
    assert [each.pk for each in ground.customers["mine"].segments.all()] == [large.pk]


def test_a_role_put_back_by_hand_is_not_put_back_twice(ground: Ground, browsers: Browsers) -> None:
    admin, at, contact = browsers["admin"], contact_card(ground, "mine"), ground.contacts["mine"]
    role = factories.role("Buyer")
    with meanwhile():
        contact.roles.add(role)
    set_field(admin, at, "roles", [])
    context = last_context(ContactRoleLink)
    set_field(admin, at, "roles", [str(role.pk)])
    assert undo(admin, at, context).status_code == 302
    assert list(contact.roles.all()) == [role]


def test_a_segment_that_was_deleted_meanwhile_does_not_come_back(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], card(ground, "mine")
    extra = factories.segment("Extra")
    set_field(admin, mine, "segments", [str(extra.pk)])
    set_field(admin, mine, "segments", [])
    context = last_context(CustomerSegment)
    with meanwhile():
        extra.delete()
    refused_with_words(undo(admin, mine, context), admin)


def test_an_activity_comes_back_without_the_contact_person_that_went(ground: Ground, browsers: Browsers) -> None:
    admin, contact = browsers["admin"], ground.contacts["mine"]
    activity = factories.activity(ground.customers["mine"], ground.people["admin"], contact=contact)
    assert admin.post(f"/activities/{activity.pk}/delete/").status_code == 302
    context = last_context(Activity)
    with meanwhile():
        contact.delete()
    assert undo(admin, card(ground, "mine"), context).status_code == 302
    assert stored(activity)["contact_id"] is None


def test_a_task_that_became_a_note_stays_one_that_is_allowed(ground: Ground, browsers: Browsers) -> None:
    admin, activity = browsers["admin"], factories.activity(ground.customers["mine"], ground.people["admin"])
    at = f"/activities/{activity.pk}/edit/"
    assert edited(admin, at, kind="task").status_code == 302
    context = last_context(Activity)
    assert edited(admin, at, assignee=ground.people["account"].pk).status_code == 302
    with no_row_changes():
        refused_with_words(undo(admin, card(ground, "mine"), context), admin)


def test_a_second_headquarters_is_not_restored(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    with meanwhile():
        other, third = factories.address(mine, "Molde"), factories.address(mine, "Volda")
    for address in (other, third):
        where = f"/customers/{mine.pk}/addresses/{address.pk}/"
        assert edited(admin, where, is_headquarters="on").status_code == 302
        if address == other:
            context = last_context(Address)
    assert undo(admin, card(ground, "mine"), context).status_code == 302
    assert mine.addresses.filter(is_headquarters=True).count() == 1


def test_an_undone_move_of_the_headquarters_is_whole(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    posted = {"city": "Molde", "is_headquarters": "on"}
    assert admin.post(f"/customers/{mine.pk}/addresses/new/", posted).status_code == 302
    assert undo(admin, card(ground, "mine"), last_context(Address)).status_code == 302
    assert list(mine.addresses.filter(is_headquarters=True)) == [ground.addresses["mine"]]
    assert not mine.addresses.filter(city="Molde").exists()


def test_what_is_wrong_elsewhere_in_the_record_does_not_hinder_undo(ground: Ground, browsers: Browsers) -> None:
    """An imported VAT number that no check would pass is not what is being taken back."""
    admin, mine = browsers["admin"], ground.customers["mine"]
    set_field(admin, card(ground, "mine"), "notes", "changed")
    context = last_context(Customer)
    with meanwhile():
        Customer.objects.filter(pk=mine.pk).update(vat_number="nonsense")
    assert undo(admin, card(ground, "mine"), context).status_code == 302
    assert (stored(mine)["notes"], stored(mine)["vat_number"]) == ("note-mine", "nonsense")


def test_an_undo_is_undone_and_done_again(ground: Ground, browsers: Browsers) -> None:
    client, mine = browsers["account"], ground.customers["mine"]
    set_field(client, card(ground, "mine"), "notes", "changed")
    for wanted in ("note-mine", "changed", "note-mine"):
        assert undo(client, card(ground, "mine"), last_context(Customer)).status_code == 302
        assert stored(mine)["notes"] == wanted


@pytest.mark.parametrize("context", ["x", "0" * 36, "%00", "00000000-0000-4000-8000-00000000000g", "../..", "-1"])
def test_a_context_that_is_none_is_not_there(context: str, ground: Ground, browsers: Browsers) -> None:
    with nothing_is_written():
        assert browsers["admin"].post(f"{card(ground, 'mine')}undo/{context}/").status_code == 404


def test_a_profile_that_edits_more_than_it_sees_takes_nothing_back(ground: Ground, browsers: Browsers) -> None:
    set_field(browsers["admin"], card(ground, "foreign"), "notes", "changed")
    context = last_context(Customer)
    odd = factories.profile({"customers": "own"}, {"customers": "all"})
    visitor = browser()
    visitor.force_login(person("odd", profile=odd, unit=ground.units["norway"]))
    assert undo(visitor, card(ground, "foreign"), context).status_code == 404
