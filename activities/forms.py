"""The form of a note, call, meeting or task."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activities.models import Activity, ActivityKind
from catalogue.editing import plain
from customers.models import Contact

NOT_A_TASK = {"assignee": None, "due_on": None}  # only tasks are due and assigned


class ActivityForm(forms.ModelForm):
    """An activity of a customer. Without a time it happened now; only tasks are due and assigned.

    A new task without assignee is whose it is that makes it.
    """

    class Meta:
        model = Activity
        fields: ClassVar = ["kind", "subject", "text", "contact", "happened_at", "due_on", "assignee"]
        labels: ClassVar = {"happened_at": _("When"), "contact": _("Contact person"), "assignee": _("Assigned to")}
        widgets: ClassVar = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "happened_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        kept = self.instance
        contacts: Any = self.fields["contact"]
        # one that was moved to another customer since stays named where it was talked to
        people = Contact.objects.filter(Q(customer=kept.customer, is_active=True) | Q(pk=kept.contact_id))
        contacts.queryset = people.order_by("sort_name", "pk")
        assignees: Any = self.fields["assignee"]
        assignees.queryset = User.objects.filter(Q(is_active=True) | Q(pk=kept.assignee_id)).order_by("sort_name", "pk")
        self.fields["happened_at"].required = False
        # the first day of all is stored in the year before it, which nothing can read back
        self.fields["happened_at"].validators.append(MinValueValidator(datetime(1900, 1, 1, tzinfo=UTC)))
        self.fields["happened_at"].help_text = str(_("Empty: now."))
        self.fields["kind"].choices = ActivityKind.choices  # type: ignore[attr-defined]  # a note, unless chosen
        contacts.empty_label = assignees.empty_label = "\u2013"
        contacts.widget.attrs["data-combo"] = assignees.widget.attrs["data-combo"] = True
        for made in self.fields.values():
            made.widget.attrs["class"] = "input"

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        found["happened_at"] = found.get("happened_at") or self.instance.happened_at or timezone.now()
        if found.get("kind") == ActivityKind.TASK:
            is_new = self.instance.pk is None or self.initial["kind"] != ActivityKind.TASK
            found["assignee"] = found.get("assignee") or (self.user if is_new else None)
        else:
            found |= NOT_A_TASK
            self.instance.done_at = None
        return found


class ActivityForAllForm(forms.ModelForm):
    """What each of many customers gets, now. A task without assignee is its account owner's."""

    others = frozenset[str]()  # what is posted with it besides its fields: nothing

    class Meta(ActivityForm.Meta):
        fields: ClassVar = ["kind", "subject", "text", "due_on", "assignee"]

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, instance=Activity(kind=ActivityKind.NOTE))
        assignee: Any = self.fields["assignee"]
        assignee.queryset = User.objects.filter(is_active=True).order_by("sort_name", "pk")
        assignee.empty_label = _("Account owner of each customer")
        assignee.widget.attrs["data-combo"] = True
        for made in self.fields.values():
            made.widget.attrs["class"] = "input"

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        return found if found.get("kind") == ActivityKind.TASK else found | NOT_A_TASK

    def sent(self) -> dict[str, list[str]]:
        """What was chosen as plain parameters, to be sent or kept and read again in whatever language."""
        return {name: [str(plain(value))] for name, value in self.cleaned_data.items() if value not in (None, "")}
