"""What can be done with the rows of a register that are ticked, or with all that match; apps add their own.

And what its own menu leads to, such as what was done with rows before.
"""

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


@dataclass(frozen=True)
class RegisterLink:
    """An entry of a register's own menu, for those who may edit its records: its words, sign and address name."""

    label: Any
    icon: str
    url_name: str


ACTIONS: dict[str, list[RegisterAction]] = {}  # by register
LINKS: dict[str, list[RegisterLink]] = {}  # by register


def add_action(register_key: str, action: RegisterAction) -> None:
    ACTIONS.setdefault(register_key, []).append(action)


def add_link(register_key: str, link: RegisterLink) -> None:
    LINKS.setdefault(register_key, []).append(link)


def actions_for(register: Register, user: Any) -> list[RegisterAction]:
    """The actions this user may take."""
    known = ACTIONS.get(register.key, []) if _may_edit(register, user) else []
    return [each for each in known if each.needs is None or has_right(user, each.needs)]


def links_for(register: Register, user: Any) -> list[RegisterLink]:
    """The entries of the register's own menu for this user."""
    return LINKS.get(register.key, []) if _may_edit(register, user) else []


def _may_edit(register: Register, user: Any) -> bool:
    return edit_scope(user, register.area) != Scope.NONE
