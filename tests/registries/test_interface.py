"""The one door to the registers: what is asked, what is never asked, and how a third country comes in."""

import re
from typing import Any, ClassVar

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.utils import timezone
from hypothesis import assume, given

from registries import interface
from registries.business_ids import WrongNumber, is_personal
from registries.company import Company, Hits
from registries.errors import NotFound, RegistryError, TooShort
from registries.finland import Finland
from registries.http import Answer, Client
from registries.norway import Norway
from registries.registry import Registry
from tests.registries.asking import Canned, sample
from tests.registries.made_numbers import many, typed_number

NUMBER = "931204777"
ANSWERS = {
    f"/enheter/{NUMBER}": Answer(200, sample("brreg/unit")),
    "/enheter": Answer(200, sample("brreg/search-page0")),
    "/companies": Answer(200, sample("ytj/company")),
}


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Canned:
    canned = Canned(ANSWERS)
    monkeypatch.setattr(interface, "_client", lambda registry: canned)
    cache.clear()
    return canned


# --- numbers and names


@pytest.mark.parametrize(
    "typed",
    [
        "NO 931 204 777 MVA",
        "no 931204777 mva",
        "931.204.777",
        "931204777",
        "931 204 777",
        "931\u00a0204\u202f777",
        " 931-204-777 ",
        "org.nr 931204777",
        "Org.nr. 931 204 777",
        "Org. nr.: NO 931 204 777 MVA",
        "Organisasjonsnummer: 931204777",
        "Foretaksregisteret NO 931 204 777 MVA",
        "NO931204777MVA Foretaksregisteret",
        "FI27481932",
        "2748193-2",
        "2748193\u20132",
        "Y-tunnus 2748193-2",
        "Y-tunnus: 2748193-2",
        "FO-nummer 2748193-2",
        "Business ID 2748193-2",
        "112038-9",
        "93120477",
        "9312047771",
        "SE556012579001",
        "DK-13585628",
        "CVR-nr. 13 58 56 28",
    ],
)
def test_a_number_in_any_notation_is_one(typed: str) -> None:
    assert interface.looks_like_number(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "7-Eleven Norge",
        "Studio 54 AS",
        "2020 Konsult AB",
        "Solvik Energi AS",
        "3T",
        "4Service AS",
        "123 456",
        "Eiendom 2020-2024",
        "Prosjekt 1234567",
        "AS 1234567",
        "1234567 AS",
        "Bydel 1 2 3 4 5 6 7 8",
        "Solvik 931204777",
        "93120477O",
        "",
        "   ",
        "-",
        "NO",
        "org.nr",
        "١٢٣٤٥٦٧٨٩",
    ],
)
def test_a_name_with_numbers_in_it_is_a_name(typed: str) -> None:
    assert not interface.looks_like_number(typed)


@pytest.mark.parametrize("country", ["NO", "FI", "SE", "DK"])
def test_every_number_is_known_as_one_and_as_no_persons(country: str) -> None:
    @many
    @given(typed_number(country))
    def holds(both: tuple[str, str]) -> None:
        assert interface.looks_like_number(both[0])
        # one in millions, typed with a sign after its first digits, leaves a valid personal number behind that sign
        text = interface.readable(both[0])
        assume(not any(is_personal("NO", text[sign.end() :]) for sign in re.finditer(r"\W", text)))
        interface._refuse_personal(both[0])

    holds()


def test_a_number_finds_its_company_alone(client: Canned) -> None:
    found = interface.search("NO", "NO 931 204 777 MVA")
    assert [each.number for each in found.companies] == [NUMBER]
    assert (found.total, found.has_more) == (1, False)
    assert client.asked == [(f"/enheter/{NUMBER}", {})]
    assert [each.number for each in interface.search("FI", "FI27481932").companies] == ["2748193-2"]


def test_an_unknown_number_is_no_hit_in_a_search_and_an_error_alone(client: Canned) -> None:
    assert interface.search("NO", "923609016") == Hits((), 0, 0, False)
    with pytest.raises(NotFound):
        interface.get("NO", "923609016")


def test_a_name_is_searched_for_with_single_blanks(client: Canned) -> None:
    found = interface.search("NO", "  Solvik\u00a0 energi\u200b ", language="nb")
    assert found.total == 5
    assert client.asked == [("/enheter", {"navn": "Solvik energi", "size": "25", "page": "0"})]


@pytest.mark.parametrize("typed", ["", " ", "a", " ø ", "-", "...", "a-", "\u200b", "\x00", "\ud800a"])
def test_less_than_two_letters_are_not_searched_for(client: Canned, typed: str) -> None:
    with pytest.raises(TooShort):
        interface.search("NO", typed)
    assert client.asked == []


@pytest.mark.parametrize("typed", ["ab", "3T", "øl", "A-B", "24"])
def test_two_letters_are_enough(client: Canned, typed: str) -> None:
    assert interface.search("NO", typed).total == 5


def test_a_very_long_text_is_cut_before_it_is_sent(client: Canned) -> None:
    interface.search("NO", "ab " * 10_000)
    assert len(client.asked[0][1]["navn"]) <= interface.LONGEST


@pytest.mark.parametrize(
    ("country", "typed", "reason"),
    [
        ("NO", "931204778", "The last digit of 931204778 should be 7, not 8: check for a typing error."),
        ("NO", "Org.nr. 93120477", "Organisasjonsnummer must have 9 digits; this has 8."),
        ("FI", "2748193-3", "The last digit of 2748193-3 should be 2, not 3: check for a typing error."),
        ("FI", "NO931204778MVA", "Y-tunnus has digits only, such as 0112038-9."),
    ],
)
def test_a_number_that_cannot_be_right_is_explained_before_any_call(
    client: Canned, country: str, typed: str, reason: str
) -> None:
    for ask in (interface.search, interface.get, interface.branches):
        with pytest.raises(WrongNumber) as caught:
            ask(country, typed)
        assert str(caught.value) == reason
    assert client.asked == []


@pytest.mark.parametrize("ask", [interface.get, interface.branches])
def test_no_number_asks_for_nothing(client: Canned, ask: Any) -> None:
    with pytest.raises(NotFound):
        ask("NO", " \u200b ")
    assert client.asked == []


# --- what is kept


def test_an_identical_question_is_asked_once(client: Canned) -> None:
    first, second = interface.get("NO", NUMBER), interface.get("NO", "NO 931 204 777 MVA")
    assert first == second
    assert len(client.asked) == 1
    interface.search("NO", "Solvik")
    interface.search("NO", "SOLVIK ")
    assert len(client.asked) == 2
    interface.search("NO", "Solvik", page=1)
    interface.search("NO", "Solvik", language="sv")
    assert len(client.asked) == 4


def test_an_error_is_not_kept(client: Canned) -> None:
    for _ in range(2):
        with pytest.raises(NotFound):
            interface.get("NO", "923609016")
    assert len(client.asked) == 4  # in both places, twice


# --- addresses


def test_the_services_own_addresses_are_asked(settings: LazySettings) -> None:
    settings.DEMO_REGISTERS_URL, settings.REGISTER_URLS = "", {}
    assert interface.address_of(Norway()) == "https://data.brreg.no/enhetsregisteret/api"
    assert interface.address_of(Finland()) == "https://avoindata.prh.fi/opendata-ytj-api/v3"
    assert not interface.is_demonstration()


def test_a_configured_address_is_asked_instead(settings: LazySettings) -> None:
    settings.DEMO_REGISTERS_URL = ""
    settings.REGISTER_URLS = {"BRREG_API_URL": "https://proxy.example/brreg", "YTJ_API_URL": ""}
    assert interface.address_of(Norway()) == "https://proxy.example/brreg"
    assert interface.address_of(Finland()) == "https://avoindata.prh.fi/opendata-ytj-api/v3"


def test_the_demonstration_registers_are_asked_before_anything_else(settings: LazySettings) -> None:
    settings.DEMO_REGISTERS_URL = "http://127.0.0.1:9"
    settings.REGISTER_URLS = {"BRREG_API_URL": "https://proxy.example/brreg"}
    assert interface.address_of(Norway()) == "http://127.0.0.1:9/brreg"
    assert interface.address_of(Finland()) == "http://127.0.0.1:9/ytj"
    assert interface.is_demonstration()
    assert interface._client(Norway()).base == "http://127.0.0.1:9/brreg"


def test_an_answer_of_the_demonstration_is_not_kept_for_the_real_register(
    client: Canned, settings: LazySettings
) -> None:
    settings.DEMO_REGISTERS_URL = "http://127.0.0.1:9"
    interface.get("NO", NUMBER)
    settings.DEMO_REGISTERS_URL = ""
    interface.get("NO", NUMBER)
    assert len(client.asked) == 2


@pytest.mark.parametrize(
    ("country", "typed", "said"),
    [
        ("NO", "0112038-9", "0112038-9 is a number of YTJ: choose Finland."),
        ("NO", "FI01120389", "0112038-9 is a number of YTJ: choose Finland."),
        ("FI", "NO 923 609 016 MVA", "923609016 is a number of Brønnøysundregistrene: choose Norway."),
        ("NO", "0112038-8", "Organisasjonsnummer must have 9 digits; this has 8."),
        ("FI", "92360901", "No number begins like this: check for a typing error."),
    ],
)
def test_a_number_of_another_register_is_told_as_such(client: Canned, country: str, typed: str, said: str) -> None:
    for ask in (interface.get, interface.search):
        with pytest.raises(WrongNumber) as caught:
            ask(country, typed)
        assert str(caught.value) == said
    assert client.asked == []


# --- a third country


class Denmark(Registry):
    """As small as a country's module can be."""

    key = "cvr"
    country = "DK"
    country_name = "Denmark"
    name = "CVR"
    source = "CVR, Erhvervsstyrelsen"
    licence = "CC BY 4.0"
    api_url = "https://cvr.example/api"
    url_setting = "CVR_API_URL"
    companies: ClassVar[dict[str, str]] = {"24256790": "Novo Nordisk A/S", "54562519": "LEGO A/S"}

    def _company(self, number: str) -> Company:
        return Company(self.key, self.country, number, self.companies[number], self.companies[number],
                       timezone.now(), self.source, self.licence)  # fmt: skip

    def search(self, client: Client, words: str, page: int, language: str) -> Hits:
        client.get("/search", {"q": words})
        found = [self._company(each) for each, name in self.companies.items() if words.lower() in name.lower()]
        return Hits(tuple(found), len(found), page, False)

    def get(self, client: Client, number: str, language: str) -> Company:
        client.get(f"/company/{number}")
        if number not in self.companies:
            raise NotFound(number)
        return self._company(number)


@pytest.fixture
def denmark(monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.setitem(interface.REGISTRIES, "DK", Denmark())
    return interface.REGISTRIES["DK"]


def test_a_third_country_is_one_module_and_one_line(client: Canned, denmark: Registry) -> None:
    assert interface.registry_of("dk") is denmark
    assert interface.sources() == [("brreg", "Brønnøysundregistrene"), ("ytj", "YTJ"), ("cvr", "CVR")]
    assert [each.name for each in interface.search("DK", "lego").companies] == ["LEGO A/S"]
    assert [each.number for each in interface.search("DK", "CVR-nr. DK 24 25 67 90").companies] == ["24256790"]
    assert interface.get("DK", "DK-24256790").name == "Novo Nordisk A/S"
    assert interface.branches("DK", "24256790") == Hits((), 0, 0, False)
    assert client.asked == [("/search", {"q": "lego"}), ("/company/24256790", {})]


def test_a_third_countrys_numbers_are_checked_before_any_call(client: Canned, denmark: Registry) -> None:
    with pytest.raises(WrongNumber, match="The last digit of 24256791 should be 0, not 1"):
        interface.search("DK", "24256791")
    with pytest.raises(RegistryError):
        interface.search("DK", "211062-5629")
    assert interface.search("DK", "61126228") == Hits((), 0, 0, False)
    assert client.asked == [("/company/61126228", {})]


def test_a_third_countrys_address_is_configured_as_the_others_are(denmark: Registry, settings: LazySettings) -> None:
    settings.DEMO_REGISTERS_URL, settings.REGISTER_URLS = "", {}
    assert interface.address_of(denmark) == "https://cvr.example/api"
    settings.REGISTER_URLS = {"CVR_API_URL": "https://proxy.example/cvr"}
    assert interface.address_of(denmark) == "https://proxy.example/cvr"
    settings.DEMO_REGISTERS_URL = "http://127.0.0.1:9"
    assert interface.address_of(denmark) == "http://127.0.0.1:9/cvr"


def test_a_country_without_a_register_has_none() -> None:
    assert interface.registry_of("SE") is None
    assert interface.registry_of("") is None
