"""Eight people write at once while changes are folded: no deadlock, and what is kept is what the rows come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import BusinessUnit, User
from customers.models import Customer
from invoices.models import Invoice, InvoiceStatus
from kpis.models import UnsummedCustomer
from kpis.rollups import folding
from projects.models import CostEntry, Project
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, TRANSACTIONS = 8, 12
FIRST = date(2026, 1, 1)


@pytest.fixture
def office() -> None:
    factories.organisation()
    company = factories.unit("Oslo", is_company=True)
    units = [company, factories.unit("Bergen", parent=company)]
    users = [factories.user(factories.profile(), unit) for unit in units for _each in range(2)]
    factories.invoice_status("Sent", is_sent=True)
    progress = factories.sales_status()
    for place in range(6):
        customer = factories.customer(account_owner=users[place % 4], business_unit=units[place % 2])
        for owner in users[:2]:
            factories.project(customer, 100, owner=owner, business_unit=units[place % 2], sales_status=progress)


def write(seed: int) -> None:
    """Transactions of several statements over several projects, in any order, and moves of one project or customer."""
    random = Random(seed)
    users, units = list(User.objects.order_by("pk")), list(BusinessUnit.objects.order_by("pk"))
    projects, status = list(Project.objects.order_by("pk")), InvoiceStatus.objects.get()
    for number in range(TRANSACTIONS):
        with transaction.atomic():
            for place, project in enumerate(random.sample(projects, 4)):
                day = FIRST + timedelta(random.randrange(90))
                factories.cost(project, random.randrange(1, 999), date=day)
                given = {"project": project} if random.random() < 0.7 else {}
                factories.invoice(
                    project.customer, status, random.randrange(1, 999), invoice_date=day, company_unit=units[0],
                    business_unit=units[1], number=seed * 10_000 + number * 100 + place, **given,
                )  # fmt: skip
        with transaction.atomic():
            mine = CostEntry.objects.filter(description="").order_by("pk")[seed::WRITERS][:3]
            CostEntry.objects.filter(pk__in=[each.pk for each in mine]).update(cost=random.randrange(1, 999))
        move: Callable[[], int] = random.choice([
            lambda: Project.objects.filter(pk=random.choice(projects).pk).update(
                owner=random.choice(users), business_unit=random.choice(units)
            ),
            lambda: Customer.objects.filter(pk=random.choice(projects).customer_id).update(
                account_owner=random.choice(users)
            ),
        ])  # fmt: skip
        move()


def test_eight_writers_and_the_folding_lose_nothing(office: None) -> None:
    folding.rebuild()
    failed: list[DatabaseError] = []
    start, done = Barrier(WRITERS + 1), []

    def run(seed: int) -> None:
        try:
            start.wait()
            write(seed)
        except DatabaseError as error:
            failed.append(error)
        finally:
            done.append(seed)
            connection.close()

    threads = [Thread(target=run, args=[seed]) for seed in range(WRITERS)]
    for thread in threads:
        thread.start()
    start.wait()
    folds = 0
    while len(done) < WRITERS:
        folds += folding.fold() is not None
        folding.sum_years()
        assert not folding.verify().ledger  # one statement, one moment: right while others write
        assert not folding.verify().years
    for thread in threads:
        thread.join(timeout=60)
    assert not failed
    assert folds
    assert Invoice.objects.count() == WRITERS * TRANSACTIONS * 4
    assert not folding.verify()
    folding.fold()
    folding.sum_years()
    assert not UnsummedCustomer.objects.exists()
    assert not folding.verify()
