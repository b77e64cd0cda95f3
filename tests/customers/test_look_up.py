"""The magnifier: what a look-up shows, which companies are customers already, and what it refuses."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from customers.models import Customer
from registries.standin import Standin
from tests import factories
from tests.customers.companies import ABROAD, FILL, LOOK_UP, NEW, SOLVIK, UNKNOWN, WITHHELD, add, begun, numbers, unit
from tests.matrix.ground import MAY_CREATE, PROFILES, SEES, Ground
from tests.matrix.unchanged import nothing_is_written
from tests.registries import faults

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
NUL = "a\x00b"
LONG = "x" * 301
WHOSE = ("mine", "unit", "foreign")


def look(browser: Client, typed: str = "solvik", **asked: str) -> Any:
    return browser.get(LOOK_UP, {"register": "NO", "typed": typed, **asked})


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def hit_of(answer: Any, number: str) -> str:
    """The part of the list about one company."""
    found = re.search(rf'<li class="hit[^>]*data-number="{number}">.*?</li>', text(answer))
    assert found, f"{number} is not shown"
    return found[0]


def test_companies_are_found_by_words_of_their_name_and_nothing_is_written(
    ground: Ground, browsers: Browsers, standin: Standin
) -> None:
    with nothing_is_written():
        answer = look(browsers["admin"], "solvik energi")
    assert answer.status_code == 200
    assert "Solvik Energi AS" in hit_of(answer, SOLVIK)
    assert "989760432" not in text(answer)  # Solvik Holding
    assert "3 of 3" in text(answer)


def test_a_number_finds_its_company_in_whatever_spelling(ground: Ground, browsers: Browsers, standin: Standin) -> None:
    for typed in (SOLVIK, "931 204 777", "NO931204777MVA"):
        assert "Solvik Energi AS" in hit_of(look(browsers["admin"], typed, by="business_id"), SOLVIK)
    finnish = browsers["admin"].get(LOOK_UP, {"register": "FI", "typed": "27481932", "by": "business_id"})
    assert "Saimaan Konepaja Oy" in hit_of(finnish, "2748193-2")


def test_branches_are_found_and_say_what_they_are(ground: Ground, browsers: Browsers, standin: Standin) -> None:
    answer = look(browsers["admin"], "", of=SOLVIK)
    assert "Branch" in hit_of(answer, "973861778")


def test_pages_go_on_where_the_last_one_ended(ground: Ground, browsers: Browsers, standin: Standin) -> None:
    made = [unit(number, f"Fjordbruk {place:02}") for place, number in enumerate(islice(numbers(), 30))]
    add(standin, *made)
    first, second = look(browsers["admin"], "fjordbruk"), look(browsers["admin"], "fjordbruk", page="1")
    shown = re.findall(r'data-number="(\d+)"', text(first)) + re.findall(r'data-number="(\d+)"', text(second))
    assert shown == [each["organisasjonsnummer"] for each in made]
    assert "Show more" in text(first)
    assert "Show more" not in text(second)
    assert "30 of 30" in text(second)


def test_the_count_ends_where_the_hits_end(ground: Ground, browsers: Browsers, standin: Standin) -> None:
    """Companies that cannot be read are neither shown nor waited for."""
    made = [unit(number, f"Fjordbruk {place:02}") for place, number in enumerate(islice(numbers(), 55))]
    for place in (3, 52):
        made[place]["organisasjonsform"], made[place]["navn"] = None, "   "
    add(standin, *made)
    standin.norway.names |= {each["organisasjonsnummer"]: ["fjordbruk"] for each in made}
    pages = [text(look(browsers["admin"], "fjordbruk", **asked)) for asked in ({}, {"page": "1"}, {"page": "2"})]
    assert [len(re.findall('data-number="', each)) for each in pages] == [24, 25, 4]
    assert [re.findall(r"(\d+ of \d+)<", each)[-1] for each in pages] == ["24 of 54", "49 of 54", "53 of 53"]
    assert [("Show more" in each) for each in pages] == [True, True, False]
    assert "Type more of the name" not in "".join(pages)


def test_a_page_past_the_end_says_that_all_are_shown(ground: Ground, browsers: Browsers, standin: Standin) -> None:
    add(standin, *(unit(number, "Fjordbruk") for number in islice(numbers(), 30)))
    past = text(look(browsers["admin"], "fjordbruk", page="2"))
    assert "30 of 30" in past
    assert "Show more" not in past
    assert "Type more of the name" not in past
    assert "No hits" not in past


def test_hits_that_cannot_be_read_are_never_told_as_none(ground: Ground, browsers: Browsers, standin: Standin) -> None:
    standin.fault = faults.says({"page": {"size": 25, "totalElements": 79, "totalPages": 4, "number": 0}})
    answer = text(look(browsers["admin"]))
    assert "No hits" not in answer
    assert "The register gave an answer that cannot be read." in answer


@pytest.mark.parametrize("who", PROFILES)
def test_a_customer_in_sight_is_shown_and_of_one_out_of_sight_only_whom_to_ask(
    ground: Ground, browsers: Browsers, standin: Standin, who: str
) -> None:
    made = dict(zip(WHOSE, islice(numbers(), 3), strict=True))
    add(standin, *(unit(number, f"Havgard {key}") for key, number in made.items()))
    for key, number in made.items():
        Customer.objects.filter(pk=ground.customers[key].pk).update(business_id=number, country="NO")
    answer = look(browsers[who], "havgard")
    if who not in MAY_CREATE:
        assert answer.status_code == 404
        return
    for key, number in made.items():
        customer, shown = ground.customers[key], hit_of(answer, number)
        assert "data-use" not in shown  # nobody makes the same customer twice
        if key in SEES[who]:
            assert f"Already a customer, {customer.number}" in shown
            assert f'href="/customers/{customer.pk}/"' in shown
        else:
            assert f"Already a customer: ask {customer.account_owner}" in shown
            for secret in (customer.name, str(customer.number), str(customer.pk), "href="):
                assert secret not in shown
            assert customer.name not in text(answer)


def test_a_customer_out_of_sight_without_owner_names_an_administrator(
    ground: Ground, browsers: Browsers, standin: Standin
) -> None:
    Customer.objects.filter(pk=ground.customers["foreign"].pk).update(
        business_id=SOLVIK, country="NO", account_owner=None
    )
    assert "Already a customer: ask an administrator" in hit_of(look(browsers["account"]), SOLVIK)


def test_the_same_digits_of_another_country_are_no_customer_of_ours(
    ground: Ground, browsers: Browsers, standin: Standin
) -> None:
    Customer.objects.filter(pk=ground.customers["mine"].pk).update(business_id=SOLVIK, country="SE")
    assert "Already a customer" not in hit_of(look(browsers["admin"]), SOLVIK)


def test_of_two_customers_with_a_number_the_one_in_sight_is_shown(
    ground: Ground, browsers: Browsers, standin: Standin
) -> None:
    """A customer may be without country: the database allows the number once more for it."""
    for seen, hidden in (("NO", ""), ("", "NO")):
        Customer.objects.filter(pk__in=[ground.customers[key].pk for key in WHOSE]).update(business_id="")
        Customer.objects.filter(pk=ground.customers["mine"].pk).update(business_id=SOLVIK, country=seen)
        Customer.objects.filter(pk=ground.customers["foreign"].pk).update(business_id=SOLVIK, country=hidden)
        assert "Already a customer, 1001" in hit_of(look(browsers["account"]), SOLVIK)


def test_a_look_up_takes_as_many_queries_for_one_hit_as_for_a_page_of_them(
    ground: Ground, browsers: Browsers, standin: Standin
) -> None:
    made = list(islice(numbers(), 24))
    add(standin, *(unit(number, f"Fjordbruk {number}") for number in made), unit(UNKNOWN, "Alene"))
    owner = ground.people["finn"]
    for place, number in enumerate(made):
        factories.customer(business_id=number, country="NO", account_owner=owner if place % 2 else None)
    factories.customer(business_id=UNKNOWN, country="NO", account_owner=owner)
    counts = []
    for typed in ("alene", "fjordbruk"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = look(browsers["manager"], typed)
        assert "Already a customer" in text(answer)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 8


@pytest.mark.parametrize(
    "asked",
    [
        {"unknown": "1"},
        {"by": "email"},
        {"by": ""},
        {"typed": LONG},
        {"typed": NUL},
        {"of": LONG},
        {"of": NUL},
        {"register": NUL},
        {"register": LONG},
        {"page": "-1"},
        {"page": "0"},
        {"page": "1001"},
        {"page": "99999999999999999999"},
        {"page": "1.5"},
        {"page": "x"},
        {"page": "²"},
        {"page": NUL},
    ],
    ids=str,
)
def test_what_is_not_understood_is_refused(
    ground: Ground, browsers: Browsers, standin: Standin, asked: dict[str, str]
) -> None:
    assert browsers["admin"].get(LOOK_UP, {"register": "NO", "typed": "solvik", **asked}).status_code == 400


@pytest.mark.parametrize("register", ["", "XX", "no", "SE", "fi", "N", "Norway"])
def test_a_country_without_register_is_said_and_never_a_fault(
    ground: Ground, browsers: Browsers, standin: Standin, register: str
) -> None:
    browser, typed = browsers["admin"], begun(browsers["admin"]) | {"register": register, "name": "solvik"}
    assert browser.get(LOOK_UP, {"register": register, "typed": "solvik"}).status_code == 200
    assert browser.get(LOOK_UP, {"register": register, "typed": "", "of": SOLVIK}).status_code == 200
    assert browser.post(NEW, typed | {"look_up": "name"}).status_code == 200
    assert browser.post(NEW, typed | {"use": SOLVIK}).status_code == 200
    assert browser.post(FILL, typed | {"use": SOLVIK}).status_code == 200
    assert browser.post(NEW, typed | {"branches": SOLVIK}).status_code == 200


def test_the_last_page_there_may_be_is_asked_without_a_fault(
    ground: Ground, browsers: Browsers, standin: Standin
) -> None:
    for country in ("NO", "FI"):
        answer = browsers["admin"].get(LOOK_UP, {"register": country, "typed": "solvik", "page": "999"})
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type a name or a number to look up."),
        ("  ", "Type a name or a number to look up."),
        ("s", "Type at least two letters of the name."),
        ("931204778", "The last digit of"),
        ("15076500565", "personal identity number"),
    ],
)
def test_what_cannot_be_looked_up_is_said(
    ground: Ground, browsers: Browsers, standin: Standin, typed: str, told: str
) -> None:
    answer = look(browsers["admin"], typed)
    assert answer.status_code == 200
    assert told in text(answer)
    assert not standin.asked


def test_no_hits_offer_the_other_register(ground: Ground, browsers: Browsers, standin: Standin) -> None:
    for typed, by in (("nobody here", "name"), (UNKNOWN, "business_id"), (WITHHELD, "business_id")):
        answer = look(browsers["admin"], typed, by=by)
        assert answer.status_code == 200
        assert 'data-number="' not in text(answer)
    assert 'name="look_in" value="FI"' in text(look(browsers["admin"], "nobody here"))


FAULTS = {
    "down": faults.always(503, b""),
    "broken": faults.always(500, b"oops"),
    "busy": faults.busy("60"),
    "html": faults.html,
    "nothing": faults.nothing,
    "truncated": faults.truncated_json,
    "hang up": faults.hang_up,
    "elsewhere": faults.redirect("https://elsewhere.example/"),
    "a list": faults.says([1, 2]),
    "wrong types": faults.says({"_embedded": {"enheter": [None, 1, {"navn": []}]}, "page": {"totalElements": "x"}}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_register_that_fails_is_said_and_never_a_fault_of_ours(
    ground: Ground, browsers: Browsers, standin: Standin, fault: str
) -> None:
    typed = begun(browsers["admin"]) | {"name": "solvik", "business_id": ABROAD, "register": "NO", "notes": "typed"}
    standin.fault = FAULTS[fault]
    assert look(browsers["admin"]).status_code == 200
    assert look(browsers["admin"], SOLVIK, by="business_id").status_code == 200
    assert look(browsers["admin"], "", of=SOLVIK).status_code == 200
    for act in ({"look_up": "name"}, {"use": SOLVIK}, {"branches": SOLVIK}):
        page = browsers["admin"].post(NEW, typed | act)
        assert page.status_code == 200
        assert page.context["form"]["notes"].value() == "typed"
    answer = browsers["admin"].post(FILL, typed | {"use": SOLVIK})
    assert answer.status_code == 200
    assert set(answer.json()) == {"problem"}


def test_nobody_looks_up_who_may_not_make_customers(ground: Ground, browsers: Browsers, standin: Standin) -> None:
    for who in ("reader", "profileless"):
        assert look(browsers[who]).status_code == 404
        assert browsers[who].post(FILL, {"use": SOLVIK}).status_code == 404
        assert browsers[who].post(NEW, {"use": SOLVIK}).status_code == 404
        assert browsers[who].post(NEW, {"look_up": "name", "name": "solvik"}).status_code == 404
    assert not standin.asked
