from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvoicesConfig(AppConfig):
    name = "invoices"
    verbose_name = _("Invoices")

    def ready(self) -> None:
        from customers.catalogue import customer
        from invoices import card  # noqa: F401  invoices of a customer
        from invoices.catalogue import OF_CUSTOMER

        customer.contribute(OF_CUSTOMER)
