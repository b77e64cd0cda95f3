"""The card of a customer and of a contact person: what the customers app itself shows there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from customers.forms import POSTAL, VISITING
from customers.lookup_hits import TONES
from customers.models import (
    Address,
    Consent,
    ContactRole,
    ContactRoleLink,
    CustomerSegment,
    EInvoiceAddress,
    MarketSegment,
    RegisterAnswer,
)
from customers.register_asking import company_of
from customers.register_differences import compared
from registries.interface import is_demonstration, registry_of
from workbench.card import PAGE, Card, facts
from workbench.origins import origins, origins_of_parts
from workbench.overview import briefs
from workbench.register import ACTIVE
from workbench.slots import CARD_ACTIONS, CARD_BADGES, CardAction, CardBadge, Part, Section, add_parts, add_section

_SETTINGS = _("Defaults for new work")


def _overview(card: Card) -> dict[str, Any]:
    # what the head, figures, lists and sections show is not said again
    said = {ACTIVE.field, card.register.locked.field if card.register.locked else ""}
    groups = [
        (group, [fact for fact in shown if (fact.field.path or fact.edit_url) and fact.field.key not in said])
        for group, shown in facts(card, origins=origins(card))
        if group != str(_SETTINGS)
    ]
    groups = [(group, shown) for group, shown in groups if shown]
    return {"groups": groups, "briefs": briefs(card), "edit_url": reverse(f"{card.register.key}-edit", args=[card.pk])}


def _people(card: Card) -> dict[str, Any]:
    """Contact persons first by name, those out of use last, and the addresses."""
    contacts = card.record.contacts.order_by("-is_active", "sort_name", "pk")
    first = (card.page - 1) * PAGE
    shown = list(contacts[first : first + PAGE + 1])
    addresses = list(card.record.addresses.order_by("-is_headquarters", "pk"))
    keys = {each.pk: _of_form(vars(each)) for each in addresses}
    told = origins_of_parts(Address, keys, customer_id=card.pk)
    return {
        "contacts": shown[:PAGE],
        "has_more": len(shown) > PAGE,
        "addresses": [(each, told.get(each.pk, "")) for each in addresses],
        "new_contact_url": f"{reverse('contacts-new')}?customer={card.pk}",
    }


def _people_brief(card: Card) -> dict[str, Any]:
    contacts = card.record.contacts.filter(is_active=True).order_by("sort_name", "pk")
    return {"contacts": contacts[:5], "addresses": card.record.addresses.order_by("-is_headquarters", "pk")[:3]}


def _settings(card: Card) -> dict[str, Any]:
    shown = facts(card, with_empty=True, origins=origins(card))
    return {"groups": [(group, each) for group, each in shown if group == str(_SETTINGS)]}


def _register(card: Card) -> dict[str, Any]:
    """What the register said last, beside ours. Asking it is a button: looking at a page writes nothing."""
    registry = registry_of(card.record.country)
    answer = RegisterAnswer.objects.filter(customer=card.pk).first()
    company = company_of(answer)
    values = compared(card.record, list(card.record.addresses.all()), company) if company else []
    return {
        "registry": registry if card.record.business_id else None,
        "answer": answer,
        # of customers saved before answers were kept only the time is known
        "asked_at": answer.asked_at if answer else card.record.register_checked_at,
        "company": company,
        "tone": TONES.get(company.situation, "") if company else "",
        "differing": [each for each in values if each.differs],
        "same": [each for each in values if not each.differs],
        "is_demonstration": is_demonstration(),
    }


def _trouble(card: Card) -> list[CardBadge]:
    """What the register said last of a company that is bankrupt, winding up or gone; asked only if it ever told."""
    if not card.record.register_checked_at:
        return []
    company = company_of(RegisterAnswer.objects.filter(customer=card.pk).first())
    if company is None or not company.has_trouble or company.number != card.record.business_id:
        return []
    return [CardBadge(company.situation.label, TONES.get(company.situation, ""), "register")]


def _of_form(values: dict[str, Any]) -> Collection[str]:
    """The fields of the form that make an address with the customer."""
    return VISITING if values["is_visiting"] else POSTAL


def _address_words(values: dict[str, Any]) -> str:
    return str(Address(**values))


add_section("customer", Section("overview", _("Overview"), "customers/overview.html", _overview, Area.CUSTOMERS, 10))
add_section(
    "customer",
    Section(
        "contacts", _("Contacts and addresses"), "customers/people.html", _people, Area.CUSTOMERS, 20,
        count=lambda card: card.record.contacts.count(), hangs=True,
        brief="customers/people_brief.html", brief_context=_people_brief,
    ),
)  # fmt: skip
add_section(
    "customer", Section("register", _("Public register"), "customers/register.html", _register, Area.CUSTOMERS, 80)
)
add_section("customer", Section("settings", _("Settings"), "record/facts.html", _settings, Area.CUSTOMERS, 90))
add_section("contact", Section("overview", _("Overview"), "record/facts.html", _overview, Area.CUSTOMERS, 10))
CARD_BADGES["customer"] = _trouble
CARD_ACTIONS["customer"] = [
    CardAction(_("Merge a duplicate"), "git-merge", "customers-merge", needs_delete=True, for_locked=False)
]
CARD_ACTIONS["contact"] = [
    CardAction(_("Move to another customer"), "arrow-right-left", "contacts-move"),
    CardAction(_("Forget this person"), "user-x", "contacts-forget", needs_delete=True),
]
add_parts(
    "customer",
    Part(Address, "customer_id", _("Address"), _address_words, made_from=_of_form),
    Part(EInvoiceAddress, "customer_id", _("E-invoice address"), lambda values: str(values["address"])),
    Part(CustomerSegment, "customer_id", _("Market segment"), names=("marketsegment_id", MarketSegment)),
)
add_parts(
    "contact",
    Part(ContactRoleLink, "contact_id", _("Role"), names=("contactrole_id", ContactRole)),
    Part(Consent, "contact_id", _("Consent"), lambda values: str(values["purpose"])),
)
