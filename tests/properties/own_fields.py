"""Custom fields on a stage: one of each type, the values drawn for them, and what people read of those."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from catalogue.custom_fields import stored
from catalogue.models import CustomField
from tests.properties.drawing import amounts, near
from tests.properties.stage import Stage
from tests.properties.texts import texts

# by custom type: the class name under which the oracle knows it
TYPES = {
    "text": "Text", "number": "Number", "money": "Money", "date": "Date", "boolean": "YesNo", "choice": "OwnChoice",
    "choices": "OwnChoices",
}  # fmt: skip
# neither their keys nor their labels in order, two of them retired
CHOICES: list[dict[str, Any]] = [
    {"key": "mike", "label": "Zander", "active": True},
    {"key": "zulu", "label": "Å, stor; =1+1", "active": True},
    {"key": "alpha", "label": "Östra 100 %", "active": False},
    {"key": "kilo", "label": "ærfugl", "active": True},
    {"key": "bravo", "label": "=Aa \"'", "active": False},
]
numbers = amounts | st.decimals(-1000, 1000, places=6) | st.integers().map(lambda n: Decimal(n % 10**12 - 10**6))
Held = dict[str, list[Any]]  # by type: the value of each row, in the order of their ids


def own_fields(entity: str) -> dict[str, CustomField]:
    """Adds a custom field of each type, under its name as key."""
    made = [
        CustomField(entity=entity, key=kind, label=f"Own {kind}", type=kind, position=place,
                    choices=CHOICES if kind.startswith("choice") else [])
        for place, kind in enumerate(TYPES)
    ]  # fmt: skip
    return {each.key: each for each in CustomField.objects.bulk_create(made)}


def key_of(kind: str) -> str:
    """The key of a custom field in addresses and forms."""
    return f"custom_{kind}"


def with_list_drawn(draw: Any, defined: CustomField) -> CustomField:
    """The field with its list in another order, as somebody may leave it in Settings."""
    if defined.choices:
        defined.choices = draw(st.permutations(CHOICES))
        defined.save()
    return defined


def values_for(kind: str, today: date) -> st.SearchStrategy[Any]:
    """A value of a custom field as a form gives it; None or an empty text or list for nothing."""
    keys = st.sampled_from([each["key"] for each in CHOICES])
    by_kind: dict[str, st.SearchStrategy[Any]] = {
        "text": texts,
        "number": numbers,
        "money": amounts,
        "date": near(today) | st.sampled_from([date(1876, 5, 1), date.max]),
        "boolean": st.booleans(),
        "choice": keys,
        "choices": st.lists(keys, unique=True, max_size=4),
    }
    return st.none() | by_kind[kind]


def write_own(draw: Any, stage: Stage, kinds: list[str], today: date) -> Held:
    """Draws values of these fields for every row and writes them; what is empty has no key."""
    rows = stage.rows()
    held = {kind: [draw(values_for(kind, today)) for _row in rows] for kind in kinds}
    for place, row in enumerate(rows):
        kept = {kind: stored(values[place]) for kind, values in held.items()}
        row.custom = {kind: value for kind, value in kept.items() if value is not None}
    stage.register.entity.model._default_manager.bulk_update(rows, ["custom"])
    return held


def shown(defined: CustomField, value: Any) -> Any:
    """What people read of a value: the labels of choices, in the order of the list."""
    labels = {each["key"]: each["label"] for each in defined.choices}
    if defined.type == "choice":
        return labels.get(value)
    if defined.type == "choices":
        return ", ".join(label for key, label in labels.items() if key in (value or []))
    return {True: "Yes", False: "No", None: None}[value] if defined.type == "boolean" else value


def sorted_by(defined: CustomField, value: Any) -> Any:
    """What lists are sorted by: a choice by its place in the list, several by what is read of them."""
    if defined.type == "choice":
        return next((place for place, each in enumerate(defined.choices) if each["key"] == value), None)
    return shown(defined, value) if defined.type == "choices" else value
