"""Companies as YTJ gives them, with everything a company can be: see docs/registries.md for the fields."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from crm.demo.business_lines import BUSINESS_LINES
from crm.demo.companies import BRANDS
from crm.demo.firms import TODAY, Firm, Place
from crm.demo.municipalities import FINNISH

Row = dict[str, Any]
Story = Callable[[Row, Firm], Row]

FORMS = {
    "Oy": ("16", "Osakeyhtiö", "Aktiebolag", "Limited company"),
    "Oyj": ("17", "Julkinen osakeyhtiö", "Publikt aktiebolag", "Public limited company"),
    "Ky": ("13", "Kommandiittiyhtiö", "Kommanditbolag", "Limited partnership"),
    "Tmi": ("26", "Yksityinen elinkeinonharjoittaja", "Enskild näringsidkare", "Sole trader"),
    "ry": ("6", "Aatteellinen yhdistys", "Ideell förening", "Association"),
}
REGISTERED = ("Rekisterissä", "Registrerad", "Registered")
CEASED = ("Lakannut", "Upphört", "Ceased")
VAT = (
    "Liiketoiminnasta arvonlisäverovelvollinen",
    "Momsskyldig för rörelseverksamhet",
    "VAT-liable for business activity",
)
TRADE_REGISTER, PREPAYMENT, VAT_REGISTER, EMPLOYERS = "1", "5", "6", "7"
NAME, PARALLEL, TRADE = "1", "2", "3"
_NUMBERED = re.compile(r"(?P<street>.+?) (?P<number>\d\S*)")


def company(firm: Firm) -> Row:
    """A company about which nothing is special."""
    found: Row = {
        "businessId": {"value": firm.number, "registrationDate": str(firm.founded), "source": "3"},
        "euId": {"value": f"FIFPRO.{firm.number}", "source": "1"},
        "names": [_name(firm.name, NAME, firm.founded)],
        **_business(firm, "TOIMI4"),
        "companyForms": _forms(firm),
        "companySituations": [],
        "registeredEntries": _entries(firm),
        "addresses": [_address(firm.visiting, 1)],
        "tradeRegisterStatus": "1",
        "status": "2",
        "registrationDate": str(firm.founded),
        "lastModified": f"{TODAY}T10:04:06",
        "website": {"url": firm.website or None, "registrationDate": str(firm.founded), "source": "0"},
    }
    if firm.postal != firm.visiting:
        found["addresses"].append(_address(firm.postal, 2))
    return found


def _described(texts: tuple[str, str, str]) -> list[Row]:
    return [{"languageCode": code, "description": text} for code, text in zip("123", texts, strict=True)]


def _name(name: str, kind: str, since: date, until: date | None = None, version: int = 1) -> Row:
    ended = {"endDate": str(until)} if until else {}
    return {"name": name, "type": kind, "registrationDate": str(since), **ended, "version": version, "source": "1"}


def _business(firm: Firm, code_set: str) -> Row:
    line = BUSINESS_LINES.get(firm.industry)
    if line is None:
        return {}
    texts = (line.texts["fi"], line.texts["sv"], line.texts["en"])
    return {
        "mainBusinessLine": {
            "type": line.digits,
            "descriptions": _described(texts),
            "typeCodeSet": code_set,
            "registrationDate": "2026-01-01" if code_set == "TOIMI4" else str(firm.founded),
            "source": "2",
        }
    }


def _forms(firm: Firm) -> list[Row]:
    if firm.legal_form not in FORMS:
        return []
    code, *texts = FORMS[firm.legal_form]
    return [
        {
            "type": code,
            "descriptions": _described((texts[0], texts[1], texts[2])),
            "registrationDate": str(firm.founded),
            "version": 1,
            "source": "1",
        }
    ]


def _entries(firm: Firm) -> list[Row]:
    entries = [_entry(TRADE_REGISTER, "1", REGISTERED, firm.founded, "2")]
    if firm.has_vat:
        entries.append(_entry(VAT_REGISTER, "80", VAT, firm.founded + timedelta(days=30)))
    if firm.employees:
        entries.append(_entry(EMPLOYERS, "41", REGISTERED, firm.founded + timedelta(days=60)))
        entries.append(_entry(PREPAYMENT, "55", REGISTERED, firm.founded + timedelta(days=30)))
    return entries


def _entry(register: str, kind: str, texts: tuple[str, str, str], since: date, authority: str = "1") -> Row:
    dated = {"registrationDate": str(since), "register": register, "authority": authority}
    return {"type": kind, "descriptions": _described(texts), **dated}


def _address(place: Place, kind: int) -> Row:
    box = place.street.removeprefix("PL ") if place.street.startswith("PL ") else ""
    numbered = _NUMBERED.fullmatch(place.street)
    swedish, municipality = FINNISH.get(place.city, ("", ""))
    cities = [("1", place.city), ("2", swedish)]
    return {
        "type": kind,
        "street": "" if box else numbered["street"] if numbered else place.street,
        "postCode": place.postcode or None,
        "postOffices": [
            {"city": city.upper(), "languageCode": code, "municipalityCode": municipality}
            for code, city in reversed(cities)
            if city
        ],
        "postOfficeBox": box,
        "buildingNumber": numbered["number"] if numbered and not box else "",
        "entrance": "",
        "apartmentNumber": "",
        "apartmentIdSuffix": "",
        "co": "",
        "registrationDate": "2019-07-01",
        "source": "0",
    }


def _days(firm: Firm, most: int = 400) -> date:
    """A day in the past that is another one for each company."""
    return TODAY - timedelta(days=20 + int(firm.number[2:6]) % most)


# --- what can be special about a company


def plain(found: Row, firm: Firm) -> Row:
    return found


def moved(found: Row, firm: Firm) -> Row:
    place = Place(f"Uusi Satamatie {1 + int(firm.number[4:6])}", firm.visiting.postcode, firm.visiting.city)
    return found | {"addresses": [_address(place, 1), *found["addresses"][1:]]}


def renamed(found: Row, firm: Firm) -> Row:
    brand = BRANDS["FI"][int(firm.number[:6]) % len(BRANDS["FI"])]
    now, since = f"{brand} {firm.name}", _days(firm)
    former = _name(firm.name, NAME, firm.founded, since - timedelta(days=1), version=2)
    return found | {"names": [former, _name(now, NAME, since)]}


def new_website(found: Row, firm: Firm) -> Row:
    url = f"www.uusi-{firm.number.replace('-', '')}.fi.example"
    return found | {"website": {"url": url, "registrationDate": str(_days(firm)), "source": "0"}}


def with_a_swedish_name(found: Row, firm: Firm) -> Row:
    parallel = _name(f"{firm.name.removesuffix(firm.legal_form).strip()} Ab", PARALLEL, firm.founded)
    return found | {"names": [*found["names"], parallel]}


def with_trade_names(found: Row, firm: Firm) -> Row:
    first = firm.name.split()[0]
    ended = _name(f"{first} Palvelut", TRADE, firm.founded, _days(firm))
    return found | {"names": [_name(f"{first} Verkkokauppa", TRADE, firm.founded), ended, *found["names"]]}


def bankrupt(found: Row, firm: Firm) -> Row:
    return _in_trouble(found, firm, "KONK")


def in_liquidation(found: Row, firm: Firm) -> Row:
    return _in_trouble(found, firm, "SELTILA")


def reorganised(found: Row, firm: Firm) -> Row:
    return _in_trouble(found, firm, "SANE")


def _in_trouble(found: Row, firm: Firm, code: str) -> Row:
    return found | {"companySituations": [{"type": code, "registrationDate": str(_days(firm)), "source": "1"}]}


def out_of_trouble(found: Row, firm: Firm) -> Row:
    since = _days(firm, 300)
    over = {"type": "SANE", "registrationDate": str(since - timedelta(days=300)), "endDate": str(since), "source": "1"}
    return found | {"companySituations": [over]}


def ceased(found: Row, firm: Firm) -> Row:
    until = _days(firm)
    entries = [each | {"endDate": str(until)} for each in found["registeredEntries"]]
    return found | {
        "names": [_name(firm.name, NAME, firm.founded, until)],
        "registeredEntries": [*entries, _entry(TRADE_REGISTER, "4", CEASED, until, "2")],
        "addresses": [],
        "tradeRegisterStatus": "4",
        "endDate": str(until),
    }


def long_ceased(found: Row, firm: Firm) -> Row:
    """With a code of TOL 2002."""
    texts = ("Rakennusten rakentaminen", "Byggande av hus", "Construction of buildings")
    line = {"type": "45211", "descriptions": _described(texts), "typeCodeSet": "TOIMI2", "source": "2"}
    return ceased(found, firm) | {"mainBusinessLine": line}


def with_an_old_code(found: Row, firm: Firm) -> Row:
    return found | _business(firm, "TOIMI3")


def not_for_vat(found: Row, firm: Firm) -> Row:
    return found | {"registeredEntries": [each for each in found["registeredEntries"] if each["register"] != "6"]}


def no_longer_for_vat(found: Row, firm: Firm) -> Row:
    ended = {"endDate": str(_days(firm))}
    return found | {
        "registeredEntries": [
            each | ended if each["register"] == VAT_REGISTER else each for each in found["registeredEntries"]
        ]
    }


def with_a_box(found: Row, firm: Firm) -> Row:
    post = _address(Place(f"PL {100 + int(firm.number[3:6])}", firm.visiting.postcode, firm.visiting.city), 2)
    return found | {"addresses": [post, *found["addresses"][:1]]}


def in_care_of(found: Row, firm: Firm) -> Row:
    post = _address(firm.visiting, 2) | {"co": "Tilitoimisto Kaarna Oy"}
    return found | {"addresses": [*found["addresses"][:1], post]}


def up_the_stairs(found: Row, firm: Firm) -> Row:
    flat = {"entrance": "B", "apartmentNumber": "4", "apartmentIdSuffix": "a"}
    return found | {"addresses": [found["addresses"][0] | flat]}


def abroad(found: Row, firm: Firm) -> Row:
    line = {"country": "EE", "freeAddressLine": "Sadama_tn_5_10111_Tallinn"}
    empty = _address(Place("", "", ""), 2)
    return found | {"addresses": [empty | line]}


def without_addresses(found: Row, firm: Firm) -> Row:
    return {key: value for key, value in found.items() if key != "website"} | {"addresses": []}


def by_another_clock(found: Row, firm: Firm) -> Row:
    return found | {"lastModified": f"{TODAY} 10:04:06", "website": None}


def without_a_number(found: Row, firm: Firm) -> Row:
    """As it happens in the whole register: nobody can use such a row."""
    return found | {"businessId": found["businessId"] | {"value": None}}


# every third company is told one of these
STORIES: tuple[Story, ...] = (
    with_a_swedish_name, renamed, with_a_box, with_trade_names, bankrupt, with_an_old_code, not_for_vat, up_the_stairs,
    in_liquidation, in_care_of, ceased, renamed, with_an_old_code, abroad, reorganised, no_longer_for_vat,
    without_addresses, by_another_clock, out_of_trouble, long_ceased, with_a_swedish_name, without_a_number,
)  # fmt: skip
# how the register differs from what customers' cards say, for every fourth of them
CHANGES: tuple[Story, ...] = (
    moved, renamed, new_website, moved, with_trade_names, bankrupt, moved, renamed, in_liquidation, with_an_old_code,
    ceased, reorganised,
)  # fmt: skip
