"""What activities add to the fields of customers and projects."""

from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from activities.models import Activity, ActivityKind
from catalogue.field import Field, Measure, Reason, Viewer, all_of
from catalogue.types import BOOLEAN, DATETIME
from projects.pipeline import SELLING

WITHOUT_CONTACT = 90  # days


def _past_activities(viewer: Viewer) -> QuerySet[Any]:
    """What has happened up to the end of the viewer's today; a planned meeting is no contact yet."""
    return Activity.objects.visible_to(viewer.user).filter(happened_at__lt=DATETIME.bound(viewer.today + timedelta(1)))


def _no_contact(viewer: Viewer) -> Any:
    since = DATETIME.bound(viewer.today - timedelta(WITHOUT_CONTACT))
    return ~Exists(_past_activities(viewer).filter(customer=OuterRef("pk"), happened_at__gte=since))


def _needs_attention(viewer: Viewer) -> tuple[Reason, ...]:
    """Coming is what happens after today, and a task due today or later that is not done."""
    later = Q(happened_at__gte=DATETIME.bound(viewer.today + timedelta(1)))
    to_do = Q(kind=ActivityKind.TASK, done_at=None, due_on__gte=viewer.today)
    coming = Activity.objects.visible_to(viewer.user).filter(later | to_do, project=OuterRef("pk"))
    late = Q(expected_order_date__lt=viewer.today)
    words = _("It has no coming activity, or its expected order date has passed")
    return *SELLING, Reason(words, Q(~Exists(coming)) | late, "expected_order_date")


OF_CUSTOMER = [
    Field(
        "last_activity",
        _("Last activity"),
        DATETIME,
        Area.CUSTOMERS,
        shown=True,
        place=70,
        importable=False,
        explanation=_("The latest note, call, meeting or task that is not in the future."),
        section="timeline",
        measure=Measure(_past_activities, "customer", Max("happened_at")),
    ),
    Field(
        "no_contact",
        _("No activity for 90 days"),
        BOOLEAN,
        Area.CUSTOMERS,
        expression=_no_contact,
        nullable=False,
        importable=False,
        explanation=_("No note, call, meeting or task in the last 90 days."),
        section="timeline",
    ),
]

OF_PROJECT = [
    Field(
        "needs_attention",
        _("Needs attention"),
        BOOLEAN,
        Area.SALES,
        expression=lambda viewer: ExpressionWrapper(all_of(_needs_attention(viewer)), BooleanField()),
        reasons=_needs_attention,
        nullable=False,
        importable=False,
        explanation=_("A sales project in work without a coming activity, or whose expected order date has passed."),
    ),
]
