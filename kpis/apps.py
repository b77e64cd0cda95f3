from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KpisConfig(AppConfig):
    name = "kpis"
    verbose_name = _("Key figures")

    def ready(self) -> None:
        from kpis import definitions, why  # noqa: F401  every key figure; a section of cards
        from kpis.home import tile
        from kpis.places import OF_REGISTERS
        from workbench.slots import CARD_STRIPS, STRIPS, HomeTile, add_home_tile

        STRIPS.update({key: f"{key}-figures" for key in OF_REGISTERS})
        CARD_STRIPS["customer"] = "customer-figures"
        add_home_tile(HomeTile("kpis/home_tile.html", tile, place=5))
