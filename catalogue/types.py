"""The types a field may have: how its value is shown, sorted and filtered.

Nothing here ever sees a name from the browser.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import NullIf, Trim
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.alphabet import Fold, SortKey, fold
from catalogue.days import DayField
from catalogue.field import Field, Viewer
from catalogue.numbers import NumberField
from catalogue.operators import (
    EMPTY,
    NONE,
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

    def bound(self, day: Any) -> Any:
        """A day as the type compares with it."""
        return day

    def aliases(self, field: Field, viewer: Viewer) -> dict[str, Any]:
        """What conditions on this field compare with, as aliases of the queryset."""
        return {alias(field): field.value(viewer)}

    def operator(self, key: str) -> Operator | None:
        return next((operator for operator in self.operators if operator.key == key), None)


class Words(forms.CharField):
    """Text to search for: what holds neither letter nor digit would be found everywhere."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not fold(value):
            raise forms.ValidationError(_("Type at least one letter or digit."))


def words(field: Field, viewer: Viewer) -> forms.Field:
    return Words(max_length=200)


class Text(FieldType):
    operators: ClassVar[tuple[Operator, ...]] = (
        Operator("", _("contains"), "text", words, folded("contains")),
        Operator("is", _("is"), "text", words, folded("exact")),
        Operator("starts", _("starts with"), "text", words, folded("startswith")),
        Operator("not", _("does not contain"), "text", words, otherwise(folded("contains"))),
        EMPTY,
    )

    def sort_expression(self, field: Field, viewer: Viewer) -> Any:
        return models.F(field.sort_path) if field.sort_path else SortKey(field.value(viewer))

    def aliases(self, field: Field, viewer: Viewer) -> dict[str, Any]:
        return super().aliases(field, viewer) | {f"{alias(field)}_folded": Trim(Fold(field.value(viewer)))}


def _number(field: Field, viewer: Viewer) -> forms.Field:
    return NumberField(max_digits=18)


class Number(FieldType):
    name = "number"
    is_text = False
    is_number = True

    operators = (
        Operator("min", _("at least"), "number", _number, compares("__gte")),
        Operator("max", _("at most"), "number", _number, compares("__lte")),
        Operator("is", _("is"), "number", _number, compares("")),
        EMPTY,
    )


class Money(Number):
    """An amount in the organisation's base currency, net of VAT where it comes from invoices."""

    name = "money"


class Amount(Number):
    """An amount in the currency of its record, to the cent; never summed up."""

    name = "amount"


class Percent(Number):
    name = "percent"


def _named_period(field: Field, viewer: Viewer) -> forms.Field:
    return forms.ChoiceField(choices=[(key, words) for key, (words, _period) in PERIODS.items()])


def _day(field: Field, viewer: Viewer) -> forms.Field:
    return DayField(localize=True)


def _in_period(field: Field, viewer: Viewer, value: str) -> Q:
    first, last = period(value, viewer.today, viewer.year_begins)
    bound = field.type.bound
    return Q(**{f"{alias(field)}__gte": bound(first), f"{alias(field)}__lt": bound(last)})


def _from(field: Field, viewer: Viewer, value: Any) -> Q:
    return Q(**{f"{alias(field)}__gte": field.type.bound(value)})


def _to(field: Field, viewer: Viewer, value: Any) -> Q:
    if value >= value.max:  # there is no day after the last one
        return ~blank(field)
    return Q(**{f"{alias(field)}__lt": field.type.bound(value + timedelta(days=1))})


class Date(FieldType):
    name = "date"
    is_text = False
    operators = (
        Operator("in", _("is in"), "relative", _named_period, _in_period),
        Operator("from", _("from"), "date", _day, _from),
        Operator("to", _("to"), "date", _day, _to),
        EMPTY,
    )


class DateTime(Date):
    """A moment; filtered by local days of the organisation's time zone."""

    name = "datetime"

    def bound(self, day: Any) -> Any:
        return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def choices_of(field: Field, viewer: Viewer) -> forms.Field:
    choices = field.choices() if field.choices else []
    known = [(str(value), label) for value, label in choices if value not in ("", None)]
    return forms.MultipleChoiceField(choices=[*known, (NONE, _("(none)"))])


class Choice(FieldType):
    name = "choice"

    operators = (
        Operator("", _("is"), "choices", choices_of, any_of),
        Operator("not", _("is not"), "choices", choices_of, none_of),
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


def _is_yes(field: Field, viewer: Viewer, value: str) -> Q:
    return Q(**{alias(field): value == "yes"})


class Boolean(FieldType):
    name = "boolean"
    is_text = False
    operators: ClassVar[tuple[Operator, ...]] = (Operator("", _("is"), "yes_no", yes_no, _is_yes),)


TEXT, NUMBER, MONEY, AMOUNT, PERCENT = Text(), Number(), Money(), Amount(), Percent()
DATE, DATETIME, BOOLEAN = Date(), DateTime(), Boolean()
CHOICE, CODE = Choice(), Code()
