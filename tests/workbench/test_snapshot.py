"""A snapshot reads as of one moment, writes nothing, and leaves the connection as it was."""

from __future__ import annotations

import pytest
from django.db import InternalError, connection, transaction

from accounts.models import Organisation
from tests import factories
from workbench.snapshot import one_snapshot

pytestmark = pytest.mark.django_db(transaction=True)


def name() -> str:
    return Organisation.objects.get().name


def test_what_others_commit_meanwhile_is_seen_only_after_it() -> None:
    before = factories.organisation().name
    other = connection.copy()
    try:
        with one_snapshot():
            assert name() == before
            with other.cursor() as cursor:
                cursor.execute("UPDATE accounts_organisation SET name = 'Later'")
            assert name() == before
    finally:
        other.close()
    assert name() == "Later"


def test_it_refuses_to_write_and_what_comes_after_it_may() -> None:
    factories.organisation()
    with pytest.raises(InternalError, match="read-only"), one_snapshot():
        Organisation.objects.update(name="Within")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("read committed",)
        Organisation.objects.update(name="After")
    assert name() == "After"


def test_within_a_transaction_it_is_part_of_that_one() -> None:
    factories.organisation()
    with transaction.atomic():
        with one_snapshot():
            Organisation.objects.update(name="Within")
        assert name() == "Within"
