"""What invoices add to the fields of customers and projects.

Amounts are net of VAT in base currency; credit notes subtract.
"""

from functools import partial
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from catalogue.field import Field, Measure, Reason, Trend, Viewer, all_of
from catalogue.types import BOOLEAN, DATE, MONEY
from customers.models import Customer
from invoices.counted import billed, counted_invoices, ever_billed
from projects.models import SalesCategory
from projects.pipeline import SELLING, won

_GROUP = _("Invoices")
_BILLED = _("Sent and numbered invoices dated in that year, net of VAT, in base currency; credit notes subtract.")

OF_CUSTOMER = [
    Field(
        "billed_this_year",
        _("Billed this year"),
        MONEY,
        Area.INVOICES,
        shown=True,
        place=65,
        summable=True,
        importable=False,
        group=_GROUP,
        measure=Measure(partial(billed, named_period="this_year"), "customer", Sum("net_base")),
        trend=Trend(Measure(counted_invoices, "customer", Sum("net_base")), "invoice_date"),
        explanation=_BILLED,
        section="invoices",
    ),
    Field(
        "billed_last_year",
        _("Billed last year"),
        MONEY,
        Area.INVOICES,
        summable=True,
        importable=False,
        group=_GROUP,
        measure=Measure(partial(billed, named_period="last_year"), "customer", Sum("net_base")),
        explanation=_BILLED,
        section="invoices",
    ),
    Field(
        "last_invoice",
        _("Last invoice"),
        DATE,
        Area.INVOICES,
        importable=False,
        group=_GROUP,
        measure=Measure(counted_invoices, "customer", Max("invoice_date")),
    ),
    Field(
        "was_billed",
        _("Was ever billed"),
        BOOLEAN,
        Area.SALES,  # of all invoices, or who is a prospect would depend on who looks; it tells no amount
        expression=lambda viewer: Exists(ever_billed().filter(customer=OuterRef("pk"))),
        nullable=False,
        importable=False,
        group=_GROUP,
        explanation=_("A sent and numbered invoice of any date, also one you may not see."),
        section="invoices",
    ),
]


def _of_prospect(viewer: Viewer) -> tuple[Reason, ...]:
    """A sales project in work of a customer never billed and with nothing won, whom the viewer may see."""
    customer = OuterRef("customer")
    seen = Customer.objects.visible_to(viewer.user).filter(pk=customer)
    return (
        *SELLING,
        Reason(_("You may see its customer"), Exists(seen)),
        Reason(_("Its customer was never billed"), ~Exists(ever_billed().filter(customer=customer)), "customer__"),
        Reason(_("Nothing was ever won of its customer"), ~Exists(won().filter(customer=customer)), "customer__"),
    )


def _left_to_bill(viewer: Viewer) -> Any:
    billed_of_it = Measure(counted_invoices, "project", Sum("net_base")).of_record(viewer)
    money = DecimalField(max_digits=14, decimal_places=2)
    left = F("expected_value_base") - Coalesce(billed_of_it, Value(0), output_field=money)
    open_and_won = When(is_closed=False, sales_status__category=SalesCategory.WON, then=Greatest(left, Value(0)))
    return Case(open_and_won, output_field=money)


OF_PROJECT = [
    Field(
        "billed",
        _("Billed"),
        MONEY,
        Area.INVOICES,
        summable=True,
        importable=False,
        group=_GROUP,
        measure=Measure(counted_invoices, "project", Sum("net_base")),
        explanation=_("Sent and numbered invoices, net of VAT, in base currency; credit notes subtract."),
        section="invoices",
    ),
    Field(
        "left_to_bill",
        _("Left to bill"),
        MONEY,
        Area.INVOICES,
        expression=_left_to_bill,
        summable=True,
        importable=False,
        group=_GROUP,
        explanation=_("Expected value of an open, won project less what was billed of it, at least nothing."),
        section="invoices",
    ),
    Field(
        "is_of_prospect",
        _("Of a prospect"),
        BOOLEAN,
        Area.SALES,
        expression=lambda viewer: ExpressionWrapper(all_of(_of_prospect(viewer)), BooleanField()),
        reasons=_of_prospect,
        nullable=False,
        importable=False,
        explanation=_("A sales project in work of a customer never billed and with nothing won."),
    ),
]
