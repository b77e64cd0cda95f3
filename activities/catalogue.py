"""What activities add to the fields of a customer."""

from datetime import timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from activities.models import Activity
from catalogue.field import Field, Measure, Viewer
from catalogue.types import DATETIME


def _past_activities(viewer: Viewer) -> QuerySet[Any]:
    """What has happened up to the end of the viewer's today; a planned meeting is no contact yet."""
    return Activity.objects.visible_to(viewer.user).filter(happened_at__lt=DATETIME.bound(viewer.today + timedelta(1)))


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
]
