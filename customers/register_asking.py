"""Asking the public registers about customers of ours, one by one, and keeping what they said."""

from __future__ import annotations

from dataclasses import asdict

from django.utils import timezone

from customers.models import Customer, Outcome, RegisterAnswer
from customers.register_differences import differences
from registries import interface
from registries.business_ids import WrongNumber
from registries.company import Company, company_in
from registries.errors import NotFound, RegistryError, Withheld


def ask(customer: Customer, language: str) -> tuple[Outcome, RegistryError | WrongNumber | None]:
    """Looks a customer up and keeps the answer. A look-up that fails keeps the answer before it and tells why."""
    if interface.registry_of(customer.country) is None or not customer.business_id:
        return Outcome.NO_NUMBER, None
    try:
        company = interface.get(customer.country, customer.business_id, language)
    except NotFound:
        return _keep(customer, Outcome.NOT_FOUND), None
    except Withheld:
        return _keep(customer, Outcome.WITHHELD), None
    except (RegistryError, WrongNumber) as error:
        return Outcome.FAILED, error
    return keep(customer, company), None


def keep(customer: Customer, company: Company) -> Outcome:
    """Keeps what the register said of a customer, and whether that differs."""
    differs = differences(customer, list(customer.addresses.all()), company)
    return _keep(customer, Outcome.DIFFERS if differs else Outcome.SAME, company)


def _keep(customer: Customer, outcome: Outcome, company: Company | None = None) -> Outcome:
    at = company.fetched_at if company else timezone.now()
    answer = {"asked_at": at, "outcome": outcome, "company": asdict(company) if company else {}}
    RegisterAnswer.objects.update_or_create(customer=customer, defaults=answer)
    Customer.objects.filter(pk=customer.pk).update(register_checked_at=at)
    return outcome


def company_of(answer: RegisterAnswer | None) -> Company | None:
    """The company of an answer; None where the register told none, or it cannot be read any more."""
    return company_in(answer.company) if answer else None
