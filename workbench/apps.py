from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkbenchConfig(AppConfig):
    name = "workbench"
    verbose_name = _("Workbench")

    def ready(self) -> None:
        from workbench import change_log, checks, settings_pages  # noqa: F401  registers them
        from workbench.bulk import deletion, settings_views  # noqa: F401
        from workbench.bulk.filter import add_bulk_update_field
        from workbench.register import REGISTERS

        # the apps above stand before this one in INSTALLED_APPS and have declared theirs
        for entity in {each.entity.key: each.entity for each in REGISTERS.values() if each.edit}.values():
            add_bulk_update_field(entity)
