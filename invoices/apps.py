from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvoicesConfig(AppConfig):
    name = "invoices"
    verbose_name = _("Invoices")

    def ready(self) -> None:
        from customers.catalogue import customer
        from invoices import card, register  # noqa: F401  its register and cards, invoices of a customer and project
        from invoices.contributed import OF_CUSTOMER, OF_PROJECT
        from projects.catalogue import project

        customer.contribute(OF_CUSTOMER)
        project.contribute(OF_PROJECT)
