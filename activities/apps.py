from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from activities.catalogue import OF_CUSTOMER
        from customers.catalogue import customer

        customer.contribute(OF_CUSTOMER)
