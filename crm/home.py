"""The start page: straight to the first place a user may go to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from crm.shell import navigation


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    places = navigation(request)
    return redirect(places[0].url) if places else render(request, "home.html")
