"""The rows of a bulk update with old and new values: as a preview promises them, and as history kept them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from catalogue.editing import column_of, kept_column
from catalogue.field import Field, Viewer
from catalogue.querysets import records
from history.changes import Change, changes_in, events_in, value_of
from history.tracking import DELETED
from workbench.bulk.form import changed_keys
from workbench.bulk.outcomes import Outcome
from workbench.bulk.plan import Act, FieldChange, Plan
from workbench.bulk.words import told
from workbench.models import BulkUpdate
from workbench.printing import NOTHING, spelled_out
from workbench.register import Register
from workbench.value_words import ValueWords, told_fields

PAGE = 50


@dataclass
class Became:
    """One value of a row: what it was and what it is, or what was added and taken away."""

    label: Any
    before: str
    after: str


@dataclass
class Row:
    pk: int
    name: str
    url: str
    values: list[Became] = field(default_factory=list)
    reason: Any = ""


def _records(register: Register, viewer: Viewer, fields: Sequence[Field], ids: Sequence[int]) -> list[dict[str, Any]]:
    """Name and values of rows the viewer may see, in the order of the ids."""
    naming = register.entity.naming
    return records(register.entity, [naming, *(each for each in fields if each.key != naming.key)], viewer, ids)


def _row(register: Register, found: Mapping[str, Any]) -> Row:
    url = reverse(f"{register.key}-card", args=[found["pk"]])
    return Row(found["pk"], str(found[register.entity.naming.column]), url)


def rows_named(register: Register, viewer: Viewer, ids: Sequence[int]) -> list[Row]:
    """The rows of these ids that the viewer may see."""
    return [_row(register, found) for found in _records(register, viewer, [], ids)]


def rows_shown(register: Register, viewer: Viewer, plan: Plan, outcomes: Mapping[int, str]) -> list[Row]:
    """Rows of a preview: what they have now and would have then, or why they are left."""
    changes, reasons = plan.changes, plan.reasons
    lines = told(changes, viewer)
    shown = []
    for found in _records(register, viewer, [each.field for each in changes], list(outcomes)):
        row, outcome = _row(register, found), Outcome(outcomes[found["pk"]])
        for change, line in zip(changes, lines, strict=True):
            now = spelled_out(change.field, found[change.field.column], viewer)
            row.values.append(Became(change.field.label, now, _after(change, line.value)))
        row.reason = "" if outcome in {Outcome.CHANGE, Outcome.SAME} else outcome.label
        if outcome == Outcome.REFUSED and len(reasons) == 1:
            row.reason = reasons[0]
        shown.append(row)
    return shown


def _after(change: FieldChange, value: str) -> str:
    match change.act:
        case Act.CLEAR:
            return NOTHING
        case Act.ADD:
            return f"+ {value}"
        case Act.REMOVE:
            return f"\u2212 {value}"
        case _:
            return value


def changed_ids(register: Register, bulk: BulkUpdate) -> QuerySet[Any]:
    """The ids of the rows it changed."""
    return events_in(register.entity.model, [bulk.context] if bulk.context else []).values("pgh_obj_id")


def rows_done(register: Register, viewer: Viewer, bulk: BulkUpdate, ids: Sequence[int]) -> list[Row]:
    """What a bulk update changed in these rows, as history tells; of fields the viewer may see."""
    fields = told_fields(register.entity, viewer)
    changed = [fields[key] for key in changed_keys(bulk.changes) if key in fields]
    contexts = [bulk.context] if bulk.context else []
    own = changes_in(register.entity.model, contexts, pgh_obj_id__in=ids)
    became: dict[int, list[Became]] = {}
    for each in changed:
        made = _links(viewer, each, contexts, ids) if each.links else _columns(register, viewer, each, own)
        for pk, before, after in made:
            became.setdefault(pk, []).append(Became(each.label, before, after))
    shown = rows_named(register, viewer, ids)
    for row in shown:
        row.values = became.get(row.pk, [])
    return shown


_Values = Iterator[tuple[int, str, str]]  # row, before, after


def _columns(register: Register, viewer: Viewer, of: Field, changes: Iterable[Change]) -> _Values:
    column = kept_column(register.entity, of)
    told = [(each.pk, value_of(each.before, column), value_of(each.after, column)) for each in changes]
    told = [(pk, before, after) for pk, before, after in told if before != after]
    words = ValueWords(viewer, [(of, value) for _pk, *both in told for value in both])
    for pk, before, after in told:
        yield pk, words.text(of, before), words.text(of, after)


def _links(viewer: Viewer, of: Field, contexts: list[UUID], ids: Sequence[int]) -> _Values:
    links = of.links
    assert links
    source, target = (column_of(links.model, name).attname for name in (links.source, links.target))
    story = [(each.kind, each.before or each.after) for each in
             changes_in(links.model, contexts, **{f"{source}__in": ids})]  # fmt: skip
    words = ValueWords(viewer, [(of, row[target]) for _kind, row in story])
    sides: dict[int, tuple[list[str], list[str]]] = {}
    for kind, row in story:
        sides.setdefault(row[source], ([], []))[kind != DELETED].append(words.text(of, row[target]))
    for pk, (taken, added) in sides.items():
        before = ", ".join(f"\u2212 {name}" for name in sorted(taken)) or NOTHING
        after = ", ".join(f"+ {name}" for name in sorted(added)) or NOTHING
        yield pk, before, after


def slice_of(rows: Any, page: int) -> tuple[list[Any], dict[str, Any]]:
    """One page of rows, and which page it is and whether there are others; nothing is counted."""
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    pages = {
        "page": page,
        "next_page": page + 1 if len(found) > PAGE else None,
        "previous_page": page - 1 if page > 1 else None,
    }
    return found[:PAGE], pages
