"""A small line over months, as the parts of an SVG picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

EDGE = 2.5  # room for the dot at its end


@dataclass(frozen=True)
class Sparkline:
    """In the coordinates of its picture; amounts begin at zero."""

    line: str
    area: str
    x: str  # with a point in every language
    y: str
    is_flat: bool


def sparkline(series: Sequence[Decimal | None], width: int, height: int) -> Sparkline | None:
    """From zero to the largest, or from the smallest where some are below; a month without an amount has no point."""
    values = [(place, float(each)) for place, each in enumerate(series) if each is not None]
    if len(values) < 2:
        return None
    top, bottom = max(0.0, *(each for _i, each in values)), min(0.0, *(each for _i, each in values))
    step = (width - 2 * EDGE) / (len(series) - 1)
    scale = (height - 2 * EDGE) / (top - bottom) if top > bottom else 0.0
    points = [(EDGE + step * place, height - EDGE - (value - bottom) * scale) for place, value in values]
    line = "M" + " ".join([f"{x:.1f} {y:.1f}" for x, y in points])
    x, y = points[-1]
    area = f"{line} V{height} H{points[0][0]:.1f}Z"
    return Sparkline(line, area, f"{x:.1f}", f"{y:.1f}", is_flat=top == bottom)
