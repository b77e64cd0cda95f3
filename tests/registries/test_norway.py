"""What Enhetsregisteret says about one unit, and the company it becomes."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from registries.company import IndustryCode, RegisteredAddress, Situation
from registries.errors import BadAnswer, NotFound, Withheld
from registries.http import Answer
from registries.norway import BRANCH, UNIT, Norway
from tests.registries.asking import Canned, sample
from tests.registries.norwegian import NUMBER, REFUSED, WRONG_PATH, company, get, hits, minimal, unit

FLAGS = ("konkurs", "underAvvikling", "underTvangsavviklingEllerTvangsopplosning")


def test_a_unit_becomes_a_company() -> None:
    found = company(sample("brreg/unit"))
    assert (found.register, found.country, found.number) == ("brreg", "NO", NUMBER)
    assert (found.name, found.registered_name) == ("Solvik Energi AS", "SOLVIK ENERGI AS")
    assert (found.legal_form, found.legal_form_text) == ("AS", "Aksjeselskap")
    assert found.visiting == RegisteredAddress("Strandgaten 18", "5013", "Bergen", "NO")
    assert found.postal == RegisteredAddress("Postboks 412", "5805", "Bergen", "NO")
    assert found.industry == IndustryCode("35.110", "Produksjon av elektrisitet", "SN")
    assert (found.employees, found.vat_registered, found.vat_number) == ((48, 48), True, "NO931204777MVA")
    assert (found.website, found.email) == ("https://www.solvik-energi.example", "post@solvik-energi.example")
    assert (found.phone, found.language, found.founded) == ("55 12 34 56", "nb", date(2009, 2, 20))
    assert (found.situation, found.situation_since, found.has_trouble) == (Situation.ACTIVE, None, False)
    assert (found.parent, found.is_branch, found.remarks, found.former_names) == ("", False, (), ())


def test_the_source_and_the_time_are_told() -> None:
    before = timezone.now()
    found = company(sample("brreg/unit"))
    assert before <= found.fetched_at <= timezone.now()
    assert "Brønnøysund" in found.source
    assert found.licence == "NLOD 2.0"


def test_a_real_public_body_is_read() -> None:
    found = company(sample("brreg/registerenheten"))
    assert found.name == "Registerenheten i Brønnøysund"
    assert (found.legal_form, found.parent, found.employees) == ("ORGL", "912660680", (487, 487))
    assert str(found.visiting) == "Havnegata 48, 8900 Brønnøysund"
    assert str(found.postal) == "Postboks 900, 8910 Brønnøysund"
    assert (found.vat_registered, found.vat_number) == (False, "")
    assert found.founded == date(1995, 8, 9)  # when it was registered: nothing says when it was founded
    assert found.situation == Situation.ACTIVE


def test_the_second_version_is_asked_for() -> None:
    accepted = []

    class Listening(Canned):
        def get(self, path: str, params: dict[str, str] | None = None, accept: str = "") -> Answer:
            accepted.append(accept)
            return super().get(path, params, accept)

    client: Any = Listening({})
    with pytest.raises(NotFound):
        Norway().get(client, NUMBER, "nb")
    assert accepted == [UNIT, BRANCH]
    assert all("v2+json" in each for each in accepted)


def test_a_deleted_unit_that_answers_200_has_ceased() -> None:
    found = company(sample("brreg/unit-deleted-200"))
    assert (found.situation, found.situation_since) == (Situation.DELETED, date(2026, 8, 21))
    assert found.has_trouble
    assert found.name == "Fjellheim Bygg AS"
    assert found.former_names == ("Fjellheim Snekkeri AS",)
    assert (found.employees, found.vat_registered, found.industry) == (None, None, None)


@pytest.mark.parametrize("kind", ["SlettetEnhet", "SlettetUnderEnhet"])
def test_a_deleted_unit_without_date_has_ceased_too(kind: str) -> None:
    found = company(minimal(respons_klasse=kind))
    assert (found.situation, found.situation_since) == (Situation.DELETED, None)
    assert found.is_branch == (kind != "SlettetEnhet")


def test_a_removed_unit_is_withheld_with_its_date() -> None:
    number = "915000002"
    with pytest.raises(Withheld) as caught:
        get({f"/enheter/{number}": Answer(410, sample("brreg/unit-removed-410"))}, number)
    assert caught.value.since == date(2025, 2, 10)
    assert "does not mean it has ceased" in str(caught.value)


@pytest.mark.parametrize("body", [None, [], {}, "gone", {"slettedato": None}])
def test_a_removed_unit_is_withheld_without_a_body_too(body: Any) -> None:
    with pytest.raises(Withheld) as caught:
        get({f"/enheter/{NUMBER}": Answer(410, body)})
    assert caught.value.since is None


def test_an_unknown_number_is_not_found_in_either_place() -> None:
    client: Any = Canned({})
    with pytest.raises(NotFound):
        Norway().get(client, NUMBER, "nb")
    assert [path for path, _ in client.asked] == [f"/enheter/{NUMBER}", f"/underenheter/{NUMBER}"]


@pytest.mark.parametrize("place", ["enheter", "underenheter"])
def test_a_wrong_path_is_our_fault_not_an_unknown_company(place: str) -> None:
    with pytest.raises(BadAnswer) as caught:
        get({f"/{place}/{NUMBER}": Answer(404, WRONG_PATH)})
    assert "Not Found" in caught.value.detail


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, None),
        Answer(200, []),
        Answer(200, "x"),
        Answer(200, {}),
        Answer(200, minimal(organisasjonsnummer="")),
        Answer(200, minimal(organisasjonsnummer="931204778")),
        Answer(200, minimal(organisasjonsnummer=931204777)),
        Answer(200, minimal(navn="")),
        Answer(200, minimal(navn=None)),
        Answer(200, sample("brreg/registerenheten")),
        Answer(400, REFUSED),
        Answer(406, None),
        Answer(401, None),
    ],
)
def test_an_answer_about_something_else_is_refused(answer: Answer) -> None:
    with pytest.raises(BadAnswer):
        get({f"/enheter/{NUMBER}": answer})


# --- how it stands with a company


@pytest.mark.parametrize("flag", FLAGS)
def test_a_unit_that_does_not_deny_every_trouble_is_not_called_active(flag: str) -> None:
    assert company(unit(flag)).situation == Situation.UNKNOWN
    assert company(unit(**{flag: None})).situation == Situation.UNKNOWN


def test_a_unit_that_says_nothing_is_unknown_and_never_ended() -> None:
    found = company(minimal())
    assert (found.situation, found.situation_since, found.has_trouble) == (Situation.UNKNOWN, None, False)
    assert found.visiting == found.postal == RegisteredAddress()
    assert (found.industry, found.employees, found.vat_registered, found.founded) == (None, None, None, None)
    assert {found.vat_number, found.legal_form, found.legal_form_text, found.website, found.email} == {""}
    assert {found.phone, found.language, found.parent, found.city} == {""}
    assert (found.former_names, found.trade_names, found.remarks) == ((), (), ())


REASONS = [
    "tvangsopplostPgaManglendeDagligLederDato",
    "tvangsopplostPgaManglendeRevisorDato",
    "tvangsopplostPgaManglendeRegnskapDato",
    "tvangsopplostPgaMangelfulltStyreDato",
    "tvangsavvikletPgaManglendeSlettingDato",
]
TROUBLES = [
    ("konkurs", "konkursdato", Situation.BANKRUPT),
    ("underAvvikling", "underAvviklingDato", Situation.LIQUIDATION),
    *((FLAGS[2], reason, Situation.LIQUIDATION) for reason in REASONS),
]


@pytest.mark.parametrize(("flag", "dated", "situation"), TROUBLES)
def test_a_trouble_is_told_with_or_without_its_date(flag: str, dated: str, situation: Situation) -> None:
    since = date(2026, 3, 1)
    with_date = company(unit(**{flag: True, dated: "2026-03-01"}))
    assert (with_date.situation, with_date.situation_since, with_date.has_trouble) == (situation, since, True)
    without = company(unit(**{flag: True}))
    assert (without.situation, without.situation_since) == (situation, None)
    date_alone = company(unit(flag, **{dated: "2026-03-01"}))
    assert (date_alone.situation, date_alone.situation_since) == (situation, since)
    denied = company(unit(**{flag: False, dated: "2026-03-01"}))
    assert denied.situation == Situation.ACTIVE


def test_a_reason_that_is_null_does_not_hide_the_date_of_another() -> None:
    found = company(unit(**{FLAGS[2]: True, REASONS[0]: None, REASONS[1]: "2026-03-01"}))
    assert found.situation_since == date(2026, 3, 1)


def test_a_reorganisation_has_a_date_and_no_flag() -> None:
    found = company(unit(underRekonstruksjonsforhandlingDato="2026-05-04"))
    assert (found.situation, found.situation_since) == (Situation.REORGANISATION, date(2026, 5, 4))


def test_the_worst_trouble_is_told() -> None:
    found = company(unit(underRekonstruksjonsforhandlingDato="2026-05-04", underAvvikling=True, konkurs=True))
    assert found.situation == Situation.BANKRUPT
    ended = company(unit(konkurs=True, konkursdato="2026-01-01", slettedato="2026-08-21"))
    assert (ended.situation, ended.situation_since) == (Situation.DELETED, date(2026, 8, 21))


def test_the_troubles_of_the_recorded_hits_are_told() -> None:
    holding, east = hits(sample("brreg/search-page1")).companies
    assert (holding.situation, holding.situation_since) == (Situation.LIQUIDATION, date(2026, 4, 1))
    assert (east.situation, east.situation_since) == (Situation.BANKRUPT, date(2024, 3, 3))


# --- what else is told


@pytest.mark.parametrize(
    ("known", "count", "wanted"),
    [
        (True, 48, (48, 48)),
        (True, 0, (0, 0)),
        (True, None, (1, 4)),
        (False, None, None),
        (False, 0, None),
        (None, None, None),
        (None, 7, (7, 7)),
        (True, -1, (1, 4)),
        (True, True, (1, 4)),
    ],
)
def test_employees_are_counted_withheld_or_unknown(
    known: bool | None, count: int | None, wanted: tuple[int, int] | None
) -> None:
    found = company(minimal(harRegistrertAntallAnsatte=known, antallAnsatte=count))
    assert found.employees == wanted


@pytest.mark.parametrize("code", ["62.010", "62.100"])  # SN2007, SN2025
def test_a_code_of_either_generation_is_kept_as_it_is(code: str) -> None:
    found = company(unit(naeringskode1={"kode": code, "beskrivelse": "Programmeringstjenester"}))
    assert found.industry == IndustryCode(code, "Programmeringstjenester", "SN")


@pytest.mark.parametrize(("telefon", "mobil", "wanted"), [("", "900 00 000", "900 00 000"), ("55 1", "900", "55 1")])
def test_a_mobile_stands_in_for_a_phone(telefon: str, mobil: str, wanted: str) -> None:
    assert company(unit(telefon=telefon, mobil=mobil)).phone == wanted
    assert company(unit("telefon", mobil="900 00 000")).phone == "900 00 000"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("www.solvik.example", "https://www.solvik.example"),
        ("http://solvik.example/om", "http://solvik.example/om"),
        ("HTTPS://SOLVIK.EXAMPLE", "HTTPS://SOLVIK.EXAMPLE"),
        ("blåbær.example", "https://blåbær.example"),
        ("solvik.example:8080/@oss", "https://solvik.example:8080/@oss"),
        ("post@solvik.example", ""),
        ("https://post@solvik.example", ""),
        ("javascript:alert(1).example", ""),
        ("ftp://solvik.example", ""),
        ("//solvik.example", ""),
        ("http://.", ""),
        ("ingen", ""),
        ("under arbeid.", ""),
        (None, ""),
    ],
)
def test_a_website_gets_its_scheme_and_anything_else_is_left_out(told: str | None, wanted: str) -> None:
    assert company(unit(hjemmeside=told)).website == wanted


@pytest.mark.parametrize(("told", "wanted"), [("Bokmål", "nb"), ("Nynorsk", "nb"), ("Samisk", ""), (None, "")])
def test_the_language_is_one_we_write(told: str | None, wanted: str) -> None:
    assert company(unit(maalform=told)).language == wanted


def test_former_names_come_newest_first_and_once() -> None:
    names = [
        {"navn": "FØRSTE AS", "fraDato": "2001-01-01 00:00:00", "tilDato": "2005-01-01 00:00:00"},
        {"navn": "ANDRE AS", "fraDato": "2005-01-01 00:00:00", "tilDato": "2010-01-01 00:00:00"},
        {"navn": "TREDJE AS", "fraDato": "2010-01-01 00:00:00", "tilDato": "2011-01-01 00:00:00"},
        {"navn": "ANDRE AS", "fraDato": "2011-01-01 00:00:00", "tilDato": "2012-01-01 00:00:00"},
        {"fraDato": "2012-01-01 00:00:00"},
        "no row",
    ]
    assert company(unit(historiskeNavn=names)).former_names == ("Andre AS", "Tredje AS", "Første AS")


def test_a_remark_of_the_register_is_passed_on() -> None:
    remarks = [
        {"infotype": "NAVN", "tekst": "Adressen  er\ntrolig feil.", "innfoertDato": "2026-01-01"},
        {"infotype": "X"},
    ]
    assert company(unit(paategninger=remarks)).remarks == ("Adressen er trolig feil.",)


@pytest.mark.parametrize(
    ("missing", "wanted"),
    [
        ([], date(2009, 2, 20)),
        (["stiftelsesdato"], date(2009, 3, 11)),
        (["stiftelsesdato", "registreringsdatoEnhetsregisteret"], None),
    ],
)
def test_the_best_known_first_date_is_taken(missing: list[str], wanted: date | None) -> None:
    assert company(unit(*missing)).founded == wanted


@pytest.mark.parametrize(
    ("registered", "wanted"),
    [
        ("SOLVIK ENERGI ØST AS", "Solvik Energi Øst AS"),
        ("SANDVIK OG SØNN ANS", "Sandvik og Sønn ANS"),
        ("7-ELEVEN NORGE AS", "7-Eleven Norge AS"),
        ("NRK", "NRK"),
        ("NRK AKTIVUM AS", "NRK Aktivum AS"),
        ("DNB BANK ASA", "DNB Bank ASA"),
        ("KPMG LAW ADVOKATFIRMA AS", "KPMG Law Advokatfirma AS"),
        ("ABB", "ABB"),
        ("ABB ELECTRIFICATION NORWAY AS", "ABB Electrification Norway AS"),
        ("IKEA AS", "IKEA AS"),
        ("YIT SUOMI OY", "YIT Suomi Oy"),
        ("AF GRUPPEN NORGE AS", "AF Gruppen Norge AS"),
        ("KLP", "KLP"),
        ("GIG AS", "GIG AS"),  # all there is to the name
        ("OLE AS", "Ole AS"),
        ("LIE AS", "Lie AS"),
        ("LIE HAVBRUK FØRDE AS", "Lie Havbruk Førde AS"),
        ("NORDLYS BUD HØNEFOSS ASA", "Nordlys Bud Hønefoss ASA"),
        ("HAMAR BIL OG BÅT DA", "Hamar Bil og Båt DA"),
        ("BRO OG VEI ENTREPRENØR AS", "Bro og Vei Entreprenør AS"),
        ("BØ I TELEMARK REGNSKAP AS", "Bø i Telemark Regnskap AS"),
        ("THE FISH AND TEA HOUSE AS", "The Fish and Tea House AS"),
        ("SANDVIK I/S", "Sandvik I/S"),
        ("A.I. MASKIN A/S", "A.I. Maskin A/S"),
        ("HANSEN & LIE III ANS", "Hansen & Lie III ANS"),
        ("NORDSJØ MARINE NUF", "Nordsjø Marine NUF"),
        ("KONE OYJ NUF", "Kone Oyj NUF"),
        ("iFlyt AS", "iFlyt AS"),
        ("McDonald's Norge", "McDonald's Norge"),
    ],
)
def test_a_name_in_capitals_is_made_readable_and_kept(registered: str, wanted: str) -> None:
    found = company(unit(navn=registered))
    assert (found.name, found.registered_name) == (wanted, registered)
