"""Forgetting a person: nothing that tells who it was stays, neither on the row nor in its history.

Issued invoices keep what was printed on them, which the law demands; they hold no link to a contact person.
"""

from __future__ import annotations

from django.utils import timezone

from customers.models import Consent, Contact, ContactRoleLink
from history.changes import events_of

_GONE = {"first_name": "", "last_name": "\u2013", "title": "", "email": "", "phone": "", "mobile": "", "custom": {}}


def forget(contact: Contact) -> None:
    """Empties the row, its history, its roles and consents; what others wrote about the customer stays theirs.

    Runs inside the caller's transaction. The change itself is in the history, without the old values.
    """
    contact.consents.all().delete()
    ContactRoleLink.objects.filter(contact=contact.pk).delete()
    now = timezone.now()
    Contact.objects.filter(pk=contact.pk).update(
        is_active=False, no_email=True, no_phone=True, no_post=True, updated_at=now, **_GONE
    )
    events_of(Contact)._default_manager.filter(pgh_obj_id=contact.pk).update(**_GONE)
    events_of(Consent)._default_manager.filter(contact_id=contact.pk).update(purpose="\u2013", source="")
