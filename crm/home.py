"""The start page: what the apps have for this person, and the places they may go to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from crm.shell import navigation
from workbench.slots import HOME_TILES


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    made = [(tile.template, tile.context(request.user)) for tile in HOME_TILES]
    places = [place for place in navigation(request) if place.url != request.path]
    return render(request, "home.html", {"tiles": [(t, c) for t, c in made if c is not None], "places": places})
