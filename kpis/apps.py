from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KpisConfig(AppConfig):
    name = "kpis"
    verbose_name = _("Key figures")

    def ready(self) -> None:
        from kpis import why  # noqa: F401  a section of cards
        from kpis.definitions import SHOWN
        from workbench.slots import STRIPS

        STRIPS.update({key: f"{key}-figures" for key in SHOWN})
