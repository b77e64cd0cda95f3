"""What a figure is asked for: by whom, of which rows, and as of when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from catalogue.field import Viewer
from customers.models import Customer
from kpis.as_of import is_quick
from kpis.kpi import Parameters
from kpis.rollups.money_of_customers import MoneyOfCustomers
from kpis.rollups.reading import Kept
from kpis.spans import Span
from workbench.listing import rows_matching
from workbench.models import RegisterPreference
from workbench.register import Register
from workbench.state import NotUnderstood, State, list_within, own_columns

FEW = 200  # rows of a list: a figure's year takes 35 to 130 ms then, however many others there are


@dataclass(frozen=True)
class Subject:
    """The rows figures are of: all the viewer may see, those of a list (its filter key), or those of one record."""

    of: str = ""
    record: Any = None

    @property
    def is_all(self) -> bool:
        return not self.of and self.record is None

    def parameters(self, register: Register) -> Parameters:
        """What the address of a register carries for these rows.

        Raises NotUnderstood where its rows do not belong to the record.
        """
        if self.record is None:
            return {"of": self.of} if self.of else {}
        field = register.entity.field_to(type(self.record))
        if field is None:
            raise NotUnderstood(register.key)
        return {field.key: str(self.record.pk)}


EVERYTHING = Subject()


@dataclass
class Question:
    """Figures asked in one question read what is kept once. ``as_of`` is the last day of an earlier month."""

    viewer: Viewer
    subject: Subject = EVERYTHING
    as_of: date | None = None
    rows: dict[Any, Any] = field(default_factory=dict)  # of parts, as the engine has read them
    around: dict[int, Span] = field(default_factory=dict)  # days of parts that are read together
    by_day: dict[Any, dict[date, Decimal]] = field(default_factory=dict)  # sums of parts that were read

    @property
    def day(self) -> date:
        """The day that says which year and which month."""
        return self.as_of or self.viewer.today

    @cached_property
    def kept(self) -> Kept:
        return Kept(self.viewer, self.day)

    @cached_property
    def preferences(self) -> dict[str, RegisterPreference]:
        """What the viewer chose for registers, cards and the start page."""
        return {each.register: each for each in RegisterPreference.objects.filter(user=self.viewer.user.pk)}

    def address(self, state: State, measure: str) -> str:
        """The address of rows, with the column of what is summed up where the viewer would not see it."""
        shown = [field.key for field in own_columns(state, self.preferences.get(state.register.key))]
        if not measure or measure in shown:
            return state.url()
        return state.url(columns=",".join([shown[0], measure, *shown[1:]]))  # beside the name: in sight on any screen

    @cached_property
    def of(self) -> State:
        """The list it is about, where it is about one."""
        return list_within(None, self.viewer, self.subject.of)

    @cached_property
    def customers(self) -> QuerySet[Any] | None:
        """The ids of the customers it is about, where it is about a list of customers or one of them."""
        if isinstance(self.subject.record, Customer):
            return Customer.objects.filter(pk=self.subject.record.pk).values("pk")
        if self.subject.of.partition("?")[0] != "customers":
            return None
        return rows_matching(self.of).order_by().values("pk")

    @property
    def is_of_customers(self) -> bool:
        """Whether it is about a list of customers."""
        return self.subject.record is None and self.customers is not None

    @cached_property
    def money_of_customers(self) -> MoneyOfCustomers:
        """What is kept of them."""
        assert self.customers is not None, "the caller looked"
        return MoneyOfCustomers(self.viewer, self.customers)

    @cached_property
    def is_of_few(self) -> bool:
        """Whether it is about a list so short that a year of months can be counted while somebody waits."""
        return rows_matching(self.of)[: FEW + 1].count() <= FEW

    @cached_property
    def is_quick(self) -> bool:
        """Whether a year of months that are not kept can be counted while somebody waits."""
        return is_quick()
