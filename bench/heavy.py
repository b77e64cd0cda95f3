"""A customer on whom very much hangs, for measuring its card."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from activities.models import Activity, ActivityKind
from customers.models import Customer
from invoices.models import Invoice, InvoiceStatus

NAME = "Heavy Holding AS"
INVOICES, ACTIVITIES = 10_000, 5_000


def heavy_customer(owner: User) -> int:
    """The id of the customer; made with all that hangs on it when it is not there yet."""
    found = Customer.objects.filter(name=NAME).first()
    if found:
        return found.pk
    number = Customer.objects.order_by("-number").values_list("number", flat=True)[0] + 1
    customer = Customer.objects.create(number=number, name=NAME, account_owner=owner)
    status, _made = InvoiceStatus.objects.get_or_create(name="Bench", defaults={"is_sent": True})
    day, now = date(2026, 1, 1), timezone.now()
    Invoice.objects.bulk_create(
        Invoice(customer=customer, status=status, invoice_date=day - timedelta(days=i % 900), currency="NOK",
                due_date=day + timedelta(days=30), net=100, gross=100, net_base=100)
        for i in range(INVOICES)
    )  # fmt: skip
    Activity.objects.bulk_create(
        Activity(customer=customer, kind=ActivityKind.NOTE, subject=f"Note {i}", author=owner,
                 happened_at=now - timedelta(hours=i))
        for i in range(ACTIVITIES)
    )  # fmt: skip
    return customer.pk
