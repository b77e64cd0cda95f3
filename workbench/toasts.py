"""What was done, said once after the redirect, with a way to take it back."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse


def done(request: HttpRequest, text: Any, undo_url: str = "", show: tuple[str, Any] = ("", ""),
         clears: str = "") -> None:  # fmt: skip
    """Says what was done; ``undo_url`` is where a post takes it back.

    ``show`` is where to see it, with words; ``clears`` the register whose ticks have done their work.
    """
    about = {"undo": undo_url, "show_url": show[0], "show_label": str(show[1]), "clears": clears}
    messages.success(request, str(text), extra_tags=json.dumps({name: said for name, said in about.items() if said}))


def failed(request: HttpRequest, text: Any) -> None:
    """Says what could not be done; it stays until closed."""
    messages.error(request, str(text))


def undo_url(request: HttpRequest, register_key: str, pk: int) -> str:
    """Where to take back everything this request did to a record and what belongs to it."""
    context: Any = request.history_context  # type: ignore[attr-defined]  # set by history.middleware
    return reverse(f"{register_key}-undo", args=[pk, context])
