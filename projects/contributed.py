"""What projects add to the fields of customers."""

from django.db.models import Count, Exists, OuterRef, Sum
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from catalogue.field import Field, Measure
from catalogue.types import BOOLEAN, MONEY, NUMBER
from projects.pipeline import all_in_work, open_sales, projects_in_work, won

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
    Field(
        "is_in_work",
        _("Has work going on"),
        BOOLEAN,
        Area.SALES,
        expression=lambda viewer: Exists(all_in_work(viewer).filter(customer=OuterRef("pk"))),
        nullable=False,
        importable=False,
        group=_GROUP,
        explanation=_("A sales project or project in work."),
        section="sales",
    ),
    Field(
        "has_open_sales",
        _("Has a sales project in work"),
        BOOLEAN,
        Area.SALES,
        expression=lambda viewer: Exists(open_sales(viewer).filter(customer=OuterRef("pk"))),
        nullable=False,
        importable=False,
        group=_GROUP,
        section="sales",
    ),
    Field(
        "has_won",
        _("Something was won"),
        BOOLEAN,
        Area.SALES,
        # of all projects, or who is a prospect would depend on who looks
        expression=lambda viewer: Exists(won().filter(customer=OuterRef("pk"))),
        nullable=False,
        importable=False,
        group=_GROUP,
        explanation=_("A project whose sales status is won, open or closed, also one you may not see."),
        section="sales",
    ),
]
