"""What a country's number is called, and how it looks."""

import pytest
from django.utils import translation

from registries.business_ids import example_for, label_for, normal_business_id
from tests.registries.made_numbers import NORDIC


@pytest.mark.parametrize("country", NORDIC)
def test_the_example_is_a_number_of_the_country(country: str) -> None:
    assert normal_business_id(country, example_for(country))
    assert example_for(country.lower()) == example_for(country)


def test_the_number_is_called_what_its_country_calls_it() -> None:
    names = ["Organisasjonsnummer", "Y-tunnus", "Organisationsnummer", "CVR-nummer"]
    assert [str(label_for(country)) for country in NORDIC] == names
    assert str(label_for("DE")) == str(label_for("")) == "Business ID"
    assert example_for("DE") == example_for("") == ""


def test_the_name_of_other_numbers_is_said_in_the_readers_language() -> None:
    label = label_for("DE")
    with translation.override("fi"):
        assert str(label) == "Y-tunnus"
