"""The section "Changes" of every card, and edits as entries of its timeline."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workbench.card import Card
from workbench.changes import lines, lines_before
from workbench.slots import COMMON_SECTIONS, Section
from workbench.timeline import COMMON_SOURCES, Entry, Source

_TOLD = 4  # values of one edit that are spelled out


def _context(card: Card) -> dict[str, Any]:
    found, has_more = lines(card, card.page)
    return {"lines": found, "has_more": has_more}


def _edits(card: Card, limit: int, until: datetime | None) -> list[Entry]:
    """What was saved at once is one entry."""
    entries = []
    for (_context_id, at), together in groupby(lines_before(card, limit, until), lambda line: (line.context, line.at)):
        told = list(together)
        words = [f"{line.label}: {line.before} \u2192 {line.after}" for line in told[:_TOLD]]
        if len(told) > _TOLD:
            words.append(_("and %(count)s more") % {"count": len(told) - _TOLD})
        entries.append(Entry(at=at, kind="edit", icon="pencil", title=_("Edited"), text="\n".join(words),
                             who=told[0].who))  # fmt: skip
    return entries


COMMON_SECTIONS.append(Section("changes", gettext_lazy("Changes"), "record/changes.html", _context, None, 80))
COMMON_SOURCES.append(Source("edit", gettext_lazy("Edits"), None, _edits))
