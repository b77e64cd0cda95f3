"""The buttons of the form of a new customer, pressed without script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from customers.lookup import Marks
from tests import factories
from tests.customers.companies import (
    FILL,
    NEW,
    SAIMAA,
    SOLVIK,
    UNKNOWN,
    after,
    begun,
    pick,
)
from tests.customers.filling import SAID
from tests.matrix.ground import Ground
from tests.matrix.unchanged import nothing_is_written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


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
