"""Companies as the demonstration registers know them before they are written in a register's own form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from crm.demo.companies import Company, CompanyNames
from crm.demo.customer_rows import domain_of, phone
from crm.demo.industries import INDUSTRIES, trades
from crm.demo.numbers import business_ids
from crm.demo.places import COUNTRIES, Country

SEED = 4711  # another one than customers are made with: the numbers are others too
TODAY = date(2026, 5, 20)  # of the demonstration registers, which are always the same
# a word that many names begin with, so that a search for it goes on for pages
FAMILY = {"NO": ("Nordlys", 60), "FI": ("Pohjola", 120)}


@dataclass(frozen=True)
class Place:
    """An address; ``street`` may be a box."""

    street: str
    postcode: str
    city: str


@dataclass(frozen=True)
class Firm:
    """``industry`` is a key of INDUSTRIES, empty where nobody knows; ``employees`` is how many it has."""

    number: str
    name: str
    legal_form: str
    industry: str
    visiting: Place
    postal: Place
    phone: str
    email: str
    website: str
    founded: date
    employees: int
    has_vat: bool = True


def street(country: Country, random: Random) -> str:
    return f"{random.choice(country.streets)} {random.randint(1, 90)}{random.choice(('', '', '', 'A', 'B'))}"


def box(country: Country, random: Random) -> str:
    return f"{country.box} {random.randint(100, 1900)}"


def firms(country_code: str, count: int) -> Iterator[Firm]:
    """As many made-up companies of a country, always the same; first those whose names begin alike."""
    random, names = Random(f"{SEED} {country_code}"), CompanyNames(country_code, SEED)
    numbers = business_ids(country_code, SEED)
    family = _family(country_code, random)
    for place in range(count):
        company = next(family, None) or names.next(random)
        yield _firm(COUNTRIES[country_code], next(numbers), company, place, random)


def _family(country_code: str, random: Random) -> Iterator[Company]:
    word, count = FAMILY[country_code]
    choices = [(trade, town.place) for trade in trades(country_code) for town in COUNTRIES[country_code].towns]
    for (trade, industry), town in random.sample(choices, count):
        form = random.choice(("AS", "AS", "ASA") if country_code == "NO" else ("Oy", "Oy", "Oy", "Oyj"))
        yield Company(f"{word} {trade} {town} {form}", form, industry, town)


def _firm(country: Country, number: str, company: Company, place: int, random: Random) -> Firm:
    town = country.town(company.place, random.random())
    domain = domain_of(company, country)
    visiting = Place(street(country, random), random.choice(town.postcodes), town.name)
    postal = Place(box(country, random), visiting.postcode, town.name) if random.random() < 0.2 else visiting
    return Firm(
        number=number,
        name=company.name,
        legal_form=company.legal_form,
        industry=INDUSTRIES[company.industry].key,
        visiting=visiting,
        postal=postal,
        phone=phone(country, random),
        email=f"post@{domain}" if random.random() < 0.8 else "",
        website=f"www.{domain}" if random.random() < 0.7 else "",
        founded=TODAY - timedelta(days=random.randint(200, 16_000)),
        employees=int(random.random() ** 3 * 400) if place % 7 else 0,
        has_vat=random.random() < 0.9,
    )
