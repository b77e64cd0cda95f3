"""What can be done with the rows of a register that are ticked, or with all that match; apps add their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.access import Right, Scope, edit_scope, has_right
from workbench.register import Register


@dataclass(frozen=True)
class RegisterAction:
    """An entry of a register's action menu: its words, sign and address name.

    For those who may edit its records and have the right it ``needs``, if any.
    """

    label: Any
    icon: str
    url_name: str
    needs: Right | None = None

    @property
    def url(self) -> str:
        return reverse(self.url_name)


ACTIONS: dict[str, list[RegisterAction]] = {}  # by register


def add_action(register_key: str, action: RegisterAction) -> None:
    ACTIONS.setdefault(register_key, []).append(action)


def actions_for(register: Register, user: Any) -> list[RegisterAction]:
    """The actions this user may take."""
    may_edit = edit_scope(user, register.area) != Scope.NONE
    known = ACTIONS.get(register.key, []) if may_edit else []
    return [each for each in known if each.needs is None or has_right(user, each.needs)]
