"""Numbers and dates are printed and read as each language writes them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.utils import formats, timezone, translation
from django.utils.translation.reloader import translation_file_changed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.numbers import NumberField
from crm.translations import LANGUAGES, compile_all, po_path
from workbench.printing import day, moment, number

TODAY = date(2026, 11, 24)
NUMBERS = {
    "en": ("1\u00a0234\u00a0567", "\u22121\u00a0234.50", "0.125"),
    "sv": ("1\u00a0234\u00a0567", "\u22121\u00a0234,50", "0,125"),
    "nb": ("1\u00a0234\u00a0567", "\u22121\u00a0234,50", "0,125"),
    "fi": ("1\u00a0234\u00a0567", "\u22121\u00a0234,50", "0,125"),
    "da": ("1.234.567", "\u22121.234,50", "0,125"),
}
DAYS = {
    "en": ("Today", "Yesterday", "20 Nov", "1 Mar 2025"),
    "sv": ("I dag", "I går", "20 nov.", "1 mars 2025"),
    "nb": ("I dag", "I går", "20. nov.", "1. mars 2025"),
    "fi": ("Tänään", "Eilen", "20.11.", "1.3.2025"),
    "da": ("I dag", "I går", "20. nov.", "1. mar. 2025"),
}
TYPED = {
    "en": ("1 234.5", "1\u00a0234.5", "1234.5"),
    "sv": ("1 234,5", "1\u00a0234,5", "1234,5", "1234.5"),
    "nb": ("1 234,5", "1\u00a0234,5", "1234,5", "1234.5"),
    "fi": ("1 234,5", "1\u00a0234,5", "1234,5", "1234.5"),
    "da": ("1.234,5", "1234,5", "1234.5"),
}
TYPED_DAYS = {
    "en": ("24/11/2026", "24.11.2026", "24 Nov 2026"),
    "sv": ("2026-11-24", "24.11.2026", "24/11/2026"),
    "nb": ("24.11.2026",),
    "fi": ("24.11.2026",),
    "da": ("24.11.2026",),
}


@pytest.fixture(autouse=True, scope="module")
def compiled() -> None:
    """The catalogues as they are now, also where nobody has compiled them yet."""
    compile_all()
    translation_file_changed(sender=None, file_path=po_path("fi").with_suffix(".mo"))


@pytest.fixture(params=["en", *LANGUAGES])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param), timezone.override(ZoneInfo("Europe/Oslo")):
        yield request.param


def test_numbers_are_printed(language: str) -> None:
    whole, amount, fraction = NUMBERS[language]
    assert number(1234567) == whole
    assert number(Decimal("1234567.00")) == whole
    assert number(Decimal("-1234.495"), 2) == amount
    assert number(Decimal("0.1250")) == fraction


NUMBERS_OF_ANY_SIZE = st.integers(-(10**15), 10**15) | st.decimals(-(10**12), 10**12, places=4)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NUMBERS_OF_ANY_SIZE, st.sampled_from([0, 2]))
def test_numbers_are_grouped_and_rounded_as_django_does(language: str, value: int | Decimal, decimals: int) -> None:
    rounded = round(abs(Decimal(value)) + Decimal("0.00001"), decimals)  # halves go up
    wanted = formats.number_format(rounded, decimals, use_l10n=True, force_grouping=True)
    assert number(value, decimals) == ("\u2212" if value < 0 and rounded else "") + wanted


def test_days_are_printed(language: str) -> None:
    days = (TODAY, date(2026, 11, 23), date(2026, 11, 20), date(2025, 3, 1))
    assert tuple(day(each, TODAY) for each in days) == DAYS[language]


def test_moments_are_printed_in_local_time(language: str) -> None:
    today, _yesterday, earlier, _last_year = DAYS[language]
    assert moment(datetime(2026, 11, 23, 23, 14, tzinfo=UTC), TODAY) == f"{today} 00:14"
    assert moment(datetime(2026, 11, 20, 8, 14, tzinfo=UTC), TODAY) == earlier


def test_numbers_are_read(language: str) -> None:
    for typed in (*TYPED[language], number(Decimal("1234.5"))):
        assert NumberField(max_digits=18).clean(typed) == Decimal("1234.5"), typed


def test_a_printed_negative_number_can_be_pasted_back(language: str) -> None:
    assert NumberField(max_digits=18).clean(number(Decimal("-1234567.25"), 2)) == Decimal("-1234567.25")


def test_a_number_that_rounds_to_nothing_has_no_minus(language: str) -> None:
    assert number(Decimal("-0.4"), 0) == "0"


@pytest.mark.parametrize("typed", ["abc", "1-2", "1e400", "NaN", "Infinity", "--1", ""])
def test_what_is_no_number_is_refused(language: str, typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        NumberField(max_digits=18).clean(typed)


def test_days_are_read(language: str) -> None:
    for typed in (*TYPED_DAYS[language], "2026-11-24"):
        assert forms.DateField(localize=True).clean(typed) == TODAY, typed
