"""The key figures of each place that has some, and choosing them."""

from django.urls import path

from customers.register import customers
from kpis.choosing_views import ChooseView, FollowView, ProfileEditView, ProfileListView
from kpis.places import OF_REGISTERS
from kpis.views import FiguresView
from workbench.register import REGISTERS

urlpatterns = [
    *(path(f"{key}/figures/", FiguresView.as_view(register=REGISTERS[key], place=key), name=f"{key}-figures")
      for key in OF_REGISTERS),
    *(path(f"{key}/figures/follow/", FollowView.as_view(register=REGISTERS[key], place=key),
           name=f"{key}-figures-follow") for key in OF_REGISTERS),
    *(path(f"{key}/figures/choose/", ChooseView.as_view(register=REGISTERS[key], place=key),
           name=f"{key}-choose-figures") for key in OF_REGISTERS),
    path("start/figures/", FiguresView.as_view(register=customers, place="start"), name="start-figures"),
    path("start/figures/choose/", ChooseView.as_view(register=customers, place="start"), name="start-choose-figures"),
    path("customers/<int:pk>/key-figures/", FiguresView.as_view(register=customers, place="customer"),
         name="customer-figures"),
    path("customers/<int:pk>/key-figures/choose/", ChooseView.as_view(register=customers, place="customer"),
         name="customer-choose-figures"),
    path("settings/key-figures/", ProfileListView.as_view(), name="profile-figures"),
    path("settings/key-figures/<int:pk>/<slug:place>/", ProfileEditView.as_view(), name="profile-figures-edit"),
]  # fmt: skip
