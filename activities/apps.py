from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        from accounts.access import Right
        from activities import bulk, card  # noqa: F401  the timeline of a customer, and many at once
        from activities.catalogue import OF_CUSTOMER, OF_PROJECT
        from activities.tasks import home_tile, navigation_count
        from customers.catalogue import customer
        from projects.catalogue import project
        from workbench.actions import RegisterAction, add_action
        from workbench.slots import COUNTS, HomeTile, add_home_tile

        customer.contribute(OF_CUSTOMER)
        project.contribute(OF_PROJECT)
        add_home_tile(HomeTile("activities/home_tile.html", home_tile, place=10))
        add_for_all = _("Add an activity or task")
        add_action(
            "customers", RegisterAction(add_for_all, "calendar-plus", "activities-new-for-all", Right.BULK_UPDATE)
        )
        COUNTS["home"] = navigation_count
