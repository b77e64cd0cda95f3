"""The demonstration registers: always the same, lifelike, and every situation of the real ones among them."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from stdnum.fi import ytunnus
from stdnum.no import orgnr

from crm.demo.business_lines import BUSINESS_LINES
from crm.demo.firms import Firm
from crm.demo.generate import Demo
from crm.demo.industries import INDUSTRIES
from crm.demo.municipalities import FINNISH, NORWEGIAN
from crm.demo.places import COUNTRIES
from crm.demo.registers import Registers, customers, registers
from customers.models import Customer
from registries import interface
from registries.company import Company, Situation
from registries.errors import Withheld
from registries.finland import Finland
from registries.norway import Norway


@pytest.fixture(scope="module")
def made() -> Registers:
    return registers()


@pytest.fixture(scope="module")
def norwegian(made: Registers) -> list[Company]:
    return [Norway()._company(unit) for unit in made.norwegian]


@pytest.fixture(scope="module")
def finnish(made: Registers) -> list[Company]:
    return [Finland()._company(row, "fi") for row in made.finnish if row["businessId"]["value"]]


def written(made: Registers) -> str:
    return json.dumps(vars(made), ensure_ascii=False, sort_keys=True)


def test_they_are_always_the_same() -> None:
    assert written(registers()) == written(registers())


def test_every_number_is_valid_and_comes_once(made: Registers) -> None:
    norwegian = [each["organisasjonsnummer"] for each in made.norwegian + made.branches + made.removed]
    finnish = [each["businessId"]["value"] for each in made.finnish if each["businessId"]["value"]]
    assert all(map(orgnr.is_valid, norwegian))
    assert all(map(ytunnus.is_valid, finnish))
    assert len(set(norwegian)) == len(norwegian)
    assert len(set(finnish)) == len(finnish)


def test_each_country_has_a_few_hundred(made: Registers) -> None:
    assert 250 < len(made.norwegian) < 500
    assert 250 < len(made.finnish) < 500
    assert len(made.branches) > 50
    assert made.removed


def test_a_common_word_goes_on_for_pages(made: Registers, settings: LazySettings) -> None:
    with made.standin() as standin:
        settings.DEMO_REGISTERS_URL = standin.url
        for country, word in (("NO", "nordlys"), ("FI", "pohjola")):
            first, second = (interface.search(country, word, page) for page in (0, 1))
            assert first.has_more
            assert second.companies
            assert not {each.number for each in first.companies} & {each.number for each in second.companies}


def test_every_industry_has_digits_that_begin_with_its_nace() -> None:
    assert list(BUSINESS_LINES) == [line.key for line in INDUSTRIES]
    for line in INDUSTRIES:
        found = BUSINESS_LINES[line.key]
        assert len(found.digits) == 5
        assert found.digits.startswith(line.nace.replace(".", ""))
        assert all(found.texts.values())


def test_every_town_has_a_municipality() -> None:
    for known, country in ((NORWEGIAN, "NO"), (FINNISH, "FI")):
        assert list(known) == [town.name for town in COUNTRIES[country].towns]
        assert all(number.isdigit() for _, number in known.values())


def test_every_situation_is_present(norwegian: list[Company], finnish: list[Company]) -> None:
    for found in (norwegian, finnish):
        counted = Counter(each.situation for each in found)
        wanted = {Situation.ACTIVE, Situation.BANKRUPT, Situation.LIQUIDATION, Situation.REORGANISATION}
        assert {*wanted, Situation.DELETED} == set(counted)
        assert counted[Situation.ACTIVE] > 0.7 * len(found)


NORWEGIAN_CASES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "deleted, in another form": lambda unit: unit["respons_klasse"] == "SlettetEnhet",
    "bankrupt without a date": lambda unit: unit.get("konkurs") and "konkursdato" not in unit,
    "dissolved by force, the reason in a key": lambda unit: any(key.startswith("tvangsopplost") for key in unit),
    "reorganised by date alone": lambda unit: "underRekonstruksjonsforhandlingDato" in unit,
    "one to four employees": lambda unit: unit.get("harRegistrertAntallAnsatte") and "antallAnsatte" not in unit,
    "employees unknown": lambda unit: unit.get("harRegistrertAntallAnsatte") is False,
    "no employees": lambda unit: unit.get("antallAnsatte") == 0,
    "former names": lambda unit: len(unit.get("historiskeNavn", [])) > 1,
    "a foreign address": lambda unit: "postnummer" not in unit.get("forretningsadresse", {"postnummer": 1}),
    "a foreign post code with its country": lambda unit: (
        unit.get("forretningsadresse", {}).get("poststed", "").startswith("DE-")
    ),
    "a box": lambda unit: "Postboks" in str(unit.get("postadresse")),
    "in care of somebody": lambda unit: "c/o" in str(unit.get("forretningsadresse")),
    "a blank line": lambda unit: "" in unit.get("forretningsadresse", {}).get("adresse", []),
    "no line": lambda unit: unit.get("forretningsadresse", {}).get("adresse") == [],
    "no address": lambda unit: unit["respons_klasse"] == "Enhet" and "forretningsadresse" not in unit,
    "a remark": lambda unit: unit.get("paategninger"),
    "in nynorsk": lambda unit: unit.get("maalform") == "Nynorsk",
    "a mobile phone only": lambda unit: "mobil" in unit and "telefon" not in unit,
    "in a group": lambda unit: unit.get("erIKonsern") and "kapital" in unit,
    "voluntarily for VAT": lambda unit: unit.get("frivilligMvaRegistrertBeskrivelser"),
    "not for VAT": lambda unit: unit.get("registrertIMvaregisteret") is False,
    "two industries": lambda unit: "naeringskode2" in unit,
    "a sole trader": lambda unit: unit["organisasjonsform"]["kode"] == "ENK",
}
FINNISH_CASES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a former name": lambda row: any(each["type"] == "1" and "endDate" in each for each in row["names"]),
    "a Swedish name": lambda row: any(each["type"] == "2" for each in row["names"]),
    "a trade name": lambda row: any(each["type"] == "3" for each in row["names"]),
    "a box": lambda row: any(each["postOfficeBox"] for each in row["addresses"]),
    "in care of somebody": lambda row: any(each["co"] for each in row["addresses"]),
    "a flat": lambda row: any(each["apartmentNumber"] for each in row["addresses"]),
    "a foreign address": lambda row: any("freeAddressLine" in each for each in row["addresses"]),
    "a Swedish city": lambda row: "HELSINGFORS" in str(row["addresses"]),
    "no address of a living one": lambda row: not row["addresses"] and "endDate" not in row,
    "no website": lambda row: "website" not in row,
    "an empty website": lambda row: row.get("website", {"url": 1}) is None,
    "a code of 2002": lambda row: row["mainBusinessLine"]["typeCodeSet"] == "TOIMI2",
    "a code of 2008": lambda row: row["mainBusinessLine"]["typeCodeSet"] == "TOIMI3",
    "a code of 2025": lambda row: row["mainBusinessLine"]["typeCodeSet"] == "TOIMI4",
    "out of trouble": lambda row: any("endDate" in each for each in row["companySituations"]),
    "VAT that has ended": lambda row: any(
        each["register"] == "6" and "endDate" in each for each in row["registeredEntries"] if "endDate" not in row
    ),
    "no VAT": lambda row: not any(each["register"] == "6" for each in row["registeredEntries"]),
    "no number": lambda row: row["businessId"]["value"] is None,
    "a moment with a space": lambda row: " " in row["lastModified"],
    "a public company": lambda row: row["companyForms"][0]["type"] == "17",
    "a limited partnership": lambda row: row["companyForms"][0]["type"] == "13",
}


@pytest.mark.parametrize("case", NORWEGIAN_CASES)
def test_norway_has_a_unit(made: Registers, case: str) -> None:
    assert any(map(NORWEGIAN_CASES[case], made.norwegian))


@pytest.mark.parametrize("case", FINNISH_CASES)
def test_finland_has_a_company(made: Registers, case: str) -> None:
    assert any(map(FINNISH_CASES[case], made.finnish))


def test_branches_belong_to_units_and_one_is_closed(made: Registers) -> None:
    parents = {each["organisasjonsnummer"] for each in made.norwegian}
    assert {each["overordnetEnhet"] for each in made.branches} <= parents
    read = [Norway()._company(each) for each in made.branches]
    assert all(each.is_branch and each.city for each in read)
    assert Situation.DELETED in {each.situation for each in read}


def test_nothing_is_empty_or_null_in_norway(made: Registers) -> None:
    for unit in made.norwegian + made.branches:
        assert not [key for key, value in unit.items() if value in (None, "")]


def test_what_is_written_is_read_without_loss(made: Registers, norwegian: list[Company]) -> None:
    for unit, company in zip(made.norwegian, norwegian, strict=True):
        assert company.registered_name == unit["navn"] == unit["navn"].upper()
        assert company.number == unit["organisasjonsnummer"]
        address = unit.get("forretningsadresse", {})
        assert company.visiting.street == ", ".join(filter(None, address.get("adresse", [])))
        assert company.visiting.city.upper() in address.get("poststed", "").upper()
        assert (company.industry.code if company.industry else None) == unit.get("naeringskode1", {}).get("kode")
        assert len(company.former_names) == len(unit.get("historiskeNavn", []))
        assert company.vat_registered == unit.get("registrertIMvaregisteret")


def test_finnish_companies_are_read_without_loss(made: Registers, finnish: list[Company]) -> None:
    rows = [row for row in made.finnish if row["businessId"]["value"]]
    for row, company in zip(rows, finnish, strict=True):
        names = {each["name"] for each in row["names"] if each["type"] == "1"}
        assert {company.registered_name, *company.former_names} == names
        streets = [each for each in row["addresses"] if each["type"] == 1]
        assert bool(company.visiting) == bool(streets)
        for each in streets:
            assert company.visiting.street.startswith(f"{each['street']} {each['buildingNumber']}")
            assert company.visiting.city.upper() in str(each["postOffices"])
        assert company.industry is not None
        assert company.industry.code == row["mainBusinessLine"]["type"]


# --- with the customers of the demo data in them


@pytest.fixture(scope="module")
def firms(demo_data: Demo) -> dict[str, list[Firm]]:
    return {country: customers(country) for country in ("NO", "FI")}


@pytest.fixture(scope="module")
def whole(firms: dict[str, list[Firm]]) -> Registers:
    return registers(firms["NO"], firms["FI"])


def test_every_customer_with_a_number_is_registered(
    firms: dict[str, list[Firm]], whole: Registers, made: Registers
) -> None:
    units = [each["organisasjonsnummer"] for each in whole.norwegian + whole.removed]
    branches = [each["organisasjonsnummer"] for each in whole.branches]
    numbers = set(units)
    assert len({*units, *branches}) == len(units + branches)
    assert {each.number for each in firms["NO"]} <= numbers
    assert {each.number for each in firms["FI"]} <= {each["businessId"]["value"] for each in whole.finnish}
    assert len(whole.norwegian) == len(made.norwegian) + len(firms["NO"]) - (len(whole.removed) - len(made.removed))
    assert len(whole.finnish) == len(made.finnish) + len(firms["FI"])


@pytest.mark.parametrize("country", ["NO", "FI"])
def test_most_customers_are_registered_as_their_cards_say(
    firms: dict[str, list[Firm]], whole: Registers, country: str
) -> None:
    count = len(firms[country])
    if country == "NO":
        read = {each["organisasjonsnummer"]: Norway()._company(each) for each in whole.norwegian}
    else:
        read = {each["businessId"]["value"]: Finland()._company(each, "fi") for each in whole.finnish[:count]}
    counted = Counter(
        (
            company.registered_name.upper() == firm.name.upper(),
            company.visiting.street == firm.visiting.street,
            not company.has_trouble,
        )
        for firm in firms[country]
        if (company := read.get(firm.number))
    )
    assert counted[True, True, True] > 0.75 * count
    assert sum(count for (name, _, _), count in counted.items() if not name) >= 5
    assert sum(count for (_, street, _), count in counted.items() if not street) >= 10
    assert sum(count for (_, _, fine), count in counted.items() if not fine) >= 10


def test_one_customer_is_withheld_and_one_is_deleted(
    firms: dict[str, list[Firm]], whole: Registers, settings: LazySettings
) -> None:
    withheld = {each["organisasjonsnummer"] for each in whole.removed} & {each.number for each in firms["NO"]}
    deleted = {each["organisasjonsnummer"] for each in whole.norwegian if "slettedato" in each}
    assert deleted & {each.number for each in firms["NO"]}
    with whole.standin() as standin:
        settings.DEMO_REGISTERS_URL = standin.url
        with pytest.raises(Withheld):
            interface.get("NO", withheld.pop())


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_data")
def test_a_customer_whose_number_cannot_be_one_is_passed_over() -> None:
    first, second = Customer.objects.filter(country="FI").exclude(business_id="").order_by("number")[:2]
    Customer.objects.filter(pk=first.pk).update(business_id="not yet")
    assert customers("FI")[0].number == second.business_id


@pytest.mark.django_db
def test_no_customer_of_the_demo_data_is_missing(firms: dict[str, list[Firm]]) -> None:
    for country, found in firms.items():
        ours = Customer.objects.filter(country=country, is_internal=False).exclude(business_id="")
        assert {each.number for each in found} == set(ours.values_list("business_id", flat=True))
