from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    name = "history"
    verbose_name = _("Change log")

    def ready(self) -> None:
        # sent for apps with models only, and after all migrations for each of them
        post_migrate.connect(_steady_plans, sender=apps.get_app_config("pghistory"))


def _steady_plans(using: str, **_options: Any) -> None:
    from history.tracking import steady_plans  # models are not there before

    steady_plans(using)
