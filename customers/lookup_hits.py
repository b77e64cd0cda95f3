"""What a look-up found, as the list beside the form shows it, and which of the companies are customers already."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalogue.field import Viewer
from customers.duplicates import ask_whom
from customers.models import Customer
from registries import interface
from registries.business_ids import WrongNumber
from registries.company import Company, Hits, Situation
from registries.errors import BadAnswer, NotFound, RegistryError, Unavailable
from registries.registry import PAGE, Registry

REMEMBERED = 3600  # seconds it is known how many of a page cannot be read
TONES = {
    Situation.ACTIVE: "green",
    Situation.LIQUIDATION: "amber",
    Situation.REORGANISATION: "amber",
    Situation.BANKRUPT: "red",
    Situation.DELETED: "red",
}


@dataclass(frozen=True)
class Hit:
    """A company; ``customer`` is ours with its number, ``ask`` whom to ask about one out of sight."""

    company: Company
    customer: Customer | None = None
    ask: str = ""

    @property
    def tone(self) -> str:
        return TONES.get(self.company.situation, "")

    @property
    def is_gone(self) -> bool:
        return self.company.situation in {Situation.BANKRUPT, Situation.DELETED}


@dataclass(frozen=True)
class LookUp:
    """One look-up and what came of it.

    ``state`` is idle, hits, none, wrong (what was typed), error (the service is silent) or unreadable (its answer).

    ``total`` leaves out the ``unread``, those up to this page that cannot be read.
    """

    state: str
    registry: Registry | None = None
    typed: str = ""
    by: str = "name"
    message: str = ""
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    page: int = 0
    has_more: bool = False
    of: str = ""  # the company whose branches these are
    unread: int = 0

    @property
    def shown(self) -> int:
        """How many have been shown with this page."""
        return min(PAGE * (self.page + 1) - self.unread, self.total)

    @property
    def next_page(self) -> int:
        return self.page + 1

    @property
    def others(self) -> list[Registry]:
        """The other registers, to look there instead."""
        return [each for each in interface.REGISTRIES.values() if each is not self.registry]


def look_up(viewer: Viewer, country: str, typed: str, page: int = 0, of: str = "", by: str = "name") -> LookUp:
    """Asks the register of a country for a name or number, or with ``of`` for a company's branches.

    Never raises: what is wrong with the number or the service is told in ``message``.
    """
    registry, language = interface.registry_of(country), get_language() or "en"
    if registry is None:
        return LookUp("wrong", typed=typed, message=_("There is no register for this country: fill the form by hand."))

    def without(state: str, message: str = "") -> LookUp:
        return LookUp(state, registry, typed, by, message, page=page, of=of)

    if not typed.strip() and not of:
        return without("wrong", _("Type a name or a number to look up."))
    try:
        found = _found(registry.country, typed, page, of, by, language)
    except NotFound as error:
        return without("none", str(error))
    except WrongNumber as error:
        return without("wrong", str(error))
    except RegistryError as error:
        return without(state_of(error), str(error))
    if not found.total:
        return without("none")
    hits, unread = known(viewer, found.companies), _unread(f"{registry.country} {typed} {of}", page, found.unread)
    return LookUp("hits", registry, typed, by, "", hits, found.total - unread, page, found.has_more, of, unread)


def state_of(error: Exception) -> str:
    """The state of a look-up that failed so."""
    if isinstance(error, Unavailable):
        return "error"
    return "unreadable" if isinstance(error, BadAnswer) else "wrong"


def _found(country: str, typed: str, page: int, of: str, by: str, language: str) -> Hits:
    if of:
        return interface.branches(country, of, page, language)
    if by == "business_id":
        return Hits((interface.get(country, typed, language),), 1, 0, False)
    return interface.search(country, typed, page, language)


def _unread(question: str, page: int, here: int) -> int:
    """How many companies up to this page cannot be read, as far as the pages before were asked for lately."""
    key = "look-up-unread-" + hashlib.sha256(question.encode()).hexdigest()
    by_page: dict[int, int] = cache.get(key, {})
    if here != by_page.get(page, 0):
        by_page[page] = here
        cache.set(key, by_page, REMEMBERED)
    return sum(count for at, count in by_page.items() if at <= page)


def known(viewer: Viewer, companies: tuple[Company, ...]) -> list[Hit]:
    """The companies with those that are customers already, in two queries. One out of sight names whom to ask."""
    same = Q(business_id__in=[each.number for each in companies], country__in=["", *{e.country for e in companies}])
    found = list(Customer.objects.filter(same).select_related("account_owner"))
    pks = [each.pk for each in found]
    seen = set(Customer.objects.visible_to(viewer.user).filter(pk__in=pks).values_list("pk", flat=True))
    # with the same number once more for no country, one in sight comes before one that is not
    ours = {each.business_id: each for each in sorted(found, key=lambda each: each.pk in seen)}

    def hit(company: Company) -> Hit:
        customer = ours.get(company.number)
        if customer is None:
            return Hit(company)
        return Hit(company, customer) if customer.pk in seen else Hit(company, None, ask_whom(customer))

    return [hit(each) for each in companies]


def chosen(viewer: Viewer, country: str, number: str) -> Hit:
    """The company somebody picks; raises WrongNumber or RegistryError."""
    if interface.registry_of(country) is None:
        raise NotFound("no register")
    return known(viewer, (interface.get(country, number, get_language() or "en"),))[0]
