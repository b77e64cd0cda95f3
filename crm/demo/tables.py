"""Every table the demo data fills by COPY, with the columns each row brings."""

import datetime
from collections.abc import Iterator

from accounts.models import AccessProfile, BusinessUnit, CostRate, Organisation, User
from activities.models import Activity
from catalogue.models import CustomField
from crm.demo.load import Table
from customers.models import (
    Address,
    Consent,
    Contact,
    ContactRole,
    Customer,
    EInvoiceAddress,
    Industry,
    MarketSegment,
)
from invoices.models import BilledCost, Invoice, InvoiceRow, InvoiceStatus, NumberSeries, Payment
from projects.models import CostEntry, LeadSource, Project, ProjectStatus, SalesStatus, StatusChange

# Written row by row through the ORM: they are few.
SMALL_TABLES = (
    Organisation,
    BusinessUnit,
    AccessProfile,
    User,
    CostRate,
    Industry,
    MarketSegment,
    ContactRole,
    CustomField,
    SalesStatus,
    ProjectStatus,
    LeadSource,
    InvoiceStatus,
    NumberSeries,
)


class Tables:
    """The tables in an order in which each row comes after those it refers to."""

    def __init__(self, now: datetime.datetime) -> None:
        self.customers = Table(
            Customer,
            "id number name business_id vat_number legal_form country language currency industry "
            "account_owner business_unit website email phone city notes is_internal is_active "
            "register_source register_checked_at payment_terms overdue_interest vat_rate "
            "reverse_charge invoice_language custom created_at updated_at",
            now=now,
        )
        self.segments = Table(Customer.segments.through, "id customer marketsegment", now=now)
        self.einvoices = Table(EInvoiceAddress, "id customer address operator", now=now)
        self.addresses = Table(
            Address,
            "id customer street postcode city country is_visiting is_postal is_invoicing is_headquarters",
            now=now,
        )
        self.contacts = Table(
            Contact,
            "id customer first_name last_name title email phone mobile language is_active "
            "no_email no_phone no_post custom created_at updated_at",
            now=now,
        )
        self.roles = Table(Contact.roles.through, "id contact contactrole", now=now)
        self.consents = Table(Consent, "id contact purpose basis given_on source withdrawn_on", now=now)
        self._add_work(now)

    def _add_work(self, now: datetime.datetime) -> None:
        self.projects = Table(
            Project,
            "id number name customer owner business_unit is_internal sales_status status currency "
            "expected_value expected_value_base probability expected_order_date order_date "
            "starts_on ends_on is_closed closed_on lead_source lost_reason created_at updated_at status_changed_at",
            now=now,
        )
        self.changes = Table(StatusChange, "id project old_status new_status changed_at changed_by", now=now)
        self.costs = Table(
            CostEntry,
            "id project date kind quantity unit_cost cost person description is_billable",
            now=now,
        )
        self.invoices = Table(
            Invoice,
            "id kind customer project business_unit company_unit status number invoice_date due_date "
            "currency rate net vat gross net_base credits created_at updated_at",
            now=now,
        )
        self.rows = Table(
            InvoiceRow,
            "id invoice position description quantity unit unit_price discount vat_rate net",
            now=now,
        )
        self.billed = Table(BilledCost, "id cost row", now=now)
        self.payments = Table(Payment, "id invoice date amount", now=now)
        self.activities = Table(
            Activity,
            "id customer contact project kind subject author happened_at due_on assignee done_at",
            now=now,
        )

    def __iter__(self) -> Iterator[Table]:
        return (table for table in vars(self).values() if isinstance(table, Table))
