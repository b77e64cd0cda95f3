"""The registers of customers and contact persons. This is all it takes; see docs/registers.md."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.access import Area
from customers.catalogue import contact, customer
from customers.forms import CustomerForm, new_contact, new_customer
from customers.models import Customer
from workbench.register import Locked, Register, register


def _to_new_contact(customer: Customer) -> str:
    return f"{reverse('contacts-new')}?customer={customer.pk}"


def _customers(number: int, text: str) -> str:
    return ngettext("%(n)s customer", "%(n)s customers", number) % {"n": text}


def _contacts(number: int, text: str) -> str:
    return ngettext("%(n)s contact person", "%(n)s contact persons", number) % {"n": text}


customers = register(
    Register(
        key="customers",
        label=_("Customer register"),
        table_label=_("Customer table, scrolls sideways"),
        entity=customer,
        area=Area.CUSTOMERS,
        icon="building-2",
        go="c",
        place=10,
        counted=_customers,
        quick=("industry", "account_owner", "segments", "business_unit", "payment_terms"),
        summary=("number", "city", "account_owner"),
        amount="billed_this_year",
        figures=("billed_this_year", "billed_last_year", "open_sales", "projects_in_work", "last_activity"),
        form=CustomerForm,
        make=new_customer,
        new_title=_("New customer"),
        save_label=_("Save customer"),
        new_key="c",
        meta=("number", "business_id", "city", "industry", "account_owner"),
        follow_ups={"contact": (_("Save and add a contact"), _to_new_contact)},
        locked=Locked(
            Q(is_internal=True),
            "is_internal",
            _("Our own company"),
            _("Our own company: bulk update leaves it unchanged"),
        ),
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
        place=20,
        counted=_contacts,
        quick=("roles", "language"),
        summary=("title", "customer"),
        make=new_contact,
        new_title=_("New contact person"),
        save_label=_("Save contact person"),
        meta=("title", "customer", "email", "phone"),
    )
)
