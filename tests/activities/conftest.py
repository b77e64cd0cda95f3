"""The organisation these tests share."""

from tests.matrix.ground import browsers, ground, sessions

__all__ = ["browsers", "ground", "sessions"]
