"""A customer beside its public register: what differs, taking it over, and taking that back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from customers.models import Address, Customer, Outcome, RegisterAnswer
from history.changes import events_of
from registries.standin import Standin
from tests import factories
from tests.attacks.forms import meanwhile
from tests.customers.companies import ABROAD, CEASED, SAIMAA, SOLVIK, UNKNOWN, WITHHELD, add, unit
from tests.matrix.ground import EDITS, NOT_LET_IN, PROFILES, Ground, browsers, ground, sessions
from tests.matrix.unchanged import nothing_is_written
from tests.registries import faults
from tests.registries.conftest import nothing_remembered, standin

__all__ = ["browsers", "ground", "nothing_remembered", "sessions", "standin"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]
Browsers = dict[str, Client]
ALIKE = {
    "name": "Solvik Energi AS",
    "vat_number": "NO931204777MVA",
    "legal_form": "AS",
    "website": "https://www.solvik-energi.example",
    "email": "post@solvik-energi.example",
    "phone": "55 12 34 56",
}
VISITING = {"street": "Strandgaten 18", "postcode": "5013", "city": "Bergen", "country": "NO"}
POSTAL = {"street": "Postboks 412", "postcode": "5805", "city": "Bergen", "country": "NO"}
EVERYTHING = [*ALIKE, "visiting", "postal"]


@pytest.fixture
def admin(ground: Ground, browsers: Browsers) -> Client:
    return browsers["admin"]


@pytest.fixture
def solvik(ground: Ground) -> Customer:
    """A customer that holds just what the register says."""
    return made_like(ground.customers["mine"])


def made_like(customer: Customer, **different: Any) -> Customer:
    customer.addresses.all().delete()
    values = {"business_id": SOLVIK, "country": "NO", **ALIKE, **different}
    Customer.objects.filter(pk=customer.pk).update(**values)
    factories.address(customer, is_visiting=True, is_headquarters=True, **VISITING)
    factories.address(customer, is_postal=True, **POSTAL)
    customer.refresh_from_db()
    return customer


def compare(browser: Client, customer: Customer) -> Any:
    answer = browser.post(f"/customers/{customer.pk}/compare/")
    assert answer.status_code == 302
    return card(browser, customer)


def card(browser: Client, customer: Customer) -> Any:
    page = browser.get(f"/customers/{customer.pk}/register/")
    assert page.status_code == 200
    return page


def differing(page: Any) -> dict[str, tuple[str, str]]:
    return {each.key: (each.ours, each.theirs) for each in page.context["differing"]}


def apply(browser: Client, page: Any, *keys: str, **more: str) -> Any:
    seen = page.context["answer"].asked_at.isoformat()
    pk = page.context["card"].pk
    answer = browser.post(f"/customers/{pk}/compare/apply/", {"seen": seen, "field": list(keys), **more})
    assert answer.status_code == 302
    return card(browser, page.context["card"].record)


def undo_url(page: Any) -> str:
    """Where the toast's button takes back."""
    found = str(page.content.decode().partition('class="toasts"')[2].partition('action="')[2].partition('"')[0])
    assert "/undo/" in found, found
    return found


def state(customer: Customer) -> Any:
    """A customer and its addresses as they are, but for when they were changed and looked up."""
    left = {"updated_at", "register_checked_at"}
    row = Customer.objects.filter(pk=customer.pk).values().get()
    rows = list(Address.objects.filter(customer=customer.pk).order_by("pk").values())
    return {key: value for key, value in row.items() if key not in left}, rows


def headquarters(customer: Customer) -> list[str]:
    return list(Address.objects.filter(customer=customer.pk, is_headquarters=True).values_list("street", flat=True))


def uses(customer: Customer) -> list[tuple[Any, ...]]:
    columns = ("street", "is_visiting", "is_postal", "is_invoicing", "is_headquarters")
    return list(Address.objects.filter(customer=customer.pk).order_by("pk").values_list(*columns))


# what differs


def test_what_is_the_same_is_no_difference(admin: Client, solvik: Customer) -> None:
    page = compare(admin, solvik)
    assert differing(page) == {}
    assert [each.key for each in page.context["same"]] == EVERYTHING
    assert RegisterAnswer.objects.get(customer=solvik.pk).outcome == Outcome.SAME


DIFFERENT = {
    "name": "Solvik Kraft AS",
    "vat_number": "",
    "legal_form": "ASA",
    "website": "https://www.solvik.example",
    "email": "kontakt@solvik-energi.example",
    "phone": "55 12 34 57",
}


@pytest.mark.parametrize("key", DIFFERENT)
def test_each_field_that_differs_is_shown_with_both_values(admin: Client, ground: Ground, key: str) -> None:
    customer = made_like(ground.customers["mine"], **{key: DIFFERENT[key]})
    page = compare(admin, customer)
    assert differing(page) == {key: (DIFFERENT[key], ALIKE[key])}
    assert RegisterAnswer.objects.get(customer=customer.pk).outcome == Outcome.DIFFERS
    assert f'name="field" value="{key}"' in page.content.decode()


@pytest.mark.parametrize(
    ("key", "same"),
    [
        ("name", "SOLVIK ENERGI AS"),
        ("name", "solvik  energi as "),
        ("legal_form", "as"),
        ("website", "http://solvik-energi.example/"),
        ("website", "WWW.Solvik-Energi.example"),
        ("email", "Post@Solvik-Energi.EXAMPLE"),
        ("phone", "+47 55123456"),
        ("phone", "0047 55 12 34 56"),
        ("phone", "(55) 12-34-56"),
    ],
)
def test_the_same_in_another_spelling_is_no_difference(admin: Client, ground: Ground, key: str, same: str) -> None:
    assert differing(compare(admin, made_like(ground.customers["mine"], **{key: same}))) == {}


def test_addresses_are_the_same_whatever_their_capitals(admin: Client, solvik: Customer) -> None:
    Address.objects.filter(customer=solvik, is_visiting=True).update(
        street="STRANDGATEN  18", city="bergen", country=""
    )
    assert differing(compare(admin, solvik)) == {}


@pytest.mark.parametrize("part", ["street", "postcode", "city", "country"])
def test_an_address_differs_by_each_of_its_parts(admin: Client, solvik: Customer, part: str) -> None:
    Address.objects.filter(customer=solvik, is_postal=True).update(**{part: "SE" if part == "country" else "9"})
    assert set(differing(compare(admin, solvik))) == {"postal"}


def test_what_the_register_does_not_know_is_no_difference(admin: Client, standin: Standin, solvik: Customer) -> None:
    add(standin, unit(SOLVIK, "SOLVIK ENERGI AS", "epostadresse", "telefon", "mobil", "hjemmeside", "postadresse",
                      registrertIMvaregisteret=False))  # fmt: skip
    page = compare(admin, solvik)
    assert differing(page) == {}
    assert not {"email", "website", "postal", "phone"} & {each.key for each in page.context["same"]}


def test_a_missing_address_is_a_difference(admin: Client, solvik: Customer) -> None:
    Address.objects.filter(customer=solvik, is_postal=True).delete()
    assert differing(compare(admin, solvik)) == {"postal": ("", "Postboks 412, 5805 Bergen")}


def test_a_finnish_customer_is_compared_with_the_finnish_register(admin: Client, ground: Ground) -> None:
    customer = ground.customers["foreign"]
    Customer.objects.filter(pk=customer.pk).update(business_id=SAIMAA, country="FI", phone="+358 5 1234567")
    found = differing(compare(admin, customer))
    assert found["name"] == ("Saimaa Konepaja Oy", "Saimaan Konepaja Oy")
    assert "phone" not in found


def test_the_card_shows_what_the_register_said_last_until_asked_again(
    admin: Client, standin: Standin, solvik: Customer
) -> None:
    compare(admin, solvik)
    asked = len(standin.asked)
    Customer.objects.filter(pk=solvik.pk).update(phone="1")
    with nothing_is_written():
        assert set(differing(card(admin, solvik))) == {"phone"}
    assert len(standin.asked) == asked


# asking


def test_asking_writes_no_line_into_the_change_log(admin: Client, solvik: Customer) -> None:
    def lines() -> list[int]:
        return [events_of(model)._default_manager.count() for model in (Customer, Address)]

    before, was = lines(), state(solvik)
    compare(admin, solvik)
    compare(admin, solvik)
    assert lines() == before
    assert state(solvik) == was
    solvik.refresh_from_db()
    assert solvik.register_checked_at == RegisterAnswer.objects.get(customer=solvik).asked_at


FAILING = {
    "down": faults.always(503, b""),
    "broken": faults.always(500, b"oops"),
    "busy": faults.busy("60"),
    "html": faults.html,
    "hang up": faults.hang_up,
    "another company": faults.says(unit(UNKNOWN, "Another AS")),
}


@pytest.mark.parametrize("fault", FAILING)
def test_a_look_up_that_fails_keeps_the_answer_before_it(
    admin: Client, standin: Standin, solvik: Customer, fault: str
) -> None:
    Customer.objects.filter(pk=solvik.pk).update(phone="1")
    first = compare(admin, solvik)
    forget()
    standin.fault = FAILING[fault]
    asked = len(standin.asked)
    second = compare(admin, solvik)
    assert len(standin.asked) > asked
    assert second.context["answer"].asked_at == first.context["answer"].asked_at
    assert differing(second) == differing(first) == {"phone": ("1", "55 12 34 56")}
    assert [each.level_tag for each in second.context["messages"]] == ["error"]


def forget() -> None:
    """The next look-up asks the service again."""
    cache.clear()


def test_a_failing_first_look_up_leaves_the_card_as_it_was(admin: Client, standin: Standin, solvik: Customer) -> None:
    standin.fault = faults.always(503, b"")
    page = compare(admin, solvik)
    assert page.context["answer"] is None
    assert not RegisterAnswer.objects.exists()
    solvik.refresh_from_db()
    assert solvik.register_checked_at is None


@pytest.mark.parametrize(
    ("number", "outcome"), [(UNKNOWN, Outcome.NOT_FOUND), (WITHHELD, Outcome.WITHHELD), (CEASED, Outcome.DIFFERS)]
)
def test_a_company_that_is_gone_is_told(admin: Client, ground: Ground, number: str, outcome: Outcome) -> None:
    customer = made_like(ground.customers["mine"], business_id=number)
    page = compare(admin, customer)
    assert page.context["answer"].outcome == outcome
    if outcome != Outcome.DIFFERS:
        assert differing_or_nothing(page) == {}


def differing_or_nothing(page: Any) -> dict[str, Any]:
    return differing(page) if page.context["company"] else {}


def test_without_number_or_register_nothing_is_asked(admin: Client, standin: Standin, solvik: Customer) -> None:
    for country, number in (("NO", ""), ("", SOLVIK), ("SE", "5560125790"), ("NO", "wrong"), ("NO", "15076500565")):
        Customer.objects.filter(pk=solvik.pk).update(country=country, business_id=number)
        compare(admin, solvik)
    assert not standin.asked
    assert not RegisterAnswer.objects.exists()


# taking over


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
    for kept in ({}, {"name": "x"}, [], "x", {"situation": "none"}):
        RegisterAnswer.objects.filter(customer=solvik).update(company=kept)
        page = card(admin, solvik)
        assert page.context["company"] is None
        apply(admin, page, "phone")


# who


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
