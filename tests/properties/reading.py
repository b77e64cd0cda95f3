"""What the rows of a stage hold, as plain values for the oracle: nothing of this goes through the catalogue's SQL."""

from __future__ import annotations

from datetime import date
from typing import Any

from activities.models import Activity
from catalogue.field import Field, Links
from customers.models import Contact, Customer
from invoices.models import Invoice
from projects.models import Project
from tests.oracle.access import Row
from tests.oracle.figures import FIGURES
from tests.properties.stage import OSLO, Stage, column_of, holder


def shown_name(row: Any) -> str:
    """A name as people read it."""
    if hasattr(row, "first_name"):
        return f"{row.first_name} {row.last_name}".strip(" ")
    return str(row.name)


def sorted_name(row: Any) -> str:
    """A name as lists are sorted: people by their last name."""
    return f"{row.last_name} {row.first_name}".strip(" ") if hasattr(row, "first_name") else str(row.name)


def values_of(stage: Stage, field: Field, rows: list[Any], today: date) -> list[Any]:
    """The value of a field in each row: ids for references, a list where there are several."""
    if field.measure or field.key in FIGURES:
        assert field.key in FIGURES, f"{field.key}: tests/oracle/figures.py does not know this figure"
        hanging = _hanging_on(rows)
        return [FIGURES[field.key](hanging[row.pk], today, OSLO) for row in rows]
    if field.links:
        return _linked_values(field.links, rows)
    if field.key == "name":
        return [shown_name(row) for row in rows]
    assert field.path, f"{field.key}: no way to read its value is known"
    steps, column = column_of(stage.register.entity.model, field.path)
    return [getattr(holder(row, steps), column.attname) for row in rows]


def _linked_values(links: Links, rows: list[Any]) -> list[list[Any]]:
    source, target = (column_of(links.model, name)[1].attname for name in (links.source, links.target))
    held: dict[int, list[Any]] = {row.pk: [] for row in rows}
    for link in links.model._default_manager.filter(**{f"{source}__in": held}).order_by("pk"):
        held[getattr(link, source)].append(getattr(link, target))
    return list(held.values())


def sort_values_of(stage: Stage, field: Field, rows: list[Any], today: date) -> list[Any]:
    """The values of a field that lists are sorted by: names for references and choices."""
    if field.key == stage.register.entity.name_field:
        return [sorted_name(row) for row in rows]
    values = values_of(stage, field, rows, today)
    if field.reference:
        known = {each.pk: sorted_name(each) for each in stage.lists[field.reference.model]}
        shown = {each.pk: shown_name(each) for each in stage.lists[field.reference.model]}
        return [[shown[pk] for pk in v] if isinstance(v, list) else known.get(v) for v in values]
    if type(field.type).__name__ == "Choice" and field.choices:
        labels = dict(field.choices())
        return [str(labels.get(value, value)) if value else value for value in values]
    return values


def searched_texts(row: Any) -> list[str]:
    """The texts quick search looks through."""
    if isinstance(row, Customer):
        spelled = [row.business_id, row.business_id.replace("-", "")]
        return [str(row.number), row.name, *spelled, row.vat_number, row.email, row.city]
    assert isinstance(row, Contact)
    return [row.first_name, row.last_name, row.email, row.phone, row.mobile]


def _hanging_on(customers: list[Any]) -> dict[int, list[Row]]:
    """The projects, invoices and activities of each customer."""
    held: dict[int, list[Row]] = {customer.pk: [] for customer in customers}
    for p in Project.objects.filter(customer__in=held).select_related("sales_status"):
        category = p.sales_status.category if p.sales_status else None
        row = Row("project", p.pk, amount=p.expected_value_base, is_closed=p.is_closed, category=category)
        held[p.customer_id].append(row)
    for i in Invoice.objects.filter(customer__in=held).select_related("status"):
        is_sent = i.status.is_sent
        row = Row("invoice", i.pk, amount=i.net_base, is_sent=is_sent, number=i.number, day=i.invoice_date)
        held[i.customer_id].append(row)
    for a in Activity.objects.filter(customer__in=held):
        held[a.customer_id].append(Row("activity", a.pk, moment=a.happened_at))
    return held
