"""Tells the history triggers who acts. Only requests that may write carry a context: a GET writes nothing."""

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class WhoMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE or not request.user.is_authenticated:
            return self.get_response(request)
        with pghistory.context(user=request.user.pk, source="hand") as context:
            request.history_context = context.id  # type: ignore[attr-defined]  # what one request did is undone as one
            return self.get_response(request)
