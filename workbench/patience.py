"""Says plainly that a page took too long, whichever page it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg.errors import QueryCanceled


class PatienceMiddleware:
    """Answers 503 where the database gave a statement up after STATEMENT_TIMEOUT."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not was_given_up(exception):
            return None
        view: Any = getattr(request.resolver_match, "func", None)
        register = getattr(view, "view_initkwargs", {}).get("register")
        return render(request, "register/too_slow.html", {"register": register}, status=503)


def was_given_up(error: BaseException) -> bool:
    """Whether the database gave a statement up because it took too long, and is well otherwise."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, QueryCanceled)
