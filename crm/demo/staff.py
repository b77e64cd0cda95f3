"""The people of the demo organisation: five who sign in, forty more, and what an hour of theirs costs."""

from dataclasses import dataclass
from random import Random

from django.conf import settings

from crm.demo.people import FIRST_NAMES, LAST_NAMES, email_name
from crm.demo.places import COUNTRIES

# Unit, its parent, its country; a unit with a country and no parent is a company.
UNITS: tuple[tuple[str, str, str], ...] = (
    ("Norway", "", "NO"),
    ("Oslo", "Norway", "NO"),
    ("Bergen", "Norway", "NO"),
    ("Trondheim", "Norway", "NO"),
    ("Finland", "", "FI"),
    ("Helsinki", "Finland", "FI"),
    ("Tampere", "Finland", "FI"),
    ("Sweden", "", "SE"),
    ("Stockholm", "Sweden", "SE"),
    ("Denmark", "", "DK"),
    ("Copenhagen", "Denmark", "DK"),
)
UNIT_NAMES = [name for name, _, _ in UNITS]
COMPANY_OF_UNIT = [UNIT_NAMES.index(parent or name) for name, parent, _ in UNITS]

# How many work in a unit besides those who sign in.
HEADCOUNT = {
    "Norway": 2,
    "Oslo": 8,
    "Bergen": 5,
    "Trondheim": 4,
    "Finland": 1,
    "Helsinki": 6,
    "Tampere": 3,
    "Sweden": 1,
    "Stockholm": 5,
    "Denmark": 1,
    "Copenhagen": 4,
}

# Key of the ready profile (and e-mail address), name, unit. Their language is the browser's until they choose.
SIGN_INS: tuple[tuple[str, str, str, str], ...] = (
    ("admin", "Ingrid", "Solheim", "Norway"),
    ("controller", "Kaisa", "Lindholm", "Norway"),
    ("manager", "Øystein", "Hauge", "Norway"),
    ("account", "Åsa", "Nordby", "Oslo"),
    ("reader", "Søren", "Vestergaard", "Norway"),
)
ACCOUNT_SHARE = 0.03
WITHOUT_PROFILE = (9, 31)
INACTIVE = (6, 20, 36)


@dataclass(frozen=True, slots=True)
class Person:
    place: int
    first_name: str
    last_name: str
    email: str
    unit: int
    country: str
    language: str
    profile: str
    is_active: bool
    hourly_cost: int

    @property
    def initials(self) -> str:
        return (self.first_name[0] + self.last_name[:2]).upper()


def _sign_ins(random: Random) -> list[Person]:
    return [
        Person(
            place=place,
            first_name=first,
            last_name=last,
            email=settings.DEMO_USERS[key],
            unit=UNIT_NAMES.index(unit),
            country="NO",
            language="",
            profile=key,
            is_active=True,
            hourly_cost=random.randrange(56_000, 82_000, 500),
        )
        for place, (key, first, last, unit) in enumerate(SIGN_INS)
    ]


def _profile(number: int, first_of_unit: bool) -> str:
    if number in WITHOUT_PROFILE:
        return ""
    if first_of_unit:
        return "manager"
    return ("account", "account", "account", "reader")[number % 4]


def _name(country: str, random: Random, taken: set[str]) -> tuple[str, str]:
    while True:
        first, last = random.choice(FIRST_NAMES[country]), random.choice(LAST_NAMES[country])
        if email_name(first, last) not in taken:
            taken.add(email_name(first, last))
            return first, last


def _colleague(place: int, number: int, unit: int, first_of_unit: bool, random: Random, taken: set[str]) -> Person:
    country = UNITS[unit][2]
    first, last = _name(country, random, taken)
    return Person(
        place=place,
        first_name=first,
        last_name=last,
        email=f"{email_name(first, last)}@havn.example",
        unit=unit,
        country=country,
        language=("", "en", *[COUNTRIES[country].language] * 4)[number % 6],
        profile=_profile(number, first_of_unit),
        is_active=number not in INACTIVE,
        hourly_cost=random.randrange(44_000, 84_000, 500),
    )


def staff(seed: int) -> list[Person]:
    """Return everyone, those who sign in first."""
    random = Random(f"{seed} staff")
    people = _sign_ins(random)
    taken: set[str] = set()
    number = 0
    for unit, name in enumerate(UNIT_NAMES):
        for place_in_unit in range(HEADCOUNT[name]):
            people.append(_colleague(len(people), number, unit, place_in_unit == 0, random, taken))
            number += 1
    return people


def hourly_cost(person: Person, year: int, first_year: int) -> int:
    """Return what an hour of a person costs in a year, in cents of the base currency."""
    return round(person.hourly_cost * 1.035 ** (year - first_year) / 100) * 100


class Owners:
    """Draws account owners: few own many. One sign-in user owns a fixed share of all."""

    def __init__(self, people: list[Person], share_of_country: dict[str, float]) -> None:
        self.account = next(person for person in people if person.profile == "account")
        self.account_share = {self.account.country: ACCOUNT_SHARE / share_of_country[self.account.country]}
        self.draws = {country: self._draws(people, country) for country in share_of_country}

    def _draws(self, people: list[Person], country: str) -> list[Person]:
        sellers = [
            person
            for person in people[len(SIGN_INS) :]
            if person.country == country and person.profile in ("account", "manager")
        ]
        sellers.sort(key=lambda person: not person.is_active)  # who has left owns little
        return [person for rank, person in enumerate(sellers) for _ in range(round(60 / (rank + 1) ** 0.9))]

    def draw(self, country: str, random: Random) -> Person:
        if random.random() < self.account_share.get(country, 0):
            return self.account
        draws = self.draws[country]
        return draws[int(random.random() * len(draws))]
