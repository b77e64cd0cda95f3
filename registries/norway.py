"""Norway: Enhetsregisteret at Brønnøysund, what Bizweb shows. Texts come in Norwegian whatever the language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from registries import reading
from registries.company import Company, Hits, IndustryCode, RegisteredAddress, Situation
from registries.errors import BadAnswer, NotFound, TooFarDown, Withheld
from registries.http import Client
from registries.registry import PAGE, Registry

OSLO = ZoneInfo("Europe/Oslo")
CEILING = 10_000  # size x (page + 1) may not be more
CODE_LIST = "SN"
WITHHELD = (1, 4)  # employees, where the register knows the number and does not tell
UNIT = "application/vnd.brreg.enhetsregisteret.enhet.v2+json"
BRANCH = "application/vnd.brreg.enhetsregisteret.underenhet.v2+json"
# a post code before its town: 114 55 and SW1A 1AA have a blank in them, others are one word with a digit
_FOREIGN = re.compile(
    r"(?:[A-Z]{1,2}-)?(?P<postcode>\d{3} \d{2}|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|(?=[A-Z-]*\d)[A-Z0-9][A-Z0-9-]{2,9})"
    r"\s+(?P<city>\D.*)",
    re.I,
)
_DUTCH = re.compile(r"(?:NL-)?(?P<postcode>\d{4} ?[A-Z]{2})\s+(?P<city>\D.*)", re.I)
_FORCED = ("tvangsopplostPga", "tvangsavvikletPga")  # then comes the reason, and Dato
_LANGUAGES = {"bokmål": "nb", "nynorsk": "nb"}  # we write bokmål only


class Norway(Registry):
    key = "brreg"
    country = "NO"
    country_name = _("Norway")
    name = "Brønnøysundregistrene"
    source = "Enhetsregisteret, Brønnøysundregistrene"
    licence = "NLOD 2.0"
    api_url = "https://data.brreg.no/enhetsregisteret/api"
    url_setting = "BRREG_API_URL"
    code_lists = (CODE_LIST,)
    has_branches = True

    def search(self, client: Client, words: str, page: int, language: str) -> Hits:
        return self._page(client, "/enheter", "enheter", {"navn": words}, page)

    def branches(self, client: Client, number: str, page: int, language: str) -> Hits:
        return self._page(client, "/underenheter", "underenheter", {"overordnetEnhet": number}, page)

    def _page(self, client: Client, path: str, key: str, wanted: dict[str, str], page: int) -> Hits:
        if PAGE * (page + 1) > CEILING:
            raise TooFarDown(f"page {page}")
        answer = client.get(path, {**wanted, "size": str(PAGE), "page": str(page)})
        if answer.status == 400 and page:
            raise TooFarDown(_complaint(answer.data))
        if answer.status != 200 or not isinstance(answer.data, dict):
            raise BadAnswer(f"status {answer.status} to a search: {_complaint(answer.data)}")
        units = reading.rows(reading.part(answer.data, "_embedded").get(key))
        block = reading.part(answer.data, "page")
        total, pages = reading.whole(block.get("totalElements")), reading.whole(block.get("totalPages"))
        if total is None:
            raise BadAnswer("a search without totalElements")
        found = self.readable(units, self._company)
        more = bool(units) and page + 1 < (pages or 0) and PAGE * (page + 2) <= CEILING
        return self.hits(found, total, page, more)

    def get(self, client: Client, number: str, language: str) -> Company:
        answer = client.get(f"/enheter/{number}", accept=UNIT)
        if answer.status == 404 and answer.data is None:
            # a branch has its number in another place
            answer = client.get(f"/underenheter/{number}", accept=BRANCH)
        if answer.status == 404:
            if answer.data is not None:
                raise BadAnswer(f"a path the register does not know: {_complaint(answer.data)}")
            raise NotFound(number)
        if answer.status == 410:
            raise Withheld(reading.day(answer.data.get("slettedato")) if isinstance(answer.data, dict) else None)
        if answer.status != 200 or not isinstance(answer.data, dict):
            raise BadAnswer(f"status {answer.status} to {number}")
        company = self._company(answer.data)
        if company.number != number:
            raise BadAnswer(f"asked for {number}, got {company.number}")
        return company

    def _company(self, unit: Mapping[str, Any]) -> Company:
        form = reading.part(unit, "organisasjonsform")
        situation, since = _situation(unit)
        is_branch = _is_branch(unit, reading.text(form.get("kode")))
        return self.company(
            reading.text(unit.get("organisasjonsnummer")),
            reading.text(unit.get("navn")),
            reading.flag(unit.get("registrertIMvaregisteret")),
            former_names=_former_names(unit),
            legal_form=reading.text(form.get("kode")),
            legal_form_text=reading.text(form.get("beskrivelse")),
            visiting=_address(reading.part(unit, "beliggenhetsadresse" if is_branch else "forretningsadresse")),
            postal=_address(reading.part(unit, "postadresse")),
            industry=_industry(reading.part(unit, "naeringskode1")),
            employees=_employees(unit),
            website=reading.website(unit.get("hjemmeside")),
            email=reading.text(unit.get("epostadresse")).lower(),
            phone=reading.text(unit.get("telefon")) or reading.text(unit.get("mobil")),
            founded=_founded(unit),
            situation=situation,
            situation_since=since,
            remarks=tuple(
                told for each in reading.rows(unit.get("paategninger")) if (told := reading.text(each.get("tekst")))
            ),
            language=_LANGUAGES.get(reading.text(unit.get("maalform")).lower(), ""),
            parent=reading.text(unit.get("overordnetEnhet")),
            is_branch=is_branch,
        )


def _complaint(data: Any) -> str:
    said = data if isinstance(data, dict) else {}
    return reading.text(said.get("feilmelding")) or reading.text(said.get("title")) or "no reason given"


def _is_branch(unit: Mapping[str, Any], form: str) -> bool:
    kind = reading.text(unit.get("respons_klasse")).lower()
    return "beliggenhetsadresse" in unit or form in {"BEDR", "AAFY"} or kind in {"underenhet", "slettetunderenhet"}


def _former_names(unit: Mapping[str, Any]) -> tuple[str, ...]:
    """Newest first; the register has them the other way round."""
    told = [reading.text(each.get("navn")) for each in reading.rows(unit.get("historiskeNavn"))]
    return tuple(reading.readable_name(name) for name in dict.fromkeys(reversed(told)) if name)


def _founded(unit: Mapping[str, Any]) -> date | None:
    dates = (unit.get(key) for key in ("stiftelsesdato", "oppstartsdato", "registreringsdatoEnhetsregisteret"))
    return next((found for each in dates if (found := reading.day(each))), None)


def _situation(unit: Mapping[str, Any]) -> tuple[Situation, date | None]:
    """The worst that is said of a unit. A flag decides; where it is missing its date does."""
    if reading.text(unit.get("respons_klasse")).startswith("Slettet") or reading.text(unit.get("slettedato")):
        return Situation.DELETED, reading.day(unit.get("slettedato"))
    if _holds(unit, "konkurs", "konkursdato"):
        return Situation.BANKRUPT, reading.day(unit.get("konkursdato"))
    # the reason is in the key
    forced = next((key for key in unit if key.startswith(_FORCED) and reading.day(unit[key])), "")
    if _holds(unit, "underTvangsavviklingEllerTvangsopplosning", forced):
        return Situation.LIQUIDATION, reading.day(unit.get(forced))
    if _holds(unit, "underAvvikling", "underAvviklingDato"):
        return Situation.LIQUIDATION, reading.day(unit.get("underAvviklingDato"))
    if since := reading.day(unit.get("underRekonstruksjonsforhandlingDato")):
        return Situation.REORGANISATION, since
    flags = ("konkurs", "underAvvikling", "underTvangsavviklingEllerTvangsopplosning")
    if all(reading.flag(unit.get(key)) is False for key in flags):
        return Situation.ACTIVE, None
    # a branch tells only when it has been closed
    closed = reading.day(unit.get("nedleggelsesdato"))
    if closed and closed <= datetime.now(OSLO).date():
        return Situation.DELETED, closed
    return Situation.UNKNOWN, None


def _holds(unit: Mapping[str, Any], key: str, dated: str) -> bool:
    said = reading.flag(unit.get(key))
    return said if said is not None else bool(dated and reading.day(unit.get(dated)))


def _employees(unit: Mapping[str, Any]) -> tuple[int, int] | None:
    known = reading.flag(unit.get("harRegistrertAntallAnsatte"))
    count = reading.whole(unit.get("antallAnsatte"))
    if known is not False and count is not None:
        return count, count
    return WITHHELD if known else None


def _industry(found: Mapping[str, Any]) -> IndustryCode | None:
    code = reading.code(found.get("kode"))
    # both generations are in use and nothing in the answer tells them apart
    return IndustryCode(code, reading.text(found.get("beskrivelse")), CODE_LIST) if code else None


def _address(found: Mapping[str, Any]) -> RegisteredAddress:
    street = reading.lines(reading.texts(found.get("adresse")))
    country = reading.country(found.get("landkode"))
    postcode, city = reading.text(found.get("postnummer")), reading.text(found.get("poststed"))
    if not postcode and country not in {"", "NO"} and (inside := _inside(city, country)):
        postcode, city = inside["postcode"], inside["city"]
    return RegisteredAddress(street, postcode, reading.readable_place(city), country)


def _inside(city: str, country: str) -> re.Match[str] | None:
    """The post code and town of a foreign address, which has both in one."""
    return (_DUTCH.fullmatch(city) if country == "NL" else None) or _FOREIGN.fullmatch(city)
