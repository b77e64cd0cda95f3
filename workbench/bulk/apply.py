"""Writing a bulk update: one transaction, in which rows are locked just before they are changed.

Rows are read in one statement with the version each has. Locked and written is what still has that version; what
somebody changed before, between or while we waited for them stays as it is and is told.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import BooleanField, QuerySet, Value

from catalogue.field import Viewer
from workbench.bulk.outcomes import SKIPPED, Outcome, judged
from workbench.bulk.plan import Plan
from workbench.bulk.versions import BUCKETS, OfVersions, Version, buckets_of, hexadecimal
from workbench.register import Register
from workbench.selection import Fingerprint

BATCH = 5_000  # rows of one statement: cancelling is noticed between two
Progress = Callable[[int, int], None]


class NotAsPromised(Exception):
    """Other rows would change than were shown, and not because somebody changed them."""


class Cancelled(Exception):
    """Somebody asked for it to stop before it was done."""


@dataclass
class Rows:
    """The rows to be written, those to be left by outcome, and how many there are of each.

    Of the former the version of each and what a preview fingerprints, see ``Plan.seen``.
    """

    ids: array[int] = field(default_factory=lambda: array("q"))
    versions: array[int] = field(default_factory=lambda: array("q"))
    seen: array[int] = field(default_factory=lambda: array("q"))
    left: dict[int, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def leave(self, pk: int, outcome: str) -> None:
        self.counts[outcome] += 1
        if outcome in SKIPPED:
            self.left[pk] = outcome


def read(
    register: Register,
    viewer: Viewer,
    rows: QuerySet[Any],
    plan: Plan,
    horizon: int | None = None,
    doubtful: Collection[int] = (),
) -> Rows:
    """Judges the rows; what is newer than the horizon counts as changed meanwhile in the buckets that are doubtful."""
    found = Rows()
    newer = plan.newer(horizon) if horizon is not None else Value(False, BooleanField())
    judging = judged(register, viewer, rows, plan).annotate(version=Version(), seen=plan.seen(), newer=newer)
    columns = ("pk", "outcome", "version", "seen", "newer")
    for pk, outcome, version, seen, is_newer in judging.order_by("pk").values_list(*columns).iterator(10_000):
        if is_newer and pk % BUCKETS in doubtful and outcome != Outcome.LOCKED:
            found.leave(pk, Outcome.MEANWHILE)
        elif outcome != Outcome.CHANGE:
            found.leave(pk, outcome)
        else:
            found.ids.append(pk)
            found.versions.append(version)
            found.seen.append(seen)
    found.counts[Outcome.CHANGE] = len(found.ids)
    return found


def read_as_promised(register: Register, viewer: Viewer, rows: QuerySet[Any], plan: Plan, was: dict[str, Any]) -> Rows:
    """The rows that were promised; raises NotAsPromised where others would change.

    ``was`` is what the preview saw. Where exactly the promised rows are there in the versions that were shown, nobody
    changed any. Else whatever was written since the preview, even by somebody who had begun before it, is left; of
    those that stand for themselves in a finer fingerprint it is known that nobody did.
    """
    promised = Fingerprint(*was["promised"])
    found = read(register, viewer, rows, plan)
    if fingerprint_of(found) == promised:
        return found
    found = read(register, viewer, rows, plan, was["horizon"], _doubtful(found, was["buckets"]))
    changed = found.counts[Outcome.MEANWHILE]
    if not changed or not len(found.ids) <= promised.count <= len(found.ids) + changed:
        raise NotAsPromised
    return found


def _doubtful(found: Rows, was: dict[str, str]) -> Collection[int]:
    """The buckets in which something is not as it was; all of them where none were kept."""
    now = buckets_of(found.ids, found.seen)
    changed = {int(bucket) for bucket in was | now if was.get(bucket) != now.get(bucket)}
    return changed if was else range(BUCKETS)


def fingerprint_of(rows: Rows) -> Fingerprint:
    """The same fingerprint a preview gives: which rows, in which versions."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bit_xor(hashint8extended(i, v)) FROM unnest(%s::bigint[], %s::bigint[]) AS r(i, v)",
            [rows.ids.tolist(), rows.seen.tolist()],
        )
        return Fingerprint(len(rows.ids), hexadecimal(cursor.fetchone()[0]))


def write(plan: Plan, rows: Rows, progress: Progress) -> None:
    """Writes the rows, a few thousand by statement, all in the caller's transaction. ``progress`` may raise.

    They are locked in order of their ids, else two bulk updates could each wait for rows the other has. What was
    changed or deleted between reading and locking becomes ``left``.
    """
    table, total = plan.entity.model._default_manager, len(rows.ids)
    for start in range(0, total, BATCH):
        progress(start, total)
        ids, versions = rows.ids[start : start + BATCH], rows.versions[start : start + BATCH]
        unchanged = table.filter(OfVersions(ids, versions)).order_by("pk")
        locking = unchanged.select_for_update(of=("self",), no_key=plan.keeps_keys)
        done = plan.write(list(locking.values_list("pk", flat=True)))
        for pk in set(ids) - set(done):
            rows.leave(pk, Outcome.MEANWHILE)
    rows.counts[Outcome.CHANGE] = total - sum(1 for pk in rows.ids if pk in rows.left)
    progress(total, total)
