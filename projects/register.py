"""The registers of sales projects, projects and cost entries.

Sales projects and projects are two faces of one entity: what is being sold or was lost, and what is agreed or won.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from accounts.access import Area
from projects.catalogue import cost_entry, project
from projects.models import SalesCategory
from projects.pipeline import agreed
from workbench.register import Register, Switch, register

OPEN = Switch(
    "is_closed",
    _("Open or closed"),
    (
        pgettext_lazy("projects", "Open"),
        pgettext_lazy("projects", "Closed"),
        pgettext_lazy("rows", "All"),
        pgettext_lazy("projects", "Open and closed"),
    ),
    is_yes=False,
)


def _sales(number: int, text: str) -> str:
    return ngettext("%(n)s sales project", "%(n)s sales projects", number) % {"n": text}


def _projects(number: int, text: str) -> str:
    return ngettext("%(n)s project", "%(n)s projects", number) % {"n": text}


def _costs(number: int, text: str) -> str:
    return ngettext("%(n)s cost entry", "%(n)s cost entries", number) % {"n": text}


sales = register(
    Register(
        key="sales",
        heading=_("Sales"),
        label=_("Sales register"),
        table_label=_("Sales project table, scrolls sideways"),
        entity=project,
        area=Area.SALES,
        face=Q(sales_status__category__in=[SalesCategory.IN_PROGRESS, SalesCategory.LOST]),
        icon="handshake",
        go="s",
        place=30,
        counted=_sales,
        columns=(
            "name", "customer", "owner", "sales_status", "expected_value_base", "probability", "weighted_value",
            "expected_order_date",
        ),
        sort=("expected_order_date",),
        switch=OPEN,
        status="sales_status",
        summary=("customer", "owner"),
        amount="expected_value_base",
        figures=("expected_value_base", "weighted_value", "total_cost"),
        meta=("number", "customer", "owner", "expected_order_date"),
        quick=("owner", "lead_source", "business_unit"),
        create=False,
        delete=False,
    )
)  # fmt: skip

projects = register(
    Register(
        key="projects",
        label=_("Project register"),
        table_label=_("Project table, scrolls sideways"),
        entity=project,
        area=Area.SALES,
        face=agreed(),
        icon="folder-kanban",
        go="p",
        place=40,
        counted=_projects,
        columns=("name", "number", "customer", "owner", "status", "expected_value_base", "starts_on", "ends_on"),
        switch=OPEN,
        status="status",
        summary=("customer", "owner"),
        amount="expected_value_base",
        figures=("expected_value_base", "billed", "total_cost"),
        meta=("number", "customer", "owner", "status"),
        quick=("owner", "status", "business_unit"),
        create=False,
        delete=False,
    )
)

costs = register(
    Register(
        key="costs",
        heading=_("Costs"),
        label=_("Cost register"),
        table_label=_("Cost table, scrolls sideways"),
        entity=cost_entry,
        area=Area.COSTS,
        icon="coins",
        go="k",
        place=50,
        counted=_costs,
        sort=("-date",),
        switch=None,
        status="",
        summary=("project", "date"),
        amount="cost",
        figures=("cost",),
        meta=("date", "kind", "project", "person"),
        edit=False,
        create=False,
        delete=False,
        is_searched=False,
    )
)
