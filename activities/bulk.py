"""One note, call, meeting or task for each of many customers at once, and taking them back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from activities.models import Activity, ActivityKind
from catalogue.editing import plain
from catalogue.entity import Entity
from catalogue.field import Viewer
from customers.models import Customer
from history.changes import changes_in, events_of
from history.tracking import INSERTED
from history.undo import undo
from workbench.bulk.apply import Rows
from workbench.bulk.kinds import Kind, Problem, add_kind
from workbench.bulk.outcomes import Outcome
from workbench.bulk.plan import Plan, either
from workbench.models import BulkUpdate
from workbench.register import Register

ACTIVITY = "activity"


class ActivityForAllForm(forms.Form):
    """What each customer gets. A task without assignee is its account owner's; only tasks are due and assigned."""

    others = frozenset[str]()

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ActivityKind)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = forms.DateField(
        label=gettext_lazy("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    assignee = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Assigned to"),
        required=False,
        empty_label=gettext_lazy("Account owner of each customer"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assignee: Any = self.fields["assignee"]
        assignee.queryset = User.objects.filter(is_active=True).order_by("sort_name", "pk")
        assignee.widget.attrs["data-combo"] = True
        for made in self.fields.values():
            made.widget.attrs["class"] = "input"

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("kind") != ActivityKind.TASK:
            found["due_on"] = found["assignee"] = None
        return found

    def sent(self) -> dict[str, list[str]]:
        """What was chosen as plain parameters."""
        return {name: [str(plain(value))] for name, value in self.cleaned_data.items() if value not in (None, "")}


class AddingActivities(Plan):
    """Hangs an activity on each row; the rows themselves stay as they are."""

    def __init__(self, entity: Entity, author: User, given: dict[str, Any]) -> None:
        self.entity, self.author, self.given = entity, author, given
        self.new = {}
        self.done: set[int] = set()

    def differs(self) -> Q:
        return Q(pk__isnull=False)

    def refused(self) -> Q:
        return either([])

    def write(self, rows: QuerySet[Any]) -> int:
        locked = list(rows.select_for_update(of=("self",), no_key=True).values_list("pk", "account_owner"))
        now, given = timezone.now(), self.given
        is_task = given["kind"] == ActivityKind.TASK
        Activity.objects.bulk_create(
            Activity(
                customer_id=pk,
                kind=given["kind"],
                subject=given["subject"],
                text=given["text"],
                author=self.author,
                happened_at=now,
                due_on=given["due_on"],
                assignee_id=(given["assignee"].pk if given["assignee"] else owner) if is_task else None,
            )
            for pk, owner in locked
        )
        self.done |= {pk for pk, _owner in locked}
        return len(locked)

    def written(self, ids: Iterable[int], context: Any) -> set[int]:
        return self.done & set(ids)


def _plan(bulk: BulkUpdate, register: Register, viewer: Viewer) -> Plan:
    form = ActivityForAllForm(MultiValueDict(bulk.changes))
    if not form.is_valid():
        raise Problem("fields")
    return AddingActivities(register.entity, bulk.user, form.cleaned_data)


def _take_back(bulk: BulkUpdate, register: Register, viewer: Viewer) -> Rows:
    """Deletes those that are still as they were made."""
    undone, found = bulk.undoes, Rows()
    assert undone and undone.context
    story = changes_in(Activity, [undone.context], pgh_label=INSERTED)
    customers = {each.after["customer_id"] for each in story}
    editable = set(Customer.objects.editable_by(viewer.user).filter(pk__in=customers).values_list("pk", flat=True))
    for change in story:
        customer = change.after["customer_id"]
        if customer not in editable:
            found.leave(customer, Outcome.NO_RIGHT)
        elif _is_undone(change):
            found.ids.append(customer)
        else:
            found.leave(customer, Outcome.MEANWHILE)
    found.counts[Outcome.CHANGE] = len(found.ids)
    return found


def _is_undone(change: Any) -> bool:
    try:
        with transaction.atomic():
            return not undo([change]).left
    except ValidationError:
        return False


def _changed(bulk: BulkUpdate, register: Register, viewer: Viewer, first: int, last: int) -> list[tuple[int, str]]:
    """The customers that got one and that the viewer may see."""
    events: Any = events_of(Activity)._default_manager
    made = events.filter(pgh_context=bulk.context, pgh_label=INSERTED).values("customer_id")
    rows = Customer.objects.visible_to(viewer.user).filter(pk__in=made).order_by("sort_name", "pk")
    return list(rows.values_list("pk", "name")[first:last])


def _told(bulk: BulkUpdate) -> str:
    kind = dict(ActivityKind.choices).get(bulk.changes.get("kind", [""])[0], "")
    return _("New: %(kind)s, %(subject)s") % {"kind": kind, "subject": bulk.changes.get("subject", [""])[0]}


add_kind(Kind(ACTIVITY, _plan, take_back=_take_back, told=_told, changed=_changed))
