"""Bulk updates and their undos in random order, with people at work in between: the product against an oracle.

What a preview promises is what apply does and what undo takes back, row by row and field by field; history tells the
same. The oracle (tests/oracle/bulk.py) knows the rules as plain Python over plain rows.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle.access import Person
from tests.properties.bulk_desk import (
    INDUSTRIES,
    MADE_UP,
    SEGMENTS,
    VALUES,
    Desk,
    Previewed,
    changes,
    offices,
    write,
)  # fmt: skip
from tests.properties.stage import examples
from workbench.bulk.keeping import may_be_undone
from workbench.models import BulkUpdate

# versions of rows are told by the transactions that made them: each act needs one of its own
pytestmark = pytest.mark.django_db(transaction=True)
QUERIES: list[dict[str, Any]] = [
    {"state": "all"}, {"state": "active"}, {"state": "inactive"}, {"language": "fi"}, {"industry": 1},
    {"country": "NO"}, {"business_unit": 2},
]  # fmt: skip


class Story:
    """Draws what happens at a desk, act by act."""

    def __init__(self, data: st.DataObject) -> None:
        self.draw = data.draw
        self.desk = Desk(self.draw(offices(), "office"))
        write(self.desk.office)

    def somebody(self) -> Person:
        return self.draw(st.sampled_from(self.desk.office.world.people), "who")

    def there(self) -> list[int]:
        return [row.pk for row in self.desk.office.rows.values() if not row.is_gone and not row.is_internal]

    def edits(self, most: int, among: list[str]) -> None:
        for _turn in range(self.draw(st.integers(0, most), "edits")):
            self.edit(among)

    def edit(self, among: list[str]) -> None:
        """Somebody changes a row by hand, for good or there and back, or what rows refer to."""
        rows = self.there()
        kind = self.draw(st.sampled_from(["set", "set", "set", "back", "number", "delete", "list"]), "edit")
        if kind == "list":
            name, known = self.draw(st.sampled_from([("industry", INDUSTRIES), ("segments", SEGMENTS)]))
            self.desk.delete_unused(name, self.draw(st.sampled_from(known), "deletes"))
        if kind == "list" or not rows:
            return
        pk = self.draw(st.sampled_from(rows), "row")
        if kind == "number":
            self.desk.number(pk, is_numbered=self.draw(st.booleans(), "gets a number"))
        elif kind == "delete":
            if self.draw(st.integers(0, 2), "really") == 0:
                self.desk.delete(pk)
        else:
            name = self.draw(st.sampled_from([*among, *among, *VALUES]), "field")
            before = self.desk.office.rows[pk].values[name]
            value = self.draw(VALUES[name].filter(lambda each: not self.is_gone(name, each)), "value")
            self.desk.edit(pk, name, value)
            if kind == "back":
                self.desk.edit(pk, name, before)

    def is_gone(self, name: str, value: Any) -> bool:
        values = value if isinstance(value, frozenset) else [value]
        return any((name, each) in self.desk.office.gone for each in values)

    def preview(self) -> Previewed | None:
        person, wanted = self.somebody(), self.draw(changes(), "changes")
        known = [*self.desk.office.rows, *self.desk.office.rows, *MADE_UP]
        ticked = self.draw(st.lists(st.sampled_from(known), min_size=1, max_size=7), "ticked")
        matching = self.draw(st.sampled_from([None, None, *QUERIES]), "all that match")
        return self.desk.preview(person, ticked, matching, wanted)

    def bulk(self) -> None:
        previewed = self.preview()
        if previewed is None:
            return
        self.edits(2, list(previewed.wanted))
        self.desk.apply(previewed)

    def undo(self) -> None:
        """Whoever made it, or somebody else, takes back one of those that can be."""
        offered = [pk for pk, (bulk, _did) in self.desk.done.items() if may_be_undone(_fresh(bulk), bulk.user)]
        if offered:
            self.desk.undo(self.somebody(), self.draw(st.sampled_from(offered[::-1]), "undoes"))

    def rest(self) -> None:
        """Some of what an undo left is taken back all the same."""
        left = {
            pk: ids
            for pk, (bulk, did) in self.desk.done.items()
            if bulk.undoes_id and (ids := [row for row, outcome in did.left().items() if outcome == "meanwhile"])
        }
        if not left:
            return
        pk = self.draw(st.sampled_from(list(left)), "rest of")
        ids = self.draw(st.lists(st.sampled_from(left[pk]), min_size=1, unique=True), "rows")
        undone = self.desk.done[pk][0].undoes_id
        assert undone
        self.desk.undo(self.somebody(), undone, ids)

    def goes_on(self) -> None:
        touched = [name for _bulk, did in self.desk.done.values() for name in did.changes]
        acts = {"edit": lambda: self.edit(touched), "bulk": self.bulk, "undo": self.undo, "rest": self.rest}
        for _turn in range(self.draw(st.integers(1, 5), "turns")):
            acts[self.draw(st.sampled_from(["edit", "undo", "undo", "rest", "bulk"]), "act")]()

    def ends(self) -> None:
        """History tells the same as when it happened."""
        self.desk.check()
        for bulk, did in self.desk.done.values():
            self.desk.check_history(bulk, did)


def _fresh(bulk: BulkUpdate) -> BulkUpdate:
    return BulkUpdate.objects.get(pk=bulk.pk)


@examples(24)
@given(st.data())
def test_what_is_promised_is_done_told_and_taken_back(data: st.DataObject) -> None:
    story = Story(data)
    story.bulk()
    story.goes_on()
    story.ends()
