"""What was done, said once after the redirect, with a way to take it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse


def done(request: HttpRequest, text: Any, undo_url: str = "") -> None:
    """Says what was done; ``undo_url`` is where a post takes it back."""
    messages.success(request, str(text), extra_tags=undo_url)


def failed(request: HttpRequest, text: Any) -> None:
    """Says what could not be done; it stays until closed."""
    messages.error(request, str(text))


def undo_url(request: HttpRequest, register_key: str, pk: int) -> str:
    """Where to take back everything this request did to a record and what belongs to it."""
    context: Any = request.history_context  # type: ignore[attr-defined]  # set by history.middleware
    return reverse(f"{register_key}-undo", args=[pk, context])
