from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from activities import card  # noqa: F401  the timeline of a customer
        from activities.catalogue import OF_CUSTOMER
        from activities.tasks import home_tile, navigation_count
        from customers.catalogue import customer
        from workbench.slots import COUNTS, HomeTile, add_home_tile

        customer.contribute(OF_CUSTOMER)
        add_home_tile(HomeTile("activities/home_tile.html", home_tile, place=10))
        COUNTS["home"] = navigation_count
