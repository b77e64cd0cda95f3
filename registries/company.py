"""What a public register says about a company, the same for every country."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Situation(models.TextChoices):
    """How it stands with a company. What a register does not tell is unknown, never ended."""

    ACTIVE = "active", pgettext_lazy("company", "Active")
    BANKRUPT = "bankrupt", _("Bankrupt")
    LIQUIDATION = "liquidation", _("In liquidation")
    REORGANISATION = "reorganisation", _("In reorganisation")
    DELETED = "deleted", _("Ceased")
    UNKNOWN = "unknown", _("Situation unknown")


@dataclass(frozen=True)
class RegisteredAddress:
    """An address as registered: its lines joined, the country as two letters or empty.

    ``city_names`` is the town in every language of the register.
    """

    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    city_names: tuple[str, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.street or self.postcode or self.city)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)


@dataclass(frozen=True)
class IndustryCode:
    """A code of a national classification, which ``code_list`` names, such as TOL2025.

    SN is Norway's, where the register does not say which generation of it.
    """

    code: str
    text: str
    code_list: str


@dataclass(frozen=True)
class Company:
    """One company, or one branch of one. Texts are empty, other values None where the register says nothing.

    ``name`` is spelled for reading, ``registered_name`` as registered; numbers are in their stored spelling.
    ``legal_form_names`` is the legal form in other words and in every language of the register.
    ``employees`` is from and to, where a register withholds the exact number. ``founded`` and ``situation_since`` are
    local dates of the country, ``fetched_at`` is UTC.
    """

    register: str
    country: str
    number: str
    name: str
    registered_name: str
    fetched_at: datetime
    source: str
    licence: str
    vat_number: str = ""
    former_names: tuple[str, ...] = ()
    trade_names: tuple[str, ...] = ()
    legal_form: str = ""
    legal_form_text: str = ""
    legal_form_names: tuple[str, ...] = ()
    visiting: RegisteredAddress = field(default_factory=RegisteredAddress)
    postal: RegisteredAddress = field(default_factory=RegisteredAddress)
    industry: IndustryCode | None = None
    employees: tuple[int, int] | None = None
    website: str = ""
    email: str = ""
    phone: str = ""
    vat_registered: bool | None = None
    founded: date | None = None
    situation: Situation = Situation.UNKNOWN
    situation_since: date | None = None
    remarks: tuple[str, ...] = ()
    language: str = ""
    parent: str = ""
    is_branch: bool = False

    @property
    def city(self) -> str:
        """Where it is found: the town of its visiting address, else of its postal one."""
        return self.visiting.city or self.postal.city

    @property
    def has_trouble(self) -> bool:
        """Whether somebody should think twice before making it a customer."""
        return self.situation not in {Situation.ACTIVE, Situation.UNKNOWN}


@dataclass(frozen=True)
class Hits:
    """A page of a search: the companies on it, how many match in all, and whether another page can be asked for.

    ``unread`` counts those that belong on this page and cannot be read.
    """

    companies: tuple[Company, ...]
    total: int
    page: int
    has_more: bool
    unread: int = 0


def company_in(kept: dict[str, Any]) -> Company | None:
    """The company kept as JSON; None where none was, or an earlier version kept it otherwise."""
    try:
        return from_json(kept) if kept else None
    except (KeyError, TypeError, ValueError):
        return None


def from_json(kept: dict[str, Any]) -> Company:
    """The company whose fields (``asdict``) Django's JSON encoder wrote; raises TypeError, KeyError or ValueError."""
    since, founded = kept["situation_since"], kept["founded"]
    read = {
        "fetched_at": datetime.fromisoformat(kept["fetched_at"]),
        "founded": date.fromisoformat(founded) if founded else None,
        "situation_since": date.fromisoformat(since) if since else None,
        "situation": Situation(kept["situation"]),
        "visiting": _address(kept["visiting"]),
        "postal": _address(kept["postal"]),
        "industry": IndustryCode(**kept["industry"]) if kept["industry"] else None,
        "employees": tuple(kept["employees"]) if kept["employees"] else None,
        **{name: tuple(kept[name]) for name in ("former_names", "trade_names", "remarks")},
        "legal_form_names": tuple(kept.get("legal_form_names", ())),  # answers kept earlier are without
    }
    return Company(**(kept | read))


def _address(kept: dict[str, Any]) -> RegisteredAddress:
    return RegisteredAddress(**(kept | {"city_names": tuple(kept.get("city_names", ()))}))
