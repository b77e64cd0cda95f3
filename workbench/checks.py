"""``manage.py check`` refuses registers whose fields collide with the page's own parameters."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from workbench.register import REGISTERS, RESERVED


@register()
def check_registers(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    letters: dict[str, str] = {}
    for each in REGISTERS.values():
        keys = {field.key for field in each.entity.fields}
        for key in keys & RESERVED:
            found.append(Error(f"{each.key}: a field may not be called {key}.", id="havn.E101"))
        named = {each.status, each.amount, *each.summary, *each.columns, *each.figures, *each.meta, *each.quick}
        for key in (named | {key.removeprefix("-") for key in each.sort}) - keys - {""}:
            found.append(Error(f"{each.key}: there is no field {key}.", id="havn.E102"))
        if each.go in letters:
            found.append(Error(f"{each.key} and {letters[each.go]} share the letter {each.go}.", id="havn.E103"))
        letters[each.go] = each.key
    return found
