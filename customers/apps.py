from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "customers"
    verbose_name = _("Customers")

    def ready(self) -> None:
        from accounts.access import Right
        from customers import card, register  # noqa: F401  its cards and registers, for web and worker
        from workbench.actions import RegisterAction, RegisterLink, add_action, add_link

        for action in (
            RegisterAction(_("Compare with the register"), "scan-search", "customers-checks-new", Right.BULK_UPDATE),
            RegisterAction(_("Merge duplicates"), "git-merge", "customers-merge-many", Right.DELETE),
        ):
            add_action("customers", action)
        add_link("customers", RegisterLink(_("Register checks"), "scan-search", "customers-checks"))
