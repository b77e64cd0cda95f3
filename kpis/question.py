"""What a figure is asked for: by whom, of which rows, and as of when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from catalogue.field import Viewer
from kpis.as_of import is_quick
from kpis.kpi import Parameters
from kpis.rollups.reading import Kept
from workbench.register import Register
from workbench.state import NotUnderstood


@dataclass(frozen=True)
class Subject:
    """The rows figures are of: all the viewer may see, those of a list (its filter key), or those of one record."""

    of: str = ""
    record: Any = None

    @property
    def is_all(self) -> bool:
        return not self.of and self.record is None

    def parameters(self, register: Register) -> Parameters:
        """What the address of a register carries for these rows.

        Raises NotUnderstood where its rows do not belong to the record.
        """
        if self.record is None:
            return {"of": self.of} if self.of else {}
        field = register.entity.field_to(type(self.record))
        if field is None:
            raise NotUnderstood(register.key)
        return {field.key: str(self.record.pk)}


EVERYTHING = Subject()


@dataclass
class Question:
    """Figures asked in one question read what is kept once. ``as_of`` is the last day of an earlier month."""

    viewer: Viewer
    subject: Subject = EVERYTHING
    as_of: date | None = None

    @property
    def day(self) -> date:
        """The day that says which year and which month."""
        return self.as_of or self.viewer.today

    @cached_property
    def kept(self) -> Kept:
        return Kept(self.viewer)

    @cached_property
    def is_quick(self) -> bool:
        """Whether a year of months that are not kept can be counted while somebody waits."""
        return is_quick()
