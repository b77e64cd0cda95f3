from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from customers.catalogue import customer
        from activities.catalogue import OF_CUSTOMER

        customer.contribute(OF_CUSTOMER)
