"""Units as Enhetsregisteret gives them, with everything that can be special about one."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from crm.demo.business_lines import BUSINESS_LINES
from crm.demo.companies import BRANDS
from crm.demo.firms import TODAY, Firm, Place
from crm.demo.municipalities import NORWEGIAN

Unit = dict[str, Any]
Story = Callable[[Unit, Firm], Unit]

FORMS = {
    "AS": "Aksjeselskap",
    "ASA": "Allmennaksjeselskap",
    "ANS": "Ansvarlig selskap med solidarisk ansvar",
    "DA": "Ansvarlig selskap med delt ansvar",
    "ENK": "Enkeltpersonforetak",
    "STI": "Stiftelse",
    "KF": "Kommunalt foretak",
    "NUF": "Norskregistrert utenlandsk foretak",
    "BEDR": "Underenhet til næringsdrivende og offentlig forvaltning",
    "AAFY": "Underenhet til ikke-næringsdrivende",
}
SECTORS = {
    "STI": ("7000", "Ideelle organisasjoner"),
    "KF": ("1510", "Kommunale foretak mv."),
    "ENK": ("8200", "Personlig næringsdrivende"),
}
BRANCH_TOWNS = (("8006", "Bodø"), ("5014", "Bergen"), ("9008", "Tromsø"), ("7010", "Trondheim"))


def unit(firm: Firm) -> Unit:
    """A unit about which nothing is special."""
    code, described = SECTORS.get(firm.legal_form, ("2100", "Private aksjeselskaper mv."))
    found: Unit = {
        "organisasjonsnummer": firm.number,
        "navn": firm.name.upper(),
        "organisasjonsform": _form(firm.legal_form),
        "registreringsdatoEnhetsregisteret": str(max(firm.founded + timedelta(days=19), date(1995, 2, 19))),
        "registrertIMvaregisteret": firm.has_vat,
        **_industry(firm),
        "harRegistrertAntallAnsatte": True,
        "antallAnsatte": firm.employees,
        "forretningsadresse": _address(firm.visiting),
        "stiftelsesdato": str(firm.founded),
        "institusjonellSektorkode": {"kode": code, "beskrivelse": described},
        "registrertIForetaksregisteret": firm.legal_form not in {"ENK", "STI"},
        "registrertIStiftelsesregisteret": firm.legal_form == "STI",
        "registrertIFrivillighetsregisteret": False,
        "sisteInnsendteAarsregnskap": "2025",
        "konkurs": False,
        "underAvvikling": False,
        "underTvangsavviklingEllerTvangsopplosning": False,
        "maalform": "Bokmål",
        "registrertIPartiregisteret": False,
        "paategninger": [],
        "erIKonsern": False,
        "respons_klasse": "Enhet",
    }
    if firm.postal != firm.visiting:
        found["postadresse"] = _address(firm.postal)
    told = {"hjemmeside": firm.website, "epostadresse": firm.email, "telefon": _local(firm.phone)}
    return found | {key: text for key, text in told.items() if text}


def _form(code: str) -> Unit:
    return {"kode": code, "beskrivelse": FORMS.get(code, code)}


def _industry(firm: Firm) -> Unit:
    line = BUSINESS_LINES.get(firm.industry)
    if line is None:
        return {}
    return {"naeringskode1": {"kode": f"{line.digits[:2]}.{line.digits[2:]}", "beskrivelse": line.texts["nb"]}}


def _address(place: Place) -> Unit:
    municipality, number = NORWEGIAN.get(place.city, ("", ""))
    found = {
        "land": "Norge",
        "landkode": "NO",
        "postnummer": place.postcode,
        "poststed": place.city.upper(),
        "adresse": [place.street] if place.street else [],
        "kommune": municipality.upper(),
        "kommunenummer": number,
    }
    return {key: value for key, value in found.items() if value or key == "adresse"}


def _local(phone: str) -> str:
    return phone.removeprefix("+47").strip()


def _days(firm: Firm, most: int = 400) -> date:
    """A day in the past that is another one for each company."""
    return TODAY - timedelta(days=20 + int(firm.number[3:7]) % most)


def _without(found: Unit, *keys: str) -> Unit:
    return {key: value for key, value in found.items() if key not in keys}


# --- what can be special about a unit


def plain(found: Unit, firm: Firm) -> Unit:
    return found


def moved(found: Unit, firm: Firm) -> Unit:
    place = Place(f"Nye Havnevei {1 + int(firm.number[-2:])}", firm.visiting.postcode, firm.visiting.city)
    return found | {"forretningsadresse": _address(place)}


def new_phone(found: Unit, firm: Firm) -> Unit:
    return found | {"telefon": f"21 {firm.number[2:4]} {firm.number[4:6]} {firm.number[6:8]}"}


def renamed(found: Unit, firm: Firm) -> Unit:
    brand = BRANDS["NO"][int(firm.number[:6]) % len(BRANDS["NO"])]
    now = " ".join([brand, *firm.name.split()[-2:]])
    return found | {"navn": now.upper(), "historiskeNavn": [_former(found["navn"], firm.founded, _days(firm))]}


def renamed_twice(found: Unit, firm: Firm) -> Unit:
    first, second = f"{firm.number[-4:]} HOLDING AS", " ".join(firm.name.split()[:1]) + " GRUPPEN AS"
    middle = firm.founded + timedelta(days=100)
    former = [_former(first, firm.founded, middle), _former(second.upper(), middle, firm.founded + timedelta(days=180))]
    return found | {"historiskeNavn": former}


def _former(name: str, since: date, until: date) -> Unit:
    return {"navn": name, "fraDato": f"{since} 00:00:00", "tilDato": f"{until} 00:00:00"}


def bankrupt(found: Unit, firm: Firm) -> Unit:
    return found | {"konkurs": True, "konkursdato": str(_days(firm)), "registrertIMvaregisteret": False}


def bankrupt_some_day(found: Unit, firm: Firm) -> Unit:
    return found | {"konkurs": True}


def winding_up(found: Unit, firm: Firm) -> Unit:
    return found | {"underAvvikling": True, "underAvviklingDato": str(_days(firm))}


def dissolved_by_force(found: Unit, firm: Firm) -> Unit:
    key = "tvangsopplostPgaManglendeRevisorDato"
    return found | {"underTvangsavviklingEllerTvangsopplosning": True, key: str(_days(firm))}


def reorganised(found: Unit, firm: Firm) -> Unit:
    return found | {"underRekonstruksjonsforhandlingDato": str(_days(firm))}


def deleted(found: Unit, firm: Firm) -> Unit:
    kept = {key: found[key] for key in ("organisasjonsnummer", "navn", "organisasjonsform")}
    former = [{"navn": f"{firm.name.split()[0].upper()} DRIFT AS", "fraDato": f"{firm.founded} 00:00:00"}]
    return kept | {"historiskeNavn": former, "slettedato": str(_days(firm)), "respons_klasse": "SlettetEnhet"}


def one_to_four_employees(found: Unit, firm: Firm) -> Unit:
    return _without(found, "antallAnsatte")


def employees_unknown(found: Unit, firm: Firm) -> Unit:
    return _without(found, "antallAnsatte") | {"harRegistrertAntallAnsatte": False}


def in_care_of(found: Unit, firm: Firm) -> Unit:
    lines = ["c/o Fjordkontoret AS", "", firm.visiting.street]
    return found | {"forretningsadresse": found["forretningsadresse"] | {"adresse": lines}}


def with_a_box(found: Unit, firm: Firm) -> Unit:
    return found | {"postadresse": _address(Place(f"Postboks {100 + int(firm.number[-3:])} Sentrum", "0101", "Oslo"))}


def without_lines(found: Unit, firm: Firm) -> Unit:
    return found | {"forretningsadresse": found["forretningsadresse"] | {"adresse": []}}


def without_addresses(found: Unit, firm: Firm) -> Unit:
    return _without(found, "forretningsadresse", "postadresse")


def from_poland(found: Unit, firm: Firm) -> Unit:
    return _abroad(found, "Polen", "PL", "81-336 GDYNIA", "ul. Portowa 12")


def from_germany(found: Unit, firm: Firm) -> Unit:
    return _abroad(found, "Tyskland", "DE", "DE-92711 Parkstein", "Industriestraße 4")


def _abroad(found: Unit, country: str, code: str, city: str, line: str) -> Unit:
    address = {"land": country, "landkode": code, "poststed": city, "adresse": [line]}
    foreign = {"organisasjonsform": _form("NUF"), "harRegistrertAntallAnsatte": False, "forretningsadresse": address}
    name = " ".join([*found["navn"].split()[:-1], "NUF"])
    return _without(found, "antallAnsatte", "postadresse", "naeringskode1") | foreign | {"navn": name}


def mobile_only(found: Unit, firm: Firm) -> Unit:
    return _without(found, "telefon", "hjemmeside", "epostadresse") | {"mobil": f"9{firm.number[1:8]}"}


def in_a_group(found: Unit, firm: Firm) -> Unit:
    capital = {"belop": 1_200_000.0, "antallAksjer": 1200, "type": "Aksjekapital", "valuta": "NOK"}
    return found | {"erIKonsern": True, "kapital": capital | {"innfortDato": str(firm.founded)}}


def remarked_upon(found: Unit, firm: Firm) -> Unit:
    told = "Enhetsregisteret antar at registrert adresse ikke er riktig."
    return found | {"paategninger": [{"infotype": "NAVN", "tekst": told, "innfoertDato": str(_days(firm))}]}


def in_nynorsk(found: Unit, firm: Firm) -> Unit:
    purpose = ["Drift av verksemd og alt som naturleg", "høyrer saman med dette."]
    return found | {"maalform": "Nynorsk", "vedtektsfestetFormaal": purpose, "aktivitet": ["Drift av verksemd."]}


def voluntarily_for_vat(found: Unit, firm: Firm) -> Unit:
    told = ["Utleier av bygg eller anlegg"]
    return found | {"registrertIMvaregisteret": True, "frivilligMvaRegistrertBeskrivelser": told}


def two_industries(found: Unit, firm: Firm) -> Unit:
    return found | {"naeringskode2": {"kode": "68.200", "beskrivelse": BUSINESS_LINES["property"].texts["nb"]}}


# every third company is told one of these
STORIES: tuple[Story, ...] = (
    one_to_four_employees, with_a_box, renamed, employees_unknown, in_care_of, bankrupt, in_a_group, mobile_only,
    winding_up, one_to_four_employees, from_poland, remarked_upon, deleted, in_nynorsk, two_industries, renamed_twice,
    without_lines, reorganised, employees_unknown, voluntarily_for_vat, from_germany, dissolved_by_force,
    without_addresses, bankrupt_some_day, with_a_box,
)  # fmt: skip
# how the register differs from what customers' cards say, for every fourth of them
CHANGES: tuple[Story, ...] = (
    moved, new_phone, renamed, moved, one_to_four_employees, new_phone, bankrupt, moved, remarked_upon, winding_up,
    renamed, deleted,
)  # fmt: skip


# --- branches


def branches(firm: Firm, numbers: Iterator[str]) -> list[Unit]:
    """One to three places where a company works, each with a number of its own; the last one may be closed."""
    return [_branch(firm, next(numbers), place) for place in range(1 + int(firm.number[-1]) % 3)]


def _branch(firm: Firm, number: str, place: int) -> Unit:
    postcode, city = BRANCH_TOWNS[(int(number[-1]) + place) % len(BRANCH_TOWNS)]
    found = {
        "organisasjonsnummer": number,
        "navn": f"{firm.name.upper()} AVD {city.upper()}",
        "organisasjonsform": _form("AAFY" if firm.legal_form == "STI" else "BEDR"),
        "registreringsdatoEnhetsregisteret": str(firm.founded + timedelta(days=90)),
        "registrertIMvaregisteret": firm.has_vat,
        **_industry(firm),
        "harRegistrertAntallAnsatte": True,
        "antallAnsatte": 1 + firm.employees // 4,
        "overordnetEnhet": firm.number,
        "oppstartsdato": str(firm.founded + timedelta(days=60)),
        "beliggenhetsadresse": _address(Place(f"Storgata {1 + int(number[-2:])}", postcode, city)),
        "respons_klasse": "Underenhet",
    }
    return found | {"nedleggelsesdato": str(_days(firm))} if place == 2 else found
