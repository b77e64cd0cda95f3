"""Every KPI. A new one is a declaration here and nothing else; see docs/kpis.md.

Formulas follow the Severa help article "Customers". Amounts are in base currency and net of VAT, invoices at their
booked rate; credit notes subtract.
"""

from django.utils.translation import gettext_lazy as _

from kpis import as_of
from kpis.kpi import Comparison, Kpi, Part, Unit, add_kpi, difference, margin_share, ratio, share
from kpis.models import Book, Kind
from kpis.spans import (
    end_of_last_month,
    month_of,
    quarter_of,
    same_days_last_month,
    same_days_last_year,
    twelve_months_before,
    twelve_months_to,
    year_of,
)

_COUNTED = {"is_counted": "yes"}
_BILLED = Part("invoices", _COUNTED, _("Billing"), "net_base", "invoice_date", kept=Book.INVOICES)
_COSTS = Part("costs", {"is_internal": "no"}, _("Total cost"), "cost", "date", kept=Book.COSTS)
_NOT_SENT = (
    _("Invoices whose status is not sent"),
    Part("invoices", {"is_sent": "no"}, "", "", "invoice_date"),
)
_NOT_NUMBERED = (
    _("Invoices that are sent, but have no number"),
    Part("invoices", {"is_sent": "yes", "number.empty": "yes"}, "", "", "invoice_date"),
)
_NOT_COUNTED = (_NOT_SENT, _NOT_NUMBERED)
_INTERNAL = _("Costs of internal projects"), Part("costs", {"is_internal": "yes"}, "", "", "date")
_TWELVE_BEFORE = Comparison(twelve_months_before, _("%(value)s in the twelve months before"))
_YEAR_BEFORE = Comparison(same_days_last_year, _("%(value)s by %(day)s"))
_MONTH_END = Comparison(end_of_last_month, _("%(value)s on %(day)s"))
_MONTH_BEFORE = Comparison(lambda today: month_of(today, -1), _("%(value)s the month before"))
_SALES_IN_WORK = {"sales_status_category": "in_progress"}
_NO_VALUE = (
    _("Sales projects in work without an expected value"),
    Part("sales", {**_SALES_IN_WORK, "expected_value_base.empty": "yes"}, ""),
)

add_kpi(
    Kpi(
        key="margin_this_year",
        label=_("Margin this year"),
        unit=Unit.MONEY,
        parts=(_BILLED, _COSTS),
        combine=difference,
        span=year_of,
        formula=_("Counted invoices dated this year, less the total cost dated this year of projects that are not "
                  "internal."),
        left_out=(*_NOT_COUNTED, _INTERNAL),
        comparisons=(_YEAR_BEFORE,),
        beside="margin_percent",
        beside_text=_("%(value)s of billing"),
    )
)  # fmt: skip
add_kpi(
    Kpi(
        key="margin_percent",
        label=_("Average margin"),
        unit=Unit.PERCENT,
        parts=(_BILLED, _COSTS),
        combine=margin_share,
        span=year_of,
        formula=_("Margin this year in % of billing this year."),
        left_out=(*_NOT_COUNTED, _INTERNAL),
        comparisons=(_YEAR_BEFORE,),
    )
)
add_kpi(
    Kpi(
        key="billing_this_month",
        label=_("Billing this month"),
        unit=Unit.MONEY,
        parts=(_BILLED,),
        span=month_of,
        formula=_("Counted invoices dated this month."),
        left_out=_NOT_COUNTED,
        comparisons=(
            Comparison(same_days_last_month, _("%(value)s by %(day)s")),
            Comparison(lambda today: month_of(today, -1), _("%(value)s in the whole month before")),
        ),
    )
)
add_kpi(
    Kpi(
        key="billing_this_year",
        label=_("Billing this year"),
        unit=Unit.MONEY,
        parts=(_BILLED,),
        span=year_of,
        formula=_("Counted invoices dated this year."),
        left_out=_NOT_COUNTED,
        comparisons=(_YEAR_BEFORE,),
    )
)
add_kpi(
    Kpi(
        key="billing_12_months",
        label=_("Billing in 12 months"),
        unit=Unit.MONEY,
        parts=(_BILLED,),
        span=twelve_months_to,
        formula=_("Counted invoices dated in the last twelve months, today included."),
        left_out=_NOT_COUNTED,
        comparisons=(_TWELVE_BEFORE,),
    )
)
add_kpi(
    Kpi(
        key="margin_12_months",
        label=_("Margin in 12 months"),
        unit=Unit.PERCENT,
        parts=(_BILLED, _COSTS),
        combine=margin_share,
        span=twelve_months_to,
        formula=_("Counted invoices dated in the last twelve months, less the total cost dated then of projects that "
                  "are not internal, in % of those invoices."),
        left_out=(*_NOT_COUNTED, _INTERNAL),
        comparisons=(_TWELVE_BEFORE,),
    )
)  # fmt: skip
add_kpi(
    Kpi(
        key="active_customers",
        label=_("Active customers"),
        unit=Unit.COUNT,
        parts=(
            Part("customers", {"state": "all", "is_internal": "no", "is_in_work": "yes"}, _("Customers"),
                 at=as_of.active_customers, kept=Kind.ACTIVE),
        ),
        span=month_of,
        formula=_("Customers with a sales project or project in work; our own company is left out."),
        left_out=(
            (_("Customers without work going on"),
             Part("customers", {"state": "all", "is_internal": "no", "is_in_work": "no"}, "")),
        ),
        comparisons=(_MONTH_END,),
    )
)  # fmt: skip
add_kpi(
    Kpi(
        key="prospects",
        label=_("Prospects in pipeline"),
        unit=Unit.COUNT,
        parts=(
            Part("customers", {"state": "all", "has_open_sales": "yes", "was_billed": "no", "has_won": "no"},
                 _("Customers"), at=as_of.prospects, kept=Kind.PROSPECT),
        ),
        span=month_of,
        formula=_("Customers with a sales project in work, never billed, and without any project that was won."),
        left_out=(
            (_("With a sales project in work, but billed before"),
             Part("customers", {"state": "all", "has_open_sales": "yes", "was_billed": "yes"}, "")),
            (_("With a sales project in work, but something was won"),
             Part("customers", {"state": "all", "has_open_sales": "yes", "has_won": "yes"}, "")),
        ),
        comparisons=(_MONTH_END,),
        beside="prospects_weighted",
        beside_text=_("weighted value %(value)s"),
    )
)  # fmt: skip
add_kpi(
    Kpi(
        key="prospects_weighted",
        label=_("Weighted value of prospects"),
        unit=Unit.MONEY,
        parts=(
            Part("sales", {"is_of_prospect": "yes"}, _("Sales projects"), "weighted_value",
                 at=as_of.prospects_weighted, kept=Kind.PROSPECTS_WEIGHTED),
        ),
        span=month_of,
        formula=_("Expected value × probability of the sales projects in work of prospects."),
        left_out=(
            (_("Sales projects in work of other customers"),
             Part("sales", {**_SALES_IN_WORK, "is_of_prospect": "no"}, "")),
        ),
        comparisons=(_MONTH_END,),
    )
)  # fmt: skip
add_kpi(
    Kpi(
        key="pipeline",
        label=_("Pipeline"),
        unit=Unit.MONEY,
        parts=(
            Part("sales", _SALES_IN_WORK, _("Sales projects"), "expected_value_base",
                 at=as_of.pipeline, kept=Kind.PIPELINE),
        ),
        span=month_of,
        formula=_("Expected value of the sales projects in work."),
        left_out=(_NO_VALUE,),
        comparisons=(_MONTH_END,),
        beside="pipeline_weighted",
        beside_text=_("weighted value %(value)s"),
    )
)  # fmt: skip
add_kpi(
    Kpi(
        key="pipeline_weighted",
        label=_("Weighted pipeline"),
        unit=Unit.MONEY,
        parts=(
            Part("sales", _SALES_IN_WORK, _("Sales projects"), "weighted_value",
                 at=as_of.pipeline_weighted, kept=Kind.PIPELINE_WEIGHTED),
        ),
        span=month_of,
        formula=_("Expected value × probability of the sales projects in work."),
        left_out=(_NO_VALUE,),
        comparisons=(_MONTH_END,),
    )
)  # fmt: skip
_EVER_WON = {"state": "all", "sales_status_category": "won"}
_NOT_DATED = (_("Won projects without an order date"), Part("projects", {**_EVER_WON, "order_date.empty": "yes"}, ""))
_NOT_EXPECTED = (
    _("Sales projects in work without an expected order date"),
    Part("sales", {**_SALES_IN_WORK, "expected_order_date.empty": "yes"}, ""),
)
_WON = Part("projects", _EVER_WON, _("Won projects"), "expected_value_base", "order_date")
add_kpi(
    Kpi(
        key="sales_this_month",
        label=_("Sales this month"),
        unit=Unit.MONEY,
        parts=(_WON,),
        span=month_of,
        formula=_("Expected value of the won projects with an order date this month."),
        left_out=(_NOT_DATED,),
        comparisons=(_MONTH_BEFORE,),
    )
)
add_kpi(
    Kpi(
        key="estimated_this_month",
        label=_("Estimated sales this month"),
        unit=Unit.MONEY,
        parts=(
            _WON,
            Part(
                "sales",
                _SALES_IN_WORK,
                _("Sales projects"),
                "weighted_value",
                "expected_order_date",
                at=as_of.expected,
                kept_then=Kind.ESTIMATED,
            ),
        ),
        span=month_of,
        formula=_("Sales this month, and the weighted value of the sales projects in work expected this month."),
        left_out=(_NOT_DATED, _NOT_EXPECTED),
        comparisons=(_MONTH_BEFORE,),
    )
)
_STATUS_CHANGED, _NO_CHANGE = "status_changed_at", "status_changed_at.empty"
_EVER_LOST = {"state": "all", "sales_status_category": "lost"}
add_kpi(
    Kpi(
        key="hit_rate",
        label=_("Hit rate this year"),
        unit=Unit.PERCENT,
        parts=(
            Part("projects", _EVER_WON, _("Won"), "", _STATUS_CHANGED),
            Part("sales", _EVER_LOST, _("Lost"), "", _STATUS_CHANGED),
        ),
        combine=share,
        span=year_of,
        formula=_("Won sales projects in % of those won or lost this year, by the day of the change of status."),
        left_out=(
            (_("Won without a known day"), Part("projects", {**_EVER_WON, _NO_CHANGE: "yes"}, "")),
            (_("Lost without a known day"), Part("sales", {**_EVER_LOST, _NO_CHANGE: "yes"}, "")),
        ),
        comparisons=(_YEAR_BEFORE,),
    )
)
add_kpi(
    Kpi(
        key="order_book",
        label=_("Order book"),
        unit=Unit.MONEY,
        parts=(
            Part(
                "projects",
                {"sales_status_category": "won"},
                _("Won projects"),
                "left_to_bill",
                at=as_of.order_book,
                kept_then=Kind.ORDER_BOOK,
            ),
        ),
        span=month_of,
        formula=_("Over the won open projects: expected value less what was billed, at least nothing."),
        left_out=(
            (_("Won projects that are closed"), Part("projects", {**_EVER_WON, "is_closed": "yes"}, "")),
            (
                _("Won open projects without an expected value"),
                Part("projects", {"sales_status_category": "won", "expected_value_base.empty": "yes"}, ""),
            ),
        ),
        comparisons=(_MONTH_END,),
    )
)
add_kpi(
    Kpi(
        key="needs_attention",
        label=_("Needs attention"),
        unit=Unit.COUNT,
        parts=(
            Part(
                "sales",
                {"needs_attention": "yes"},
                _("Sales projects"),
                at=as_of.needs_attention,
                kept_then=Kind.NEEDS_ATTENTION,
            ),
        ),
        span=month_of,
        formula=_("Sales projects in work without a coming activity, or whose expected order date has passed."),
        left_out=(
            (
                _("Sales projects in work with a coming activity, expected today or later"),
                Part("sales", {**_SALES_IN_WORK, "needs_attention": "no"}, ""),
            ),
        ),
        comparisons=(_MONTH_END,),
        falls_well=True,
    )
)
add_kpi(
    Kpi(
        key="overdue",
        label=_("Overdue"),
        unit=Unit.MONEY,
        parts=(
            Part(
                "invoices", {"is_overdue": "yes"}, _("Invoices"), "net_base", at=as_of.overdue, kept_then=Kind.OVERDUE
            ),
        ),
        span=month_of,
        formula=_("Sent invoices that are not paid and were due before today, net of VAT."),
        left_out=(
            (
                _("Sent invoices that are paid or not due yet"),
                Part("invoices", {"is_sent": "yes", "is_overdue": "no"}, ""),
            ),
            (_NOT_SENT[0], Part("invoices", {"is_sent": "no"}, "")),
        ),
        comparisons=(_MONTH_END,),
        falls_well=True,
    )
)
add_kpi(
    Kpi(
        key="no_contact",
        label=_("No activity for 90 days"),
        unit=Unit.COUNT,
        parts=(
            Part(
                "customers",
                {"is_internal": "no", "no_contact": "yes"},
                _("Customers"),
                at=as_of.no_contact,
                kept_then=Kind.NO_CONTACT,
            ),
        ),
        span=month_of,
        formula=_("Active customers without any activity in the last 90 days."),
        left_out=(
            (
                _("With an activity in the last 90 days"),
                Part("customers", {"is_internal": "no", "no_contact": "no"}, ""),
            ),
            (_("Inactive customers"), Part("customers", {"state": "inactive", "is_internal": "no"}, "")),
        ),
        comparisons=(_MONTH_END,),
        falls_well=True,
    )
)
add_kpi(
    Kpi(
        key="new_customers",
        label=_("New customers this quarter"),
        unit=Unit.COUNT,
        parts=(Part("customers", {"state": "all", "is_internal": "no"}, _("Customers"), "", "created_at"),),
        span=quarter_of,
        formula=_("Customers created this quarter."),
        comparisons=(Comparison(lambda today: quarter_of(today, -1), _("%(value)s the quarter before")),),
    )
)

_PAID = {"kind": "invoice", "is_counted": "yes"}
add_kpi(
    Kpi(
        key="days_to_pay",
        label=_("Days to pay"),
        unit=Unit.DAYS,
        parts=(
            Part("invoices", _PAID, _("Payments × days"), "payment_days", "last_payment"),
            Part("invoices", _PAID, _("Payments"), "paid_base", "last_payment"),
        ),
        combine=ratio,
        span=twelve_months_to,
        formula=_("Days from invoice date to payment, weighted by the amounts paid: counted invoices last paid in the "
                  "last twelve months."),
        left_out=(
            (_("Counted invoices of these days without any payment"),
             Part("invoices", {**_PAID, "last_payment.empty": "yes"}, "", "", "invoice_date")),
        ),
        comparisons=(_TWELVE_BEFORE,),
        falls_well=True,
    )
)  # fmt: skip
