"""Every address of the product."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from accounts.views import SignInView, preferences
from crm.home import first_place, home
from crm.shell import search_view


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Answers when the web server does; says nothing about anything else."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("", home, name="home"),
    path("first/", first_place, name="first-place"),
    path("login/", SignInView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("preferences/", preferences, name="preferences"),
    path("search/", search_view, name="search"),
    path("health/", health, name="health"),
    path("", include("workbench.urls")),
    path("", include("activities.urls")),
    path("", include("kpis.urls")),
    path("", include("customers.urls")),
    path("", include("projects.urls")),
    path("", include("invoices.urls")),
]
