"""Demo data is made once for each module that looks at it, and rolled back."""

import datetime
from collections.abc import Iterator

import pytest
from django.db import transaction

from crm.demo.generate import Demo, generate

TODAY = datetime.date(2026, 5, 20)
DEFAULT = Demo(customers=2_000, seed=1, today=TODAY)


@pytest.fixture(scope="module")
def demo_data(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Demo]:
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        generate(DEFAULT)
        yield DEFAULT
        transaction.set_rollback(True)
