"""The addresses every register has, and those of Settings."""

from collections.abc import Callable

from django.urls import URLPattern, path

from workbench import custom_field_views, record_views, settings_pages, views
from workbench.bulk import record_pages as bulk_pages
from workbench.bulk.settings_views import KeptView
from workbench.bulk.views import ChangeView, DeleteView
from workbench.register import ACTIVE, Register

_FIELD = "settings/custom-fields/<int:pk>"

urlpatterns = [
    path("settings/", settings_pages.IndexView.as_view(), name="settings"),
    path("bulk-updates/", bulk_pages.ListView.as_view(), name="bulk-updates"),
    path("bulk-updates/<int:pk>/", bulk_pages.DetailView.as_view(), name="bulk-update"),
    path("bulk-updates/<int:pk>/log/", bulk_pages.LogView.as_view(), name="bulk-update-log"),
    path("bulk-updates/<int:pk>/undo/", bulk_pages.UndoView.as_view(), name="bulk-update-undo"),
    path("bulk-updates/<int:pk>/cancel/", bulk_pages.CancelView.as_view(), name="bulk-update-cancel"),
    path("bulk-updates/undo-last/<slug:register>/", bulk_pages.UndoLastView.as_view(), name="bulk-update-undo-last"),
    path("settings/bulk-updates/", KeptView.as_view(), name="bulk-updates-kept"),
    path("settings/custom-fields/", custom_field_views.ListView.as_view(), name="custom-fields"),
    path("settings/custom-fields/new/", custom_field_views.CreateView.as_view(), name="custom-fields-new"),
    path(f"{_FIELD}/", custom_field_views.EditView.as_view(), name="custom-fields-edit"),
    path(f"{_FIELD}/move/", custom_field_views.MoveView.as_view(), name="custom-fields-move"),
    path(f"{_FIELD}/active/", custom_field_views.ActiveView.as_view(), name="custom-fields-active"),
    path(f"{_FIELD}/delete/", custom_field_views.DeleteView.as_view(), name="custom-fields-delete"),
]


def register_urls(register: Register) -> list[URLPattern]:
    """A register's pages; the list, its parts and its files share one address."""

    def page(address: str, view: type[views.RegisterPage], name: str = "") -> URLPattern:
        return path(address, view.as_view(register=register), name=f"{register.key}{name}")

    return [
        page("", views.RegisterView),
        page("columns/", views.ColumnsView, "-columns"),
        page("options/<slug:field>/", views.OptionsView, "-options"),
        *([page("new/", record_views.CreateView, "-new")] if register.create else []),
        *(_editing(page) if register.edit else []),
        *(_deleting(page) if register.delete else []),
        *([page("<int:pk>/active/", record_views.ActiveView, "-active")] if register.switch == ACTIVE else []),
        page("<int:pk>/", record_views.CardView, "-card"),
        page("<int:pk>/<slug:section>/", record_views.CardView, "-section"),
    ]


def _editing(page: Callable[..., URLPattern]) -> list[URLPattern]:
    return [
        page("bulk/", ChangeView, "-bulk"),
        page("<int:pk>/edit/", record_views.EditView, "-edit"),
        page("<int:pk>/undo/<uuid:context>/", record_views.UndoView, "-undo"),
        page("<int:pk>/before/<uuid:context>/", record_views.EarlierView, "-earlier"),
    ]


def _deleting(page: Callable[..., URLPattern]) -> list[URLPattern]:
    return [
        page("bulk/delete/", DeleteView, "-bulk-delete"),
        page("restore/<uuid:context>/", record_views.RestoreView, "-restore"),
        page("<int:pk>/delete/", record_views.DeleteView, "-delete"),
    ]
