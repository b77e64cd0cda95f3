"""What invoices add to the fields of a customer. Amounts are net of VAT in base currency; credit notes subtract."""

from functools import partial

from django.db.models import Max, Sum
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from catalogue.field import Field, Measure
from catalogue.types import DATE, MONEY
from invoices.counted import billed, counted_invoices

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
]
