"""What the tests of checks do, step by step."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Any

import pytest
from django.test import Client

from customers import check_views, register_checks
from customers.models import Address, CheckedCustomer, Customer, RegisterCheck
from registries import http, interface
from registries.standin import Fault, Standin
from tests import factories
from tests.customers.companies import add, numbers, unit
from tests.matrix.ground import Ground

Browsers = dict[str, Client]

CHECKS = "/customers/checks/"


class Clock:
    """Time that passes at once where somebody sleeps."""

    def __init__(self) -> None:
        self.slept = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What waits for a register waits by this clock, and so does what leaves it alone."""
    made = Clock()
    monkeypatch.setattr(interface, "_client_at", cache(lambda base: http.Client(base, made)))
    return made


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's part is played by the tests."""
    monkeypatch.setattr(check_views, "hand_over", lambda check: None)


@pytest.fixture
def admin(browsers: Browsers, by_hand: None) -> Client:
    return browsers["admin"]


def companies(standin: Standin, ground: Ground, count: int) -> list[Customer]:
    """Customers whose telephone and visiting address are others in the register."""
    made = []
    taken = set(Customer.objects.values_list("business_id", flat=True))
    for number in islice((each for each in numbers() if each not in taken), count):
        add(standin, unit(number, f"FIRMA {number}", "postadresse", "hjemmeside", "epostadresse", telefon="22334455"))
        customer = factories.customer(
            f"Firma {number}", country="NO", business_id=number, vat_number=f"NO{number}MVA", legal_form="AS",
            phone="1", account_owner=ground.people["account"],
        )  # fmt: skip
        factories.address(customer, "Gamleby", street="Old street 1", is_visiting=True, is_headquarters=True)
        made.append(customer)
    return made


def begin(browser: Client, *rows: Customer) -> RegisterCheck:
    answer = browser.post(f"{CHECKS}new/", {"ids": [row.pk for row in rows]})
    assert answer.status_code == 302, answer.status_code
    return RegisterCheck.objects.latest("pk")


@pytest.fixture
def work(clock: Clock) -> Callable[..., RegisterCheck]:
    def go(check: RegisterCheck, should_stop: Callable[[], bool] = lambda: False) -> RegisterCheck:
        register_checks.work(check.pk, should_stop, clock.sleep)
        check.refresh_from_db()
        return check

    return go


Work = Callable[..., RegisterCheck]


def act(browser: Client, check: RegisterCheck, name: str) -> RegisterCheck:
    assert browser.post(f"{CHECKS}{check.pk}/act/", {"act": name}).status_code == 302
    check.refresh_from_db()
    return check


def outcomes(check: RegisterCheck) -> list[str]:
    return list(CheckedCustomer.objects.filter(check_run=check).order_by("pk").values_list("outcome", flat=True))


def state(*customers: Customer) -> Any:
    """Customers and their addresses as they are, but for when they were changed and looked up."""
    pks, left = [each.pk for each in customers], {"updated_at", "register_checked_at"}
    rows = Customer.objects.filter(pk__in=pks).order_by("pk").values()
    return (
        [{key: value for key, value in row.items() if key not in left} for row in rows],
        list(Address.objects.filter(customer__in=pks).order_by("pk").values()),
    )


def for_number(number: str, fault: Fault) -> Fault:
    return lambda handler: number in handler.path and fault(handler)
