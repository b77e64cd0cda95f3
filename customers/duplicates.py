"""Customers that may be the one somebody is about to make: alike by business ID, name or domain of their e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import StrIndex, Substr, Trim
from django.utils.translation import gettext as _

from accounts.alphabet import Fold, fold
from catalogue.field import Viewer
from customers.models import Customer
from registries.business_ids import WrongNumber, normal_business_id

SHOWN = 5
SIMILAR = 0.55  # of trigrams: a letter or a legal form apart
# addresses of everybody tell nothing about a company
COMMON_DOMAINS = frozenset(
    """gmail.com outlook.com hotmail.com live.com icloud.com yahoo.com online.no gmail.no telia.com
    telia.fi kolumbus.fi luukku.com mail.dk jubii.dk proton.me""".split()
)
_LEGAL_FORMS = frozenset("as asa ab oy oyj aps a s enk ans da publ ltd".split())


@dataclass(frozen=True)
class Duplicate:
    """A likely duplicate with the reasons; one the viewer may not see names only whom to ask."""

    customer: Customer | None
    reasons: list[str]
    ask: str = ""


def core_name(name: str) -> str:
    """A name without legal form and punctuation: what makes two companies the same to people."""
    words = [word for word in fold(name).split() if word not in _LEGAL_FORMS]
    return " ".join(words)


def duplicates(viewer: Viewer, *, name: str, country: str, business_id: str, email: str) -> list[Duplicate]:
    """The likeliest duplicates of what is being typed, best first, in a query for each reason.

    Those out of the viewer's sight are told too, but only by whom to ask: otherwise the same company would be made
    twice, which is what this is about.
    """
    reasons = _reasons(name, country, business_id, email)
    if not reasons:
        return []
    everywhere = Q()
    for condition, _words in reasons:
        everywhere |= condition
    found = _candidates(name).filter(everywhere).select_related("account_owner")[:SHOWN]
    rows = list(found)
    pks = [row.pk for row in rows]
    seen = set(Customer.objects.visible_to(viewer.user).filter(pk__in=pks).values_list("pk", flat=True))
    holds = {
        words: set(_candidates(name).filter(condition, pk__in=pks).values_list("pk", flat=True))
        for condition, words in reasons
    }
    return [_told(row, [words for words, ids in holds.items() if row.pk in ids], row.pk in seen) for row in rows]


def _candidates(name: str) -> QuerySet[Any]:
    """Customers with how alike their name is and the domain of their e-mail."""
    domain = Substr("email", StrIndex("email", Value("@")) + 1)
    wanted = core_name(name) or " "
    alike = TrigramSimilarity(Trim(Fold("name")), wanted)
    return Customer.objects.annotate(alike=alike, domain=domain).order_by("-alike", "pk")


def _reasons(name: str, country: str, business_id: str, email: str) -> list[tuple[Q, str]]:
    found: list[tuple[Q, str]] = []
    try:
        number = normal_business_id(country, business_id)
    except WrongNumber:
        number = ""
    if number:
        found.append((Q(business_id=number), _("same business ID")))
    words = core_name(name)
    if len(words) > 2:
        # the longest word narrows by the search index before names are compared letter by letter
        first = max(words.split(), key=len)[:4]
        found.append((Q(search_text__contains=first, alike__gte=SIMILAR), _("similar name")))
    domain = email.rpartition("@")[2].strip().lower()
    if "." in domain and domain not in COMMON_DOMAINS:
        found.append((Q(search_text__contains=fold(domain), domain__iexact=domain), _("same e-mail domain")))
    return found


def _told(row: Customer, reasons: list[str], visible: bool) -> Duplicate:
    if visible:
        return Duplicate(row, reasons)
    return Duplicate(None, reasons, ask_whom(row))


def ask_whom(customer: Customer) -> str:
    """Who can tell about a customer that is out of the viewer's sight."""
    return str(customer.account_owner or "") or _("an administrator")
