"""How long bulk updates are kept and can be undone, and who may see them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.access import Scope, edit_scope
from accounts.organisation import current_organisation, today
from workbench.bulk.form import may_bulk_update
from workbench.bulk.kinds import KINDS
from workbench.models import UNDER_WAY, BulkUpdate, RunStatus
from workbench.register import REGISTERS, Register


def kept_until(made_at: datetime) -> date:
    """The last local day on which one made at a moment can be undone."""
    organisation = current_organisation()
    return timezone.localdate(made_at, organisation.zone) + timedelta(days=organisation.bulk_updates_kept)


def _oldest() -> datetime:
    return timezone.now() - timedelta(days=current_organisation().bulk_updates_kept + 1)


@transaction.atomic
def forget_old() -> int:
    """Deletes bulk updates older than they are kept; what they changed stays in history. Returns how many."""
    old = BulkUpdate.objects.filter(created_at__lt=_oldest()).exclude(status__in=UNDER_WAY)
    gone = set(old.values_list("pk", flat=True))
    # an undo that is kept still keeps what it undid
    gone -= set(BulkUpdate.objects.exclude(pk__in=gone).filter(undoes__in=gone).values_list("undoes", flat=True))
    BulkUpdate.objects.filter(pk__in=gone).update(undoes=None)
    BulkUpdate.objects.filter(pk__in=gone).delete()
    return len(gone)


def may_see_all(user: Any, register: Register) -> bool:
    """Whether a user sees the bulk updates of others too: who may edit every row of the register may."""
    return may_bulk_update(register, user) and edit_scope(user, register.area) == Scope.ALL


def seen_by(user: Any) -> QuerySet[Any]:
    """The bulk updates a user may know of: their own, and those of registers they edit as a whole."""
    whole = [each.key for each in REGISTERS.values() if may_see_all(user, each)]
    shown = [each.key for each in REGISTERS.values() if each.is_for(user)]
    return BulkUpdate.objects.filter(Q(register__in=whole) | Q(user=user.pk, register__in=shown))


def whole_undos(bulk: BulkUpdate) -> QuerySet[BulkUpdate]:
    """The bulk updates that took it back as a whole, or tried to; not those of single rows by choice."""
    return bulk.undone_by.exclude(selection__has_key="ids")


def undo_of(bulk: BulkUpdate) -> BulkUpdate | None:
    """The bulk update that took it back as a whole, done or still going on."""
    return whole_undos(bulk).filter(status__in=[*UNDER_WAY, RunStatus.DONE]).first()


def may_be_undone(bulk: BulkUpdate, user: Any) -> bool:
    """Whether a user may take it back now; of one that was taken back, its undo may be."""
    register = REGISTERS.get(bulk.register)
    return bool(
        register
        and may_bulk_update(register, user)
        and bulk.status == RunStatus.DONE
        and bulk.row_count
        and today() <= kept_until(bulk.created_at)
        and undo_of(bulk) is None
        and not (bulk.undoes and KINDS[bulk.kind].take_back)  # what was brought back is deleted again as a new act
    )
