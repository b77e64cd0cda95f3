"""The small office these tests work in: the same customers, people and dates each time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from django.contrib.auth.hashers import make_password

from accounts.models import AccessProfile, User
from accounts.profiles import create_ready_profiles
from customers.models import Customer, Industry
from tests import factories
from workbench.models import RegisterPreference

PASSWORD = "fjord-and-fell"
PLACES = "Alta Bergen Hamar Molde Tromsø".split()
TRADES = "Fiske Havbruk Laks Reker Sild Skjell Tang Torsk".split()
OTHERS = """Fjordlys Energi AS, Fjellheim Regnskap AS, Østlandet Bygg AS, Åsen Data AS, Saimaan Konepaja Oy,
    Malmö Skog AB, Aarhus Design ApS, Viken Transport AS""".replace("\n", "").split(", ")
INTERNAL = "Nordvik Gruppen AS"
SEAFOOD = len(PLACES) * len(TRADES)
EVERYBODY = SEAFOOD + len(OTHERS) + 1
OWN = 8  # what the account manager owns of the seafood
PAGE = 25  # what the boss has chosen to see on a page


@dataclass
class Office:
    """Who works here; every password is ``PASSWORD``."""

    boss: User
    account_manager: User
    reader: User
    newcomer: User  # has no profile yet

    def move_customer(self, name: str) -> None:
        """What a colleague may do meanwhile: one customer more leaves the list of active ones."""
        Customer.objects.filter(name=name).update(is_active=False)


def open_office() -> Office:
    """Fills the empty database."""
    factories.organisation(name="Nordvik Gruppen")
    profiles = create_ready_profiles()
    unit = factories.unit("Norway", is_company=True)
    password = _hashed()

    def person(key: str, first: str, last: str, profile: AccessProfile | None = None) -> User:
        made = factories.user(
            profile, unit, email=f"{key}@havn.example", first_name=first, last_name=last, language="en"
        )
        made.password = password
        made.save(update_fields=["password"])
        return made

    office = Office(
        boss=person("boss", "Ingrid", "Solheim", profiles["admin"]),
        account_manager=person("account", "Jonas", "Berg", profiles["account"]),
        reader=person("reader", "Aino", "Virtanen", profiles["reader"]),
        newcomer=person("newcomer", "Mikko", "Lahtinen"),
    )
    RegisterPreference.objects.create(user=office.boss, register="customers", columns=[], page_size=PAGE)
    _customers(office)
    return office


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def _customers(office: Office) -> None:
    seafood, other = factories.industry("Seafood"), factories.industry("Software")
    factories.industry("Wood products")
    names = [(f"{place} {trade} AS", place, seafood) for place in PLACES for trade in TRADES]
    names += [(name, "Oslo", other) for name in OTHERS]
    Customer.objects.bulk_create(
        [_customer(number, name, city, industry, office) for number, (name, city, industry) in enumerate(names, 10_001)]
    )
    Customer.objects.bulk_create([Customer(number=10_000, name=INTERNAL, city="Oslo", country="NO", is_internal=True)])
    Customer.objects.update(created_at=datetime(2024, 5, 6, 9, tzinfo=UTC))
    Customer.objects.filter(industry=seafood).update(created_at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    factories.contact(Customer.objects.get(name="Fjordlys Energi AS"), "Nygård", first_name="Sara")


def _customer(number: int, name: str, city: str, industry: Industry, office: Office) -> Customer:
    owner = office.account_manager if number <= 10_000 + OWN else office.boss
    return Customer(
        number=number,
        name=name,
        city=city,
        country="NO",
        industry=industry,
        account_owner=owner,
        email=f"post@{number}.example",
        business_id=f"9{number:08}",
    )
