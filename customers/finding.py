"""Rows that hang on customers are found by what the customer is called."""

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from accounts.alphabet import Fold
from customers.models import Customer


def customers_called(words: str) -> QuerySet[Customer]:
    """Those in whose name or number folded words stand, also out of the viewer's sight: of those nothing else is told.

    The index finds more, such as e-mail addresses; so the name is looked at once more.
    """
    text = TextField()
    called = Concat(Value(" ", text), Cast("number", text), Value(" ", text), "name", output_field=text)
    return Customer.objects.alias(called=Fold(called)).filter(search_text__contains=words, called__contains=words)
