"""Organisation numbers and VAT numbers, judged by python-stdnum."""

from itertools import islice

import pytest
from stdnum.dk import cvr
from stdnum.fi import alv, ytunnus
from stdnum.no import mva
from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish
from stdnum.se import vat as swedish_vat

from crm.demo.numbers import business_ids, vat_number

JUDGES = {
    "NO": (norwegian, mva),
    "FI": (ytunnus, alv),
    "SE": (swedish, swedish_vat),
    "DK": (cvr, cvr),
}


@pytest.mark.parametrize("country", JUDGES)
@pytest.mark.parametrize("seed", [1, 2, 997])
def test_numbers_have_valid_check_digits(country: str, seed: int) -> None:
    id_judge, vat_judge = JUDGES[country]
    for business_id in islice(business_ids(country, seed), 3_000):
        assert id_judge.is_valid(business_id), business_id
        assert vat_judge.is_valid(vat_number(country, business_id)), business_id


@pytest.mark.parametrize("country", JUDGES)
def test_no_number_comes_twice(country: str) -> None:
    numbers = list(islice(business_ids(country, 1), 300_000))
    assert len(numbers) == len(set(numbers)) == 300_000


def test_numbers_are_in_their_countrys_range() -> None:
    assert {next(business_ids("NO", seed))[0] for seed in range(50)} == {"8", "9"}
    assert all(number[6] == "-" for number in islice(business_ids("SE", 1), 100))


def test_another_seed_gives_other_numbers() -> None:
    assert next(business_ids("DK", 1)) != next(business_ids("DK", 2))
