"""A Finnish customer beside its register: whoever asks in whatever language sees the same differences."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from customers.models import Address, Customer
from customers.register_differences import differences
from customers.register_takeover import prepare, write
from registries.company import Company, from_json
from tests import factories
from tests.registries.finnish import NUMBER, company

pytestmark = pytest.mark.django_db

LANGUAGES = ("fi", "sv", "en", "nb", "da")
PARTNERSHIP = ("Kommandiittiyhtiö", "Kommanditbolag", "Limited partnership")
BANK = ("Osuuspankki", "Andelsbank", "Cooperative bank")  # nobody writes it short


def said(language: str, code: str = "13", words: tuple[str, ...] = PARTNERSHIP) -> Company:
    told = [{"languageCode": number, "description": text} for number, text in zip("123", words, strict=True)]
    return company(language=language, companyForms=[{"type": code, "descriptions": told}])


def taken_over(found: Company) -> Customer:
    customer = factories.customer(business_id=NUMBER, country="FI")
    write([prepare(customer, [], found)])
    return customer


def differing(customer: Customer, found: Company) -> set[str]:
    return {each.key for each in differences(customer, list(customer.addresses.all()), found)}


def changed(customer: Customer, **values: Any) -> Customer:
    Address.objects.filter(customer=customer).update(**values)
    return customer


@pytest.mark.parametrize("asked", LANGUAGES)
@pytest.mark.parametrize("taken", LANGUAGES)
@pytest.mark.parametrize("form", [("13", PARTNERSHIP), ("15", BANK)], ids=["short", "in words"])
def test_what_was_taken_over_in_one_language_is_no_difference_in_another(
    asked: str, taken: str, form: tuple[str, tuple[str, ...]]
) -> None:
    customer = taken_over(said(taken, *form))
    assert customer.legal_form
    assert customer.addresses.get().city == {"sv": "Villmanstrand"}.get(taken, "Lappeenranta")
    assert differing(customer, said(asked, *form)) == set()


@pytest.mark.parametrize("form", [*PARTNERSHIP, "ky", "KB", "limited  partnership"])
def test_a_legal_form_in_other_words_is_the_same(form: str) -> None:
    customer = taken_over(said("fi"))
    customer.legal_form = form
    assert differing(customer, said("en")) == set()
    customer.legal_form = "Oy"
    assert differing(customer, said("en")) == {"legal_form"}


def test_another_town_or_street_differs_in_every_language() -> None:
    customer = taken_over(said("fi"))
    for language in LANGUAGES:
        assert differing(changed(customer, city="VILLMANSTRAND"), said(language)) == set()
        assert differing(changed(customer, city="Imatra"), said(language)) == {"visiting"}
    assert differing(changed(customer, city="Villmanstrand", street="Satamatie 13"), said("fi")) == {"visiting"}


def test_an_answer_that_was_kept_is_compared_the_same() -> None:
    found = said("fi")
    found = replace(found, fetched_at=found.fetched_at.replace(microsecond=0))
    kept = json.loads(json.dumps(asdict(found), cls=DjangoJSONEncoder))
    read = from_json(kept)
    assert read == found
    assert read.visiting.city_names == found.visiting.city_names
    # as it was kept before there were other names
    for each in (kept["visiting"], kept["postal"]):
        del each["city_names"]
    del kept["legal_form_names"]
    assert (from_json(kept).legal_form_names, from_json(kept).visiting.city_names) == ((), ())
