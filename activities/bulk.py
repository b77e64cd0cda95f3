"""One note, call, meeting or task for each of many customers at once, and taking them back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from accounts.models import User
from activities.forms import ActivityForAllForm
from activities.models import Activity, ActivityKind
from catalogue.entity import Entity
from catalogue.field import Viewer
from customers.models import Customer
from history.changes import events_in, events_of
from history.tracking import BEFORE_UPDATE, INSERTED
from workbench.bulk.apply import Progress, Rows
from workbench.bulk.kinds import Kind, Problem, add_kind
from workbench.bulk.outcomes import Outcome
from workbench.bulk.plan import AnyOf, Plan, either
from workbench.models import BulkUpdate
from workbench.register import Register

ACTIVITY = "activity"


class AddingActivities(Plan):
    """Hangs an activity on each row; the rows themselves stay as they are."""

    def __init__(self, entity: Entity, author: User, given: dict[str, Any]) -> None:
        self.entity, self.author, self.given = entity, author, given
        self.new = {}

    def differs(self) -> Q:
        return Q(pk__isnull=False)

    def refused(self) -> Q:
        return either([])

    def write(self, ids: Sequence[int]) -> Collection[int]:
        owners = Customer.objects.filter(AnyOf("pk", ids)).values_list("pk", "account_owner")
        Activity.objects.bulk_create(self._activity(pk, owner) for pk, owner in owners)
        return ids

    def _activity(self, customer: int, owner: int | None) -> Activity:
        """A task that was assigned to nobody is the account owner's."""
        made = Activity(customer_id=customer, author=self.author, happened_at=timezone.now(), **self.given)
        if made.kind == ActivityKind.TASK and made.assignee is None:
            made.assignee_id = owner
        return made


def _plan(bulk: BulkUpdate, register: Register, viewer: Viewer) -> Plan:
    form = ActivityForAllForm(MultiValueDict(bulk.changes))
    if not form.is_valid():
        raise Problem("fields")
    return AddingActivities(register.entity, bulk.user, form.cleaned_data)


def _take_back(undone: BulkUpdate, register: Register, viewer: Viewer, progress: Progress) -> Rows:
    """Deletes those in which nobody wrote since."""
    found = Rows()
    made = _made(undone)
    later = events_of(Activity)._default_manager.filter(pgh_obj_id=OuterRef("pk"), pgh_label=BEFORE_UPDATE)
    there = Activity.objects.filter(pk__in=made.values("pgh_obj_id"))
    editable = there.editable_by(viewer.user)
    free = editable.exclude(Exists(later)).select_for_update(of=("self",)).order_by("pk")
    gone = dict(free.values_list("pk", "customer"))
    rest, theirs = dict(there.values_list("pk", "customer")), set(editable.values_list("pk", flat=True))
    Activity.objects.filter(AnyOf("pk", gone)).delete()
    for pk, customer in made.values_list("pgh_obj_id", "customer_id"):
        if pk in gone:
            found.counts[Outcome.CHANGE] += 1
        elif pk not in rest:
            found.leave(customer, Outcome.GONE)
        else:
            found.leave(customer, Outcome.MEANWHILE if pk in theirs else Outcome.NO_RIGHT)
    return found


def _made(bulk: BulkUpdate) -> QuerySet[Any]:
    return events_in(Activity, [bulk.context] if bulk.context else [], pgh_label=INSERTED)


def _changed(bulk: BulkUpdate, register: Register, viewer: Viewer) -> QuerySet[Any]:
    """The customers that got one and that the viewer may see."""
    rows = Customer.objects.visible_to(viewer.user).filter(pk__in=_made(bulk).values("customer_id"))
    return rows.order_by("sort_name", "pk").values_list("name", flat=True)


def _told(bulk: BulkUpdate) -> str:
    kind = dict(ActivityKind.choices).get(bulk.changes.get("kind", [""])[0], "")
    return _("New: %(kind)s, %(subject)s") % {"kind": kind, "subject": bulk.changes.get("subject", [""])[0]}


add_kind(Kind(ACTIVITY, _plan, take_back=_take_back, told=_told, changed=_changed))
