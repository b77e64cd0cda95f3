"""How invoices are found by typed words: by the beginning of their number, their customer or their project."""

from django.db.models import Q

from catalogue.finding import Way, Ways
from customers.finding import customer_called
from customers.models import Customer
from invoices.models import Invoice
from projects.finding import project_called
from projects.models import Project

_LARGEST = 2**31 - 1  # that a column of numbers holds
_DIGITS = len(str(_LARGEST))


def _numbered(words: str) -> Q:
    """Its number begins so."""
    digits = words.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS and not digits.startswith("0"):
        return _begins(int(digits), _DIGITS - len(digits))
    return Q(pk__in=[])


def _begins(number: int, more: int) -> Q:
    """The ranges of numbers that begin with these digits and have up to so many more."""
    condition = Q(pk__in=[])
    for power in (10**digits for digits in range(more + 1)):
        if number * power <= _LARGEST:
            condition |= Q(number__gte=number * power, number__lte=min((number + 1) * power, _LARGEST + 1) - 1)
    return condition


TO_INVOICES = Ways(
    Invoice,
    (
        Way("customer", Customer, customer_called),
        Way("project", Project, project_called),
        Way("pk", Invoice, _numbered),
    ),
)
