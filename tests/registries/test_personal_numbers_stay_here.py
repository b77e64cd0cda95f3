"""A personal identity number is never sent to a register, however it is typed; names with digits in them are."""

import pytest
from django.core.cache import cache
from django.utils import translation

from registries import interface
from registries.errors import Personal
from registries.http import Answer
from tests.registries.asking import Canned, sample

ANSWERS = {"/enheter": Answer(200, sample("brreg/search-empty")), "/companies": Answer(200, sample("ytj/search-empty"))}
PEOPLE = {
    "Norwegian": "15108695088",
    "Norwegian in two": "151086 95088",
    "Norwegian with a hyphen": "151086-95088",
    "Norwegian in pairs": "15 10 86 950 88",
    "Norwegian with dots": "15.10.86 95088",
    "Norwegian with a no-break space": "151086\u00a095088",
    "Norwegian with a zero-width space": "151086\u200b95088",
    "Norwegian in wide digits": "１５１０８６９５０８８",
    "Norwegian D-number": "55108694016",
    "Finnish of the 1900s": "131052-308T",
    "Finnish in small letters": "131052-308t",
    "Finnish with a dash": "131052\u2013308T",
    "Finnish of the 1800s": "131052+308T",
    "Finnish of the 2000s": "131005A308N",
    "Finnish without its sign": "131052308T",
    "Finnish with blanks": "131052 - 308 T",
    "Finnish with dots": "13.10.52-308T",
    **{f"Finnish with {sign}": f"131052{sign}308T" for sign in "YXWVU"},
    **{f"Finnish with {sign}": f"131005{sign}308N" for sign in "BCDEF"},
    "Swedish": "880320-0016",
    "Swedish without hyphen": "8803200016",
    "Swedish with its century": "19880320-0016",
    "Swedish in twelve digits": "198803200016",
    "Swedish with a blank": "880320 0016",
    "Swedish over a hundred": "160320+0013",
    "Swedish as a VAT number": "SE880320001601",
    "Swedish coordination number": "701063-2391",
    "Swedish coordination number in twelve digits": "197010632391",
    "Danish": "211062-5629",
    "Danish without hyphen": "2110625629",
    "Danish with a blank": "211062 5629",
}
AROUND = [
    "{}",
    " {} ",
    "Ola Nordmann {}",
    "{} Ola",
    "Kari, {}, Oslo",
    "f.nr. {}",
    "5 {} 7",
    "({})",
    "Ola{}",
    "99 88 77 {}",
]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Canned:
    canned = Canned(ANSWERS)
    monkeypatch.setattr(interface, "_client", lambda registry: canned)
    cache.clear()
    return canned


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("number", PEOPLE.values(), ids=PEOPLE.keys())
def test_a_personal_identity_number_is_never_sent(client: Canned, number: str, around: str) -> None:
    typed = around.format(number)
    for country in ("NO", "FI"):
        for ask in (interface.search, interface.get, interface.branches):
            with pytest.raises(Personal):
                ask(country, typed)
    assert client.asked == []


@pytest.mark.parametrize(
    "name",
    [
        "7-Eleven Norge",
        "Studio 54 AS",
        "2020 Konsult AB",
        "Eiendom 2020-2024 AS",
        "Kvartal 151086 AS",
        "Sameiet Storgata 12-14",
        "Gnr 123 Bnr 456 Snr 7",
        "Jubileet 10.10.2020-11.11.2021",
        "Festivalen 01.02.2024 kl 12 30",
        "100 000 Kroner AS",
        "Tlf 22 33 44 55",
        "Tlf +47 22 33 44 55",
        "GLN 7080000123456",
        "Solvik 931204777",
        "Saimaa 2748193-2",
        "Havn 556012-5790",
        "Lego 54562519",
        "Ola 15108695089",  # whose last digit cannot be right
    ],
)
@pytest.mark.parametrize("country", ["NO", "FI"])
def test_a_name_with_digits_is_searched_for(client: Canned, country: str, name: str) -> None:
    interface.search(country, name)
    assert client.asked


def test_the_refusal_says_what_is_wrong_in_the_readers_language() -> None:
    assert str(Personal()) == "This looks like a personal identity number: it is not sent to any register."
    with translation.override("fi"):
        assert str(Personal())
