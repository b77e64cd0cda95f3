from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkbenchConfig(AppConfig):
    name = "workbench"
    verbose_name = _("Workbench")

    def ready(self) -> None:
        from workbench import change_log, checks, settings_pages  # noqa: F401  registers them
        from workbench.bulk import deletion, settings_views  # noqa: F401
