"""Doing a bulk update or its undo: at once, or in the background where there are many rows.

Data, history, outcomes and "done" are one transaction: killed at any moment, either all of it is there or nothing,
and what was lost is begun anew.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pghistory
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from accounts.organisation import in_organisation, today
from catalogue.field import Viewer
from workbench.bulk import progress
from workbench.bulk.apply import Cancelled, NotAsPromised, Rows, read, read_as_promised, write
from workbench.bulk.form import bulk_fields, changed_keys, may_bulk_update
from workbench.bulk.keeping import whole_undos
from workbench.bulk.kinds import KINDS, Problem
from workbench.bulk.outcomes import Outcome
from workbench.bulk.plan import Act, AnyOf, FieldChange, Plan
from workbench.bulk.undo import Restoring
from workbench.listing import find
from workbench.models import UNDER_WAY, BulkUpdate, LeftRow, RunStatus
from workbench.patience import was_given_up
from workbench.register import REGISTERS, Register
from workbench.selection import BadSelection, Fingerprint, SelectionMoved, chosen, fingerprint
from workbench.state import NotUnderstood, read_state

IN_BACKGROUND = 5_000  # more rows than these are not waited for

log = logging.getLogger(__name__)


def in_background(row_count: int) -> bool:
    return row_count > IN_BACKGROUND


@transaction.atomic
def at_once(bulk: BulkUpdate) -> None:
    """Does it in this request; raises Problem, and then nothing of it is kept."""
    bulk.status, bulk.started_at = RunStatus.RUNNING, timezone.now()
    bulk.save()
    _do(bulk)


def go(pk: int) -> None:
    """Does one that waits or was lost, in the background; a problem is kept with it."""
    if not BulkUpdate.objects.filter(pk=pk, status__in=UNDER_WAY).update(
        status=RunStatus.RUNNING, started_at=timezone.now()
    ):
        return
    bulk = BulkUpdate.objects.select_related("user__profile", "undoes").get(pk=pk)
    try:
        with _acting_as(bulk.user), transaction.atomic():
            if progress.claim(pk):
                _do(bulk)
    except Cancelled:
        return  # whoever cancelled it wrote so
    except Exception as error:
        if isinstance(error, (OperationalError, InterfaceError)) and not was_given_up(error):
            raise  # the database went away: it is begun anew
        problem = error.key if isinstance(error, Problem) else "error"
        if problem == "error":
            log.exception("bulk update %s", pk)
        running = BulkUpdate.objects.filter(pk=pk, status=RunStatus.RUNNING)
        running.update(status=RunStatus.FAILED, problem=problem, finished_at=timezone.now())


def lost() -> list[int]:
    """Those at which nobody works although they should be going on, such as after a kill."""
    running = BulkUpdate.objects.filter(status__in=UNDER_WAY).values_list("pk", flat=True)
    return [pk for pk in running if progress.told(pk) is None]


@contextmanager
def _acting_as(user: User) -> Iterator[None]:
    """In the language of the user and the time zone of the organisation, as in a request of theirs."""
    with in_organisation() as organisation, translation.override(user.language or organisation.default_language):
        yield


def _do(bulk: BulkUpdate) -> None:
    register, viewer = REGISTERS[bulk.register], Viewer(bulk.user, today())
    if not (register.is_for(bulk.user) and may_bulk_update(register, bulk.user)):
        raise Problem("rights")
    progress.tell(bulk.pk, 0, bulk.row_count)
    source = "undo" if bulk.undoes else "bulk"
    try:
        # a savepoint: what the constraints of the tables refuse is refused as a whole, and said
        with transaction.atomic(), pghistory.context(user=bulk.user_id, source=source, bulk_update=bulk.pk) as context:
            bulk.context = context.id
            rows = _rows(bulk, register, viewer)
            connection.check_constraints()  # at the end of the transaction nobody could be told
    except IntegrityError:
        raise Problem("constraint") from None
    _finish(bulk, rows)


def _rows(bulk: BulkUpdate, register: Register, viewer: Viewer) -> Rows:
    """Does what the bulk update says, or takes back what it undoes."""
    kind, step = KINDS[bulk.kind], partial(_step, bulk)
    if bulk.undoes:
        _require_not_undone(bulk, bulk.undoes)
        if kind.take_back:
            return kind.take_back(bulk.undoes, register, viewer, step)
    plan, rows = _undoing(bulk, register, viewer) if bulk.undoes else _doing(bulk, register, viewer)
    write(plan, rows, step)
    return rows


def _require_not_undone(bulk: BulkUpdate, undone: BulkUpdate) -> None:
    """Raises Problem where it cannot be taken back or was just now: whoever comes second waits for the first."""
    locked = BulkUpdate.objects.select_for_update(of=("self",), no_key=True).get(pk=undone.pk)
    if locked.status != RunStatus.DONE or locked.context is None:
        raise Problem("moved")
    is_whole = "ids" not in bulk.selection
    if is_whole and whole_undos(undone).exclude(pk=bulk.pk).filter(status=RunStatus.DONE).exists():
        raise Problem("undone")
    if not is_whole and KINDS[bulk.kind].take_back:
        raise Problem("moved")  # these kinds know no taking back of some rows by choice


def _step(bulk: BulkUpdate, done: int, total: int) -> None:
    progress.tell(bulk.pk, done, total)
    if BulkUpdate.objects.filter(pk=bulk.pk, status=RunStatus.CANCELLED).exists():
        raise Cancelled


def _finish(bulk: BulkUpdate, rows: Rows) -> None:
    LeftRow.objects.bulk_create(
        (LeftRow(bulk_update=bulk, record=pk, outcome=outcome) for pk, outcome in rows.left.items()), batch_size=5_000
    )
    done = {
        "status": RunStatus.DONE,
        "context": bulk.context,
        "counts": {outcome: number for outcome, number in rows.counts.items() if number},
        "row_count": rows.counts[Outcome.CHANGE],
        "finished_at": timezone.now(),
    }
    # whoever cancels at this very moment is too late, or is heard
    if not BulkUpdate.objects.filter(pk=bulk.pk, status=RunStatus.RUNNING).update(**done):
        raise Cancelled
    for name, value in done.items():
        setattr(bulk, name, value)
    undone, is_undone = None if "ids" in bulk.selection else bulk.undoes, True
    while undone is not None:
        BulkUpdate.objects.filter(pk=undone.pk).update(is_undone=is_undone)
        # rows taken back by choice say nothing of the rest
        undone, is_undone = None if "ids" in undone.selection else undone.undoes, not is_undone


def _doing(bulk: BulkUpdate, register: Register, viewer: Viewer) -> tuple[Plan, Rows]:
    plan, seen = KINDS[bulk.kind].plan(bulk, register, viewer), bulk.selection["seen"]
    rows = selected(register, viewer, bulk.selection)
    if fingerprint(rows) != Fingerprint(*seen["selected"]):
        raise Problem("moved")
    try:
        return plan, read_as_promised(register, viewer, rows, plan, seen)
    except NotAsPromised:
        raise Problem("moved") from None


def selected(register: Register, viewer: Viewer, selection: dict[str, Any]) -> QuerySet[Any]:
    """The rows of a kept selection, recomputed from what the viewer may see now; raises Problem."""
    try:
        found = find(read_state(register, viewer, QueryDict(selection["query"])))
        if not found.form.is_valid():
            raise Problem("moved")
        posted = QueryDict(mutable=True)
        posted.update(MultiValueDict(selection["posted"]))
        return chosen(register, found.matching, found.visible, posted).rows
    except (NotUnderstood, BadSelection, SelectionMoved):
        raise Problem("moved") from None


def _undoing(bulk: BulkUpdate, register: Register, viewer: Viewer) -> tuple[Plan, Rows]:
    undone, ids = bulk.undoes, bulk.selection.get("ids")
    assert undone and undone.context
    changes = kept_changes(undone, register, viewer)
    plan = Restoring(register.entity, changes, undone.context, anyway=ids is not None)
    if ids is not None:
        return plan, read(register, viewer, plan.rows().filter(AnyOf("pk", ids)), plan)
    found = read(register, viewer, plan.rows(), plan)
    for pk in plan.changed() - set(plan.rows().values_list("pk", flat=True)):
        found.leave(pk, Outcome.GONE)
    return plan, found


def kept_changes(bulk: BulkUpdate, register: Register, viewer: Viewer) -> list[FieldChange]:
    """The fields it changed; raises Problem where the viewer may not set one of them any more."""
    fields = bulk_fields(register.entity, viewer)
    keys = changed_keys(bulk.changes)
    if set(keys) - set(fields):
        raise Problem("fields")
    return [FieldChange(fields[key], Act.SET) for key in keys]
