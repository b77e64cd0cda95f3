"""A customer beside its public register: taking values over, and back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from customers.models import Address, Customer, RegisterAnswer
from registries.standin import Standin
from tests import factories
from tests.attacks.forms import meanwhile
from tests.customers.companies import ABROAD, SOLVIK, add, unit
from tests.customers.compared import (
    ALIKE,
    DIFFERENT,
    EVERYTHING,
    Browsers,
    apply,
    card,
    compare,
    differing,
    forget,
    headquarters,
    made_like,
    state,
    undo_url,
    uses,
)
from tests.matrix.ground import EDITS, NOT_LET_IN, PROFILES, Ground
from tests.matrix.unchanged import nothing_is_written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


@pytest.mark.parametrize("key", [*DIFFERENT, "visiting", "postal"])
def test_one_value_is_taken_over_and_the_others_stay(admin: Client, ground: Ground, key: str) -> None:
    customer = made_like(ground.customers["mine"], **DIFFERENT)
    Address.objects.filter(customer=customer).update(street="Old street 1")
    page = compare(admin, customer)
    assert set(differing(page)) == set(EVERYTHING)
    before = state(customer)
    after = apply(admin, page, key)
    assert set(differing(after)) == set(EVERYTHING) - {key}
    assert "Took over 1 value from the register" in after.content.decode()
    assert admin.post(undo_url(after)).status_code == 302
    assert state(customer) == before


def test_all_values_are_taken_over_at_once_and_taken_back_at_once(admin: Client, ground: Ground) -> None:
    customer = made_like(ground.customers["mine"], **DIFFERENT)
    Address.objects.filter(customer=customer).update(street="Old street 1", postcode="1", city="Old town")
    before = state(customer)
    page = compare(admin, customer)
    after = apply(admin, page, *EVERYTHING)
    assert differing(after) == {}
    customer.refresh_from_db()
    assert {key: getattr(customer, key) for key in ALIKE} == ALIKE
    assert uses(customer) == [
        ("Strandgaten 18", True, False, False, True),
        ("Postboks 412", False, True, False, False),
    ]
    assert admin.post(undo_url(after)).status_code == 302
    assert state(customer) == before


def test_a_vat_number_the_register_denies_is_cleared_and_comes_back(
    admin: Client, standin: Standin, ground: Ground
) -> None:
    add(standin, unit(SOLVIK, "SOLVIK ENERGI AS", registrertIMvaregisteret=False))
    customer = made_like(ground.customers["mine"])
    before = state(customer)
    after = apply(admin, compare(admin, customer), "vat_number")
    customer.refresh_from_db()
    assert (customer.vat_number, differing(after)) == ("", {})
    assert admin.post(undo_url(after)).status_code == 302
    assert state(customer) == before


def test_what_was_taken_over_is_the_registers_in_the_change_log(admin: Client, ground: Ground) -> None:
    customer = made_like(ground.customers["mine"], email="old@solvik.example")
    apply(admin, compare(admin, customer), "email")
    overview = admin.get(f"/customers/{customer.pk}/").content.decode()
    assert 'title="Public register, Today' in overview
    log = admin.get(f"/customers/{customer.pk}/changes/").content.decode()
    assert "old@solvik.example" in log
    assert "Public register" in log


def test_addresses_that_were_missing_are_made_and_go_again(admin: Client, ground: Ground) -> None:
    customer = made_like(ground.customers["mine"])
    Address.objects.filter(customer=customer).delete()
    before = state(customer)
    after = apply(admin, compare(admin, customer), "visiting", "postal")
    assert uses(customer) == [
        ("Strandgaten 18", True, False, False, True),
        ("Postboks 412", False, True, False, False),
    ]
    assert admin.post(undo_url(after)).status_code == 302
    assert state(customer) == before


@pytest.mark.parametrize("keys", [("visiting",), ("postal",), ("visiting", "postal"), ("postal", "visiting")])
@pytest.mark.parametrize("is_main", [True, False])
def test_an_address_that_serves_for_both_is_split(
    admin: Client, ground: Ground, keys: tuple[str, ...], is_main: bool
) -> None:
    customer = made_like(ground.customers["mine"])
    Address.objects.filter(customer=customer).delete()
    both = factories.address(customer, "Gamleby", street="Both 1", is_visiting=True, is_postal=True, is_invoicing=True,
                             is_headquarters=is_main)  # fmt: skip
    if not is_main:
        factories.address(customer, "Hovedby", street="Main 1", is_headquarters=True)
    before = state(customer)
    after = apply(admin, compare(admin, customer), *keys)
    assert set(differing(after)) == {"visiting", "postal"} - set(keys)
    assert len(headquarters(customer)) == 1
    found = Address.objects.filter(customer=customer)
    assert found.filter(is_visiting=True).count() == found.filter(is_postal=True).count() == 1
    # what it served for besides stays where it is
    assert list(found.filter(is_invoicing=True).values_list("pk", flat=True)) == [both.pk]
    if len(keys) == 1:
        both.refresh_from_db()
        assert both.street == "Both 1"
    assert admin.post(undo_url(after)).status_code == 302
    assert state(customer) == before


def test_the_headquarters_follow_the_visiting_address(admin: Client, ground: Ground) -> None:
    customer = made_like(ground.customers["mine"])
    Address.objects.filter(customer=customer).delete()
    factories.address(customer, "Gamleby", street="Both 1", is_visiting=True, is_postal=True, is_headquarters=True)
    apply(admin, compare(admin, customer), "visiting")
    assert headquarters(customer) == ["Strandgaten 18"]
    customer.refresh_from_db()
    assert customer.city == "Bergen"


def test_headquarters_elsewhere_stay(admin: Client, ground: Ground) -> None:
    customer = made_like(ground.customers["mine"])
    Address.objects.filter(customer=customer).delete()
    factories.address(customer, "Hovedby", street="Main 1", is_headquarters=True)
    apply(admin, compare(admin, customer), "visiting", "postal")
    assert headquarters(customer) == ["Main 1"]
    assert Address.objects.filter(customer=customer).count() == 3


def test_a_register_without_postal_address_moves_one_that_serves_for_both(
    admin: Client, standin: Standin, ground: Ground
) -> None:
    add(standin, unit(SOLVIK, "SOLVIK ENERGI AS", "postadresse"))
    customer = made_like(ground.customers["mine"])
    Address.objects.filter(customer=customer).delete()
    factories.address(customer, "Gamleby", street="Both 1", is_visiting=True, is_postal=True, is_headquarters=True)
    apply(admin, compare(admin, customer), "visiting")
    assert uses(customer) == [("Strandgaten 18", True, True, False, True)]


def test_an_address_abroad_is_taken_over_with_its_country(admin: Client, ground: Ground) -> None:
    customer = made_like(ground.customers["mine"], business_id=ABROAD)
    after = apply(admin, compare(admin, customer), "visiting")
    assert "visiting" not in differing(after)
    assert Address.objects.get(customer=customer, is_visiting=True).country == "PL"


def test_what_was_changed_again_since_stays_at_undo(admin: Client, ground: Ground) -> None:
    customer = made_like(ground.customers["mine"], phone="1", email="old@solvik.example")
    after = apply(admin, compare(admin, customer), "phone", "email")
    url = undo_url(after)
    with meanwhile():
        Customer.objects.filter(pk=customer.pk).update(phone="99")
    assert admin.post(url).status_code == 302
    customer.refresh_from_db()
    assert (customer.phone, customer.email) == ("99", "old@solvik.example")


def test_unknown_fields_and_none_at_all_change_nothing(admin: Client, ground: Ground) -> None:
    customer = made_like(ground.customers["mine"], phone="1")
    page = compare(admin, customer)
    with nothing_is_written():
        apply(admin, page)
        apply(admin, page, "garbage", "business_id", "account_owner", "a\x00b", "id", "email")


def test_a_value_that_is_the_same_by_now_is_not_written(admin: Client, ground: Ground) -> None:
    customer = made_like(ground.customers["mine"], phone="1")
    page = compare(admin, customer)
    Customer.objects.filter(pk=customer.pk).update(phone="+47 55 12 34 56")
    with nothing_is_written():
        apply(admin, page, "phone")


@pytest.mark.parametrize("seen", ["", "garbage", "2026-01-01T00:00:00+00:00", "a\x00b"])
def test_what_was_not_seen_as_it_is_now_is_refused(admin: Client, ground: Ground, seen: str) -> None:
    customer = made_like(ground.customers["mine"], phone="1")
    page = compare(admin, customer)
    with nothing_is_written():
        refused = apply(admin, page, "phone", seen=seen)
    assert "The register has been asked again since" in refused.content.decode()


def test_an_answer_asked_again_meanwhile_is_not_taken_over_unseen(
    admin: Client, standin: Standin, ground: Ground
) -> None:
    customer = made_like(ground.customers["mine"], phone="1")
    page = compare(admin, customer)
    add(standin, unit(SOLVIK, "SOLVIK ENERGI AS", telefon="99 88 77 66", mobil=""))
    forget()
    compare(admin, customer)
    with nothing_is_written():
        refused = apply(admin, page, "phone")
    assert "The register has been asked again since" in refused.content.decode()


def test_before_anything_was_asked_there_is_nothing_to_take_over(admin: Client, solvik: Customer) -> None:
    with nothing_is_written():
        answer = admin.post(f"/customers/{solvik.pk}/compare/apply/", {"seen": "", "field": "phone"})
    assert answer.status_code == 302


def test_an_answer_kept_by_an_earlier_version_is_no_fault(admin: Client, solvik: Customer) -> None:
    compare(admin, solvik)
    kept: Any
    for kept in ({}, {"name": "x"}, [], "x", {"situation": "none"}):
        RegisterAnswer.objects.filter(customer=solvik).update(company=kept)
        page = card(admin, solvik)
        assert page.context["company"] is None
        apply(admin, page, "phone")


@pytest.mark.parametrize("who", [*PROFILES, *NOT_LET_IN])
def test_only_who_may_edit_a_customer_compares_it(
    ground: Ground, browsers: Browsers, standin: Standin, who: str
) -> None:
    made_like(ground.customers["mine"], phone="1")
    made_like(ground.customers["unit"], phone="1", business_id="")
    made_like(ground.customers["foreign"], phone="1", business_id="", country="SE")
    for key in ("mine", "unit", "foreign"):
        customer = ground.customers[key]
        RegisterAnswer.objects.filter(customer=customer).delete()
        before = state(customer)
        answers = [browsers[who].post(f"/customers/{customer.pk}/{act}/", {"field": "phone"})
                   for act in ("compare", "compare/apply")]  # fmt: skip
        if key in EDITS[who]:
            assert [each.status_code for each in answers] == [302, 302]
            assert all(each.headers["Location"].startswith("/customers/") for each in answers)
        elif who in NOT_LET_IN:
            assert all(each.status_code in {302, 404} for each in answers)
            assert all("/login/" in each.headers["Location"] for each in answers if each.status_code == 302)
        else:
            assert [each.status_code for each in answers] == [403 if who == "reader" else 404] * 2
        assert state(customer) == before
    assert bool(standin.asked) == ("mine" in EDITS[who])


def test_who_may_only_look_sees_the_differences_without_buttons(ground: Ground, browsers: Browsers) -> None:
    customer = made_like(ground.customers["mine"], phone="1")
    compare(browsers["admin"], customer)
    page = card(browsers["reader"], customer)
    assert set(differing(page)) == {"phone"}
    html = page.content.decode()
    assert 'name="field"' not in html
    assert f'action="/customers/{customer.pk}/compare/"' not in html
