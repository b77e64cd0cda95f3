"""The organisation these tests share."""

import pytest
from django.test import Client

from tests.matrix.ground import Ground, browsers, ground, sessions

__all__ = ["browsers", "ground", "sessions"]


@pytest.fixture
def admin(ground: Ground, browsers: dict[str, Client]) -> Client:
    return browsers["admin"]
