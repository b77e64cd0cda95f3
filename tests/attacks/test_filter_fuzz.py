"""Classes 2 and 4: whatever stands in a filter, the answer is a list, a redirect or a refusal, never a fault.

(CVE-2024-5315, CVE-2024-36409, CVE-2025-64459: ``_connector`` smuggled into a condition.)
"""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue.entity import ENTITIES
from catalogue.field import Viewer
from customers.register import customers
from tests.matrix.answers import csv_names, shown_names, workbook
from tests.matrix.ground import Ground
from tests.matrix.unchanged import nothing_is_written
from workbench.state import MOST_FILTERS, NotUnderstood, read_state
from workbench.views import find

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HTMX: dict[str, Any] = {"headers": {"HX-Request": "true"}}

KEYS = sorted({field.key for field in ENTITIES["customer"].fields})
OPERATORS = sorted({op.key for field in ENTITIES["customer"].fields for op in field.type.operators})
NASTY = [
    "", "0", "-1", "1", "1e400", "-1e400", "1e-400", "NaN", "sNaN", "-Infinity", "Infinity", "1_000", "1,5", "1.5",
    "\u0661\u0662", "0x10", str(2**31), str(2**63), str(-(2**63) - 1), "9" * 18, "9" * 19, "9" * 300, "9" * 5000,
    "0001-01-01", "9999-12-31", "9999-12-30", "0000-00-00", "10000-01-01", "2026-02-30", "31/12/9999", "1 Jan 1",
    "yes", "no", "none", "me", "this_year", "today", "true", "%", "_", "\\", "'", '"', ",", ";", "--", "/*", "$$",
    "' OR 1=1 --", "{}", "[]", "%00", "\x00", "\ufeff", "\u202e", "\ud7ff", "\U0001f600", "a" * 201, "å" * 200,
    "__class__", "{{7*7}}", "${7*7}", "<script>", "NO", "nb", "2026-01-01T00:00", "1;2", "1 OR 1",
]  # fmt: skip
values = st.one_of(st.sampled_from(NASTY), st.text(max_size=30), st.integers().map(str), st.dates().map(str))
names = st.one_of(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(OPERATORS)).map(lambda pair: ".".join(pair).rstrip(".")),
    st.sampled_from(["_connector", "_negated", "pk", "id", "pk__in", "name__regex", "name.regex", "q", "state"]),
    st.text(min_size=1, max_size=20),
)


def ask(browser: Client, query: str, path: str = "/customers/") -> int:
    return int(browser.get(f"{path}?{query}", **HTMX).status_code)


@FUZZ
@given(parameters=st.lists(st.tuples(names, values), min_size=1, max_size=4))
@example(parameters=[("number.is", "1.5")])
def test_any_mix_of_filters_is_answered_or_refused(parameters: list[tuple[str, str]], browsers: Browsers) -> None:
    query = urlencode(parameters, errors="surrogatepass")
    assert ask(browsers["account"], query) in {200, 302, 400}


@pytest.mark.parametrize("key", KEYS)
def test_each_field_survives_each_nasty_value(key: str, ground: Ground) -> None:
    field = next(each for each in ENTITIES["customer"].fields if each.key == key)
    viewer = Viewer(ground.people["account"], timezone.localdate())
    for number, operator in enumerate(field.type.operators):
        name = f"{key}.{operator.key}".rstrip(".")
        # each value at one of the field's operators, another one for the next field
        for value in NASTY[(number + len(key)) % len(field.type.operators) :: len(field.type.operators)]:
            query = QueryDict(mutable=True)
            query.setlist(name, [value])
            try:
                found = find(read_state(customers, viewer, query))
            except NotUnderstood:
                continue
            assert found.matching.count() <= 1, f"{name}={value!r} shows rows of others"


@pytest.mark.parametrize("name", [
    "_connector", "_negated", "pk", "id", "pk__in", "name__contains", "name__regex", "account_owner__password",
    "account_owner_id", "industry__name", "segments__id", "custom__x", "search_text", "sort_name", "v_name", "c_name",
    "name.regex", "name.icontains", "name.__class__", "name.", ".name", ".", "name.is.is", "name..is", "Name",
    "name[]", "name[is]", "ids", "export", "facts", "csrfmiddlewaretoken", "__proto__", "order_by", "user", "viewer",
    "customer__account_owner", "field__x", "q ", "Q", "page_size", "format", "_export", "fingerprint", "next",
])  # fmt: skip
def test_a_key_outside_the_catalogue_is_refused(name: str, browsers: Browsers) -> None:
    with nothing_is_written():
        assert ask(browsers["admin"], urlencode({name: "1"})) == 400
        assert browsers["admin"].post(f"/customers/?{urlencode({name: '1'})}", {"export": "csv"}).status_code == 400
        assert ask(browsers["admin"], urlencode({name: "1"}), "/contacts/") == 400


@pytest.mark.parametrize("name", ["q", "state", "sort", "columns", "page", "size", "part", "count", "selected"])
def test_a_parameter_of_the_page_given_twice_is_refused(name: str, browsers: Browsers) -> None:
    known = {
        "q": "a",
        "state": "all",
        "sort": "name",
        "columns": "name",
        "page": "1",
        "size": "50",
        "part": "totals",
        "count": "exact",
        "selected": "all",
    }[name]
    assert ask(browsers["admin"], urlencode({name: known})) == 200
    assert ask(browsers["admin"], urlencode([(name, known)] * 2)) == 400


@pytest.mark.parametrize("query", [
    "state=", "state=Active", "state=deleted", "part=file", "part=Totals", "count=1", "selected=1", "size=51", "size=0",
    "size=-25", "size=25.0", "size=1000000", "size=", "page=0", "page=-1", "page=", "page=1.0", "page=999999999",
    "page=99999999999999999999", "page=%D9%A1", "page=1e3", "columns=", "columns=name,", "columns=name,name",
    "columns=account_owner__password", "columns=c_name", "columns=*", "q=%00", "name=%00", "q=" + "a" * 201,
    "part=filter&field=nonsense", "part=filter&field=name&operator=regex", "part=filter&field=account_owner__password",
    "field=nonsense", "operator=nonsense", "field=name&operator=is",
])  # fmt: skip
def test_a_value_the_page_does_not_know_is_refused(query: str, browsers: Browsers) -> None:
    assert ask(browsers["admin"], query) == 400


def test_a_thousand_chosen_values_are_the_most(browsers: Browsers) -> None:
    assert ask(browsers["admin"], urlencode([("country", "NO")] * 1000)) == 200
    assert ask(browsers["admin"], urlencode([("country", "NO")] * 1001)) == 400


def test_a_text_filter_takes_one_value(browsers: Browsers) -> None:
    assert ask(browsers["admin"], "name=a&name=b") == 400


def test_a_hundred_filters_at_once_are_answered_and_more_are_refused(browsers: Browsers) -> None:
    samples = {
        "text": "a",
        "yes_no": "yes",
        "choices": "none",
        "references": "none",
        "number": "1",
        "date": "2026-01-01",
        "relative": "this_year",
    }
    fields = ENTITIES["customer"].fields
    query = [(f"{f.key}.{op.key}".rstrip("."), samples[op.input]) for f in fields for op in f.type.operators]
    most = urlencode(query[:MOST_FILTERS])
    assert ask(browsers["admin"], most) == 200
    response = browsers["admin"].post(f"/customers/?{most}", {"export": "csv"})
    assert csv_names(response) == []
    assert ask(browsers["admin"], urlencode(query)) == 400


def test_a_fraction_is_no_whole_number(browsers: Browsers) -> None:
    assert shown_names(browsers["admin"].get("/customers/?number.is=1001")) == ["Ålesund Seafood AS"]
    assert shown_names(browsers["admin"].get("/customers/?number.is=1001.5")) == []


@pytest.mark.parametrize("typed", ["1e-999999", "1e999999", "-1e-30", "1e18", "0e-9999"])
def test_a_number_of_a_million_digits_is_not_written_out(typed: str, browsers: Browsers) -> None:
    answer = browsers["admin"].get(f"/customers/?open_sales.min={typed}", follow=True)
    assert answer.status_code == 200
    assert len(answer.request["QUERY_STRING"]) < 100


@pytest.mark.parametrize("query", ["number.is=999999999999", "number.min=999999999999", "billed_this_year.min=9e15"])
def test_a_number_beyond_every_row_finds_nothing_on_the_page_and_in_the_file(query: str, browsers: Browsers) -> None:
    page = browsers["admin"].get(f"/customers/?{query}", follow=True)
    assert (page.status_code, shown_names(page)) == (200, [])
    assert csv_names(browsers["admin"].post(f"/customers/?{query}", {"export": "csv"})) == []
    assert workbook(browsers["admin"].post(f"/customers/?{query}", {"export": "xlsx"})).active.max_row == 1
