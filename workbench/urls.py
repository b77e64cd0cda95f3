"""The addresses every register has."""

from django.urls import URLPattern, path

from workbench import views
from workbench.register import Register


def register_urls(register: Register) -> list[URLPattern]:
    """A register's pages; the list, its parts and its files share one address."""
    key = register.key
    return [
        path("", views.RegisterView.as_view(register=register), name=key),
        path("columns/", views.ColumnsView.as_view(register=register), name=f"{key}-columns"),
        path("options/<slug:field>/", views.OptionsView.as_view(register=register), name=f"{key}-options"),
        path("<int:pk>/", views.CardView.as_view(register=register), name=f"{key}-card"),
    ]
