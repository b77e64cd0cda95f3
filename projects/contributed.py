"""What projects add to the fields of a customer."""

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from catalogue.field import Field, Measure
from catalogue.types import MONEY, NUMBER
from projects.pipeline import open_sales, projects_in_work

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
        explanation=_("Expected value of the open sales projects whose sales status is in progress, in base currency."),
        section="sales",
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
    Field(
        "projects_in_work",
        _("Projects in work"),
        NUMBER,
        Area.SALES,
        summable=True,
        importable=False,
        group=_GROUP,
        measure=Measure(projects_in_work, "customer", Count("pk")),
        explanation=_("Open projects without a sales phase, or won."),
        section="sales",
    ),
]
