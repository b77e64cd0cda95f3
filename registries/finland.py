"""Finland: YTJ, the business information system of PRH and the tax administration, as open data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from registries import reading
from registries.company import Company, Hits, IndustryCode, RegisteredAddress, Situation
from registries.errors import BadAnswer, NotFound, TooFarDown
from registries.http import Answer, Client
from registries.registry import PAGE, Registry

AT_A_TIME = 100  # what the service gives, four pages of ours
HELSINKI = ZoneInfo("Europe/Helsinki")
CURRENT, PARALLEL, TRADE = "1", "2", "3"  # kinds of names
VISITING, POSTAL = "1", "2"
VAT_REGISTER = "6"
NOT_REGISTERED, CEASED = "0", "4"  # kinds of entries in a register
IN_USE = "2"
# how people write a form: the first is ours, the others mean the same
_FORMS = {
    "2": ("As Oy", "Asunto Oy", "Bostads Ab"),
    "5": ("Ay",),
    "6": ("ry", "rf"),
    "10": ("Koy", "Kiinteistö Oy", "Fastighets Ab"),
    "13": ("Ky", "Kb"),
    "14": ("Osk", "Anl"),
    "16": ("Oy", "Ab", "Oy Ab"),
    "17": ("Oyj", "Abp", "Oyj Abp"),
    "18": ("sr", "rs"),
    "26": ("Tmi", "Fa"),
    "80": ("SE",),
    "83": ("SCE",),
}
_CODE_LISTS = {"TOIMI2": "TOL2002", "TOIMI3": "TOL2008", "TOIMI4": "TOL2025"}
_SITUATIONS = {
    "KONK": Situation.BANKRUPT,
    "SELTILA": Situation.LIQUIDATION,
    "SANE": Situation.REORGANISATION,
}
# in which of the service's languages people read a text, best first: 1 Finnish, 2 Swedish, 3 English
_TEXTS = {"fi": "132", "sv": "213", "en": "312", "nb": "321", "da": "321"}
_CITIES = {"sv": "213"}


class Finland(Registry):
    key = "ytj"
    country = "FI"
    country_name = _("Finland")
    name = "YTJ"
    source = "YTJ, PRH"
    licence = "CC BY 4.0"
    api_url = "https://avoindata.prh.fi/opendata-ytj-api/v3"
    url_setting = "YTJ_API_URL"
    code_lists = tuple(reversed(_CODE_LISTS.values()))

    def search(self, client: Client, words: str, page: int, language: str) -> Hits:
        first = page * PAGE
        answer = client.get("/companies", {"name": words, "page": str(first // AT_A_TIME + 1)})
        if answer.status == 400 and page:
            raise TooFarDown("status 400")
        rows, total = _listed(answer)
        shown = rows[first % AT_A_TIME :][:PAGE]
        found = self.readable(shown, lambda row: self._company(row, language))
        return self.hits(found, total, page, bool(shown) and first + PAGE < total)

    def get(self, client: Client, number: str, language: str) -> Company:
        rows, total = _listed(client.get("/companies", {"businessId": number}))
        if not rows and not total:
            raise NotFound(number)
        for row in rows:
            company = self._company(row, language)
            if company.number == number:
                return company
        raise BadAnswer(f"asked for {number}, got another company")

    def _company(self, row: Mapping[str, Any], language: str) -> Company:
        names = reading.rows(row.get("names"))
        name, former = _names(names)
        situation, since = _situation(row)
        form, form_text, form_names = _legal_form(row, language)
        return self.company(
            reading.text(reading.part(row, "businessId").get("value")),
            name,
            _has_vat(row),
            former_names=tuple(map(reading.readable_name, former)),
            trade_names=tuple(
                reading.readable_name(found)
                for each in names
                if _kind(each) in {PARALLEL, TRADE} and _is_current(each) and (found := reading.text(each.get("name")))
            ),
            legal_form=form,
            legal_form_text=form_text,
            legal_form_names=form_names,
            visiting=_address(row, VISITING, language),
            postal=_address(row, POSTAL, language),
            industry=_industry(reading.part(row, "mainBusinessLine"), language),
            website=reading.website(reading.part(row, "website").get("url")),
            founded=reading.day(row.get("registrationDate")),
            situation=situation,
            situation_since=since,
        )


def _listed(answer: Answer) -> tuple[list[Mapping[str, Any]], int]:
    """The companies in an answer, and how many there are in all."""
    if answer.status != 200 or not isinstance(answer.data, dict):
        raise BadAnswer(f"status {answer.status}")
    total = reading.whole(answer.data.get("totalResults"))
    if total is None or not isinstance(answer.data.get("companies"), list):
        raise BadAnswer("an answer without totalResults or companies")
    return reading.rows(answer.data["companies"]), total


def _today() -> date:
    return datetime.now(HELSINKI).date()


def _is_current(row: Mapping[str, Any]) -> bool:
    """Whether something has not ended; an end to come, or one that cannot be read, has not."""
    end = reading.day(row.get("endDate"))
    return end is None or end > _today()


def _kind(row: Mapping[str, Any]) -> str:
    """A type, which is a number in some places and a text in others."""
    value = row.get("type")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else reading.text(value)


def _began(row: Mapping[str, Any]) -> date:
    return reading.day(row.get("registrationDate")) or date.min


def _names(names: list[Mapping[str, Any]]) -> tuple[str, tuple[str, ...]]:
    """The name now and those before it, newest first; a ceased company's last name has ended like the others."""
    own = sorted((each for each in names if _kind(each) == CURRENT and reading.text(each.get("name"))),
                 key=lambda each: (_is_current(each), _began(each)), reverse=True)  # fmt: skip
    told = list(dict.fromkeys(reading.text(each.get("name")) for each in own))
    return (told[0], tuple(told[1:])) if told else ("", ())


def _situation(row: Mapping[str, Any]) -> tuple[Situation, date | None]:
    ended = reading.day(row.get("endDate"))
    if ended and ended <= _today():
        return Situation.DELETED, ended
    stated = row.get("companySituations")
    now = {_kind(each): reading.day(each.get("registrationDate")) for each in reading.rows(stated) if _is_current(each)}
    for code, situation in _SITUATIONS.items():
        if code in now:
            return situation, now[code]
    # a business ID stays in use when its company has ceased
    has_ceased = reading.text(row.get("tradeRegisterStatus")) == CEASED
    if isinstance(stated, list) and not now and not has_ceased and reading.text(row.get("status")) == IN_USE:
        return Situation.ACTIVE, None
    return Situation.UNKNOWN, None


def _has_vat(row: Mapping[str, Any]) -> bool | None:
    entries = row.get("registeredEntries")
    if not isinstance(entries, list) or not entries:
        return None
    # one entry for each reason: business, letting, farming
    return any(
        reading.text(each.get("register")) == VAT_REGISTER
        and _kind(each) not in {NOT_REGISTERED, CEASED}
        and _is_current(each)
        for each in reading.rows(entries)
    )


def _by_language(rows: Any, key: str) -> dict[str, str]:
    return {reading.text(each.get("languageCode")): reading.text(each.get(key)) for each in reading.rows(rows)}


def _described(rows: Any, language: str) -> str:
    return _best(_by_language(rows, "description"), _TEXTS.get(language, _TEXTS["en"]))


def _best(by_language: Mapping[str, str], wanted: Iterable[str]) -> str:
    ranked = [by_language.get(code, "") for code in wanted] + list(by_language.values())
    return next((each for each in ranked if each), "")


def _names_of(by_language: Mapping[str, str]) -> tuple[str, ...]:
    """The names in all languages, in an order that does not depend on the answer's."""
    return tuple(dict.fromkeys(name for _, name in sorted(by_language.items()) if name))


def _legal_form(row: Mapping[str, Any], language: str) -> tuple[str, str, tuple[str, ...]]:
    """The form now, short where people use a short one, in words, and whatever else it is called."""
    forms = [each for each in reading.rows(row.get("companyForms")) if _kind(each)]
    if not forms:
        return "", "", ()
    now = max(forms, key=lambda each: (_is_current(each), _began(each)))
    words = _described(now.get("descriptions"), language)
    short = _FORMS.get(_kind(now), ())
    names = _names_of(_by_language(now.get("descriptions"), "description"))
    return (short[0] if short else words), words, (*short, *names)


def _industry(found: Mapping[str, Any], language: str) -> IndustryCode | None:
    code = reading.code(_kind(found))
    if not code:
        return None
    code_list = reading.code(found.get("typeCodeSet"))
    return IndustryCode(code, _described(found.get("descriptions"), language), _CODE_LISTS.get(code_list, code_list))


def _address(row: Mapping[str, Any], kind: str, language: str) -> RegisteredAddress:
    found = next((each for each in reading.rows(row.get("addresses")) if _kind(each) == kind and _is_current(each)), {})
    free = reading.text(found.get("freeAddressLine")).replace("_", " ").strip()
    country = reading.country(found.get("country"))
    if free:
        return RegisteredAddress(reading.lines((_care(found), free)), "", "", country)
    cities = _by_language(found.get("postOffices"), "city")
    city = reading.readable_place(_best(cities, _CITIES.get(language, "123")))
    postcode = reading.text(found.get("postCode"))
    names = tuple(map(reading.readable_place, _names_of(cities)))
    address = RegisteredAddress(_line(found), postcode, city, country, names)
    return replace(address, country=country or "FI") if address else address


def _line(found: Mapping[str, Any]) -> str:
    """Street, number, stair and flat; a box; in whose care."""
    flat = reading.text(found.get("apartmentNumber")) + reading.text(found.get("apartmentIdSuffix"))
    street = reading.text(found.get("street"))
    parts = [street, reading.text(found.get("buildingNumber")), reading.text(found.get("entrance")), flat]
    box = reading.text(found.get("postOfficeBox"))
    return reading.lines((
        _care(found),
        " ".join(each for each in parts if each) if street else "",
        f"PL {box}" if box and not box.lower().startswith("pl") else box,
    ))  # fmt: skip


def _care(found: Mapping[str, Any]) -> str:
    care = reading.text(found.get("co"))
    return care if not care or care.lower().startswith("c/o") else f"c/o {care}"
