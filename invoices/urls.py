"""Pages of invoices."""

from django.urls import include, path

from invoices.register import invoices
from invoices.statuses import INVOICE_STATUSES
from workbench.settings_lists import list_urls
from workbench.urls import register_urls

urlpatterns = [
    path("invoices/", include(register_urls(invoices))),
    *list_urls(INVOICE_STATUSES),
]
