"""Fixtures of the checks."""

from tests.customers.checks.steps import admin, by_hand, clock, work

__all__ = ["admin", "by_hand", "clock", "work"]
