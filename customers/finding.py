"""Rows that hang on customers are found by what the customer is called."""

from django.db.models import Q


def customer_called(words: str) -> Q:
    """Folded words stand in its name or number, also out of the viewer's sight: of those nothing else is told."""
    return Q(search_text__is_called=words)
