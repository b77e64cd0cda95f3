"""Reads what is kept for one viewer: exact at commit, since what is not folded yet is read too.

The ledger's changes are rows like its own, read by the same statement. Of customers touched since they were folded
the kept standing is taken off, and the caller counts them from the rows. So all of it is read in one snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Aggregate, Count, Q, QuerySet, Sum
from psycopg.types.range import Range

from accounts.access import Access, Area, Scope, is_limited, view_scope
from catalogue.field import Viewer
from catalogue.relative_dates import add_months
from customers.models import Customer
from kpis.models import Closing, Kind, Stance, Stood
from kpis.rollups.money import Money
from kpis.rollups.tallies import AREAS, SCOPED_BY, Tallies, scopes
from kpis.spans import month_of

MEANWHILE = timedelta(hours=1)  # in which a closing ends that began before somebody moved
_CUSTOMERS = frozenset({Kind.ACTIVE, Kind.PROSPECT})
# what is kept of these looked at all rows of another area
_LOOKS_AT = {Kind.ORDER_BOOK: Area.INVOICES, Kind.NEEDS_ATTENTION: Area.CUSTOMERS}

Touched = list[int]


@dataclass
class Kept:
    """What is kept, as one viewer may see it; read once however many figures are made of it."""

    viewer: Viewer
    day: date  # of which figures are asked; what stood in the year before is read at once
    _within: dict[frozenset[Kind], dict[str, Decimal]] = field(default_factory=dict)
    _stood: dict[Range[date] | None, dict[str, Decimal]] | None = None

    @cached_property
    def money(self) -> Money:
        """Sums of invoices and costs."""
        return Money(self.viewer)

    @cached_property
    def tallies(self) -> Tallies:
        """Of now and of a year's months, and the one the first of them is compared with."""
        return Tallies(self.viewer, add_months(month_of(self.day).first, -13))

    def number(self, kind: Kind, count: Callable[[Touched], Decimal], within: QuerySet[Any] | None) -> Decimal | None:
        """How many customers stand so, or the sum of their sales projects; ``count`` counts those of the touched.

        ``within`` are the ids of the customers asked about, all of them if it is None. None where so many were touched
        that it is better to count all of them.
        """
        touched = self.tallies.touched
        if touched is None:
            return None
        counted = count(touched) if touched else Decimal(0)
        if within is not None:
            return counted + self._number_within(kind, within, touched)
        return counted + self.tallies.now(kind) - (self._of_touched.get(kind, Decimal(0)) if touched else 0)

    def number_then(self, kind: Kind, day: date, within: QuerySet[Any] | None = None) -> Decimal | None:
        """How many customers stood so at the end of a day that was closed, or the sum; None if it was not.

        None also where what the viewer sees of it hangs on rows of another area they see only some of, and ``within``
        a list of customers if it was not kept customer by customer.
        """
        looked_at = _LOOKS_AT.get(kind)
        if looked_at and is_limited(self.viewer.user, looked_at):
            return None
        closed_as, within = self._closed_as(kind, day, within)
        if within is None:
            return self.tallies.then(kind, day)
        if kind in _CUSTOMERS and (day, closed_as) in self._closed:
            return self._of_standings(kind, day, within)
        return None

    def is_exact(self, kind: Kind, day: date, within: QuerySet[Any] | None) -> bool:
        """Whether a closed day was closed for this kind when it ended."""
        closed_as, _within = self._closed_as(kind, day, within)
        is_exact, _closed_at = self._closed[day, closed_as]
        return is_exact

    @cached_property
    def _closed(self) -> dict[tuple[date, str], tuple[bool, datetime]]:
        """Whether exactly, and when."""
        closings = Closing.objects.values_list("last_day", "kind", "is_exact", "closed_at")
        return {(day, kind): (is_exact, closed_at) for day, kind, is_exact, closed_at in closings}

    def _closed_as(self, kind: Kind, day: date, within: QuerySet[Any] | None) -> tuple[Kind, QuerySet[Any] | None]:
        """Under which kind a day is closed of which this is kept, and within which customers it is counted.

        What somebody's tallies counted beyond their unit was beyond the one they were of then. Once they have moved,
        it is counted customer by customer.
        """
        if within is None and kind in SCOPED_BY and self._has_moved_since(day, kind):
            within = Customer.objects.values("pk")
        return (kind if within is None else Kind.BY_CUSTOMER), within

    def _has_moved_since(self, day: date, kind: Kind) -> bool:
        user = self.viewer.user
        if user.unit_since is None or Scope.UNIT not in {
            view_scope(user, each) for each in (Area.SALES, Area.CUSTOMERS)
        }:
            return False
        _is_exact, closed_at = self._closed.get((day, kind), (False, None))
        return closed_at is not None and user.unit_since > closed_at - MEANWHILE

    @cached_property
    def _of_touched(self) -> dict[str, Decimal]:
        """What the kept standings of touched customers add to the tallies."""
        return self._sums_of(Stance.objects.filter(customer_id__in=self.tallies.touched or []))

    def _number_within(self, kind: Kind, customers: QuerySet[Any], touched: Touched) -> Decimal:
        """What the standings of these customers, but for the touched ones, add to the tallies."""
        if kind in {*_CUSTOMERS, Kind.PROSPECTS_WEIGHTED}:
            return self._of_standings(kind, None, customers)
        family = _family(kind)
        if family not in self._within:
            rows = Stance.objects.filter(customer_id__in=customers).exclude(customer_id__in=touched)
            self._within[family] = self._sums_of(rows, [family])
        return self._within[family].get(kind, Decimal(0))

    def _of_standings(self, kind: Kind, day: date | None, customers: QuerySet[Any]) -> Decimal:
        """How many of these customers, but for the touched ones now, stand or stood so; or what prospects are worth.

        They are counted without taking each standing apart, now and then and the sums in one statement, as looking up
        who is asked about takes the longest.
        """
        if self._stood is None:
            user, is_untouched = self.viewer.user, ~Q(customer_id__in=self.tallies.touched or [])
            visible = Q(is_sales=False) & self._visible(Area.CUSTOMERS, "account_owner")
            reach = _overlapping(user, Area.CUSTOMERS)
            sales = Q(is_sales=True, reach__overlap=reach) & self._visible(Area.SALES, "owner")
            counted = (visible & (Q(months__isnull=False) | is_untouched)) | (sales & is_untouched)
            rows = Stood.objects.filter(counted, customer_id__in=customers)
            seen = _overlapping(user, Area.SALES)
            read: dict[str, Aggregate] = {
                each: Count("pk", filter=Q(**{f"{each}__overlap": seen})) for each in _CUSTOMERS
            }
            read[Kind.PROSPECTS_WEIGHTED] = Sum("weighted")
            sums = {f"as_{each}": aggregate for each, aggregate in read.items()}
            self._stood = {
                months: {each: Decimal(number or 0) for each, number in zip(read, numbers, strict=True)}
                for months, *numbers in rows.values("months").annotate(**sums).values_list("months", *sums)
            }
        if day is None:
            return self._stood[None][kind] if None in self._stood else Decimal(0)
        return sum((each[kind] for months, each in self._stood.items() if months and day in months), Decimal(0))

    def _sums_of(self, stances: QuerySet[Any], families: Iterable[frozenset[Kind]] | None = None) -> dict[str, Decimal]:
        seen = stances.filter(_any_of(self._seen(family) for family in families or {_family(kind) for kind in AREAS}))
        return dict(seen.values("kind").annotate(total=Sum("amount")).values_list("kind", "total"))

    def _seen(self, family: frozenset[Kind]) -> Q:
        """Of customers those the viewer may see, for the projects they may see; of sums those of these projects."""
        kind = next(iter(family))
        condition = self._visible(AREAS[kind], "owner") & Q(kind__in=family)
        if kind in SCOPED_BY:
            condition &= Q(scope__in=scopes(self.viewer.user, SCOPED_BY[kind]))
        return condition

    def _visible(self, area: Area, owner: str) -> Q:
        user = self.viewer.user
        visible = Access(area, owner=owner, unit="business_unit").within(view_scope(user, area), user)
        return Q(pk__in=[]) if visible is None else visible


def _family(kind: Kind) -> frozenset[Kind]:
    """The kinds that are read by one condition: of the same rows, by the same scope."""
    alike = (AREAS[kind], SCOPED_BY.get(kind))
    return frozenset(each for each in AREAS if (AREAS[each], SCOPED_BY.get(each)) == alike)


def _any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _overlapping(user: Any, area: Area) -> list[str]:
    """The same in standings, where a customer counts once however many of them it has: whatever unit they were of."""
    return [f"own:{user.pk}" if each.startswith("beyond:") else each for each in scopes(user, area)]
