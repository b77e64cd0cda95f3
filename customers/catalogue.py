"""Every field of customers and contact persons, once. A new field is a line here, its column and a migration."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import Area
from catalogue import codes
from catalogue.entity import Entity, register
from catalogue.field import Field, Guard, Links, Reference
from catalogue.references import PERSON, UNIT
from catalogue.related_types import MANY, REFERENCE, TEXT_OF_MANY
from catalogue.types import BOOLEAN, CHOICE, CODE, DATETIME, NUMBER, PERCENT, TEXT
from customers.einvoice_addresses import normal_einvoice_address
from customers.models import Contact, ContactRole, Customer, EInvoiceAddress, Industry, MarketSegment, register_sources
from customers.models.keys import WORDS_FIT

INDUSTRY = Reference(Industry, lambda viewer: Industry.objects.all())
SEGMENT = Reference(MarketSegment, lambda viewer: MarketSegment.objects.all())
ROLE = Reference(ContactRole, lambda viewer: ContactRole.objects.all())
CUSTOMER = Reference(Customer, lambda viewer: Customer.objects.visible_to(viewer.user), search="search_text")

_AREA = Area.CUSTOMERS
_WORDS = "search_text"
_ADDRESS = _("Address")
_TERMS = _("Defaults for new work")
_REGISTER = _("Public register")
_STATES = (True, "green"), (False, "")
_NUMBERED = Guard(~Q(business_id="", vat_number=""), _("a business ID or VAT number belongs to its country"))


def _states() -> list[tuple[object, object]]:
    return [(True, _("Active")), (False, _("Inactive"))]


# a field reads best as a line or two
# fmt: off
customer = register(
    Entity(
        key="customer",
        model=Customer,
        name=_("Customer"),
        plural=_("Customers"),
        name_field="name",
        search_path="search_text",
        words_fit=WORDS_FIT,
        fields=[
            Field("name", _("Customer"), TEXT, _AREA, "name", sort_path="sort_name", shown=True, nullable=False,
                  searched_in=_WORDS),
            Field("number", _("Number"), NUMBER, _AREA, "number", shown=True, nullable=False, groupable=False,
                  is_label=True),
            Field("business_id", _("Business ID"), TEXT, _AREA, "business_id", sort_path="business_id", shown=True,
                  searched_in=_WORDS),
            Field("country", _("Country"), CODE, _AREA, "country", choices=codes.countries, shown=True,
                  bulk_updatable=True, bulk_guard=_NUMBERED),
            Field("city", _("City"), TEXT, _AREA, "city", shown=True, importable=False, group=_ADDRESS,
                  searched_in=_WORDS),
            Field("industry", _("Industry"), REFERENCE, _AREA, "industry", reference=INDUSTRY, shown=True,
                  bulk_updatable=True),
            Field("account_owner", _("Account owner"), REFERENCE, _AREA, "account_owner", reference=PERSON, shown=True,
                  bulk_updatable=True),
            Field("business_unit", _("Business unit"), REFERENCE, _AREA, "business_unit", reference=UNIT,
                  bulk_updatable=True),
            Field("segments", _("Market segments"), MANY, _AREA, reference=SEGMENT, bulk_updatable=True,
                  links=Links(Customer.segments.through, "customer", "marketsegment")),
            Field("vat_number", _("VAT number"), TEXT, _AREA, "vat_number", sort_path="vat_number", searched_in=_WORDS),
            Field("legal_form", _("Legal form"), TEXT, _AREA, "legal_form"),
            Field("email", _("E-mail"), TEXT, _AREA, "email", searched_in=_WORDS),
            Field("phone", _("Phone"), TEXT, _AREA, "phone"),
            Field("website", _("Website"), TEXT, _AREA, "website"),
            Field("language", _("Language"), CODE, _AREA, "language", choices=codes.languages, bulk_updatable=True),
            Field("currency", _("Currency"), CODE, _AREA, "currency", choices=codes.currencies, bulk_updatable=True),
            Field("notes", _("Notes"), TEXT, _AREA, "notes", sortable=False, groupable=False),
            Field("contact_names", _("Contact persons"), TEXT_OF_MANY, _AREA, importable=False,
                  links=Links(Contact, "customer", "last_name", scoped=True, searched_in=_WORDS)),
            Field("contact_emails", _("E-mail of contact persons"), TEXT_OF_MANY, _AREA, importable=False,
                  links=Links(Contact, "customer", "email", scoped=True, searched_in=_WORDS)),
            Field("einvoice_addresses", _("E-invoice addresses"), TEXT_OF_MANY, _AREA, check=normal_einvoice_address,
                  links=Links(EInvoiceAddress, "customer", "address"), group=_TERMS),
            Field("payment_terms", _("Payment terms, days"), NUMBER, _AREA, "payment_terms", bulk_updatable=True,
                  group=_TERMS),
            Field("overdue_interest", _("Overdue interest, %"), PERCENT, _AREA, "overdue_interest", bulk_updatable=True,
                  group=_TERMS),
            Field("vat_rate", _("VAT rate, %"), PERCENT, _AREA, "vat_rate", bulk_updatable=True, group=_TERMS),
            Field("reverse_charge", _("Reverse charge"), BOOLEAN, _AREA, "reverse_charge", nullable=False,
                  bulk_updatable=True, group=_TERMS),
            Field("invoice_language", _("Invoice language"), CODE, _AREA, "invoice_language",
                  choices=codes.languages, bulk_updatable=True, group=_TERMS),
            Field("register_source", _("Filled from"), CHOICE, _AREA, "register_source",
                  choices=register_sources, importable=False, group=_REGISTER),
            Field("register_checked_at", _("Last register check"), DATETIME, _AREA, "register_checked_at",
                  importable=False, group=_REGISTER),
            Field("created_at", _("Created"), DATETIME, _AREA, "created_at", nullable=False, importable=False),
            Field("updated_at", _("Changed"), DATETIME, _AREA, "updated_at", nullable=False, importable=False),
            Field("is_internal", _("Our own company"), BOOLEAN, _AREA, "is_internal", nullable=False, importable=False),
            Field("is_active", _("Status"), BOOLEAN, _AREA, "is_active", choices=_states, tones=_STATES, shown=True,
                  nullable=False, bulk_updatable=True, place=90),
        ],
    )
)

contact = register(
    Entity(
        key="contact",
        model=Contact,
        name=_("Contact person"),
        plural=_("Contacts"),
        name_field="name",
        search_path="search_text",
        words_fit=WORDS_FIT,
        fields=[
            Field("name", _("Contact person"), TEXT, _AREA, sort_path="sort_name", shown=True, nullable=False,
                  expression=lambda viewer: Reference(Contact, CUSTOMER.options, ("first_name", "last_name"))
                  .label_expression(), searched_in=_WORDS),
            Field("first_name", _("First name"), TEXT, _AREA, "first_name"),
            Field("last_name", _("Last name"), TEXT, _AREA, "last_name"),
            Field("title", _("Title"), TEXT, _AREA, "title", shown=True),
            Field("customer", _("Customer"), REFERENCE, _AREA, "customer", reference=CUSTOMER, shown=True,
                  nullable=False, editable=False),
            Field("roles", _("Roles"), MANY, _AREA, reference=ROLE, shown=True, bulk_updatable=True,
                  links=Links(Contact.roles.through, "contact", "contactrole")),
            Field("email", _("E-mail"), TEXT, _AREA, "email", shown=True, searched_in=_WORDS),
            Field("phone", _("Phone"), TEXT, _AREA, "phone", shown=True, searched_in=_WORDS),
            Field("mobile", _("Mobile"), TEXT, _AREA, "mobile", searched_in=_WORDS),
            Field("language", _("Language"), CODE, _AREA, "language", choices=codes.languages, bulk_updatable=True),
            Field("account_owner", _("Account owner"), REFERENCE, _AREA, "customer__account_owner", reference=PERSON,
                  shown=True, importable=False),
            Field("customer_number", _("Customer number"), NUMBER, _AREA, "customer__number", importable=False,
                  nullable=False, is_label=True, group=_("Customer")),
            Field("customer_city", _("Customer's city"), TEXT, _AREA, "customer__city", importable=False,
                  group=_("Customer"), searched_in=f"customer__{_WORDS}"),
            Field("customer_country", _("Customer's country"), CODE, _AREA, "customer__country",
                  choices=codes.countries, importable=False, group=_("Customer")),
            Field("customer_industry", _("Customer's industry"), REFERENCE, _AREA, "customer__industry",
                  reference=INDUSTRY, importable=False, group=_("Customer")),
            Field("no_email", _("No e-mail"), BOOLEAN, _AREA, "no_email", nullable=False,
                  bulk_updatable=True),
            Field("no_phone", _("No phone calls"), BOOLEAN, _AREA, "no_phone", nullable=False, bulk_updatable=True),
            Field("no_post", _("No post"), BOOLEAN, _AREA, "no_post", nullable=False,
                  bulk_updatable=True),
            Field("created_at", _("Created"), DATETIME, _AREA, "created_at", nullable=False, importable=False),
            Field("updated_at", _("Changed"), DATETIME, _AREA, "updated_at", nullable=False, importable=False),
            Field("is_active", _("Status"), BOOLEAN, _AREA, "is_active", choices=_states, tones=_STATES, shown=True,
                  nullable=False, bulk_updatable=True, place=90),
        ],
    )
)
# fmt: on
