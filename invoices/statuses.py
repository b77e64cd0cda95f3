"""Settings > Invoice statuses: the steps of an invoice's life. What it may do and whether it counts are their flags."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from invoices.models import InvoiceStatus
from workbench.settings_lists import SettingsList

_FLAGS = ("is_editable", "assigns_number", "is_sent", "is_waiting_for_payment", "is_paid")


def _sensible(becomes: Any, was: Any) -> None:
    if (becomes.is_waiting_for_payment or becomes.is_paid) and not becomes.is_sent:
        raise ValidationError(_("What waits for payment or is paid has been sent: tick that too."))
    if becomes.is_waiting_for_payment and becomes.is_paid:
        raise ValidationError(_("An invoice either waits for payment or is paid."))


INVOICE_STATUSES = SettingsList(
    key="invoice-statuses",
    label=gettext_lazy("Invoice statuses"),
    description=gettext_lazy("The steps of an invoice's life. Figures follow at once when a flag is switched."),
    icon="receipt-text",
    place=80,
    model=InvoiceStatus,
    fields=("name", *_FLAGS, "is_default", "is_credit_default"),
    new_title=gettext_lazy("New invoice status"),
    flags=(*_FLAGS, "is_default", "is_credit_default"),
    defaults=("is_default", "is_credit_default"),
    position="position",
    help={
        "is_sent": gettext_lazy("Invoices with this status and a number count as billed."),
        "is_paid": gettext_lazy(
            "Nothing is left to pay, also because all was credited: such invoices are not overdue."
        ),
        "assigns_number": gettext_lazy("An invoice gets its number when it reaches this status, and keeps it."),
    },
    check=_sensible,
)
