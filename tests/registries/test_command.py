"""manage.py registries: what a register says, as text or as JSON; what goes wrong in one line."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from registries.standin import Standin
from tests.registries import faults


def said(*words: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("registries", *words, stdout=out, **options)
    return out.getvalue()


@pytest.mark.usefixtures("standin")
def test_a_company_is_a_field_a_line() -> None:
    lines = said("get", "NO", "931 204 777").splitlines()
    assert "name: Solvik Energi AS" in lines
    assert "visiting: Strandgaten 18, 5013 Bergen NO" in lines
    assert "industry: 35.110 Produksjon av elektrisitet (SN)" in lines
    assert "employees: 48" in lines
    assert "vat_registered: yes" in lines
    assert "situation: active" in lines
    assert "founded: 2009-02-20" in lines


@pytest.mark.usefixtures("standin")
def test_hits_are_counted() -> None:
    text = said("search", "no", "solvik", "ener")
    assert text.count("register: brreg") == 3
    assert text.endswith("3 of 3 on page 0\n")
    assert said("search", "NO", "zzzz") == "0 of 0 on page 0\n"


@pytest.mark.usefixtures("standin")
def test_json_has_dates_in_iso_form() -> None:
    found = json.loads(said("get", "FI", "0112038-9", "--json"))
    assert found["founded"] == "1896-12-19"
    assert found["visiting"]["city"] == "Espoo"
    assert found["situation"] == "active"
    hits = json.loads(said("search", "NO", "solvik", "--json"))
    assert (hits["total"], hits["has_more"], len(hits["companies"])) == (5, False, 5)


def test_the_language_and_the_page_are_asked_for(standin: Standin) -> None:
    assert "visiting: Karakaari 7, 02610 Esbo FI" in said("get", "FI", "0112038-9", "--language", "sv")
    said("search", "FI", "saimaan", "--page", "4")
    assert standin.asked[-1].path == "/ytj/companies?name=saimaan&page=2"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("get", "NO", "974760673"), "The register knows no company with this number."),
        (
            ("get", "NO", "931204778"),
            "The last digit of 931204778 should be 7, not 8: check for a typing error.",
        ),
        (("get", "SE", "556012-5790"), "There is no register of SE here; there is one of NO, FI."),
        (("search", "NO", "x"), "Type at least two letters of the name."),
        (("search", "NO", "solvik", "--page", "-1"), "--page must be 0 or more."),
        (
            ("search", "NO", "15108695088"),
            "This looks like a personal identity number: it is not sent to any register.",
        ),
    ],
)
@pytest.mark.usefixtures("standin")
def test_what_goes_wrong_is_a_plain_line(words: tuple[str, ...], line: str) -> None:
    with pytest.raises(CommandError) as caught:
        said(*words)
    assert str(caught.value) == line


def test_a_register_that_fails_is_a_plain_line(standin: Standin) -> None:
    standin.fault = faults.broken
    with pytest.raises(CommandError, match=r"does not answer at the moment.*--demo asks"):
        said("search", "NO", "solvik")


def test_the_demonstration_needs_no_register(standin: Standin) -> None:
    assert "Nordlys" in said("search", "NO", "nordlys", "--demo")
    assert "Pohjola" in said("search", "FI", "pohjola", "--demo", "--page", "1")
    assert not standin.asked
