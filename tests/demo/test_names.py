"""Company names and towns."""

from random import Random

import pytest

from crm.demo.companies import CompanyNames
from crm.demo.industries import INDUSTRIES
from crm.demo.places import COUNTRIES


@pytest.mark.parametrize("country", COUNTRIES)
def test_names_are_nearly_all_distinct(country: str) -> None:
    random, names = Random(1), CompanyNames(country, 1)
    made = [names.next(random).name for _ in range(200_000)]
    assert len(set(made)) > 0.99 * len(made)


@pytest.mark.parametrize("country", COUNTRIES)
def test_names_are_short_and_long_and_fit_their_column(country: str) -> None:
    random, names = Random(1), CompanyNames(country, 1)
    lengths = [len(names.next(random).name) for _ in range(20_000)]
    assert min(lengths) < 15
    assert 120 < max(lengths) <= 200


@pytest.mark.parametrize("country", COUNTRIES)
def test_names_carry_quotes_ampersands_and_nordic_letters_but_nothing_that_breaks_copy(country: str) -> None:
    random, names = Random(1), CompanyNames(country, 1)
    text = "".join(names.next(random).name for _ in range(20_000))
    assert '"' in text
    assert "&" in text
    assert set(text) & set("åäöæø")
    assert not set(text) & set("\t\n\r\\")
    assert not any(name[0] in "=+-@" for name in text.split())  # a spreadsheet would take it for a formula


def test_there_are_about_sixty_industries_each_with_a_code_of_its_own() -> None:
    assert 55 <= len(INDUSTRIES) <= 75
    assert len({line.nace for line in INDUSTRIES}) == len({line.name for line in INDUSTRIES}) == len(INDUSTRIES)


def test_every_country_has_forty_towns_with_postcodes_of_its_form() -> None:
    digits = {"NO": 4, "FI": 5, "SE": 5, "DK": 4}
    for code, country in COUNTRIES.items():
        assert len(country.towns) >= 40
        codes = [postcode.replace(" ", "") for town in country.towns for postcode in town.postcodes]
        assert all(len(postcode) == digits[code] and postcode.isdigit() for postcode in codes)
