"""The state of a register lives in its address: what links keep, drop and turn."""

import re
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client

from catalogue.field import Viewer
from customers.register import customers
from tests.matrix.ground import Ground
from workbench.context import heading
from workbench.models import RegisterPreference
from workbench.state import State, read_state

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def read(ground: Ground, query: str = "", who: str = "admin") -> State:
    return read_state(customers, Viewer(ground.people[who], TODAY), QueryDict(query))


def keys(state: State) -> list[str]:
    return [column.key for column in state.columns]


def test_without_parameters_the_address_is_bare(ground: Ground) -> None:
    state = read(ground)
    assert (state.url(), state.state, state.page, state.size, state.typed) == ("/customers/", "active", 1, 50, "")
    assert not state.is_narrowed


@pytest.mark.parametrize(("query", "changes", "wanted"), [
    ("q=a&page=3", {}, "?q=a&page=3"),
    ("q=a&page=3", {"page": 4}, "?q=a&page=4"),
    ("q=a&page=3", {"page": None}, "?q=a"),
    ("q=a&page=3", {"sort": "name"}, "?q=a&sort=name"),
    ("q=a&page=3", {"q": "b"}, "?q=b"),
    ("q=a&page=3", {"q": None}, ""),
    ("page=3", {"part": "totals"}, "?page=3&part=totals"),
    ("page=3", {"count": "exact"}, "?page=3&count=exact"),
    ("page=3", {"selected": "all"}, "?page=3&selected=all"),
    ("part=totals&selected=all&count=exact&q=a", {}, "?q=a"),
    ("part=filter&field=name&operator=is&q=a", {}, "?q=a"),
    ("country=NO&country=SE", {"sort": "-number"}, "?country=NO&country=SE&sort=-number"),
    ("country=NO&country=SE", {"country": None}, ""),
    ("country=NO", {"country": ["FI", "DK"]}, "?country=FI&country=DK"),
    ("q=%C3%A5%26b", {"page": 2}, "?q=%C3%A5%26b&page=2"),
    ("columns=name,city", {"size": 25}, "?columns=name,city&size=25"),
])  # fmt: skip
def test_a_link_keeps_the_state_and_changes_what_it_says(
    query: str, changes: dict[str, object], wanted: str, ground: Ground
) -> None:
    assert read(ground, query).url(**changes) == f"/customers/{wanted}"


def test_every_link_is_understood_again(ground: Ground) -> None:
    state = read(ground, "q=%27%22%26&name.is=a%2Cb&country=NO&country=none&sort=-number,city&page=2&state=all&size=25")
    for url in (state.url(), state.url(page=3), state.shared_url, state.cleared_url, state.url(sort="name")):
        again = read(ground, url.partition("?")[2])
        assert (again.state, again.size) in {("all", 25), ("active", 25)}
        assert [(f.name, f.values) for f in again.filters] in [[(f.name, f.values) for f in state.filters], []]


@pytest.mark.parametrize(("key", "first"), [
    ("name", "name"), ("city", "city"), ("number", "number"), ("payment_terms", "-payment_terms"), ("created_at", "-created_at"),  # noqa: E501
    ("billed_this_year", "-billed_this_year"), ("last_invoice", "-last_invoice"), ("account_owner", "account_owner"),
])  # fmt: skip
def test_a_click_sorts_names_upwards_amounts_and_dates_downwards_and_the_next_click_turns(
    key: str, first: str, ground: Ground
) -> None:
    def click(query: str) -> str:
        state = read(ground, query)
        return heading(state, state.fields[key]).url.partition("sort=")[2]

    other = "sort=country"
    assert click(other) == first
    turned = key if first.startswith("-") else f"-{key}"
    assert click(f"sort={first}") == turned
    assert click(f"sort={turned}") == first


def test_without_a_sort_the_naming_column_says_ascending(ground: Ground) -> None:
    state = read(ground)
    directions = {head.field.key: head.direction for head in (heading(state, column) for column in state.columns)}
    assert directions.pop("name") == "ascending"
    assert set(directions.values()) == {""}
    assert heading(state, state.fields["name"]).url == "/customers/?sort=-name"


def test_a_column_that_cannot_be_sorted_has_no_link(ground: Ground) -> None:
    state = read(ground, "columns=name,notes")
    assert heading(state, state.fields["notes"]).url == ""


def test_the_second_sort_key_is_shown_too(ground: Ground) -> None:
    state = read(ground, "sort=country,-number")
    assert [heading(state, state.fields[key]).direction for key in ("country", "number", "name")] == [
        "ascending", "descending", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query", ["sort=-name", "page=2", "size=25", "columns=name,city", "selected=all", "count=exact"]
)
def test_a_selection_survives_what_does_not_change_the_rows(query: str, ground: Ground) -> None:
    plain = read(ground, "q=a&state=all&country=NO")
    assert read(ground, f"q=a&state=all&country=NO&{query}").filter_key == plain.filter_key


@pytest.mark.parametrize("query", ["q=b", "q=a&state=all", "q=a&country=NO", "", "q=a&name.empty=no"])
def test_a_selection_hangs_on_what_decides_the_rows(query: str, ground: Ground) -> None:
    assert read(ground, query).filter_key != read(ground, "q=a").filter_key


def test_clearing_keeps_columns_and_order(ground: Ground) -> None:
    state = read(ground, "q=a&state=all&country=NO&name.is=x&sort=-number&columns=name,city&page=2&size=25")
    assert state.cleared_url == "/customers/?sort=-number&columns=name,city&size=25"
    assert state.is_narrowed
    assert not read(ground, state.cleared_url.partition("?")[2]).is_narrowed


def test_a_shared_address_names_columns_and_size(ground: Ground) -> None:
    RegisterPreference.objects.create(
        user=ground.people["admin"], register="customers", columns=["name", "email"], page_size=100
    )
    shared = read(ground, "q=a").shared_url
    assert shared == "/customers/?q=a&columns=name,email&size=100"
    assert keys(read(ground, shared.partition("?")[2], who="account")) == ["name", "email"]


def test_a_filter_that_asks_which_are_in_use_is_not_asked_among_those_in_use_only(ground: Ground) -> None:
    assert read(ground, "is_active=no").state == "all"
    assert read(ground, "is_active=no&state=active").state == "active"
    assert read(ground, "city=oslo").state == "active"


def test_the_way_out_of_an_empty_list_is_that_of_the_toolbar(browsers: dict[str, Client]) -> None:
    page = browsers["admin"].get("/customers/?q=zzzz&sort=-number&columns=name,city&size=25").content.decode()
    ways = re.findall(r'href="([^"]*)">Clear filters<', page)
    assert ways == ["/customers/?sort=-number&amp;columns=name,city&amp;size=25"] * 2


@pytest.mark.parametrize("path", ["/invoices/?state=inactive", "/costs/?state=active"])
def test_a_refused_state_is_not_among_what_is_offered_instead(path: str, browsers: dict[str, Client]) -> None:
    page = browsers["admin"].get(path)
    assert page.status_code == 400
    assert "state=" not in page.context["rest_url"]
