"""Folding gives the same for a text of whatever collation."""

import pytest
from django.db import connection

from accounts.alphabet import fold


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Ж", "ÅSGÅRD", "Ŧ\u2009x", "ΑΘΉΝΑ"])
@pytest.mark.parametrize("collation", ["C", "default"])
def test_a_text_is_folded_alike_under_every_collation(text: str, collation: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT trim(havn_fold(%s::text COLLATE "{collation}"))', [text])
        assert cursor.fetchone() == (fold(text),)
