"""A customer beside its public register: what differs, and asking."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from customers.models import Address, Customer, Outcome, RegisterAnswer
from history.changes import events_of
from registries.standin import Standin
from tests.customers.companies import CEASED, SAIMAA, SOLVIK, UNKNOWN, WITHHELD, add, unit
from tests.customers.compared import (
    ALIKE,
    DIFFERENT,
    EVERYTHING,
    card,
    compare,
    differing,
    forget,
    made_like,
    state,
)
from tests.matrix.ground import Ground
from tests.matrix.unchanged import nothing_is_written
from tests.registries import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


def test_what_is_the_same_is_no_difference(admin: Client, solvik: Customer) -> None:
    page = compare(admin, solvik)
    assert differing(page) == {}
    assert [each.key for each in page.context["same"]] == EVERYTHING
    assert RegisterAnswer.objects.get(customer=solvik.pk).outcome == Outcome.SAME


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
                      "registrertIMvaregisteret"))  # fmt: skip
    page = compare(admin, solvik)
    assert differing(page) == {}
    same = {each.key for each in page.context["same"]}
    assert not {"email", "website", "postal", "phone", "vat_number"} & same


def test_a_vat_number_the_register_denies_is_a_difference(admin: Client, standin: Standin, ground: Ground) -> None:
    add(standin, unit(SOLVIK, "SOLVIK ENERGI AS", registrertIMvaregisteret=False))
    page = compare(admin, made_like(ground.customers["mine"]))
    assert differing(page) == {"vat_number": (ALIKE["vat_number"], "")}
    assert "<ins>–</ins>" in page.content.decode()
    for number in ("", "SE556012579001"):  # nothing to deny, or another country's
        assert differing(compare(admin, made_like(ground.customers["mine"], vat_number=number))) == {}


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


def badges(browser: Client, customer: Customer, section: str = "") -> list[tuple[str, str]]:
    page = browser.get(f"/customers/{customer.pk}/{section}")
    assert page.status_code == 200
    found = [(str(label), tone) for label, tone, _url in page.context["badges"]]
    html = page.content.decode().partition("<h1>")[2].partition("</h1>")[0]
    for label, tone in found:
        assert f'<a class="badge {tone}" href="/customers/{customer.pk}/register/">{label}</a>' in html
    return found


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"konkurs": True}, [("Bankrupt", "red")]),
        ({"underAvvikling": True}, [("In liquidation", "amber")]),
        ({}, []),
    ],
    ids=["bankrupt", "in liquidation", "active"],
)
def test_the_head_of_the_card_says_that_a_company_is_in_trouble_until_the_register_says_otherwise(
    admin: Client, standin: Standin, solvik: Customer, said: dict[str, Any], shown: list[tuple[str, str]]
) -> None:
    add(standin, unit(SOLVIK, "SOLVIK ENERGI AS", **said))
    assert badges(admin, solvik) == []  # nobody has asked yet
    compare(admin, solvik)
    for section in ("", "register/", "contacts/"):
        assert badges(admin, solvik, section) == shown
    Customer.objects.filter(pk=solvik.pk).update(business_id=UNKNOWN)
    assert badges(admin, solvik) == []  # that was another company
    Customer.objects.filter(pk=solvik.pk).update(business_id=SOLVIK)
    add(standin, unit(SOLVIK, "SOLVIK ENERGI AS"))
    forget()
    compare(admin, solvik)
    assert badges(admin, solvik) == []


def test_the_head_of_the_card_says_that_a_company_has_ceased(admin: Client, ground: Ground) -> None:
    customer = made_like(ground.customers["mine"], business_id=CEASED)
    compare(admin, customer)
    assert badges(admin, customer) == [("Ceased", "red")]
