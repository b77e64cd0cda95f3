"""Every filter operator as a question about one value. Keys: the field type's class name and the operator's key.

A value is what a row holds: text, a number, a date, a moment, an id; a list for several. ``typed`` is what stands
in the address: one text, or a list of them for choices.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.letters import fold
from tests.oracle.periods import is_in, local_day


@dataclass(frozen=True)
class Asker:
    """Who filters, on which local day and in which time zone."""

    pk: int
    today: date
    zone: ZoneInfo


Question = Callable[[Any, Any, Asker], bool]


def is_blank(value: Any) -> bool:
    return value is None or value == "" or value == []


def _empty(value: Any, typed: str, asker: Asker) -> bool:
    return is_blank(value) == (typed == "yes")


def _contains(value: Any, typed: str, asker: Asker) -> bool:
    return value is not None and fold(typed) in fold(value)


def _is_text(value: Any, typed: str, asker: Asker) -> bool:
    return value is not None and fold(value) == fold(typed)


def _starts(value: Any, typed: str, asker: Asker) -> bool:
    return value is not None and fold(value).startswith(fold(typed))


def _not(question: Question) -> Question:
    """The opposite, which keeps blanks."""
    return lambda value, typed, asker: is_blank(value) or not question(value, typed, asker)


def _some(question: Question) -> Question:
    """Of several texts at least one; an empty one is no text."""
    return lambda values, typed, asker: any(question(value, typed, asker) for value in values if value)


def _compared(holds: Callable[[Any, Decimal], bool]) -> Question:
    return lambda value, typed, asker: value is not None and holds(value, Decimal(typed))


def _dated(holds: Callable[[date, str, date], bool]) -> Question:
    def question(value: Any, typed: str, asker: Asker) -> bool:
        return value is not None and holds(local_day(value, asker.zone), typed, asker.today)

    return question


def _chosen(value: Any, typed: list[str], asker: Asker) -> bool:
    """Whether the value, or one of several, is among the chosen ones; "none" stands for nothing."""
    wanted = {str(asker.pk) if each == "me" else each for each in typed}
    held = value if isinstance(value, list) else [value]
    if all(is_blank(each) for each in held):
        return "none" in wanted
    return any(str(each) in wanted - {"none"} for each in held)


def _not_chosen(value: Any, typed: list[str], asker: Asker) -> bool:
    return not _chosen(value, typed, asker)


_TEXT: dict[str, Question] = {"": _contains, "is": _is_text, "starts": _starts, "not": _not(_contains), "empty": _empty}
_NUMBER: dict[str, Question] = {
    "min": _compared(lambda value, bound: value >= bound),
    "max": _compared(lambda value, bound: value <= bound),
    "is": _compared(lambda value, bound: value == bound),
    "empty": _empty,
}
_DATE: dict[str, Question] = {
    "in": _dated(lambda day, typed, today: is_in(typed, day, today)),
    "from": _dated(lambda day, typed, today: day >= date.fromisoformat(typed)),
    "to": _dated(lambda day, typed, today: day <= date.fromisoformat(typed)),
    "empty": _empty,
}
_CHOSEN: dict[str, Question] = {"": _chosen, "not": _not_chosen, "empty": _empty}
_YES_NO: dict[str, Question] = {"": lambda value, typed, asker: value == (typed == "yes")}

OPERATORS: dict[tuple[str, str], Question] = {
    (type_name, key): question
    for type_name, questions in {
        "Text": _TEXT,
        "TextOfMany": {
            "": _some(_contains),
            "is": _some(_is_text),
            "not": lambda values, typed, asker: not _some(_contains)(values, typed, asker),
            "empty": lambda values, typed, asker: _empty([v for v in values if not is_blank(v)], typed, asker),
        },
        "Number": _NUMBER,
        "Money": _NUMBER,
        "Amount": _NUMBER,
        "Percent": _NUMBER,
        "Date": _DATE,
        "DateTime": _DATE,
        "Choice": _CHOSEN,
        "Code": _CHOSEN,
        "Reference": _CHOSEN,
        "Many": _CHOSEN,
        "Boolean": _YES_NO,
        "YesNo": _YES_NO | {"empty": _empty},
        "OwnChoice": _CHOSEN,
        "OwnChoices": _CHOSEN,
        "ChangedIn": {"": _chosen, "not": _not_chosen},
    }.items()
    for key, question in questions.items()
}
