"""Posting forms as a browser does: everything the page holds, with some fields changed; and what a post did."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pghistory
from django.test import Client
from django.utils import timezone

from accounts.organisation import current_organisation
from history.changes import events_of


def filled(page: Any, **changed: Any) -> dict[str, Any]:
    """What the form of a page would send, with these fields changed."""
    form = page.context["form"]
    sent: dict[str, Any] = {}
    for name in form.fields:
        with timezone.override(current_organisation().zone):  # moments as the page printed them
            value = form[name].value()
        if value is True:
            sent[name] = "on" if form.fields[name].widget.__class__.__name__ == "CheckboxInput" else "True"
        elif isinstance(value, list):
            sent[name] = [str(each) for each in value]
        elif value not in (None, False):
            shown = form.fields[name].widget.format_value(form.fields[name].prepare_value(value))
            sent[name] = shown[0] if isinstance(shown, list) else shown or ""
    if "base" in page.context:
        sent["base"] = page.context["base"]
    return sent | changed


def edited(client: Client, address: str, **changed: Any) -> Any:
    """Opens a form and sends it with these fields changed."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    return client.post(address, filled(page, **changed))


def set_field(client: Client, card: str, key: str, value: Any) -> Any:
    """Changes one field of a record the way the pencil beside it does."""
    response = edited(client, f"{card}edit/?field={key}", **{key: value})
    assert response.status_code == 302, response.status_code
    return response


def last_context(model: Any) -> UUID:
    """Under which context the newest change of a table was made."""
    found: Any = events_of(model)._default_manager.exclude(pgh_context=None).order_by("-pgh_id").first()
    assert found
    context: UUID = found.pgh_context_id
    return context


@contextmanager
def meanwhile(user: Any = None) -> Iterator[Any]:
    """What is written within belongs to nothing that was done before: a context outlives its block in a transaction."""
    with pghistory.context(user=user and user.pk, source="import") as context:
        yield context
