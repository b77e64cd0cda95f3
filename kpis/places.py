"""Where key figures stand, and which of them as long as nobody chose others."""

from django.utils.translation import gettext_lazy as _

OF_REGISTERS = ("customers", "sales", "projects", "invoices")
PLACES = {
    "customers": _("Customers"),
    "sales": _("Sales projects"),
    "projects": _("Projects"),
    "invoices": _("Invoices"),
    "customer": _("Card of a customer"),
    "start": _("Start"),
}
# which a place shows as long as nobody chose others
SHOWN: dict[str, tuple[str, ...]] = {
    "customers": ("margin_this_year", "billing_this_month", "active_customers", "prospects"),
    "sales": ("pipeline", "estimated_this_month", "hit_rate", "needs_attention"),
    "projects": ("margin_this_year", "order_book", "sales_this_month", "billing_this_month"),
    "invoices": ("billing_this_month", "billing_this_year", "overdue", "order_book"),
    "customer": ("billing_12_months", "margin_12_months", "overdue", "days_to_pay"),
    "start": ("billing_this_month", "sales_this_month", "pipeline", "needs_attention"),
}
