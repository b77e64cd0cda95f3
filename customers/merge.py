"""Merging a duplicate into the customer that stays: everything that hangs on it moves over, and can move back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from pghistory.models import Context

from catalogue.custom_fields import loaded, with_value
from catalogue.custom_types import COLUMN
from catalogue.editing import column_of, editable_fields
from catalogue.entity import ENTITIES
from catalogue.field import Field, Viewer
from customers.models import Address, Customer, CustomerSegment, EInvoiceAddress
from history.changes import automatic, changes_in
from history.tracking import DELETED
from history.undo import save_columns, undo


def _hanging() -> Iterator[tuple[type[models.Model], str]]:
    """Every model of whatever app with a column that leads to a customer; tables of history are none."""
    for relation in Customer._meta.related_objects:
        if relation.one_to_many and not hasattr(relation.related_model, "pgh_tracked_model"):
            yield relation.related_model, relation.field.name


def differing(viewer: Viewer, stays: Customer, goes: Customer) -> list[Field]:
    """The fields in which two customers differ and of which one value must be chosen."""
    fields = editable_fields(ENTITIES["customer"], viewer).values()
    return [field for field in fields if not field.links and _held(stays, field) != _held(goes, field)]


def _held(customer: Customer, field: Field) -> Any:
    if field.custom:
        return customer.custom.get(field.custom)
    return getattr(customer, column_of(Customer, field.path).attname)


@transaction.atomic
def merge(stays: Customer, goes: Customer, taken: Iterable[Field]) -> None:
    """Moves everything of ``goes`` to ``stays``, which takes over the values of the fields in ``taken``.

    Raises ValidationError where the values together are not allowed, DoesNotExist where one of them is gone by now.
    The duplicate is deleted; history keeps it.
    """
    customers = Customer.objects.select_for_update().in_bulk([stays.pk, goes.pk])
    if len(customers) < 2:
        raise Customer.DoesNotExist
    kept, gone = customers[stays.pk], customers[goes.pk]
    _make_room(kept, gone)
    for model, column in _hanging():
        touched = dict.fromkeys(automatic(model), timezone.now())
        model._default_manager.filter(**{column: gone.pk}).update(**{column: kept.pk}, **touched)
    columns = _take_over(kept, gone, taken)
    Customer.objects.filter(pk=gone.pk).delete()
    if columns:
        save_columns(kept, columns)


def _take_over(kept: Customer, gone: Customer, taken: Iterable[Field]) -> set[str]:
    """Sets the values of these fields; returns the columns they are in."""
    columns = set()
    for field in taken:
        if field.custom:
            kept.custom = with_value(kept.custom, field, loaded(field, gone.custom.get(field.custom)))
            columns.add(COLUMN)
        else:
            columns.add(column_of(Customer, field.path).attname)
    for column in columns - {COLUMN}:
        setattr(kept, column, getattr(gone, column))
    return columns


def _make_room(kept: Customer, gone: Customer) -> None:
    """What both have may be there only once."""
    for model, target in ((EInvoiceAddress, "address"), (CustomerSegment, "marketsegment_id")):
        held = model._default_manager.filter(customer_id=kept.pk).values_list(target, flat=True)
        model._default_manager.filter(customer_id=gone.pk, **{f"{target}__in": list(held)}).delete()
    # the links to segments are no relation of their own, so they move here
    CustomerSegment._default_manager.filter(customer_id=gone.pk).update(customer_id=kept.pk)
    if Address.objects.filter(customer=kept, is_headquarters=True).exists():
        Address.objects.filter(customer=gone, is_headquarters=True).update(is_headquarters=False)


@transaction.atomic
def merge_all(stays: Customer, goes: Iterable[Customer], taken: Mapping[int, Iterable[Field]]) -> None:
    """Merges several duplicates into one; ``taken`` says of which of them the values of which fields stay."""
    for each in goes:
        merge(stays, each, taken.get(each.pk, ()))


def gone_in(context: UUID, stays: int) -> list[int]:
    """The ids of the customers that a merge into ``stays`` took away; none where there was none."""
    if not Context.objects.filter(pk=context, metadata__merged_into=stays).exists():
        return []
    return [change.pk for change in changes_in(Customer, [context]) if change.kind == DELETED]


@transaction.atomic
def unmerge(context: UUID, stays: int, gone: Sequence[int]) -> bool:
    """Takes a merge back: the duplicates are there again with everything that was theirs and still is at ``stays``.

    False when some of it was changed again since and stays. Raises ValidationError where old values are not allowed
    any more.
    """
    story = changes_in(Customer, [context], pgh_obj_id__in=[stays, *gone])
    outcome = undo(story)
    whole = not outcome.left
    moved: list[tuple[Any, str]] = [*_hanging(), (CustomerSegment, "customer")]
    for goes in gone:
        for model, column in moved:
            whole &= _moved_back(model, column, context, {"stays": stays, "goes": goes})
    return whole


def _moved_back(model: type[models.Model], column: str, context: UUID, ids: Mapping[str, int]) -> bool:
    attribute = column_of(model, column).attname
    story = changes_in(model, [context]) if hasattr(model, "events") else []
    moved = {change.pk for change in story if change.before.get(attribute) == ids["goes"] and change.kind != DELETED}
    rows = model._default_manager.filter(pk__in=moved, **{column: ids["stays"]})
    back = rows.update(**{column: ids["goes"]})
    outcome = undo([change for change in story if change.kind == DELETED])
    headquarters = {c.pk for c in story if c.before.get("is_headquarters") and not c.after.get("is_headquarters", True)}
    if headquarters:
        Address.objects.filter(pk__in=headquarters, customer_id=ids["goes"]).update(is_headquarters=True)
    return back == len(moved) and not outcome.left
