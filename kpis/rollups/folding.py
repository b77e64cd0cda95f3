"""Adds to what is kept what changed since, makes it anew, and tells whether it is right.

One at a time: an advisory lock is held meanwhile, which those who move money between owners or units wait for. Writers
of invoices, costs, projects and customers do not, and readers see what was before until all of it is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from accounts.organisation import in_organisation, today
from catalogue.relative_dates import add_months
from kpis.as_of import end_of
from kpis.models import Closing, Kind
from kpis.rollups import closings, customer_years, ledger, standings

_LOCK = 1263552851  # as in the triggers
_CLOSING = _LOCK + 1  # nobody but another closing waits for it
_YEARS = _LOCK + 2  # likewise
AT_ONCE = timedelta(hours=1)
CLOSED_MONTHS = 24  # that are counted from kept times when the first month is closed


@dataclass(frozen=True)
class Differences:
    """How many sums of the ledger, customers and tallies, and customers' years differ from the rows they are of."""

    ledger: int
    customers: int
    years: int

    def __bool__(self) -> bool:
        return bool(self.ledger or self.customers or self.years)


def fold() -> tuple[int, int] | None:
    """Adds what changed to what is kept. Returns how many sums and customers; nothing while somebody else does it."""
    with transaction.atomic():
        if not _lock(_LOCK, wait=False):
            return None
        return ledger.fold_ledger(), standings.fold_customers()


def sum_years(day: date | None = None) -> int:
    """Sums the years of customers that changed, and months up to where figures of a day (today) cut them.

    Returns how many customers were summed. Nobody waits for it but another one that does so.
    """
    with in_organisation(), transaction.atomic():
        _lock(_YEARS, wait=True)
        customer_years.cut(customer_years.days_to_cut(day or today()))
    summed = 0
    while True:
        with transaction.atomic():
            _lock(_YEARS, wait=True)
            latest = customer_years.sum_told()
        summed += latest
        if latest < customer_years.AT_ONCE:
            return summed


def rebuild() -> tuple[int, int]:
    """Makes all of it anew from the rows. Returns how many sums were wrong or not folded, and how many customers stand.

    The months that are closed stay.
    """
    with transaction.atomic():
        _lock(_LOCK, wait=True)
        made = ledger.rebuild_ledger(), standings.rebuild_customers()
    with transaction.atomic():
        _lock(_YEARS, wait=True)
        customer_years.sum_all()
    return made


def verify() -> Differences:
    """Compares all of it with the rows, as they are at this moment."""
    return Differences(
        ledger.differences_of_ledger(), standings.differences_of_customers(), customer_years.differences_of_years()
    )


def close_months() -> list[date]:
    """Closes the months of the last two years for every kind that is not closed yet. Returns their last days.

    Exact is what is closed within an hour of its end: of older months it is counted what the kept times tell.
    """
    with in_organisation():
        return _close_months()


def _close_months() -> list[date]:
    done = []
    first = today().replace(day=1)
    for back in reversed(range(CLOSED_MONTHS)):
        day = add_months(first, -back) - timedelta(days=1)
        wanted = closings.all_kinds() - (set() if back < standings.YEAR else {Kind.BY_CUSTOMER})
        if not _unclosed(day, wanted):
            continue
        with transaction.atomic():
            _lock(_CLOSING, wait=True)
            kinds = _unclosed(day, wanted)  # another one may have closed it meanwhile
            if kinds:
                is_exact = timezone.now() - end_of(day) < AT_ONCE
                closings.close(day, kinds, is_exact=is_exact)
                done.append(day)
    return done


def _unclosed(day: date, kinds: set[Kind]) -> set[Kind]:
    """Those of the kinds for which a day is not closed."""
    return kinds - set(Closing.objects.filter(last_day=day).values_list("kind", flat=True))


def _lock(key: int, *, wait: bool) -> bool:
    function = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])
        return wait or bool(cursor.fetchone()[0])
