"""Addresses as YTJ writes them: in parts, in two languages, as a box, in somebody's care, or free when abroad."""

from typing import Any

import pytest

from registries.company import RegisteredAddress
from registries.http import Answer
from tests.registries.asking import sample
from tests.registries.finnish import NUMBER, company, get


def address(kind: Any = 1, language: str = "fi", **said: Any) -> RegisteredAddress:
    return company(language=language, addresses=[{"type": kind, **said}]).visiting


OFFICES = [{"city": "VILLMANSTRAND", "languageCode": "2"}, {"city": "LAPPEENRANTA", "languageCode": "1"}]


@pytest.mark.parametrize(
    ("language", "city"),
    [("fi", "Lappeenranta"), ("sv", "Villmanstrand"), ("en", "Lappeenranta"), ("nb", "Lappeenranta"),
     ("da", "Lappeenranta")],
)  # fmt: skip
def test_the_town_comes_in_the_users_language(language: str, city: str) -> None:
    found = get(Answer(200, sample("ytj/company")), NUMBER, language)
    assert found.visiting == RegisteredAddress("Satamatie 12 B 4", "53900", city, "FI")
    assert found.city == city
    assert found.visiting.city_names == ("Lappeenranta", "Villmanstrand")


@pytest.mark.parametrize("language", ["fi", "sv", "en", "nb", "da"])
@pytest.mark.parametrize("code", ["1", "2", "3", None])
def test_a_town_in_another_language_is_better_than_none(language: str, code: str | None) -> None:
    assert address(language=language, postOffices=[{"city": "TURKU", "languageCode": code}]).city == "Turku"
    assert address(language=language, postOffices=[{"city": None, "languageCode": "1"}], street="A").city == ""


@pytest.mark.parametrize("kind", [1, "1"])
def test_a_kind_may_be_a_number_or_a_text(kind: Any) -> None:
    assert address(kind, street="Satamatie").street == "Satamatie"


@pytest.mark.parametrize("kind", [2, "2"])
def test_a_postal_address_is_not_taken_for_a_visiting_one(kind: Any) -> None:
    found = company(addresses=[{"type": kind, "street": "Satamatie", "postOffices": OFFICES}], language="fi")
    assert not found.visiting
    assert (found.postal.street, found.city) == ("Satamatie", "Lappeenranta")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"street": "Satamatie"}, "Satamatie"),
        ({"street": "Satamatie", "buildingNumber": "12"}, "Satamatie 12"),
        ({"street": "Satamatie", "buildingNumber": "12", "entrance": "B"}, "Satamatie 12 B"),
        (
            {"street": "Satamatie", "buildingNumber": "12", "entrance": "B", "apartmentNumber": "4"},
            "Satamatie 12 B 4",
        ),
        (
            {"street": "Satamatie", "buildingNumber": "12-14", "apartmentNumber": "4", "apartmentIdSuffix": "a"},
            "Satamatie 12-14 4a",
        ),
        ({"street": None, "buildingNumber": None, "postOfficeBox": "226"}, "PL 226"),
        ({"street": "", "postOfficeBox": "PL 226"}, "PL 226"),
        ({"street": "Satamatie", "buildingNumber": "1", "postOfficeBox": "226"}, "Satamatie 1, PL 226"),
        ({"street": "Satamatie", "co": "Aalto Oy"}, "c/o Aalto Oy, Satamatie"),
        ({"street": "Satamatie", "co": "c/o Aalto Oy"}, "c/o Aalto Oy, Satamatie"),
        ({"street": "", "co": "C/O Aalto", "postOfficeBox": "2"}, "C/O Aalto, PL 2"),
        ({"street": "  ", "co": "", "postOfficeBox": ""}, ""),
    ],
)
def test_a_line_is_put_together(said: dict[str, Any], line: str) -> None:
    assert address(**said, postCode="53900", postOffices=OFFICES).street == line


def test_the_recorded_box_in_somebodys_care_is_read() -> None:
    data = sample("ytj/search")
    found = get(Answer(200, {"totalResults": 1, "companies": [data["companies"][1]]}), "3029476-7")
    assert found.postal == RegisteredAddress("c/o Tilitoimisto Aalto, PL 226", "00045", "Helsinki", "FI")
    assert not found.visiting
    assert found.city == "Helsinki"


def test_an_address_abroad_is_one_free_line() -> None:
    found = get(Answer(200, sample("ytj/company-foreign-address")), "2683014-1")
    assert found.postal == RegisteredAddress("Sadama tn 5 10111 Tallinn", "", "", "EE")
    assert not found.visiting


def test_an_address_abroad_may_be_in_somebodys_care() -> None:
    found = address(country="EE", freeAddressLine="Sadama_tn_5_", co="Aalto")
    assert found == RegisteredAddress("c/o Aalto, Sadama tn 5", "", "", "EE")


@pytest.mark.parametrize("country", [None, "", "Estonia", 5])
def test_a_country_that_is_no_code_is_left_out(country: Any) -> None:
    assert address(country=country, freeAddressLine="Sadama_tn_5").country == ""
    assert address(country=country, street="Satamatie").country == "FI"


@pytest.mark.parametrize("addresses", [None, [], [{}], ["x"], [{"type": 1}], [{"type": 1, "street": "", "co": None}]])
def test_an_address_may_be_missing(addresses: Any) -> None:
    found = company(addresses=addresses)
    assert found.visiting == found.postal == RegisteredAddress()
    assert found.city == ""
