"""The section "Changes" of every card."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from workbench.card import Card
from workbench.changes import lines
from workbench.slots import COMMON_SECTIONS, Section


def _context(card: Card) -> dict[str, Any]:
    found, has_more = lines(card, card.page)
    return {"lines": found, "has_more": has_more}


COMMON_SECTIONS.append(Section("changes", _("Changes"), "record/changes.html", _context, None, 80))
