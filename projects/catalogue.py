"""What projects add to the fields of a customer."""

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from catalogue.field import Field, Measure
from catalogue.types import MONEY, NUMBER
from projects.pipeline import open_sales

_GROUP = _("Sales and projects")

OF_CUSTOMER = [
    Field(
        "open_sales",
        _("Open sales"),
        MONEY,
        Area.SALES,
        shown=True,
        place=60,
        summable=True,
        importable=False,
        group=_GROUP,
        measure=Measure(open_sales, "customer", Sum("expected_value_base")),
    ),
    Field(
        "open_sales_count",
        _("Open sales projects"),
        NUMBER,
        Area.SALES,
        summable=True,
        importable=False,
        group=_GROUP,
        measure=Measure(open_sales, "customer", Count("pk")),
    ),
]
