"""What a bulk update would do, counted in one pass over the selected rows. Nothing is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When

from catalogue.editing import kept_column
from catalogue.field import Viewer
from workbench.bulk.outcomes import Outcome, judged
from workbench.bulk.plan import FieldChange, Plan, held
from workbench.bulk.versions import buckets_of, hexadecimal, horizon, print_of
from workbench.register import Register
from workbench.selection import Fingerprint

SOME = 20_000  # rows of which finer fingerprints are kept
GROUPS = 8  # former values that are named
GROUPED = {"reference", "choice", "code", "boolean"}  # of other types people have too many values to count each
_NOTHING = Fingerprint(0, "")


@dataclass
class Group:
    """A former value, or a kind of them, and how many rows have it."""

    text: str
    count: int


@dataclass
class Preview:
    """Counts by outcome; the selection and the promised rows as fingerprints, these in the versions that were seen."""

    horizon: int
    counts: Counter[str] = field(default_factory=Counter)
    selected: Fingerprint = _NOTHING
    promised: Fingerprint = _NOTHING
    former: dict[str, Counter[Any]] = field(default_factory=dict)
    buckets: dict[str, str] = field(default_factory=dict)

    def seen(self) -> dict[str, Any]:
        """What was shown, to be compared with what is there when it is applied."""
        selected, promised = self.selected, self.promised
        return {
            "horizon": self.horizon,
            "selected": [selected.count, selected.value],
            "promised": [promised.count, promised.value],
            "buckets": self.buckets,
        }


def preview(register: Register, viewer: Viewer, rows: QuerySet[Any], plan: Plan) -> Preview:
    """Counts what would become of these rows and from which values they change."""
    found = Preview(horizon())  # before the rows are read: what changes between the two is taken for changed since
    entity, changes = register.entity, plan.changes
    kept = {i: kept_column(entity, each.field) for i, each in enumerate(changes) if not each.field.links}
    columns = {f"old_{i}": _former(changes[i], column) for i, column in kept.items()}
    counted = judged(register, viewer, rows, plan).annotate(**columns)
    groups = counted.order_by().values("outcome", *columns)
    which = what = 0
    for group in groups.annotate(n=Count("pk"), which=print_of(), what=print_of(plan.seen())):
        outcome, number = group["outcome"], group["n"]
        found.counts[outcome] += number
        which ^= 0 if outcome == Outcome.LOCKED else group["which"] or 0
        if outcome != Outcome.CHANGE:
            continue
        what ^= group["what"] or 0
        for name in columns:
            change = changes[int(name.removeprefix("old_"))]
            found.former.setdefault(change.field.key, Counter())[group[name]] += number
    selected = sum(found.counts.values()) - found.counts[Outcome.LOCKED]
    found.selected = Fingerprint(selected, hexadecimal(which))
    found.promised = Fingerprint(found.counts[Outcome.CHANGE], hexadecimal(what))
    if 0 < found.promised.count <= SOME:
        _keep_buckets(found, judged(register, viewer, rows, plan), plan)
    return found


def _keep_buckets(found: Preview, counted: QuerySet[Any], plan: Plan) -> None:
    """Finer fingerprints, so that a change of one row later casts doubt on few others."""
    rows = counted.filter(outcome=Outcome.CHANGE).order_by().annotate(seen=plan.seen()).values_list("pk", "seen")
    ids, seen = zip(*rows, strict=True) if rows else ((), ())
    buckets, whole = buckets_of(ids, seen), 0
    for each in buckets.values():
        whole ^= int(each, 16)
    if hexadecimal(whole) == found.promised.value:  # else something was changed between the two looks
        found.buckets = buckets


def _former(change: FieldChange, column: str) -> Any:
    """The value a row has now, or only whether it has one."""
    value = held(column)
    if change.field.type.name in GROUPED:
        return value
    empty = Q(**{f"{column.replace('.', '__')}__isnull": True})
    if change.field.type.is_text:
        empty |= Q(**{column.replace(".", "__"): ""})
    return Case(When(empty, then=Value(False)), default=Value(True), output_field=BooleanField())
