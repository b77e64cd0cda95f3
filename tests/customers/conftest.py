"""The organisation these tests share, and the stand-ins of the public registers."""

import pytest
from django.test import Client

from tests.customers.compared import solvik
from tests.customers.filling import boss
from tests.matrix.ground import Ground, browsers, ground, sessions
from tests.registries.conftest import nothing_remembered, standin

__all__ = ["boss", "browsers", "ground", "nothing_remembered", "sessions", "solvik", "standin"]


@pytest.fixture
def admin(ground: Ground, browsers: dict[str, Client]) -> Client:
    return browsers["admin"]
