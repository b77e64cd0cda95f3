"""The key figures of each register that has some."""

from django.urls import path

from kpis.definitions import SHOWN
from kpis.views import FiguresView
from workbench.register import REGISTERS

urlpatterns = [
    path(f"{key}/figures/", FiguresView.as_view(register=REGISTERS[key]), name=f"{key}-figures") for key in SHOWN
]
