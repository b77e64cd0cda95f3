from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from customers.catalogue import customer
        from projects import card, register  # noqa: F401  their registers and cards, and those of a customer
        from projects.contributed import OF_CUSTOMER

        customer.contribute(OF_CUSTOMER)
