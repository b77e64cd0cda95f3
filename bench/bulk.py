"""Bulk updates against the bare UPDATE of the same rows, in the same run."""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import psycopg
from django.db import connection
from django.test import Client

from accounts.models import User
from accounts.organisation import today
from catalogue.field import Viewer
from customers.models import Customer, Industry
from customers.register import customers
from workbench.bulk.form import read_changes
from workbench.bulk.plan import AnyOf, Setting
from workbench.bulk.preview import preview
from workbench.bulk.work import at_once
from workbench.models import BulkUpdate

Bare = psycopg.Connection[Any]
_UPDATE = "UPDATE customers_customer SET industry_id = %s, updated_at = now() WHERE id = ANY(%s)"
_ONE_ROW = "UPDATE customers_customer SET updated_at = now() WHERE id = %s"
# the rows as a filter finds them: to send a hundred thousand ids takes longer than to read the rows
_SCAN = (
    "SELECT id, industry_id, account_owner_id, is_internal FROM customers_customer"
    " WHERE number <= %s AND NOT is_internal"
)


@dataclass(frozen=True)
class BulkSpeed:
    """Medians in milliseconds."""

    rows: int
    bare: float  # the UPDATE alone, without history
    with_history: float  # the same with the triggers that keep history
    ours: float
    scan: float
    preview: float
    undo: float

    def lines(self) -> list[str]:
        return [
            f"bulk: {self.rows:>9,} rows: apply {self.ours:9.0f}, bare {self.bare:9.0f}: {self.ours / self.bare:5.2f}"
            f" (with history {self.with_history:9.0f}: {self.ours / self.with_history:5.2f}), undo {self.undo:9.0f}",
            f"bulk: {self.rows:>9,} rows: preview {self.preview:7.0f}, one scan {self.scan:6.0f}:"
            f" {self.preview / self.scan:5.2f}",
        ]


def bulk_speed(bare: Bare, user: User, rows: int, rounds: int) -> BulkSpeed:
    """Changes the industry of so many customers, bare and ours in turns; each change is taken back."""
    ids = list(Customer.objects.filter(is_internal=False).order_by("number").values_list("pk", flat=True)[:rows])
    industry = Industry.objects.create(name=f"Bench {time.time_ns()}")
    times: dict[str, list[float]] = {}

    def timed(name: str, act: Callable[[], Any]) -> Any:
        _tidy(bare)
        start = time.perf_counter()
        found = act()
        times.setdefault(name, []).append((time.perf_counter() - start) * 1000)
        return found

    _one_row(bare, ids[0])
    highest = _highest(ids)
    for _round in range(rounds):
        timed("bare", lambda: _rolled_back(bare, ids, industry.pk, history=False))
        timed("with_history", lambda: _rolled_back(bare, ids, industry.pk, history=True))
        timed("scan", lambda: bare.execute(_SCAN, [highest]).fetchall())
        seen = timed("preview", lambda: _preview(user, highest, industry.pk))
        bulk = _bulk(user, ids, industry.pk, seen)
        timed("ours", partial(at_once, bulk))
        undo = BulkUpdate(user=user, register=customers.key, changes=bulk.changes, undoes=bulk)
        timed("undo", partial(at_once, undo))
        # once more: by now the table has grown
        timed("bare", lambda: _rolled_back(bare, ids, industry.pk, history=False))
    return BulkSpeed(rows, **{name: statistics.median(each) for name, each in times.items()})


def pages_meanwhile(bare: Bare, user: User, client: Client, rows: int) -> tuple[float, float]:
    """A register page as others get it usually, and while a bulk update goes on: medians in milliseconds."""
    ids = list(Customer.objects.filter(is_internal=False).order_by("number").values_list("pk", flat=True)[:rows])
    industry = Industry.objects.create(name=f"Bench {time.time_ns()}")
    usual = [_page(client) for _round in range(15)]
    bulk = _bulk(user, ids, industry.pk, _preview(user, _highest(ids), industry.pk))
    bulk.save()  # here, so that it is known by its id when the other process has done it

    def apply() -> None:
        connection.close()  # a process of its own, as the worker is one: threads would share an interpreter
        at_once(bulk)

    connection.close()
    work = multiprocessing.get_context("fork").Process(target=apply)
    work.start()
    during = []
    while work.is_alive():
        during.append(_page(client))
    work.join()
    bulk.refresh_from_db()
    at_once(BulkUpdate(user=user, register=customers.key, changes=bulk.changes, undoes=bulk))
    _tidy(bare)
    return statistics.median(usual), statistics.median(during)


def _page(client: Client) -> float:
    start = time.perf_counter()
    client.get(customers.url)
    return (time.perf_counter() - start) * 1000


def _tidy(bare: Bare) -> None:
    """Rounds begin alike: without the dead rows of the one before."""
    bare.execute("VACUUM ANALYZE customers_customer")
    bare.execute("VACUUM ANALYZE customers_customerevent")
    bare.execute("CHECKPOINT")  # else only the first pays for the pages that are written whole


def _one_row(bare: Bare, customer: int) -> None:
    """As in a session that has worked before: what triggers do is planned for the first update's number of rows."""
    bare.execute(_ONE_ROW, [customer])
    with connection.cursor() as cursor:
        cursor.execute(_ONE_ROW, [customer])


def _rolled_back(bare: Bare, ids: list[int], industry: int, *, history: bool) -> None:
    with bare.transaction(force_rollback=True):
        if not history:
            bare.execute("SET LOCAL session_replication_role = replica")
        bare.execute(_UPDATE, [industry, ids])


def _changes(industry: int) -> dict[str, list[str]]:
    return {"industry": [str(industry)]}


def _preview(user: User, highest: int, industry: int) -> dict[str, Any]:
    viewer = Viewer(user, today())
    changes = read_changes(customers.entity, viewer, _changes(industry))
    assert changes
    rows = customers.rows(viewer).filter(number__lte=highest, is_internal=False)
    return preview(customers, viewer, rows, Setting(customers.entity, changes)).seen()


def _bulk(user: User, ids: list[int], industry: int, seen: dict[str, Any]) -> BulkUpdate:
    """As the last step of its pages makes it; "all that match" where there are more ids than can be ticked."""
    posted = {"ids": [str(pk) for pk in ids]}
    if len(ids) > 20_000:
        posted = {"selected": ["all"], "count": [str(seen["selected"][0])], "fingerprint": [seen["selected"][1]]}
    query = "state=all" if len(ids) <= 20_000 else f"state=all&number.max={_highest(ids)}"
    selection = {"query": query, "posted": posted, "seen": seen}
    return BulkUpdate(user=user, register=customers.key, changes=_changes(industry), selection=selection,
                      row_count=len(ids))  # fmt: skip


def _highest(ids: list[int]) -> int:
    return Customer.objects.filter(AnyOf("pk", ids)).order_by("-number").values_list("number", flat=True)[0]
