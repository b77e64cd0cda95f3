"""Icons of the lucide package, each drawn once per process: a register page shows a hundred of them."""

from functools import cache

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()


@cache
def _drawn(name: str, size: int, css: str) -> SafeString:
    svg = lucide(name, size=size, **{"class": css, "aria_hidden": "true"})
    return mark_safe(" ".join(svg.split()))


@register.simple_tag
def icon(name: str, size: int = 16, css: str = "icon") -> SafeString:
    """An icon readers skip. Its size is that of the stylesheet; ``size`` holds without it."""
    return _drawn(str(name), size, str(css))
