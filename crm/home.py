"""The start page: what the apps have for this person, and the places they may go to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from crm.shell import navigation
from workbench.slots import HOME_TILES


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    made = [(tile.template, tile.context(request.user)) for tile in HOME_TILES]
    places = [place for place in navigation(request) if place.url != request.path]
    return render(request, "home.html", {"tiles": [(t, c) for t, c in made if c is not None], "places": places})


@require_GET
def first_place(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: the first register a person may go to, else the start page."""
    places = [place for place in navigation(request) if place.url != reverse("home")]
    return redirect(places[0].url if places else "home")
