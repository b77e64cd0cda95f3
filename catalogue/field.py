"""What a field is: declared once per entity, used by every column, filter, sort, total, export and report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat, NullIf, Trim, TruncMonth

from accounts.access import Area
from accounts.organisation import current_organisation
from catalogue.relative_dates import add_months

if TYPE_CHECKING:
    from catalogue.types import FieldType


@dataclass(frozen=True)
class Viewer:
    """For whom and on which local day something is compiled: rights, "me" and "this month" follow from it."""

    user: Any
    today: date

    @cached_property
    def year_begins(self) -> int:
        """The first month of the organisation's fiscal year: "this year" follows from it."""
        return current_organisation().fiscal_year_start


@dataclass(frozen=True)
class Reference:
    """What a reference field leads to: its model, the parts of its printed name and its sort key.

    ``options`` gives the rows a user may choose from; it must respect their rights. ``search`` names an indexed
    column of folded words, for lists too long to be searched by name. ``has_tones`` says that its rows, a short list
    of statuses, have a ``tone``, which colours them as badges.
    """

    model: type[models.Model]
    options: Callable[[Viewer], models.QuerySet[Any]]
    label: tuple[str, ...] = ("name",)
    sort: str = "sort_name"
    search: str = ""
    is_person: bool = False
    has_tones: bool = False

    def label_expression(self, prefix: str = "") -> Any:
        """The printed name as SQL, below ``prefix`` (an ORM path ending in ``__`` or nothing)."""
        if len(self.label) == 1:
            return F(prefix + self.label[0])
        parts: list[Any] = []
        for part in self.label:
            parts += [F(prefix + part), Value(" ")]
        text = models.TextField()
        return NullIf(Trim(Concat(*parts[:-1], output_field=text)), Value("", text))


@dataclass(frozen=True)
class Links:
    """The rows behind a to-many field: their queryset, the column that leads back and the one that is shown.

    With ``scoped`` only rows the viewer may see count; a plain link table has no rights of its own.
    ``searched_in`` names an indexed column of theirs that holds the folded target among others.
    """

    model: type[models.Model]
    source: str
    target: str
    scoped: bool = False
    searched_in: str = ""

    def of(self, record: Any, viewer: Viewer | None = None) -> models.QuerySet[Any]:
        rows: Any = self.model._default_manager.all()
        if self.scoped:
            assert viewer
            rows = rows.visible_to(viewer.user)
        return rows.filter(**{self.source: record})


@dataclass(frozen=True)
class Measure:
    """An aggregate over rows that hang on a record: the money billed, the last activity.

    ``rows`` gives the rows the viewer may see, ``link`` is their path back to the record.
    """

    rows: Callable[[Viewer], models.QuerySet[Any]]
    link: str
    aggregate: Any

    def of_record(self, viewer: Viewer) -> Any:
        rows = self.rows(viewer).filter(**{self.link: models.OuterRef("pk")})
        return models.Subquery(rows.order_by().values(self.link).values(measure=self.aggregate))

    def of_all(self, viewer: Viewer, records: models.QuerySet[Any]) -> Any:
        """The same aggregate over every row of all these records, in one pass."""
        rows = self.rows(viewer).filter(**{f"{self.link}__in": records.order_by().values("pk")})
        return rows.aggregate(measure=self.aggregate)["measure"]


@dataclass(frozen=True)
class Trend:
    """What a measure comes to month by month, drawn beside an amount; ``dates`` says of which day a row is."""

    measure: Measure
    dates: str

    def of(self, records: Collection[int], viewer: Viewer) -> dict[int, list[Decimal]]:
        """Of each of these records that has any rows, the twelve months up to the viewer's, which is not over yet."""
        now, link, day = viewer.today.replace(day=1), self.measure.link, self.dates
        months = [add_months(now, -back) for back in reversed(range(12))]
        rows = self.measure.rows(viewer).filter(
            **{f"{link}__in": records, f"{day}__gte": months[0], f"{day}__lt": add_months(now, 1)}
        )
        by_month = rows.order_by().values(link, trend_month=TruncMonth(day)).annotate(trend=self.measure.aggregate)
        series: dict[int, list[Decimal]] = {}
        for record, month, amount in by_month.values_list(link, "trend_month", "trend"):
            series.setdefault(record, [Decimal(0)] * len(months))[months.index(month)] = amount
        return series


@dataclass(frozen=True)
class Guard:
    """Rows that a bulk update may not give another value of a field, and why, for people."""

    condition: models.Q
    reason: Any


@dataclass(frozen=True)
class Reason:
    """One of the conditions that together make a computed yes: its words, itself, and the path that decides it."""

    words: Any
    condition: Any
    path: str = ""


def all_of(reasons: Iterable[Reason]) -> models.Q:
    """That every one of them holds."""
    return reduce(and_, (models.Q(each.condition) for each in reasons))


@dataclass(frozen=True, eq=False)  # there is one object for each field: comparing all of it would cost at every row
class Field:
    """One field of an entity.

    ``path`` is the ORM path from the entity's model; a computed field has a ``measure`` or an ``expression`` instead,
    which gets the viewer, so that a sum counts only what that viewer may see. ``area`` is the permission area without
    which the field does not exist at all. ``tones`` colours choices as badges; ``is_label`` marks numbers that name
    something, such as a customer number: no grouping. ``place`` puts a field before or after those of other apps.
    ``searched_in`` names an indexed column that holds this text folded among others: looking there first spares reading
    every row. ``trend`` draws a line beside an amount in lists. ``editable`` is off for what has an action of its own
    instead of a form; ``explanation`` tells people how a computed one is counted, ``section`` which part of a card
    holds its rows; ``check`` brings a typed text into its stored spelling or raises ValueError with a message for
    people. ``custom`` is the key of a field an organisation added itself, ``offered`` those of its choices that are not
    retired; ``required`` says that a form must be given it. ``bulk_guard`` names rows that bulk updates must leave.
    ``reasons`` are the conditions a computed yes is made of.
    """

    key: str
    label: Any
    type: FieldType
    area: Area
    path: str = ""
    expression: Callable[[Viewer], Any] | None = None
    reasons: Callable[[Viewer], tuple[Reason, ...]] | None = None
    measure: Measure | None = None
    trend: Trend | None = None
    links: Links | None = None
    sort_path: str = ""
    reference: Reference | None = None
    choices: Callable[[], list[tuple[Any, Any]]] | None = None
    tones: tuple[tuple[Any, str], ...] = ()
    shown: bool = False
    sortable: bool = True
    filterable: bool = True
    summable: bool = False
    groupable: bool = True
    bulk_updatable: bool = False
    bulk_guard: Guard | None = None
    importable: bool = True
    editable: bool = True
    explanation: Any = ""
    section: str = ""
    check: Callable[[str], str] | None = None
    custom: str = ""
    offered: frozenset[str] = frozenset()
    required: bool = False
    nullable: bool = True
    is_label: bool = False
    searched_in: str = ""
    place: int = 50
    group: Any = ""

    @property
    def is_editable(self) -> bool:
        """Whether people set it in a form: a column of the record itself, or links of its own."""
        linked = bool(self.links and not self.links.scoped)
        own = "__" not in self.path if self.path else linked or bool(self.custom)
        return self.editable and self.importable and own

    @property
    def column(self) -> str:
        """The name of its value in a row of a compiled queryset; never a model field's name."""
        return f"c_{self.key}"

    def value(self, viewer: Viewer) -> Any:
        """The raw value as SQL: what filters, sorts and totals work on."""
        if self.measure:
            return self.measure.of_record(viewer)
        return self.expression(viewer) if self.expression else F(self.path)

    def display(self, viewer: Viewer) -> Any:
        """What a person sees, before numbers and dates take the locale's form."""
        return self.type.display(self, viewer)

    def sort_expression(self, viewer: Viewer) -> Any:
        return self.type.sort_expression(self, viewer)
