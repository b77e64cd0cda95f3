"""Taking a bulk update back: every row gets what history kept of it, unless somebody changed that since.

Taking back is a bulk update of its own, so taking that back does it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTransform

from catalogue.editing import column_of, kept_column
from catalogue.entity import Entity
from catalogue.field import Links
from history.changes import events_in, events_of
from history.tracking import BEFORE_UPDATE, DELETED, INSERTED
from workbench.bulk.plan import AnyOf, Differ, FieldChange, Plan, either, held


class Restoring(Plan):
    """Gives the rows of a bulk update the values they had before it. With ``anyway``, changed ones too."""

    def __init__(self, entity: Entity, changes: Sequence[FieldChange], context: UUID, *, anyway: bool = False) -> None:
        self.entity, self.changes, self.context, self.anyway = entity, changes, context, anyway
        self.events: Any = events_of(entity.model)._default_manager
        own = self._of_rows().filter(pgh_obj_id=OuterRef("pk"))
        self.columns = [kept_column(entity, each.field) for each in changes if not each.field.links]
        self.was = {name: Subquery(own.values(was=held(name))[:1]) for name in self.columns}
        self.new = {name: self._given_back(name) for name in self.columns}
        self.links = [each.field.links for each in changes if each.field.links]

    def rows(self) -> QuerySet[Any]:
        """The rows the bulk update changed, whoever may see them."""
        table: QuerySet[Any] = self.entity.model._default_manager.filter(pk__in=self._of_rows().values("pgh_obj_id"))
        return table

    def changed(self) -> set[int]:
        """The ids of the rows it changed, those of rows that are gone among them."""
        return set(self._of_rows().values_list("pgh_obj_id", flat=True))

    def _of_rows(self) -> QuerySet[Any]:
        return events_in(self.entity.model, [self.context], pgh_label=BEFORE_UPDATE)

    def differs(self) -> Q:
        own = [Q(Differ(held(name), value)) for name, value in self.new.items()]
        return either([*own, *(self._links_differ(each) for each in self.links)])

    def touched(self) -> Q:
        if self.anyway:
            return either([])
        return either([*map(self._column_touched, self.columns), *map(self._links_touched, self.links)])

    def refused(self) -> Q:
        return either([*self.guarded(), *filter(None, map(self._is_gone, self.columns))])

    def _given_back(self, name: str) -> Any:
        """What the row had; where it was not the bulk update that gave it another value, that stays as it is now."""
        if len(self.changes) == 1:
            return self.was[name]  # else the row would not be among those it changed
        return Case(When(self._was_left(name), then=held(name)), default=self.was[name])

    def _was_left(self, name: str) -> Q:
        """That the row had the value already which it was to be given, and somebody wrote the row since."""
        later = self._later()
        first = Subquery(later.order_by("pgh_id").values(left=held(name))[:1])
        return Q(Exists(later)) & ~Q(Differ(first, self.was[name]))

    def _column_touched(self, name: str) -> Q:
        """Every later event kept the value before it: were they all what it is now, nobody changed it."""
        touched = Q(Exists(self._later().filter(Differ(held(name), _outer(name)))))
        return touched if len(self.changes) == 1 else touched & ~self._was_left(name)

    def _later(self) -> QuerySet[Any]:
        """The events of the row after the one of the bulk update."""
        done = self.events.filter(pgh_context=self.context, pgh_obj_id=OuterRef("pgh_obj_id"))
        found: QuerySet[Any] = self.events.filter(
            pgh_obj_id=OuterRef("pk"), pgh_id__gt=Subquery(done.values("pgh_id")[:1])
        )
        return found

    def _is_gone(self, name: str) -> Q | None:
        """That what the row referred to was deleted since."""
        column = None if "." in name else column_of(self.entity.model, name)
        if column is None or not column.remote_field:
            return None
        value = OuterRef(f"b_{column.name}")
        there = column.related_model._default_manager.filter(pk=value)
        return ~Q(Exists(there)) & Q(**{f"b_{column.name}__isnull": False})

    def _done(self, links: Links, label: str) -> QuerySet[Any]:
        return events_in(links.model, [self.context], pgh_label=label)

    def _possible(self, links: Links) -> QuerySet[Any]:
        """The links it took away that can come back: what they lead to was not deleted since."""
        target = column_of(links.model, links.target)
        there = target.related_model._default_manager.filter(pk=OuterRef(target.attname))
        return self._done(links, DELETED).filter(Exists(there))

    def _links_differ(self, links: Links) -> Q:
        """A link that was made is there still, or one that was taken away is missing."""
        made = links.of(OuterRef("pk")).filter(Exists(self._done(links, INSERTED).filter(**_same(links))))
        there = links.model._default_manager.filter(**_same(links))
        taken = self._possible(links).filter(**{links.source: OuterRef("pk")})
        return Q(Exists(made)) | Q(Exists(taken.exclude(Exists(there))))

    def _links_touched(self, links: Links) -> Q:
        """The same link was made or taken away again since."""
        events: Any = events_of(links.model)._default_manager
        later = events.filter(pgh_id__gt=OuterRef("pgh_id"), **_same(links))
        done = events_in(links.model, [self.context], **{links.source: OuterRef("pk")})
        return Q(Exists(done.filter(Exists(later))))

    def write_links(self, ids: Sequence[int]) -> None:
        for links in self.links:
            self._write(links, ids)

    def _write(self, links: Links, ids: Sequence[int]) -> None:
        source, target = (column_of(links.model, name).attname for name in (links.source, links.target))
        rows = links.model._default_manager
        of_rows = AnyOf(source, ids)
        rows.filter(of_rows, Exists(self._done(links, INSERTED).filter(**_same(links)))).delete()
        gone = self._possible(links).filter(of_rows)
        rows.bulk_create(
            (links.model(**{source: pk, target: each}) for pk, each in gone.values_list(source, target)),
            ignore_conflicts=True,
        )


def _same(links: Links) -> dict[str, Any]:
    """The condition that a row stands for the same link as the one outside."""
    return {links.source: OuterRef(links.source), links.target: OuterRef(links.target)}


def _outer(column: str) -> Any:
    """The value of a column of the row, seen from its events."""
    name, dot, key = column.partition(".")
    return KeyTransform(key, OuterRef(name)) if dot else OuterRef(name)
