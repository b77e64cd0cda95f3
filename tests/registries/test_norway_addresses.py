"""Addresses as Enhetsregisteret writes them: foreign ones with the post code inside the town, care of, no lines."""

from typing import Any

import pytest

from registries.company import RegisteredAddress
from tests.registries.asking import sample
from tests.registries.norwegian import company, hits, unit


def address(**said: Any) -> RegisteredAddress:
    return company(unit(forretningsadresse=said)).visiting


def test_a_foreign_address_has_its_post_code_taken_out_of_the_town() -> None:
    found = company(sample("brreg/unit-foreign-address"))
    assert found.visiting == RegisteredAddress("ul. Portowa 12", "81-336", "Gdynia", "PL")
    assert found.postal == RegisteredAddress()
    assert found.city == "Gdynia"
    assert found.employees is None


@pytest.mark.parametrize(
    ("landkode", "poststed", "postcode", "city"),
    [
        ("PL", "81-336 GDYNIA", "81-336", "Gdynia"),
        ("DE", "DE-92711 Parkstein", "92711", "Parkstein"),
        ("LU", "L-1234 LUXEMBOURG", "1234", "Luxembourg"),
        ("SE", "SE-114 55 STOCKHOLM", "114 55", "Stockholm"),
        ("SE", "114 55 STOCKHOLM", "114 55", "Stockholm"),
        ("DK", "2800 KONGENS LYNGBY", "2800", "Kongens Lyngby"),
        ("FI", "FI-00100 HELSINKI", "00100", "Helsinki"),
        ("GB", "SW1A 1AA LONDON", "SW1A 1AA", "London"),
        ("CZ", "110 00 PRAHA 1", "110 00", "Praha 1"),
        ("IS", "101 REYKJAVIK", "101", "Reykjavik"),
        ("NL", "1012 AB AMSTERDAM", "1012 AB", "Amsterdam"),
        ("NL", "1012AB AMSTERDAM", "1012AB", "Amsterdam"),
        ("BE", "8660 DE PANNE", "8660", "De Panne"),
        ("GB", "LONDON SW1A 1AA", "", "London SW1A 1AA"),
        ("US", "NEW YORK NY 10001", "", "New York NY 10001"),
        ("DE", "BERLIN 10115", "", "Berlin 10115"),
        ("PL", "GDYNIA", "", "Gdynia"),
        ("PL", "81-336", "", "81-336"),
    ],
)
def test_the_post_code_of_a_foreign_town_is_found(landkode: str, poststed: str, postcode: str, city: str) -> None:
    found = address(adresse=["A 1"], landkode=landkode, poststed=poststed)
    assert (found.postcode, found.city.casefold(), found.country) == (postcode, city.casefold(), landkode)


def test_a_norwegian_town_is_not_taken_apart() -> None:
    assert address(poststed="7010 TRONDHEIM", landkode="NO").postcode == ""
    assert address(poststed="MO I RANA", postnummer="8622", landkode="NO").city == "Mo i Rana"


def test_a_care_of_line_stays_and_a_blank_line_goes() -> None:
    found = hits(sample("brreg/search-page0")).companies[2]
    assert found.visiting.street == "c/o Solvik Energi AS, Kleppestø 4"


@pytest.mark.parametrize("lines", [[], ["", "  "], [None], None, "Strandgaten 18"])
def test_an_address_may_have_no_lines(lines: Any) -> None:
    found = address(adresse=lines, postnummer="5013", poststed="BERGEN", landkode="NO")
    assert found == RegisteredAddress("", "5013", "Bergen", "NO")
    assert str(found) == "5013 Bergen"


def test_only_a_postal_address_still_tells_the_town() -> None:
    assert company(unit("forretningsadresse")).city == "Bergen"
