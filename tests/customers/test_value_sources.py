"""Each value of a customer says where it came from."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.timezone import localtime

from accounts.models import User
from customers.models import Customer, Outcome, RegisterAnswer
from customers.register_asking import company_of
from tests.attacks.forms import filled, last_context
from tests.customers.companies import (
    CEASED,
    SOLVIK,
    UNKNOWN,
    begun,
    pick,
)
from tests.customers.filling import SAID, origins_of, saved, sources_of
from tests.matrix.ground import Ground

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


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


def test_an_address_says_where_it_came_from(admin: Client) -> None:
    customer = saved(admin, pick(admin, begun(admin), SOLVIK) | {"postal_street": "Postboks 1", "postal_city": ""})
    page = admin.get(f"/customers/{customer.pk}/contacts/")
    told = {str(address): origin.partition(",")[0] for address, origin in page.context["addresses"]}
    assert told["Strandgaten 18, 5013 Bergen"] == "Public register"
    customer.addresses.filter(is_visiting=True).update(street="Strandgaten 19")
    page = admin.get(f"/customers/{customer.pk}/contacts/")
    assert {origin for address, origin in page.context["addresses"] if address.is_visiting} != {""}


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


def told_by_changes(browser: Client, customer: Customer) -> dict[tuple[str, str], str]:
    page = browser.get(f"/customers/{customer.pk}/changes/")
    return {(str(line.label), line.after): str(line.how) for line in page.context["lines"]}


def test_changes_tells_that_a_customer_and_its_addresses_came_from_the_register(admin: Client) -> None:
    made = saved(admin, pick(admin, begun(admin), SOLVIK) | {"postal_street": "Box 1", "postal_postcode": "",
                                                             "postal_city": "Moss"})  # fmt: skip
    assert told_by_changes(admin, made) == {
        ("Customer", "created"): "Public register",
        ("Address", "Strandgaten 18, 5013 Bergen"): "Public register",
        ("Address", "Box 1, Moss"): "By hand",
    }


def test_changes_tells_that_a_customer_was_typed_by_hand(admin: Client) -> None:
    made = saved(admin, begun(admin) | {"name": "Solvik Energi AS", "street": "Strandgaten 18", "city": "Bergen"})
    assert set(told_by_changes(admin, made).values()) == {"By hand"}


def test_what_changed_by_hand_later_is_not_the_registers(admin: Client) -> None:
    made = saved(admin, pick(admin, begun(admin), SOLVIK))
    pk = made.addresses.get(is_visiting=True).pk
    page = admin.get(f"/customers/{made.pk}/addresses/{pk}/")
    sent = filled(page) | {"street": "Strandgaten 19"}
    assert admin.post(f"/customers/{made.pk}/addresses/{pk}/", sent).status_code == 302
    assert told_by_changes(admin, made)["Address", "Strandgaten 19, 5013 Bergen"] == "By hand"


def test_the_card_tells_when_the_register_was_asked_for_a_new_customer(admin: Client) -> None:
    page = admin.get(f"/customers/{saved(admin, pick(admin, begun(admin), SOLVIK)).pk}/register/")
    assert page.context["asked_at"] == page.context["card"].record.register_checked_at is not None
    html = page.content.decode()
    asked_at = localtime(page.context["asked_at"], ZoneInfo("Europe/Oslo"))  # the demo's organisation is there
    assert f'<dt>Asked</dt>\n        <dd><time datetime="{asked_at:%Y-%m-%dT}' in html


def test_what_the_register_said_is_kept_with_the_customer_made_from_it(admin: Client) -> None:
    made = saved(admin, pick(admin, begun(admin), CEASED))
    answer = RegisterAnswer.objects.get(customer=made)
    company = company_of(answer)
    assert company
    assert (company.number, answer.outcome, answer.asked_at) == (CEASED, Outcome.SAME, made.register_checked_at)
    page = admin.get(f"/customers/{made.pk}/")
    assert [str(label) for label, _tone, _url in page.context["badges"]] == ["Ceased"]


def test_what_the_register_said_of_another_company_is_not_kept(admin: Client) -> None:
    made = saved(admin, pick(admin, begun(admin), SOLVIK) | {"business_id": UNKNOWN})
    assert not RegisterAnswer.objects.filter(customer=made).exists()


def test_a_customer_made_from_the_register_is_taken_back(admin: Client) -> None:
    made = saved(admin, pick(admin, begun(admin), SOLVIK))
    assert RegisterAnswer.objects.filter(customer=made).exists()
    admin.post(f"/customers/{made.pk}/undo/{last_context(Customer)}/")
    assert not Customer.objects.filter(pk=made.pk).exists()
