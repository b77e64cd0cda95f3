"""Filling the form of a new customer from a register: never over what was typed; values say where they are from."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone
from pghistory.models import Context

from accounts.models import User
from accounts.organisation import current_organisation
from catalogue.field import Viewer
from customers.lookup import Marks
from customers.models import Customer, Industry, IndustryOfCode
from customers.register import customers
from registries.standin import Standin
from tests import factories
from tests.attacks.forms import last_context
from tests.customers.companies import (
    ABROAD,
    FILL,
    NEW,
    SAIMAA,
    SOLVIK,
    UNKNOWN,
    add,
    after,
    begun,
    clear,
    pick,
    unit,
)
from tests.matrix.ground import Ground, browsers, ground, sessions, today
from tests.matrix.unchanged import nothing_is_written
from tests.registries.conftest import nothing_remembered, standin
from workbench.card import Card
from workbench.origins import origins

__all__ = ["browsers", "ground", "nothing_remembered", "sessions", "standin"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]
Browsers = dict[str, Client]
SAID = {
    "name": "Solvik Energi AS",
    "business_id": SOLVIK,
    "vat_number": "NO931204777MVA",
    "legal_form": "AS",
    "website": "https://www.solvik-energi.example",
    "email": "post@solvik-energi.example",
    "phone": "55 12 34 56",
    "street": "Strandgaten 18",
    "postcode": "5013",
    "city": "Bergen",
    "postal_street": "Postboks 412",
    "postal_postcode": "5805",
    "postal_city": "Bergen",
}


@pytest.fixture
def admin(ground: Ground, browsers: Browsers) -> Client:
    return browsers["admin"]


@pytest.fixture
def boss(ground: Ground) -> User:
    return ground.people["admin"]


def saved(browser: Client, sent: dict[str, Any]) -> Customer:
    answer = browser.post(NEW, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    return Customer.objects.get(pk=int(answer.headers["Location"].strip("/").split("/")[1]))


def origins_of(customer: Customer, user: User) -> dict[str, str]:
    with timezone.override(current_organisation().zone):  # as its card prints them
        return origins(Card(customers, Viewer(user, today()), customer, None))  # type: ignore[arg-type]


def sources_of(customer: Customer) -> dict[str, str]:
    found: dict[str, str] = Context.objects.get(pk=last_context(Customer)).metadata.get("sources", {})
    return found


# filling


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


# marks


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


# where values come from


def test_each_value_the_register_gave_says_so_and_edited_ones_do_not(admin: Client, boss: User) -> None:
    made = saved(admin, pick(admin, begun(admin), SOLVIK) | {"phone": "22 33 44 55", "notes": "typed"})
    found = sources_of(made)
    assert set(SAID) - {"phone"} <= set(found)
    assert set(found.values()) == {"register"}
    assert not {"phone", "notes", "number"} & set(found)
    told = origins_of(made, boss)
    for key in ("name", "business_id", "vat_number", "website", "email"):
        assert told[key].startswith("Public register, "), key
        assert told[key].endswith(str(boss))
    for key in ("phone", "notes", "number"):
        assert told[key].startswith("By hand, "), key
    page = admin.get(f"/customers/{made.pk}/").content.decode()
    titles = re.findall(r'<dd class="fact"([^>]*)>', page)
    assert f' title="{told["email"]}"' in titles
    assert f' title="{told["phone"]}"' in titles


def test_a_value_edited_afterwards_is_by_hand_and_taken_back_says_so(admin: Client, boss: User) -> None:
    made = saved(admin, pick(admin, begun(admin), SOLVIK))
    page = admin.get(f"/customers/{made.pk}/edit/?field=email")
    assert page.status_code == 200
    answer = admin.post(
        f"/customers/{made.pk}/edit/?field=email", {"email": "new@solvik.example", "base": page.context["base"]}
    )
    assert answer.status_code == 302
    told = origins_of(made, boss)
    assert told["email"].startswith("By hand, ")
    assert told["name"].startswith("Public register, ")


def test_what_was_there_before_history_has_no_origin(admin: Client, boss: User, ground: Ground) -> None:
    customer = ground.customers["mine"]
    Customer.events.field.model.objects.filter(pgh_obj_id=customer.pk).delete()  # type: ignore[attr-defined]
    assert origins_of(customer, boss) == {}


def test_the_register_is_the_source_only_where_the_number_is_its_own(admin: Client) -> None:
    for changes, source in (
        ({}, "brreg"),
        ({"name": "Another name"}, "brreg"),
        ({"business_id": UNKNOWN}, ""),
        ({"business_id": ""}, ""),
        ({"country": "SE", "business_id": "", "vat_number": ""}, ""),
    ):
        form = pick(admin, begun(admin), SOLVIK)
        made = saved(admin, form | changes)
        assert made.register_source == source, changes
        assert bool(made.register_checked_at) == bool(source), changes
        Customer.objects.filter(pk=made.pk).update(business_id="")


def test_a_new_customer_typed_by_hand_has_no_register(admin: Client) -> None:
    made = saved(admin, begun(admin) | {"name": "Solvik Energi AS", "business_id": SOLVIK})
    assert (made.register_source, made.register_checked_at, sources_of(made)) == ("", None, {})


# industries


def industry_after(admin: Client) -> str:
    return str(pick(admin, begun(admin), SOLVIK)["industry"])


def test_an_industry_is_proposed_by_the_closest_nace_code(admin: Client) -> None:
    assert pick(admin, begun(admin), SOLVIK).get("industry", "") == ""
    wide, close = factories.industry("Energy", nace_code="35"), factories.industry("Power", nace_code="35.1")
    factories.industry("Gas", nace_code="35.2")
    factories.industry("Three", nace_code="3")
    assert industry_after(admin) == str(close.pk)
    Industry.objects.filter(pk=close.pk).update(is_active=False)
    assert industry_after(admin) == str(wide.pk)


def test_what_people_chose_before_is_proposed_and_most_often_wins(admin: Client) -> None:
    factories.industry("Energy", nace_code="35.1")
    chosen, rare = factories.industry("Utilities"), factories.industry("Rare")
    for industry, phone in ((rare, "1"), (chosen, "2"), (chosen, "3")):
        form = pick(admin, begun(admin), SOLVIK) | {"industry": str(industry.pk), "phone": phone}
        saved(admin, form)
        Customer.objects.filter(business_id=SOLVIK).update(business_id="")
    assert industry_after(admin) == str(chosen.pk)
    learnt = IndustryOfCode.objects.get(code_list="SN", code="35.110", industry=chosen)
    assert (learnt.times, learnt.is_fixed, learnt.text) == (2, False, "Produksjon av elektrisitet")


def test_a_fixed_choice_comes_before_all_others(admin: Client) -> None:
    often, fixed = factories.industry("Often"), factories.industry("Fixed")
    factories.industry("Energy", nace_code="35.11")
    IndustryOfCode.objects.create(code_list="SN", code="35.110", industry=often, times=50)
    IndustryOfCode.objects.create(code_list="SN", code="35.110", industry=fixed, is_fixed=True)
    assert industry_after(admin) == str(fixed.pk)


def test_a_retired_industry_is_never_proposed(admin: Client) -> None:
    retired = factories.industry("Retired", nace_code="35.110", is_active=False)
    IndustryOfCode.objects.create(code_list="SN", code="35.110", industry=retired, is_fixed=True, times=9)
    assert pick(admin, begun(admin), SOLVIK).get("industry", "") == ""
    used = factories.industry("Used")
    IndustryOfCode.objects.create(code_list="SN", code="35.110", industry=used, times=1)
    assert industry_after(admin) == str(used.pk)


def test_a_choice_for_the_same_code_of_another_list_is_none_for_this(admin: Client) -> None:
    other = factories.industry("Other")
    IndustryOfCode.objects.create(code_list="TOL2008", code="35.110", industry=other, is_fixed=True)
    assert pick(admin, begun(admin), SOLVIK).get("industry", "") == ""


def test_nothing_is_learnt_without_a_pick_or_without_an_industry(admin: Client, ground: Ground) -> None:
    before = set(IndustryOfCode.objects.values_list("pk", "times"))
    saved(admin, begun(admin) | {"name": "By hand", "industry": str(ground.industries["Software"].pk)})
    saved(admin, pick(admin, begun(admin), SOLVIK) | {"industry": ""})
    assert set(IndustryOfCode.objects.values_list("pk", "times")) == before


# addresses


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


# without script


@pytest.fixture
def everything(admin: Client, ground: Ground) -> dict[str, Any]:
    """A form in which something is typed everywhere, wrong things too."""
    factories.custom_field("Wares", "choices", "Fish", "Salt", "Nets")
    return begun(admin) | {
        "name": "solvik",
        "business_id": "931 204 77",
        "register": "NO",
        "notes": "two\r\nlines",
        "payment_terms": "fourteen",
        "email": "no address",
        "segments": [str(ground.segments["Large"].pk), str(ground.segments["Public"].pk)],
        "custom_wares": ["fish", "nets"],
        "custom_tier": "A",
        "postal_city": "Voss",
        "searched": "solvik",
        "searched_by": "name",
        "country": "FI",
    }


def shown(page: Any) -> dict[str, Any]:
    assert page.status_code == 200
    form = page.context["form"]
    assert not form.errors
    return {name: form[name].value() for name in form.fields}


KEPT = ("notes", "payment_terms", "email", "segments", "custom_wares", "custom_tier", "postal_city", "country")


@pytest.mark.parametrize(
    "act",
    [
        {"look_up": "name"},
        {"look_up": "business_id"},
        {"look_up": "garbage"},
        {"look_in": "FI"},
        {"look_in": "garbage"},
        {"branches": SOLVIK},
        {"page": "1"},
        {"clear": "1"},
        {"take": "name"},
        {"take": "garbage"},
        {"use": UNKNOWN},
        {"use": "garbage"},
        {"use": SOLVIK},
    ],
    ids=str,
)
def test_every_button_keeps_everything_that_was_typed_and_writes_nothing(
    admin: Client, everything: dict[str, Any], act: dict[str, str]
) -> None:
    with nothing_is_written():
        page = admin.post(NEW, everything | act)
    found = shown(page)
    assert {name: found[name] for name in KEPT if name != "country"} == {
        name: everything[name] for name in KEPT if name != "country"
    }
    if act != {"use": SOLVIK}:
        assert {name: found[name] for name in ("name", "business_id", "country")} == {
            name: everything[name] for name in ("name", "business_id", "country")
        }
    html = page.content.decode()
    for name in ("segments", "custom_wares"):
        assert html.count(f'name="{name}"') >= 2
        for value in everything[name]:
            tag = html.partition(f'name="{name}" value="{value}"')[2].partition(">")[0]
            assert "checked" in tag, (name, value)
    assert "two\r\nlines" in html or "two\nlines" in html


def test_the_buttons_do_what_their_script_does(admin: Client) -> None:
    start = begun(admin) | {"notes": "n", "register": "NO"}
    with_script = pick(admin, start, SOLVIK)
    page = admin.post(NEW, start | {"use": SOLVIK})
    found = shown(page)
    assert {name: found[name] or "" for name in SAID} == {name: with_script[name] for name in SAID}
    marks = page.context["marks"].token
    assert Marks.read(marks).values == Marks.read(with_script["marks"]).values
    edited = with_script | {"phone": "123", "marks": marks}
    assert shown(admin.post(NEW, edited | {"take": "phone"}))["phone"] == SAID["phone"]
    cleared = admin.post(NEW, edited | {"clear": "1"})
    assert cleared.context["marks"] == Marks()
    told = after(edited, admin.post(FILL, edited | {"clear": "1"}))
    assert {name: shown(cleared)[name] or "" for name in SAID} == {name: told[name] for name in SAID}
    assert shown(cleared)["phone"] == "123"


def test_looking_in_another_country_looks_there_for_the_same(admin: Client, everything: dict[str, Any]) -> None:
    page = admin.post(NEW, everything | {"name": "saimaan", "look_in": "FI"})
    assert page.context["chosen_register"] == "FI"
    assert [hit.company.number for hit in page.context["look"].hits][:1] == [SAIMAA]


def test_the_number_is_called_as_the_country_filled_calls_it(admin: Client) -> None:
    page = admin.post(NEW, begun(admin) | {"use": SAIMAA, "register": "FI"})
    assert "Y-tunnus" in str(page.context["form"]["business_id"].label)


@pytest.mark.parametrize("act", ["look_up", "use", "branches", "page", "searched_of"])
@pytest.mark.parametrize("bad", ["x" * 301, "a\x00b"], ids=["long", "nul"])
def test_texts_no_company_has_are_refused(admin: Client, act: str, bad: str) -> None:
    sent = begun(admin) | {"register": "NO", "searched_by": "name"}
    if act == "look_up":
        sent |= {"look_up": "name", "name": bad}
    elif act == "searched_of":
        sent |= {"page": "1", "searched_of": bad}
    else:
        sent |= {act: bad}
    assert admin.post(NEW, sent).status_code == 400
    if act == "use":
        assert admin.post(FILL, sent).status_code == 400


def test_nul_in_a_field_is_a_mistake_of_the_form_and_no_fault(admin: Client) -> None:
    for name in ("name", "notes", "marks", "searched", "register", "industry", "country", "searched_by"):
        sent = begun(admin) | {"name": "Nul AS", name: "a\x00b"}
        assert admin.post(NEW, sent).status_code in {302, 422}, name
        assert admin.post(NEW, sent | {"use": SOLVIK, "register": "NO"}).status_code == 200, name
        assert admin.post(FILL, sent | {"use": SOLVIK, "register": "NO"}).status_code == 200, name
        assert admin.post(FILL, sent | {"clear": "1"}).status_code == 200, name


def test_filling_is_only_posted(admin: Client) -> None:
    assert admin.get(FILL).status_code == 405
