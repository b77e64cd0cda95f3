"""Customers, their addresses and contact persons, the lists that describe them, and what public registers say."""

from customers.models.contact import Consent, ConsentBasis, Contact, ContactRoleLink
from customers.models.customer import Address, Customer, CustomerSegment, EInvoiceAddress, register_sources
from customers.models.lists import ContactRole, Entry, Industry, IndustryOfCode, MarketSegment
from customers.models.register_check import (
    UNDER_WAY,
    CheckedCustomer,
    CheckState,
    Outcome,
    RegisterAnswer,
    RegisterCheck,
)

__all__ = [
    "UNDER_WAY",
    "Address",
    "CheckState",
    "CheckedCustomer",
    "Consent",
    "ConsentBasis",
    "Contact",
    "ContactRole",
    "ContactRoleLink",
    "Customer",
    "CustomerSegment",
    "EInvoiceAddress",
    "Entry",
    "Industry",
    "IndustryOfCode",
    "MarketSegment",
    "Outcome",
    "RegisterAnswer",
    "RegisterCheck",
    "register_sources",
]
