"""What comes of each selected row: it changes, has the values already, or is left, and why. One pass over the rows."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.access import Access, edit_scope
from catalogue.field import Viewer
from workbench.bulk.plan import Plan
from workbench.register import Register


class Outcome(models.TextChoices):
    CHANGE = "change", _("will change")
    SAME = "same", _("have it already")
    NO_RIGHT = "no_right", _("you may not edit them")
    LOCKED = "locked", _("locked")
    NOT_YOURS = "not_yours", _("you could not edit them any longer")
    REFUSED = "refused", _("not possible")
    MEANWHILE = "meanwhile", _("changed by somebody meanwhile")
    GONE = "gone", _("no longer there")


SKIPPED = (Outcome.NO_RIGHT, Outcome.LOCKED, Outcome.NOT_YOURS, Outcome.REFUSED, Outcome.MEANWHILE, Outcome.GONE)


def judged(register: Register, viewer: Viewer, rows: QuerySet[Any], plan: Plan) -> QuerySet[Any]:
    """The rows with their ``outcome``.

    Rights are asked of the row as it is and as it becomes. Conditions are only asked in the positive: where nothing
    is known of a row, it is not changed.
    """
    becoming = _where(_may_edit(register, viewer, plan.becoming), plan_outcome(plan), Outcome.NOT_YOURS)
    allowed = _where(_may_edit(register, viewer, {}), becoming, Outcome.NO_RIGHT)
    if register.locked:
        allowed = Case(When(register.locked.condition, then=_is(Outcome.LOCKED)), default=allowed)
    return rows.alias(**plan.aliases).annotate(outcome=allowed)


def plan_outcome(plan: Plan) -> Any:
    """What comes of a row that may be edited."""
    return Case(
        When(plan.touched(), then=_is(Outcome.MEANWHILE)),
        When(plan.differs(), then=Case(When(plan.refused(), then=_is(Outcome.REFUSED)), default=_is(Outcome.CHANGE))),
        default=_is(Outcome.SAME),
    )


def _is(outcome: Outcome) -> Value:
    return Value(outcome.value, CharField())


def _may_edit(register: Register, viewer: Viewer, becoming: dict[str, str]) -> Q | None:
    access: Access = register.entity.model.access  # type: ignore[attr-defined]
    return access.within(edit_scope(viewer.user, access.area), viewer.user, becoming)


def _where(condition: Q | None, then: Any, otherwise: Outcome) -> Any:
    if condition is None:
        return _is(otherwise)
    return Case(When(condition, then=then), default=_is(otherwise)) if condition else then
