"""Filling the form of a new customer from a register: never over what was typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client

from customers.lookup import Marks
from customers.models import Customer, RegisterAnswer
from registries.standin import Standin
from tests.customers.companies import (
    ABROAD,
    FILL,
    SAIMAA,
    SOLVIK,
    UNKNOWN,
    add,
    begun,
    clear,
    pick,
    unit,
)
from tests.customers.filling import SAID, saved, sources_of
from tests.matrix.unchanged import nothing_is_written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


def test_picking_fills_every_field_the_register_knows_and_writes_nothing(admin: Client) -> None:
    with nothing_is_written():
        form = pick(admin, begun(admin), SOLVIK)
    assert {name: form[name] for name in SAID} == SAID
    assert form["language"] == "nb"
    assert form["country"] == "NO"
    assert form["visiting_country"] == form["postal_country"] == ""


def test_nothing_that_was_typed_is_written_over(admin: Client) -> None:
    typed = begun(admin) | {"name": "Our own name", "phone": "123", "postal_city": "Voss", "notes": "Call first"}
    form = pick(admin, typed, SOLVIK)
    assert {name: form[name] for name in ("name", "phone", "postal_city", "notes")} == {
        "name": "Our own name", "phone": "123", "postal_city": "Voss", "notes": "Call first",
    }  # fmt: skip
    assert form["email"] == SAID["email"]


def test_the_words_that_were_looked_up_give_way_to_the_name(admin: Client) -> None:
    typed = begun(admin) | {"name": "solvik en", "searched": "solvik en", "searched_by": "name"}
    assert pick(admin, typed, SOLVIK)["name"] == "Solvik Energi AS"
    # typed on since the look-up: it is not what was searched for any more
    assert pick(admin, typed | {"name": "solvik energy"}, SOLVIK)["name"] == "solvik energy"
    # what was searched for by name says nothing of another field
    assert pick(admin, typed | {"name": "x", "phone": "solvik en"}, SOLVIK)["phone"] == "solvik en"


def test_another_pick_replaces_only_what_the_earlier_one_filled(admin: Client) -> None:
    form = pick(admin, begun(admin), SOLVIK) | {"email": "me@solvik.example", "notes": "n"}
    form = pick(admin, form, SAIMAA, "FI")
    assert form["name"] == "Saimaan Konepaja Oy"
    assert (form["country"], form["business_id"], form["vat_number"]) == ("FI", SAIMAA, "FI27481932")
    assert (form["email"], form["notes"]) == ("me@solvik.example", "n")
    # the Finnish register knows neither phone nor postal address: what was the Norwegian one's goes
    assert (form["phone"], form["postal_street"], form["postal_city"]) == ("", "", "")


def test_a_field_only_the_earlier_pick_filled_goes_back_to_how_the_form_began(admin: Client) -> None:
    start = begun(admin)
    form = pick(admin, pick(admin, start, SAIMAA, "FI"), ABROAD)
    assert form["country"] == start["country"] == "NO"
    assert form["website"] == start.get("website", "")
    assert form["legal_form"] == "NUF"


def test_picking_the_same_company_again_changes_nothing(admin: Client) -> None:
    form = pick(admin, begun(admin), SOLVIK)
    answer = admin.post(FILL, form | {"use": SOLVIK, "register": "NO"})
    assert answer.json()["values"] == {}


def test_clearing_takes_out_what_the_register_filled_and_leaves_the_rest(admin: Client) -> None:
    start = begun(admin)
    form = clear(admin, pick(admin, start, SAIMAA, "FI") | {"name": "Edited Oy", "notes": "n"})
    assert form["name"] == "Edited Oy"
    assert form["notes"] == "n"
    assert form["marks"] == ""
    for name in ("country", "business_id", "vat_number", "street", "website", "legal_form"):
        assert form[name] == start.get(name, ""), name


def test_clearing_without_a_pick_does_nothing(admin: Client) -> None:
    answer = admin.post(FILL, begun(admin) | {"name": "Solvik", "clear": "1"})
    assert answer.json()["values"] == {}


def test_what_does_not_fit_its_column_is_cut_and_what_is_no_address_left_out(admin: Client, standin: Standin) -> None:
    add(
        standin, unit(UNKNOWN, "N" * 250, epostadresse="no address", hjemmeside="http://" + "x" * 400, telefon="1" * 90)
    )
    form = pick(admin, begun(admin), UNKNOWN)
    assert len(form["name"]) == 200
    assert form["email"] == ""
    saved(admin, form)


def forged(marks: dict[str, Any], salt: str = "register-marks") -> str:
    return Signer(salt=salt).sign(json.dumps(marks))


def test_marks_that_are_not_ours_are_ignored(admin: Client) -> None:
    form = pick(admin, begun(admin), SOLVIK)
    token = form["marks"]
    text, _, signature = token.rpartition(":")
    claims = {"register": "brreg", "country": "NO", "number": UNKNOWN, "at": "2026-01-01T00:00:00+00:00",
              "values": {"name": "Mine AS", "business_id": UNKNOWN}}  # fmt: skip
    wrong = ["garbage", "", "\x00", ":", "{}:x", "é" * 20, "x" * 100_000, token[:-1], token[1:], text]
    wrong += [text.replace("Solvik", "Sulvik") + ":" + signature, f"{json.dumps(claims)}:{signature}"]
    wrong += [json.dumps(claims), forged(claims, "another")]
    for number, bad in enumerate(wrong):
        assert Marks.read(bad) == Marks(), bad[:40]
        sent = begun(admin) | {"name": "Mine AS", "business_id": "", "phone": f"{number}", "marks": bad}
        made = saved(admin, sent)
        assert sources_of(made) == {}
        assert (made.register_source, made.register_checked_at) == ("", None)
        # nor do they let a pick write over what was typed
        assert pick(admin, sent, SOLVIK)["name"] == "Mine AS"
        assert admin.post(FILL, sent | {"clear": "1"}).json()["values"] == {}


def test_the_marks_of_one_company_claim_nothing_of_another(admin: Client) -> None:
    token = pick(admin, begun(admin), SOLVIK)["marks"]
    made = saved(admin, begun(admin) | {"name": "Other AS", "business_id": UNKNOWN, "marks": token})
    assert sources_of(made) == {"country": "register"} | ({"language": "register"} if made.language == "nb" else {})
    assert (made.register_source, made.register_checked_at) == ("", None)


def addresses_of(customer: Customer) -> list[tuple[Any, ...]]:
    columns = ("street", "postcode", "city", "country", "is_visiting", "is_postal", "is_headquarters")
    return list(customer.addresses.order_by("pk").values_list(*columns))


def test_both_addresses_come_along(admin: Client) -> None:
    made = saved(admin, pick(admin, begun(admin), SOLVIK))
    assert addresses_of(made) == [
        ("Strandgaten 18", "5013", "Bergen", "NO", True, False, True),
        ("Postboks 412", "5805", "Bergen", "NO", False, True, False),
    ]
    assert made.city == "Bergen"


def test_an_address_abroad_keeps_its_country(admin: Client) -> None:
    form = pick(admin, begun(admin), ABROAD)
    assert (form["country"], form["visiting_country"]) == ("NO", "PL")
    assert addresses_of(saved(admin, form)) == [("ul. Portowa 12", "81-336", "Gdynia", "PL", True, False, True)]


def test_an_address_abroad_gives_its_country_back_at_the_next_pick(admin: Client) -> None:
    form = pick(admin, pick(admin, begun(admin), ABROAD), SOLVIK)
    assert (form["country"], form["visiting_country"], form["city"]) == ("NO", "", "Bergen")


def test_no_address_is_made_where_none_was_given(admin: Client) -> None:
    assert addresses_of(saved(admin, begun(admin) | {"name": "Bare", "visiting_country": "PL"})) == []


def test_a_page_that_carries_an_answer_of_another_version_still_opens(admin: Client) -> None:
    older = Marks(register="brreg", country="NO", number=SOLVIK, at="2026-01-01T00:00:00+00:00", answer={"name": "x"})
    assert older.company is None
    made = saved(admin, begun(admin) | {"name": "Solvik Energi AS", "marks": older.token})
    assert not RegisterAnswer.objects.filter(customer=made).exists()
