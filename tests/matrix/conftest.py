"""The organisation these tests share, with work of every kind."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.matrix.ground import Ground, browsers, kept_for_a_while, lay_ground, lay_work, sessions

__all__ = ["browsers", "ground", "sessions"]


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    with kept_for_a_while(django_db_blocker):
        laid = lay_ground()
        lay_work(laid)
        yield laid
