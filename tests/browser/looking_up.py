"""The form of a new customer with the registers' stand-in beside it: what the tests do there."""

from collections.abc import Callable
from typing import Any

import pytest
from pghistory.models import Context
from playwright.sync_api import Page, expect

from customers.models import Address, Customer
from history.tracking import INSERTED
from registries.standin import Standin
from tests.browser.companies import (
    NEW,
    asked,
)
from tests.browser.office import Office

Open = Callable[..., Page]

NOT_ANSWERING = "The register does not answer at the moment. Try again later."


@pytest.fixture
def form(open_page: Open, office: Office, standin: Standin) -> Page:
    return open_page(office.boss, NEW)


def save(page: Page, name: str) -> Customer:
    page.get_by_role("button", name="Save customer").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    return Customer.objects.get(name=name)


def sources(customer: Customer) -> dict[str, str]:
    """What the history tells of where the values of a new customer came from."""
    told = Context.objects.filter(metadata__has_key="sources").latest("created_at")
    tracked: Any = customer  # has events from pghistory
    assert tracked.events.get(pgh_label=INSERTED).pgh_context_id == told.id
    return told.metadata["sources"]


def addresses(customer: Customer) -> list[tuple[Any, ...]]:
    columns = ("street", "postcode", "city", "country", "is_visiting", "is_postal", "is_headquarters")
    return list(Address.objects.filter(customer=customer).order_by("pk").values_list(*columns))


def expect_not_asked(page: Page, standin: Standin) -> None:
    """By the time likely duplicates have been looked for, a look-up would have been asked too."""
    page.wait_for_load_state("networkidle")
    assert asked(standin) == []
