"""Types of fields that lead to other rows: one of a list, several of a list, a text of several related rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Trim
from django.utils.translation import gettext_lazy as _

from accounts.alphabet import Fold, SortKey, fold
from catalogue.field import Field, Links, Viewer
from catalogue.operators import EMPTY, NONE, Operator, any_of, held, none_of, yes_no
from catalogue.types import FieldType, Text, words


class ReferenceChoices(forms.Field):
    """Ids of rows the viewer may choose, checked in one query, plus "none" and, for people, "me"."""

    widget = forms.SelectMultiple

    def __init__(self, field: Field, viewer: Viewer) -> None:
        super().__init__()
        self.catalogue_field, self.viewer = field, viewer

    def to_python(self, value: Any) -> list[Any]:
        return list(value or [])

    def clean(self, value: Any) -> list[Any]:
        reference = self.catalogue_field.reference
        assert reference
        typed = self.to_python(value)
        plain = [item for item in typed if item not in (NONE, "me")]
        if any(not item.isascii() or not item.isdigit() or len(item) > 18 for item in plain):
            raise forms.ValidationError(_("Choose from the list."))
        ids = {int(item) for item in plain}
        if "me" in typed:
            if not reference.is_person:
                raise forms.ValidationError(_("Choose from the list."))
            ids.add(self.viewer.user.pk)
        known = set(reference.options(self.viewer).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
        known |= {self.viewer.user.pk} & ids if reference.is_person else set()
        if ids - known:
            raise forms.ValidationError(_("A chosen value no longer exists or is not yours to see."))
        return [*sorted(known), *([NONE] if NONE in typed else [])]


def _rows(field: Field, viewer: Viewer) -> forms.Field:
    return ReferenceChoices(field, viewer)


class Reference(FieldType):
    """One row of another list: an industry, a person, a business unit."""

    name = "reference"
    is_text = False
    operators = (
        Operator("", _("is"), "references", _rows, any_of),
        Operator("not", _("is not"), "references", _rows, none_of),
        EMPTY,
    )

    def display(self, field: Field, viewer: Viewer) -> Any:
        assert field.reference
        return field.reference.label_expression(f"{field.path}__")

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        assert field.reference
        return F(f"{field.path}__{field.reference.sort}")


def _links(field: Field) -> Links:
    assert field.links
    return field.links


def _linked(field: Field, values: list[Any] | None = None) -> Q:
    """The records with at least one link, or with one to these rows."""
    rows = _links(field).of(OuterRef("pk"))
    return Q(Exists(rows if values is None else rows.filter(**{f"{_links(field).target}__in": values})))


def _any_linked(field: Field, viewer: Viewer, values: list[Any]) -> Q:
    condition = _linked(field, [value for value in values if value != NONE])
    return condition | ~_linked(field) if NONE in values else condition


def _none_linked(field: Field, viewer: Viewer, values: list[Any]) -> Q:
    return ~_any_linked(field, viewer, values)


def _no_link(field: Field, viewer: Viewer, value: str) -> Q:
    return ~_linked(field) if value == "yes" else _linked(field)


class Many(Reference):
    """Several rows of another list, such as market segments."""

    name = "many"
    operators = (
        Operator("", _("is any of"), "references", _rows, _any_linked),
        Operator("not", _("is none of"), "references", _rows, _none_linked),
        Operator("empty", _("is empty"), "yes_no", yes_no, _no_link),
    )

    def aliases(self, field: Field, viewer: Viewer) -> dict[str, Any]:
        return {}

    def display(self, field: Field, viewer: Viewer) -> Any:
        assert field.reference
        links = _links(field)
        label = field.reference.label_expression(f"{links.target}__")
        order = f"{links.target}__{field.reference.sort}"
        rows = links.of(OuterRef("pk")).order_by().values(links.source)
        return Subquery(rows.values(names=StringAgg(label, ", ", order_by=order)), output_field=models.TextField())

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        return SortKey(self.display(field, viewer))


def _related(field: Field, viewer: Viewer) -> QuerySet[Any]:
    """The related rows that have the text at all, with it folded."""
    links = _links(field)
    rows = links.of(OuterRef("pk"), viewer).exclude(**{links.target: ""})
    return rows.alias(folded=Trim(Fold(links.target)))


def _some_contain(field: Field, viewer: Viewer, value: str) -> Q:
    found = held(_links(field).searched_in, fold(value)) & Q(folded__contains=fold(value))
    return Q(Exists(_related(field, viewer).filter(found)))


def _some_are(field: Field, viewer: Viewer, value: str) -> Q:
    found = held(_links(field).searched_in, fold(value)) & Q(folded=fold(value))
    return Q(Exists(_related(field, viewer).filter(found)))


def _none_contain(field: Field, viewer: Viewer, value: str) -> Q:
    return ~_some_contain(field, viewer, value)


def _none_there(field: Field, viewer: Viewer, value: str) -> Q:
    some = Q(Exists(_related(field, viewer)))
    return ~some if value == "yes" else some


class TextOfMany(Text):
    """A text of several related rows, such as the e-mail addresses of a customer's contact persons.

    A condition holds where it holds for at least one of them; "does not" where it holds for none.
    """

    name = "many"
    operators = (
        Operator("", _("contains"), "text", words, _some_contain),
        Operator("is", _("is"), "text", words, _some_are),
        Operator("not", _("does not contain"), "text", words, _none_contain),
        Operator("empty", _("is empty"), "yes_no", yes_no, _none_there),
    )

    def aliases(self, field: Field, viewer: Viewer) -> dict[str, Any]:
        return {}

    def display(self, field: Field, viewer: Viewer) -> Any:
        links = _links(field)
        texts = _related(field, viewer).order_by().values(links.source)
        joined = StringAgg(links.target, ", ", distinct=True)
        return Subquery(texts.values(texts=joined), output_field=models.TextField())

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        return SortKey(self.display(field, viewer))


REFERENCE, MANY, TEXT_OF_MANY = Reference(), Many(), TextOfMany()
