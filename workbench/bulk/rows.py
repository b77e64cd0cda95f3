"""The rows of a bulk update with old and new values: as a preview promises them, and as history kept them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from catalogue.editing import column_of
from catalogue.field import Field, Viewer
from catalogue.querysets import records
from history.changes import Change, changes_in, events_of, value_of
from history.tracking import DELETED
from workbench.bulk.form import changed_keys
from workbench.bulk.outcomes import Outcome
from workbench.bulk.plan import Act, FieldChange, Plan
from workbench.bulk.words import as_shown, fields_of, names_of, told
from workbench.columns import NOTHING, spelled_out
from workbench.models import BulkUpdate
from workbench.register import Register


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


def named_rows(register: Register, viewer: Viewer, fields: Sequence[Field], ids: Sequence[int]) -> list[dict[str, Any]]:
    """Name and values of rows the viewer may see, in the order of the ids."""
    naming = register.entity.naming
    return records(register.entity, [naming, *(each for each in fields if each.key != naming.key)], viewer, ids)


def _row(register: Register, found: Mapping[str, Any]) -> Row:
    url = reverse(f"{register.key}-card", args=[found["pk"]])
    return Row(found["pk"], str(found[register.entity.naming.column]), url)


def rows_shown(register: Register, viewer: Viewer, plan: Plan, outcomes: Mapping[int, str]) -> list[Row]:
    """Rows of a preview: what they have now and would have then, or why they are left."""
    changes, reasons = plan.changes, plan.reasons
    lines = told(changes, viewer)
    shown = []
    for found in named_rows(register, viewer, [each.field for each in changes], list(outcomes)):
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
    events: Any = events_of(register.entity.model)._default_manager
    found: QuerySet[Any] = events.filter(pgh_context=bulk.context).values("pgh_obj_id")
    return found


def rows_done(register: Register, viewer: Viewer, bulk: BulkUpdate, ids: Sequence[int]) -> list[Row]:
    """What a bulk update changed in these rows, as history tells."""
    fields = fields_of(register)
    changed = [fields[key] for key in changed_keys(bulk.changes) if key in fields]
    became: dict[int, list[Became]] = {}
    if bulk.context:
        own = changes_in(register.entity.model, [bulk.context], pgh_obj_id__in=ids)
        for each in [made for made in changed if not made.links]:
            _columns(register, viewer, each, own, became)
        for each in [made for made in changed if made.links]:
            _links(viewer, each, bulk, ids, became)
    shown = []
    for found in named_rows(register, viewer, [], ids):
        row = _row(register, found)
        row.values = became.get(row.pk, [])
        shown.append(row)
    return shown


def _columns(
    register: Register, viewer: Viewer, of: Field, changes: Iterable[Change], became: dict[int, list[Became]]
) -> None:
    column = FieldChange(of, Act.SET).column(register.entity)
    pairs = [(each.pk, value_of(each.before, column), value_of(each.after, column)) for each in changes]
    pairs = [(pk, as_shown(of, before), as_shown(of, after)) for pk, before, after in pairs if before != after]
    names = names_of(of, _flat(value for _pk, *both in pairs for value in both), viewer)
    for pk, before, after in pairs:
        became.setdefault(pk, []).append(Became(of.label, _named(before, names), _named(after, names)))


def _flat(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        yield from value if isinstance(value, list) else [value]


def _named(value: Any, names: Mapping[Any, str]) -> str:
    if isinstance(value, list):
        return ", ".join(names.get(each, str(each)) for each in value) or NOTHING
    return names.get(value, NOTHING)


def _links(viewer: Viewer, of: Field, bulk: BulkUpdate, ids: Sequence[int], became: dict[int, list[Became]]) -> None:
    links = of.links
    assert links and bulk.context
    source, target = (column_of(links.model, name).attname for name in (links.source, links.target))
    story = changes_in(links.model, [bulk.context], **{f"{source}__in": ids})
    names = names_of(of, [(each.after or each.before)[target] for each in story], viewer)
    sides: dict[int, tuple[list[str], list[str]]] = {}
    for each in story:
        row = each.before or each.after
        sides.setdefault(row[source], ([], []))[each.kind != DELETED].append(names.get(row[target], NOTHING))
    for pk, (taken, added) in sides.items():
        before = ", ".join(f"\u2212 {name}" for name in sorted(taken)) or NOTHING
        after = ", ".join(f"+ {name}" for name in sorted(added)) or NOTHING
        became.setdefault(pk, []).append(Became(of.label, before, after))
