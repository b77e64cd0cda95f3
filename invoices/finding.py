"""How invoices are found by typed words: by the beginning of their number, their customer or their project."""

from django.db.models import Q

from catalogue.finding import Alternatives
from customers.finding import customers_called
from invoices.models import Invoice
from projects.models import Project

_LARGEST = 2**31 - 1  # that a column of numbers holds
_DIGITS = len(str(_LARGEST))


def invoices_called(words: str) -> Alternatives:
    """Invoices whose number begins so, or in whose customer's or project's name folded words stand."""
    found = [
        Invoice.objects.filter(customer__in=customers_called(words)),
        Invoice.objects.filter(project__in=Project.objects.filter(search_text__contains=words)),
    ]
    digits = words.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS and not digits.startswith("0"):
        found.append(Invoice.objects.filter(_begins(int(digits), _DIGITS - len(digits))))
    return Alternatives(*found)


def _begins(number: int, more: int) -> Q:
    """The ranges of numbers that begin with these digits and have up to so many more."""
    condition = Q(pk__in=[])
    for power in (10**digits for digits in range(more + 1)):
        if number * power <= _LARGEST:
            condition |= Q(number__gte=number * power, number__lte=min((number + 1) * power, _LARGEST + 1) - 1)
    return condition
