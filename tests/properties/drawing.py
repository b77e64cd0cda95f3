"""Draws values for a field, writes them into the rows of a stage, and draws what somebody might type to filter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from hypothesis import strategies as st

from activities.models import Activity, ActivityKind
from catalogue.field import Field
from customers.models import Contact, Customer, EInvoiceAddress
from invoices.models import Invoice
from projects.models import Project, SalesCategory
from tests import factories
from tests.oracle.letters import fold
from tests.oracle.periods import PERIODS
from tests.properties.stage import OSLO, Stage, column_of, holder
from tests.properties.texts import names, texts

# ends of months and years, a leap day, ISO weeks across years, the days the clock changes
DAYS = [
    date(2024, 2, 29), date(2024, 12, 30), date(2025, 1, 1), date(2025, 3, 30), date(2025, 10, 26), date(2025, 12, 28),
    date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 12, 31),
]  # fmt: skip
days = st.sampled_from(DAYS) | st.dates(date(2023, 1, 1), date(2027, 12, 31))
around = st.integers(-100, 100).map(timedelta)
amounts = st.decimals(-10_000, 10_000, places=2) | st.sampled_from(
    [Decimal(0), Decimal("0.01"), Decimal("99999999.99")]
)
IDENTIFIERS = st.text("0123456789ABZ-", min_size=1, max_size=8)


def near(today: date) -> st.SearchStrategy[date]:
    """Days that matter for periods named from today."""
    return st.builds(lambda shift: today + shift, around) | days


def moments(today: date) -> st.SearchStrategy[datetime]:
    """Moments within minutes of a local midnight, or at any hour."""
    minutes = st.sampled_from([-61, -1, 0, 1, 59, 119, 120, 180]) | st.integers(-1500, 1500)
    return st.builds(
        lambda day, minute: (
            datetime(day.year, day.month, day.day, tzinfo=OSLO).astimezone(UTC) + timedelta(minutes=minute)
        ),
        near(today),
        minutes,
    )


def _one(field: Field, column: models.Field[Any, Any], stage: Stage, today: date) -> st.SearchStrategy[Any]:
    """A value a column may hold."""
    if isinstance(column, models.ForeignKey):
        known = [row.pk for row in stage.lists[column.related_model]]
        return st.sampled_from([None, *known] if column.null else known)
    if isinstance(column, models.BooleanField):
        return st.booleans()
    if isinstance(column, models.DecimalField):
        most = Decimal(100) if column.max_digits == 5 else Decimal(10_000)
        return _maybe(column, st.decimals(0, most, places=column.decimal_places))
    if isinstance(column, models.PositiveSmallIntegerField):
        return _maybe(column, st.integers(0, 60) | st.just(32_767))
    if isinstance(column, models.IntegerField):
        return _maybe(column, st.integers(1, 60) | st.just(2_147_483_647))
    if isinstance(column, models.DateTimeField):
        return _maybe(column, moments(today))
    if isinstance(column, models.DateField):
        return _maybe(column, near(today))
    if field.choices:
        codes = [str(value) for value, _label in field.choices()]
        return st.sampled_from(["", *codes[:4], codes[-1], "ZZ"])
    assert isinstance(column, models.CharField | models.TextField), f"{field.key}: no values to draw for its column"
    if is_unique(column) or field.sort_path == field.path:  # kept in one spelling, so sorted as it is
        return st.just("") | IDENTIFIERS
    return texts if column.blank else names


def _maybe(column: models.Field[Any, Any], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values if column.null else values


def is_unique(column: models.Field[Any, Any]) -> bool:
    constraints = column.model._meta.constraints
    named = [c.fields for c in constraints if isinstance(c, models.UniqueConstraint)]
    return column.unique or any(column.name in fields for fields in named if len(fields) > 1)


def _write_column(draw: Any, stage: Stage, field: Field, today: date) -> None:
    steps, column = column_of(stage.register.entity.model, field.path)
    rows = [holder(row, steps) for row in stage.rows()]
    one = _one(field, column, stage, today)
    if isinstance(column, models.BooleanField) and column.name == "is_internal":
        internal = draw(st.integers(0, len(rows)))
        values: list[Any] = [number == internal for number in range(len(rows))]
    elif is_unique(column) and not isinstance(column, models.ForeignKey):
        size: dict[str, Any] = {"min_size": len(rows), "max_size": len(rows)}
        values = draw(st.lists(one, unique_by=lambda value: value or object(), **size))
    else:
        values = [draw(one) for _row in rows]
    names_of_columns = {column.name}
    for row, value in zip(rows, values, strict=True):
        setattr(row, column.attname, value)
        if getattr(row, "is_internal", False):
            row.is_active = True
            names_of_columns.add("is_active")
    if is_unique(column) and isinstance(column, models.IntegerField):
        for row in rows:  # out of the way first: numbers may change places
            type(row)._default_manager.filter(pk=row.pk).update(**{column.name: 1_000_000 + row.pk})
    type(rows[0])._default_manager.bulk_update(rows, sorted(names_of_columns))


def _write_links(draw: Any, stage: Stage, field: Field) -> None:
    assert field.links
    assert field.reference
    known = [row.pk for row in stage.lists[field.reference.model]]
    through = field.links.model
    ids = {name: column_of(through, name)[1].attname for name in (field.links.source, field.links.target)}
    made = [
        through(**{ids[field.links.source]: row.pk, ids[field.links.target]: target})
        for row in stage.rows()
        for target in draw(st.lists(st.sampled_from(known), unique=True, max_size=3))
    ]
    through._default_manager.all().delete()
    through._default_manager.bulk_create(made)


def _write_einvoice_addresses(draw: Any, stage: Stage) -> None:
    plain = names.map(str.strip).filter(lambda text: text and text == text.strip(" \t\r\n\v\f"))
    for customer in stage.rows():
        for text in draw(st.lists(plain, unique=True, max_size=2)):
            EInvoiceAddress.objects.create(customer=customer, address=text)


def _write_texts_of_contacts(draw: Any, stage: Stage, field: Field) -> None:
    assert field.links
    for customer in stage.rows():
        held = draw(st.lists(texts, max_size=2))
        for text in held:
            Contact.objects.create(customer=customer, **{"first_name": "-", field.links.target: text})


def _write_names_of_contacts(draw: Any, stage: Stage, field: Field, today: date) -> None:
    rows = stage.rows()
    for row in rows:
        row.first_name, row.last_name = draw(st.tuples(texts, texts).filter(any))
    Contact.objects.bulk_update(rows, ["first_name", "last_name"])


def _write_projects(draw: Any, stage: Stage, field: Field, today: date) -> None:
    by_category = {category: factories.sales_status(category) for category in SalesCategory.values}
    one = st.tuples(
        st.none() | amounts, st.sampled_from([None, "in_progress", "in_progress", "won", "lost"]), st.booleans()
    )
    made = []
    for customer in stage.rows():
        for place, (amount, category, closed) in enumerate(draw(st.lists(one, max_size=3))):
            closed = closed or category == "lost"
            made.append(
                Project(number=customer.pk * 10 + place, name="P", customer=customer, currency="NOK",
                        sales_status=by_category[category] if category else None, expected_value_base=amount,
                        is_closed=closed, closed_on=today if closed else None)
            )  # fmt: skip
    Project.objects.bulk_create(made)


def _write_invoices(draw: Any, stage: Stage, field: Field, today: date) -> None:
    statuses = [factories.invoice_status(is_sent=sent) for sent in (True, True, True, False)]
    one = st.tuples(near(today), amounts, st.sampled_from(statuses), st.sampled_from([True, True, True, False]))
    made: list[Invoice] = []
    for customer in stage.rows():
        for day, amount, status, numbered in draw(st.lists(one, max_size=3)):
            made.append(
                Invoice(kind="credit_note" if amount < 0 else "invoice", customer=customer, status=status,
                        company_unit=stage.user.unit, number=len(made) + 1 if numbered else None, invoice_date=day,
                        due_date=day, currency="NOK", net=amount, gross=amount, net_base=amount)
            )  # fmt: skip
    Invoice.objects.bulk_create(made)


def _write_activities(draw: Any, stage: Stage, field: Field, today: date) -> None:
    Activity.objects.bulk_create(
        Activity(customer=customer, author=stage.user, kind=ActivityKind.CALL, subject="C", happened_at=moment)
        for customer in stage.rows()
        for moment in draw(st.lists(moments(today), max_size=2))
    )


WRITERS = {
    ("contact", "name"): _write_names_of_contacts,
    ("customer", "open_sales"): _write_projects,
    ("customer", "open_sales_count"): _write_projects,
    ("customer", "projects_in_work"): _write_projects,
    ("customer", "is_in_work"): _write_projects,
    ("customer", "has_open_sales"): _write_projects,
    ("customer", "has_won"): _write_projects,
    ("customer", "was_billed"): _write_invoices,
    ("customer", "no_contact"): _write_activities,
    ("customer", "billed_this_year"): _write_invoices,
    ("customer", "billed_last_year"): _write_invoices,
    ("customer", "last_invoice"): _write_invoices,
    ("customer", "last_activity"): _write_activities,
}


def write_values(draw: Any, stage: Stage, field: Field, today: date) -> None:
    """Draws a value of this field for every row and writes it where it comes from."""
    by_name = WRITERS.get((stage.register.entity.key, field.key))
    if by_name:
        by_name(draw, stage, field, today)
    elif field.links and field.reference:
        _write_links(draw, stage, field)
    elif field.links:
        assert stage.register.entity.model is Customer
        if field.links.model is EInvoiceAddress:
            _write_einvoice_addresses(draw, stage)
        else:
            assert field.links.model is Contact
            _write_texts_of_contacts(draw, stage, field)
    else:
        assert field.path, f"{stage.register.entity.key}.{field.key}: say in WRITERS how its rows are made"
        _write_column(draw, stage, field, today)


def _typed_numbers(held: list[Any]) -> st.SearchStrategy[str]:
    numbers = [Decimal(value) for value in held if value is not None] or [Decimal(0)]
    step = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("-0.5"), Decimal("0.01"), Decimal(1)])
    near_one = st.builds(lambda value, by: f"{value + by:f}", st.sampled_from(numbers), step)
    return near_one | st.sampled_from(["-1", "0", "1000000000000", "-99999999999999"])


def _typed_texts(held: list[Any]) -> st.SearchStrategy[str]:
    found = [
        text for value in held for text in (value if isinstance(value, list) else [value]) if text and text.strip()
    ]
    part = st.builds(lambda text, a, b: text[min(a, b) :][: max(a, b)], st.sampled_from(found or ["a"]),
                     st.integers(0, 3), st.integers(1, 6))  # fmt: skip
    other_case = st.sampled_from([str.upper, str.lower, str.title, str])
    return st.builds(lambda text, case: case(text), names | part, other_case).filter(lambda text: text.strip() != "")


def typed_values(stage: Stage, field: Field, operator: Any, held: list[Any], today: date) -> st.SearchStrategy[Any]:
    """What somebody might ask for, often something that is there."""
    if operator.input == "text":
        return _typed_texts(held).filter(fold)  # without letter and digit it is refused; tests/workbench shows that
    if operator.input == "number":
        return _typed_numbers(held)
    if operator.input == "date":
        return near(today).map(date.isoformat) | st.just("9999-12-31")
    if operator.input == "relative":
        return st.sampled_from(sorted(PERIODS))
    if operator.input == "yes_no":
        return st.sampled_from(["yes", "no"])
    if operator.input == "choices":
        assert field.choices
        offered = [str(value) for value, _label in field.choices() if value]
        return st.lists(st.sampled_from([*offered[:4], offered[-1], "none"]), min_size=1, max_size=3, unique=True)
    assert operator.input == "references", f"{operator.input}: no way to type this is known"
    assert field.reference
    known = [str(row.pk) for row in stage.lists[field.reference.model]]
    extra = ["none", "me"] if field.reference.is_person else ["none"]
    return st.lists(st.sampled_from([*known, *extra]), min_size=1, max_size=3, unique=True)
