"""Each page makes exactly the queries of query_counts.py, with few rows and with many."""

from collections.abc import Iterator
from operator import le
from typing import Any

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.entity import ENTITIES
from customers.models import Customer, CustomerSegment
from history.changes import events_of
from invoices.models import Invoice
from tests import factories
from tests.bulk.acting import apply, show
from tests.matrix.answers import streamed
from tests.matrix.ground import Ground, invoice, kept_for_a_while, lay_ground
from tests.workbench.query_counts import PAGES, Page
from workbench.bulk.outcomes import Outcome
from workbench.models import BulkUpdate, LeftRow

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 120


@pytest.fixture(scope="module", params=[FEW, MANY])
def crowd(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    """So many customers for the manager's eyes, each with a contact person, a segment and an invoice."""
    with kept_for_a_while(django_db_blocker):
        ground = lay_ground()
        wanted = request.param - Customer.objects.visible_to(ground.people["manager"]).count()
        for number in range(wanted):
            customer = factories.customer(
                f"Bekk {number} AS", country="NO", business_unit=ground.units["oslo"], city="Ås",
                account_owner=ground.people["account"], industry=ground.industries["Software"],
            )  # fmt: skip
            customer.segments.add(*ground.segments.values())
            factories.contact(customer, email=f"post@{number}.example")
            invoice(ground, customer, 1000 + number, 500, business_unit=ground.units["oslo"])
        _hang(ground, request.param)
        _change_all(ground)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # or a plan made for empty tables may take a minute
        ground.client("admin").get("/customers/")  # after a change of custom fields a process reads them once
        yield ground


def _hang(ground: Ground, many: int) -> None:
    """As many things of every kind on one customer, and changes of it in its history."""
    mine, account = ground.customers["mine"], ground.people["account"]
    status, won = factories.sales_status(), factories.sales_status("won")
    for number in range(many):
        factories.contact(mine)
        factories.activity(mine, account, kind="task" if number % 2 else "note")
        project = factories.project(mine, 100, owner=account, sales_status=status)
        factories.project(mine, 100, owner=account, sales_status=won)
        invoice(ground, mine, 5000 + number, 10, business_unit=ground.units["oslo"], project=project)
        factories.address(mine, f"City {number}")
        factories.file(mine, account)
        with pghistory.context(user=account.pk, source="hand"):
            industry = ground.industries["Software" if number % 2 else "Fishery"]
            Customer.objects.filter(pk=mine.pk).update(phone=str(number), industry=industry)
    # all of this has one time, so what stands on the first page would be chance: only changes of one kind remain
    events_of(CustomerSegment)._default_manager.filter(customer_id=mine.pk).delete()


def _change_all(ground: Ground) -> None:
    """The manager's own bulk update of every row; another one left them all."""
    manager = ground.people["manager"]
    rows = list(Customer.objects.visible_to(manager).order_by("pk").values_list("pk", flat=True))
    done = apply(show(manager, rows, {"language": "fi"}))
    LeftRow.objects.bulk_create(LeftRow(bulk_update=done, record=pk, outcome=Outcome.MEANWHILE) for pk in rows)


def queries(ground: Ground, who: str, page: Page) -> list[str]:
    """The queries of one answer, read to its end; savepoints are the tests' own."""
    words = {
        "customer": ground.customers["mine"].pk, "contact": ground.contacts["mine"].pk,
        "industry": ground.industries["Software"].pk, "segment": ground.segments["Large"].pk,
        "invoice": Invoice.objects.filter(customer=ground.customers["mine"], project=None).latest("pk").pk,
        "bulk": BulkUpdate.objects.latest("pk").pk,
        "person": ground.people["account"].pk, "own": ground.custom_fields["there"].pk,
        "columns": ",".join(f.key for f in ENTITIES["customer"].fields),
    }  # fmt: skip
    visitor = ground.client(who)
    address = page.address.format(**words)
    posted = {k: [each.format(**words) for each in v] if isinstance(v, list) else v for k, v in page.posted.items()}
    with CaptureQueriesContext(connection) as captured:
        response = visitor.post(address, posted) if posted else visitor.get(address)
        if response.streaming:
            assert streamed(response)
    assert response.status_code < 500
    return [query["sql"] for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_makes_exactly_its_queries_however_many_rows_there_are(name: str, crowd: Ground) -> None:
    made = [queries(crowd, who, PAGES[name]) for who in ("admin", "manager")]
    listed = "\n".join(sql[:150] for sql in made[0])
    counts, page = (len(made[0]), len(made[1])), PAGES[name]
    assert counts == page.queries or (page.at_most and all(map(le, counts, page.queries))), listed


def test_the_many_are_many(crowd: Ground) -> None:
    assert Customer.objects.visible_to(crowd.people["manager"]).count() in {FEW, MANY}
