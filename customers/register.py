"""The registers of customers and contact persons. This is all it takes; see docs/registers.md."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from customers.catalogue import contact, customer
from workbench.register import Locked, Register, register

customers = register(
    Register(
        key="customers",
        label=_("Customer register"),
        table_label=_("Customer table, scrolls sideways"),
        entity=customer,
        area=Area.CUSTOMERS,
        icon="building-2",
        go="c",
        summary=("number", "city", "account_owner"),
        amount="billed_this_year",
        locked=Locked(Q(is_internal=True), "is_internal", _("Our own company: bulk update leaves it unchanged")),
    )
)

contacts = register(
    Register(
        key="contacts",
        label=_("Contact register"),
        table_label=_("Contact table, scrolls sideways"),
        entity=contact,
        area=Area.CUSTOMERS,
        icon="contact-round",
        go="o",
        summary=("title", "customer"),
    )
)
