"""Stand-ins for the registers; no answer and no connection is kept from one test to the next."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from registries import interface
from registries.http import Client
from registries.standin import Standin
from tests.registries.asking import sample
from tests.registries.questions import Clock


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    cache.clear()
    interface._client_at.cache_clear()
    yield
    cache.clear()
    interface._client_at.cache_clear()


@pytest.fixture
def standin(settings: LazySettings) -> Iterator[Standin]:
    """Both services with the companies of the samples; ``registries.interface`` asks it."""
    first, second = sample("brreg/search-page0"), sample("brreg/search-page1")
    units = [*first["_embedded"]["enheter"], *second["_embedded"]["enheter"]]
    units += [sample(f"brreg/{name}") for name in ("unit-deleted-200", "unit-foreign-address")]
    parent = "931204777"
    branch = {
        "organisasjonsnummer": "973861778",
        "navn": "SOLVIK ENERGI AVD BODØ",
        "organisasjonsform": {"kode": "BEDR", "beskrivelse": "Underenhet til næringsdrivende og offentlig forvaltning"},
        "overordnetEnhet": parent,
        "beliggenhetsadresse": {"landkode": "NO", "postnummer": "8006", "poststed": "BODØ", "adresse": ["Sjøgata 3"]},
    }
    companies = sample("ytj/search")["companies"] + [
        sample(f"ytj/{name}")["companies"][0] for name in ("nokia", "company-ceased", "company-foreign-address")
    ]
    with Standin(units, companies, branches=[branch], removed=[sample("brreg/unit-removed-410")]) as running:
        settings.DEMO_REGISTERS_URL = running.url
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(standin: Standin, clock: Clock) -> Client:
    """Asks the Norwegian half of the stand-in, by a clock that stands still."""
    return Client(f"{standin.url}/brreg", clock)
