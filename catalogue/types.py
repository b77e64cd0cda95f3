"""The types a field may have: how its value is shown, sorted and filtered.

Nothing here ever sees a name from the browser.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import NullIf, Trim
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.alphabet import Fold, SortKey, fold
from catalogue.field import Field, Viewer
from catalogue.operators import (
    EMPTY,
    NONE,
    Condition,
    Operator,
    alias,
    any_of,
    blank,
    compares,
    folded,
    none_of,
    otherwise,
    yes_no,
)
from catalogue.relative_dates import PERIODS, period


class FieldType:
    """Text, and the base of the others."""

    name: ClassVar[str] = "text"
    is_text: ClassVar[bool] = True
    is_number: ClassVar[bool] = False
    operators: ClassVar[tuple[Operator, ...]] = ()

    def display(self, field: Field, viewer: Viewer) -> Any:
        return field.value(viewer)

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        return field.value(viewer)

    def aliases(self, field: Field, viewer: Viewer) -> dict[str, Any]:
        """What conditions on this field compare with, as aliases of the queryset."""
        return {alias(field): field.value(viewer)}

    def operator(self, key: str) -> Operator | None:
        return next((operator for operator in self.operators if operator.key == key), None)


def _words(field: Field, viewer: Viewer) -> forms.Field:
    return forms.CharField(max_length=200)


class Text(FieldType):
    operators = (
        Operator("", _("contains"), "text", _words, folded("contains")),
        Operator("is", _("is"), "text", _words, folded("exact")),
        Operator("starts", _("starts with"), "text", _words, folded("startswith")),
        Operator("not", _("does not contain"), "text", _words, otherwise(folded("contains"))),
        EMPTY,
    )

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        return models.F(field.sort_path) if field.sort_path else SortKey(field.value(viewer))

    def aliases(self, field: Field, viewer: Viewer) -> dict[str, Any]:
        return super().aliases(field, viewer) | {f"{alias(field)}_folded": Trim(Fold(field.value(viewer)))}


class TextOfMany(Text):
    """A text of several related rows, such as the e-mail addresses of a customer's contact persons.

    A condition holds where it holds for at least one of them; "does not" where it holds for none.
    """

    name = "many"

    @staticmethod
    def _any(lookup: str) -> Condition:
        def condition(field: Field, viewer: Viewer, value: Any) -> Q:
            assert field.links
            rows = field.links.of(OuterRef("pk"), viewer).alias(folded=Trim(Fold(field.links.target)))
            return Q(Exists(rows.filter(**{f"folded__{lookup}": fold(value)})))

        return condition

    @staticmethod
    def _empty(field: Field, viewer: Viewer, value: Any) -> Q:
        assert field.links
        some = Q(Exists(field.links.of(OuterRef("pk"), viewer).exclude(**{field.links.target: ""})))
        return ~some if value == "yes" else some

    operators = (
        Operator("", _("contains"), "text", _words, lambda f, v, x: TextOfMany._any("contains")(f, v, x)),
        Operator("is", _("is"), "text", _words, lambda f, v, x: TextOfMany._any("exact")(f, v, x)),
        Operator("not", _("does not contain"), "text", _words, lambda f, v, x: ~TextOfMany._any("contains")(f, v, x)),
        Operator("empty", _("is empty"), "yes_no", yes_no, lambda f, v, x: TextOfMany._empty(f, v, x)),
    )

    def aliases(self, field: Field, viewer: Viewer) -> dict[str, Any]:
        return {}

    def display(self, field: Field, viewer: Viewer) -> Any:
        assert field.links
        rows = field.links.of(OuterRef("pk"), viewer).exclude(**{field.links.target: ""})
        texts = rows.order_by().values(field.links.source)
        joined = StringAgg(field.links.target, ", ", distinct=True)
        return Subquery(texts.values(texts=joined), output_field=models.TextField())

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        return SortKey(self.display(field, viewer))


class Number(FieldType):
    name = "number"
    is_text = False
    is_number = True
    decimals: ClassVar[int | None] = None

    @staticmethod
    def _form(field: Field, viewer: Viewer) -> forms.Field:
        return forms.DecimalField(max_digits=18, localize=True)

    operators = (
        Operator("min", _("at least"), "number", lambda f, v: Number._form(f, v), compares("__gte")),
        Operator("max", _("at most"), "number", lambda f, v: Number._form(f, v), compares("__lte")),
        Operator("is", _("is"), "number", lambda f, v: Number._form(f, v), compares("")),
        EMPTY,
    )


class Money(Number):
    """An amount in the organisation's base currency, net of VAT where it comes from invoices."""

    name = "money"
    decimals = 2


class Percent(Number):
    name = "percent"
    decimals = 2


class Date(FieldType):
    name = "date"
    is_text = False

    @staticmethod
    def _relative(field: Field, viewer: Viewer) -> forms.Field:
        return forms.ChoiceField(choices=[(key, words) for key, (words, _period) in PERIODS.items()])

    @staticmethod
    def _day(field: Field, viewer: Viewer) -> forms.Field:
        return forms.DateField(localize=True)

    @staticmethod
    def _in_period(field: Field, viewer: Viewer, value: str) -> Q:
        first, last = period(value, viewer.today)
        bound = field.type.bound
        return Q(**{f"{alias(field)}__gte": bound(first), f"{alias(field)}__lt": bound(last)})

    @staticmethod
    def _from(field: Field, viewer: Viewer, value: Any) -> Q:
        return Q(**{f"{alias(field)}__gte": field.type.bound(value)})

    @staticmethod
    def _to(field: Field, viewer: Viewer, value: Any) -> Q:
        if value >= value.max:  # there is no day after the last one
            return ~blank(field)
        return Q(**{f"{alias(field)}__lt": field.type.bound(value + timedelta(days=1))})

    def bound(self, day: Any) -> Any:
        return day

    operators = (
        Operator("in", _("is in"), "relative", lambda f, v: Date._relative(f, v), lambda f, v, x: Date._in_period(f, v, x)),
        Operator("from", _("from"), "date", lambda f, v: Date._day(f, v), lambda f, v, x: Date._from(f, v, x)),
        Operator("to", _("to"), "date", lambda f, v: Date._day(f, v), lambda f, v, x: Date._to(f, v, x)),
        EMPTY,
    )


class DateTime(Date):
    """A moment; filtered by local days of the organisation's time zone."""

    name = "datetime"

    def bound(self, day: Any) -> Any:
        return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


class Choice(FieldType):
    name = "choice"

    @staticmethod
    def _form(field: Field, viewer: Viewer) -> forms.Field:
        choices = field.choices() if field.choices else []
        known = [(str(value), label) for value, label in choices if value not in ("", None)]
        return forms.MultipleChoiceField(choices=[*known, (NONE, _("(none)"))])

    operators = (
        Operator("", _("is"), "choices", lambda f, v: Choice._form(f, v), any_of),
        Operator("not", _("is not"), "choices", lambda f, v: Choice._form(f, v), none_of),
        EMPTY,
    )

    def display(self, field: Field, viewer: Viewer) -> Any:
        choices = field.choices() if field.choices else []
        whens = [When(**{field.path: value}, then=Value(str(label))) for value, label in choices if value]
        return Case(*whens, default=NullIf(models.F(field.path), Value("")), output_field=models.TextField())

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        if field.sort_path:
            return models.F(field.sort_path)
        return SortKey(self.display(field, viewer))


class Code(Choice):
    """A choice whose code is what people read, such as a country or a currency; the name is in its title."""

    name = "code"

    def display(self, field: Field, viewer: Viewer) -> Any:
        return field.value(viewer)

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        return models.F(field.path)


class Boolean(FieldType):
    name = "boolean"
    is_text = False

    operators = (
        Operator("", _("is"), "yes_no", yes_no, lambda f, v, x: Q(**{alias(f): x == "yes"})),
    )


class Reference(FieldType):
    """One row of another list: an industry, a person, a business unit."""

    name = "reference"
    is_text = False

    @staticmethod
    def _form(field: Field, viewer: Viewer) -> forms.Field:
        return ReferenceChoices(field, viewer)

    operators = (
        Operator("", _("is"), "references", lambda f, v: Reference._form(f, v), any_of),
        Operator("not", _("is not"), "references", lambda f, v: Reference._form(f, v), none_of),
        EMPTY,
    )

    def display(self, field: Field, viewer: Viewer) -> Any:
        assert field.reference
        return field.reference.label_expression(f"{field.path}__")

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        assert field.reference
        return models.F(f"{field.path}__{field.reference.sort}")


class Many(Reference):
    """Several rows of another list, such as market segments: any of, none of, empty."""

    name = "many"

    def aliases(self, field: Field, viewer: Viewer) -> dict[str, Any]:
        return {}

    @staticmethod
    def _links(field: Field, values: list[str] | None = None) -> Exists:
        assert field.links
        rows = field.links.of(OuterRef("pk"))
        return Exists(rows if values is None else rows.filter(**{f"{field.links.target}__in": values}))

    @staticmethod
    def _any(field: Field, viewer: Viewer, values: list[str]) -> Q:
        condition = Q(Many._links(field, [value for value in values if value != NONE]))
        return condition | ~Q(Many._links(field)) if NONE in values else condition

    operators = (
        Operator("", _("is any of"), "references", lambda f, v: Reference._form(f, v), lambda f, v, x: Many._any(f, v, x)),
        Operator(
            "not", _("is none of"), "references", lambda f, v: Reference._form(f, v),
            lambda f, v, x: ~Many._any(f, v, x),
        ),
        Operator(
            "empty", _("is empty"), "yes_no", yes_no,
            lambda f, v, x: ~Q(Many._links(f)) if x == "yes" else Q(Many._links(f)),
        ),
    )

    def display(self, field: Field, viewer: Viewer) -> Any:
        assert field.reference
        assert field.links
        label = field.reference.label_expression(f"{field.links.target}__")
        order = f"{field.links.target}__{field.reference.sort}"
        rows = field.links.of(OuterRef("pk")).order_by().values(field.links.source)
        return Subquery(rows.values(names=StringAgg(label, ", ", ordering=order)), output_field=models.TextField())

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        return SortKey(self.display(field, viewer))


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


TEXT, NUMBER, MONEY, PERCENT = Text(), Number(), Money(), Percent()
DATE, DATETIME, BOOLEAN = Date(), DateTime(), Boolean()
CHOICE, CODE, REFERENCE, MANY, TEXT_OF_MANY = Choice(), Code(), Reference(), Many(), TextOfMany()
