"""Organisation numbers and VAT numbers with valid check digits.

Numbers come from a walk through the whole range of a country with a step that
has no factor in common with its length: no number comes twice, none has to be
remembered, and neighbours look unrelated.
"""

from collections.abc import Iterator
from math import gcd

NO_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
FI_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
DK_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def norwegian(base: int) -> str | None:
    """Organisasjonsnummer; None for the bases that have no check digit."""
    digits = f"{base:08d}"
    check = -_weighted(digits, NO_WEIGHTS) % 11
    return None if check == 10 else f"{digits}{check}"


def finnish(base: int) -> str | None:
    """Y-tunnus with its hyphen; None for the bases that have no check digit."""
    digits = f"{base:07d}"
    check = -_weighted(digits, FI_WEIGHTS) % 11
    return None if check == 10 else f"{digits}-{check}"


def gln(digits: str) -> str:
    """A Global Location Number of thirteen digits that ends in these and its check digit."""
    base = f"70{digits[-10:]:0>10}"
    check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(base)) % 10
    return f"{base}{check}"


def swedish(base: int) -> str:
    """Organisationsnummer with its hyphen; the last digit is Luhn's."""
    digits = f"{base:09d}"
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    return f"{digits[:6]}-{digits[6:]}{check}"


def danish(base: int) -> str | None:
    """CVR number; None for the bases that have no check digit."""
    digits = f"{base:07d}"
    check = -_weighted(digits, DK_WEIGHTS) % 11
    return None if check == 10 else f"{digits}{check}"


# Where real numbers of companies lie: 8… and 9… in Norway, 556… to 559… in Sweden.
RANGES = {
    "NO": (norwegian, 80_000_000, 99_999_999),
    "FI": (finnish, 200_000, 3_399_999),
    "SE": (swedish, 556_000_000, 559_999_999),
    "DK": (danish, 1_000_000, 4_599_999),
}


def _step(length: int, seed: int) -> int:
    step = int(length * 0.618) + 2 * (seed % 1000)
    while gcd(step, length) != 1:
        step += 1
    return step


def business_ids(country: str, seed: int) -> Iterator[str]:
    """Yield every business ID of a country's range once, in an order the seed decides."""
    number, first, last = RANGES[country]
    length = last - first + 1
    step = _step(length, seed)
    place = seed * 7919 % length
    for _ in range(length):
        place = (place + step) % length
        business_id = number(first + place)
        if business_id is not None:
            yield business_id


def vat_number(country: str, business_id: str) -> str:
    """Return the VAT number that belongs to a business ID, without spaces."""
    digits = business_id.replace("-", "")
    if country == "NO":
        return f"NO{digits}MVA"
    if country == "SE":
        return f"SE{digits}01"
    return f"{country}{digits}"
