"""The key figures on the start page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from accounts.access import Area, may_view


def tile(user: Any) -> dict[str, Any] | None:
    """Where they are fetched; nothing for those who see no customers and so no figures either."""
    return {"strip_url": reverse("start-figures")} if may_view(user, Area.CUSTOMERS) else None
