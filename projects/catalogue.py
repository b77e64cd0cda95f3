"""Every field of sales projects and projects, which are one entity, and of the costs of projects."""

from functools import partial
from typing import Any

from django.db.models import Case, DecimalField, ExpressionWrapper, F, Sum, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf, Round
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.access import Area
from catalogue import codes
from catalogue.entity import Entity, register
from catalogue.field import Field, Measure, Reference, Viewer
from catalogue.references import PERSON, UNIT
from catalogue.related_types import REFERENCE
from catalogue.types import AMOUNT, BOOLEAN, CHOICE, CODE, DATE, DATETIME, MONEY, NUMBER, PERCENT, TEXT
from customers.catalogue import CUSTOMER
from projects.finding import TO_COSTS, TO_PROJECTS
from projects.models import (
    SALES_TONES,
    CostEntry,
    CostKind,
    LeadSource,
    Project,
    ProjectStatus,
    SalesCategory,
    SalesStatus,
)

SALES_STATUS = Reference(SalesStatus, lambda viewer: SalesStatus.objects.all(), sort="probability", has_tones=True)
PROJECT_STATUS = Reference(ProjectStatus, lambda viewer: ProjectStatus.objects.all(), sort="position")
LEAD_SOURCE = Reference(LeadSource, lambda viewer: LeadSource.objects.all())
PROJECT = Reference(Project, lambda viewer: Project.objects.visible_to(viewer.user), search="search_text")

_DATES, _VALUE, _CUSTOMER = _("Dates"), _("Value"), _("Customer")
_PROJECT = _("Project")
_OPEN = (False, "green"), (True, "")


def _is_open() -> list[tuple[object, object]]:
    return [(False, pgettext_lazy("projects", "Open")), (True, pgettext_lazy("projects", "Closed"))]


def probability(viewer: Viewer | None) -> Any:
    """In %, as set by hand, else that of the sales status."""
    return Coalesce("probability", "sales_status__probability")


def weighted_value(viewer: Viewer | None) -> Any:
    """Expected value x probability in base currency, to the cent."""
    money = DecimalField(max_digits=14, decimal_places=2)
    product = ExpressionWrapper(F("expected_value_base") * probability(viewer) / Value(100), money)
    return Round(product, 2, output_field=money)


def _costs(viewer: Viewer) -> Any:
    return CostEntry.objects.visible_to(viewer.user)


def _called(viewer: Viewer) -> Any:
    """What a cost entry is called: its description, or its kind where it has none."""
    kinds = [When(kind=kind, then=Value(str(kind.label))) for kind in CostKind]
    text = TextField()
    return Coalesce(NullIf("description", Value("")), Case(*kinds, output_field=text), output_field=text)


_SALES, _COSTS = partial(Field, area=Area.SALES), partial(Field, area=Area.COSTS)

# a field reads best as a line or two
# fmt: off
project = register(
    Entity(
        key="project",
        model=Project,
        name=_PROJECT,
        plural=_("Projects"),
        name_field="name",
        matches=TO_PROJECTS,
        fields=[
            _SALES("name", _PROJECT, TEXT, path="name", sort_path="sort_name", shown=True, nullable=False,
                   searched_in="search_text"),
            _SALES("number", _("Number"), NUMBER, path="number", shown=True, nullable=False, groupable=False,
                   is_label=True, editable=False),
            _SALES("customer", _CUSTOMER, REFERENCE, path="customer", reference=CUSTOMER, shown=True, nullable=False,
                   editable=False),
            _SALES("customer_number", _("Customer number"), NUMBER, path="customer__number", nullable=False,
                   is_label=True, groupable=False, importable=False),
            _SALES("owner", _("Owner"), REFERENCE, path="owner", reference=PERSON, shown=True, bulk_updatable=True),
            _SALES("business_unit", _("Business unit"), REFERENCE, path="business_unit", reference=UNIT,
                   bulk_updatable=True),
            _SALES("sales_status", _("Sales status"), REFERENCE, path="sales_status", reference=SALES_STATUS,
                   shown=True, editable=False),
            _SALES("sales_status_category", _("Sales phase"), CHOICE, path="sales_status__category",
                   choices=lambda: SalesCategory.choices, tones=tuple(SALES_TONES.items()), importable=False),
            _SALES("status", _("Project status"), REFERENCE, path="status", reference=PROJECT_STATUS, shown=True,
                   bulk_updatable=True),
            _SALES("expected_value_base", _("Expected value"), MONEY, path="expected_value_base", shown=True,
                   summable=True, editable=False, importable=False, group=_VALUE,
                   explanation=_("In base currency, at the rate booked when it was entered.")),
            _SALES("expected_value", _("Expected value in its currency"), AMOUNT, path="expected_value",
                   editable=False, group=_VALUE),
            _SALES("currency", _("Currency"), CODE, path="currency", choices=codes.currencies, nullable=False,
                   editable=False, group=_VALUE),
            _SALES("probability", _("Probability, %"), PERCENT, expression=probability, importable=False, group=_VALUE,
                   explanation=_("As set by hand, else that of the sales status.")),
            _SALES("weighted_value", _("Weighted value"), MONEY, expression=weighted_value, summable=True,
                   importable=False, group=_VALUE, explanation=_("Expected value × probability, in base currency.")),
            _SALES("expected_order_date", _("Expected order date"), DATE, path="expected_order_date", shown=True,
                   group=_DATES),
            _SALES("order_date", _("Order date"), DATE, path="order_date", editable=False, group=_DATES),
            _SALES("starts_on", _("Start"), DATE, path="starts_on", group=_DATES),
            _SALES("ends_on", _("End"), DATE, path="ends_on", group=_DATES),
            _SALES("status_changed_at", _("Sales status changed"), DATETIME, path="status_changed_at", editable=False,
                   importable=False, group=_DATES, explanation=_("When its sales status last changed.")),
            _SALES("closed_on", _("Closing date"), DATE, path="closed_on", editable=False, group=_DATES),
            _SALES("lead_source", _("Lead source"), REFERENCE, path="lead_source", reference=LEAD_SOURCE,
                   bulk_updatable=True),
            _SALES("lost_reason", _("Lost because"), TEXT, path="lost_reason", editable=False),
            _SALES("is_internal", _("Internal project"), BOOLEAN, path="is_internal", nullable=False, editable=False),
            Field("total_cost", _("Total cost"), MONEY, Area.COSTS, summable=True, importable=False, group=_VALUE,
                  measure=Measure(_costs, "project", Sum("cost")), section="costs",
                  explanation=_("Hours × cost rate, travel, expenses and subcontracting, in base currency.")),
            _SALES("created_at", _("Created"), DATETIME, path="created_at", nullable=False, importable=False),
            _SALES("updated_at", _("Changed"), DATETIME, path="updated_at", nullable=False, importable=False),
            _SALES("is_closed", _("Open or closed"), BOOLEAN, path="is_closed", choices=_is_open, tones=_OPEN,
                   nullable=False, editable=False, place=90),
        ],
    )
)

cost_entry = register(
    Entity(
        key="cost_entry",
        model=CostEntry,
        name=_("Cost entry"),
        plural=_("Cost entries"),
        name_field="name",
        matches=TO_COSTS,
        fields=[
            _COSTS("name", _("Description"), TEXT, expression=_called, shown=True, nullable=False, importable=False),
            _COSTS("date", _("Date"), DATE, path="date", shown=True, nullable=False, editable=False),
            _COSTS("kind", _("Kind"), CHOICE, path="kind", choices=lambda: CostKind.choices, shown=True,
                   nullable=False, editable=False),
            _COSTS("project", _PROJECT, REFERENCE, path="project", reference=PROJECT, shown=True, nullable=False,
                   editable=False),
            _COSTS("project_number", _("Project number"), NUMBER, path="project__number", nullable=False,
                   is_label=True, groupable=False, importable=False, group=_PROJECT),
            _COSTS("customer", _CUSTOMER, REFERENCE, path="project__customer", reference=CUSTOMER, shown=True,
                   nullable=False, importable=False),
            _COSTS("person", _("Person"), REFERENCE, path="person", reference=PERSON, shown=True, editable=False),
            _COSTS("quantity", _("Quantity"), NUMBER, path="quantity", shown=True, nullable=False, editable=False),
            _COSTS("unit_cost", _("Unit cost"), MONEY, path="unit_cost", nullable=False, editable=False),
            _COSTS("cost", _("Cost"), MONEY, path="cost", shown=True, nullable=False, summable=True, editable=False,
                   explanation=_("Quantity × unit cost, in base currency.")),
            _COSTS("is_billable", _("Billable"), BOOLEAN, path="is_billable", nullable=False, editable=False),
            _COSTS("is_internal", _("Internal project"), BOOLEAN, path="project__is_internal", nullable=False,
                   importable=False, group=_PROJECT),
        ],
    )
)
# fmt: on
