"""The order of a register: by up to three values, blanks last both ways, ties by name and then id."""

from collections.abc import Callable, Sequence
from functools import cmp_to_key
from typing import Any

from tests.oracle.letters import sort_key
from tests.oracle.operators import is_blank

Row = dict[str, Any]


def _nordic(value: Any, alphabet: str) -> Any:
    return sort_key(value, alphabet)


def _joined(values: list[str], alphabet: str) -> Any:
    """Texts of several rows, as they are printed: each once, in plain order."""
    return sort_key(", ".join(sorted({value for value in values if value})), alphabet)


def _joined_names(values: list[str], alphabet: str) -> Any:
    """Names of several rows, as they are printed: in the alphabet's order."""
    return sort_key(", ".join(sorted(values, key=lambda value: sort_key(value, alphabet))), alphabet)


def plain(value: Any, alphabet: str) -> Any:
    return value


# by the field type's class name; references and choices are given as the names that people read, a choice of one's own
# as its place in the list
KEYS: dict[str, Callable[[Any, str], Any]] = {
    "Text": _nordic,
    "TextOfMany": _joined,
    "Number": plain,
    "Money": plain,
    "Amount": plain,
    "Percent": plain,
    "Date": plain,
    "DateTime": plain,
    "Boolean": plain,
    "YesNo": plain,
    "Choice": _nordic,
    "OwnChoice": plain,
    "OwnChoices": _nordic,
    "Code": plain,
    "Reference": _nordic,
    "Many": _joined_names,
    "ChangedIn": plain,
}


def in_order(
    rows: Sequence[Row], sorts: Sequence[tuple[str, str, bool]], alphabet: str, name: str = "name"
) -> list[Any]:
    """The ids of the rows in order. A sort is (column, type, descending); ties go the way of the last sort."""
    down = sorts[-1][2] if sorts else False

    def compare(one: Row, other: Row) -> int:
        for column, type_name, descending in sorts:
            blank = is_empty(one[column]), is_empty(other[column])
            if any(blank):
                if not all(blank):
                    return 1 if blank[0] else -1
                continue
            keys = KEYS[type_name](one[column], alphabet), KEYS[type_name](other[column], alphabet)
            if keys[0] != keys[1]:
                return _sign(keys[0] < keys[1], descending)
        ties = [(sort_key(row[name], alphabet), row["pk"]) for row in (one, other)]
        return 0 if ties[0] == ties[1] else _sign(ties[0] < ties[1], down)

    return [row["pk"] for row in sorted(rows, key=cmp_to_key(compare))]


def _sign(before: bool, descending: bool) -> int:
    return -1 if before != descending else 1


def is_empty(value: Any) -> bool:
    """Blank, also a list of nothing but blanks."""
    return all(is_blank(each) for each in value) if isinstance(value, list) else is_blank(value)
