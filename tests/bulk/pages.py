"""Walks through the pages of a bulk update as a browser does: what a page holds is sent with the next step."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from workbench.models import BulkUpdate


class _Inputs(HTMLParser):
    """The hidden inputs of the form of a bulk update."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.found = False, dict[str, list[str]]()

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        held = dict(attributes)
        if tag == "form":
            self.inside = held.get("id") == "bulk"
        elif self.inside and tag == "input" and held.get("type") == "hidden":
            self.found.setdefault(held["name"], []).append(held["value"] or "")


def hidden(page: Any) -> dict[str, list[str]]:
    parser = _Inputs()
    parser.feed(page.content.decode())
    parser.found.pop("csrfmiddlewaretoken", None)
    return parser.found


def ticked(rows: Iterable[Any]) -> dict[str, list[str]]:
    return {"ids": [str(row.pk) for row in rows]}


def previewed(client: Client, url: str, selection: dict[str, Any], **chosen: Any) -> Any:
    """From the list to the preview."""
    return client.post(url, selection | chosen | {"step": "preview"})


def applied(client: Client, url: str, page: Any, **more: Any) -> Any:
    """Presses the button of a preview."""
    return client.post(url, hidden(page) | more | {"step": "apply"})


def last() -> BulkUpdate:
    found = BulkUpdate.objects.order_by("-pk").first()
    assert found
    return found


def toast(client: Client, response: Any) -> Any:
    """The page somebody is led to, with what it says."""
    return client.get(response.headers["Location"])
