"""The register of invoices and credit notes, newest first."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.access import Area
from invoices.catalogue import invoice
from workbench.register import Register, register


def _invoices(number: int, text: str) -> str:
    return ngettext("%(n)s invoice", "%(n)s invoices", number) % {"n": text}


invoices = register(
    Register(
        key="invoices",
        label=_("Invoice register"),
        table_label=_("Invoice table, scrolls sideways"),
        entity=invoice,
        area=Area.INVOICES,
        icon="receipt-text",
        go="i",
        place=60,
        counted=_invoices,
        sort=("-invoice_date",),
        switch=None,
        status="status",
        summary=("customer", "invoice_date"),
        amount="net_base",
        figures=("net_base", "gross", "paid", "open_amount"),
        meta=("kind", "customer", "invoice_date", "due_date"),
        edit=False,
        create=False,
        delete=False,
    )
)
