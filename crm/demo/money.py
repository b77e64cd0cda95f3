"""Whole cents, roundings and booked rates, so that every sum in demo data agrees to the cent."""

from math import sin

BASE_CURRENCY = "NOK"

# Around which rate a currency moves, in NOK for one unit, and how far.
_LEVELS = {"NOK": (1.0, 0.0), "EUR": (11.45, 0.42), "SEK": (1.012, 0.031), "DKK": (1.535, 0.056)}

CURRENCIES = tuple(_LEVELS)

RATE_DECIMALS = 10_000

# VAT rates in thousandths, from the day (ISO) on which they came into force.
STANDARD_VAT = {
    "NO": (("", 250),),
    "FI": (("", 240), ("2024-09-01", 255)),
    "SE": (("", 250),),
    "DK": (("", 250),),
}
REDUCED_VAT = {"NO": 150, "FI": 140, "SE": 120, "DK": 0}


def booked_rate(currency: str, day: int) -> int:
    """Return the rate of a day in ten-thousandths: slow waves, so that neighbouring days are close."""
    level, swing = _LEVELS[currency]
    wave = 0.6 * sin(day / 97) + 0.4 * sin(day / 23 + len(currency) + ord(currency[0]))
    return round((level + swing * wave) * RATE_DECIMALS)


def half_up(numerator: int, denominator: int) -> int:
    """Divide and round half away from zero."""
    if numerator < 0:
        return -half_up(-numerator, denominator)
    return (2 * numerator + denominator) // (2 * denominator)


def in_base(cents: int, rate: int) -> int:
    return half_up(cents * rate, RATE_DECIMALS)


def row_net(hundredths: int, price: int, discount: int) -> int:
    """Return the net of an invoice row: quantity in hundredths, price in cents, discount in %."""
    return half_up(hundredths * price * (100 - discount), 10_000)


def standard_vat(country: str, iso: str) -> int:
    """Return a country's standard VAT rate on a day, in thousandths."""
    return next(rate for since, rate in reversed(STANDARD_VAT[country]) if since <= iso)
