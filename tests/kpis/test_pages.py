"""The pages of key figures: following a filter, earlier months, and what they refuse."""

from __future__ import annotations

from datetime import date
from re import findall
from urllib.parse import parse_qs, urlsplit

import pytest

from catalogue import querysets
from tests import factories
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db


def test_the_page_offers_earlier_months_and_refuses_others(ground: Ground) -> None:
    client = ground.client("admin")
    assert client.get("/customers/figures/", {"as_of": "2025-03"}).status_code == 400  # nothing is known of then
    factories.cost(factories.project(factories.customer("Old")), date=date(2025, 1, 5))
    page = client.get("/customers/figures/", {"as_of": "2025-03"}).content.decode()
    assert "At the end of March 2025" in page
    assert '<option value="2025-03" selected>' in page
    assert '<option value="2025-01">' in page
    assert "2024-12" not in page
    page = client.get("/customers/figures/", {"as_of": "2025-03", "kpi": "prospects"}).content.decode()
    assert "Since history began" in page
    assert "mean those of that time" in page
    assert "mean those of that time" not in client.get("/customers/figures/", {"kpi": "prospects"}).content.decode()
    for month in ("2999-01", "1999-12", "2025-13", "2025-3", "x", "2025-03-01"):
        assert client.get("/customers/figures/", {"as_of": month}).status_code == 400, month


@pytest.mark.parametrize("of", [
    "nowhere?x=1", "customers?unheard=1", "customers?page=2", "customers?country=NO&country.is=1", "x" * 5000, "?", "",
    "customers?billed_this_year.from=1",
])  # fmt: skip
def test_a_list_that_is_not_understood_is_refused(ground: Ground, of: str) -> None:
    answer = ground.client("reader").get("/customers/", {"of": of})  # who sees no money
    assert answer.status_code == 400


def test_the_strip_follows_the_filter_once_somebody_wants_that(ground: Ground) -> None:
    client = ground.client("admin")
    filtered = "/customers/?country=NO&q=a"
    assert 'hx-get="/customers/figures/"' in client.get(filtered).content.decode()
    answer = client.post("/customers/figures/follow/", {"follow": "yes"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")
    page = client.get(filtered).content.decode()
    (of,) = {parse_qs(urlsplit(url).query)["of"][0] for url in findall(r'hx-get="(/customers/figures/\?[^"]*)"', page)}
    assert of == "customers?country=NO&q=a"
    strip = client.get("/customers/figures/", {"of": of}, headers={"HX-Request": "true"}).content.decode()
    assert "Customers that match the filter: " in strip
    assert 'hx-get="/customers/figures/"' in client.get("/customers/").content.decode()  # nothing is filtered
    swapped = client.get(filtered, headers={"HX-Request": "true"}).content.decode()
    assert "/customers/figures/?of=" in swapped  # a new filter fetches them anew
    assert client.post("/customers/figures/follow/", {"follow": "perhaps"}).status_code == 400
    client.post("/customers/figures/follow/", {"follow": "no"})
    assert "/customers/figures/?of=" not in client.get(filtered).content.decode()


def test_more_rows_than_a_list_counts_are_about_so_many_on_the_strip_too(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = {"of": "customers?country=NO"}
    assert "match the filter: about" not in ground.client("admin").get("/customers/figures/", of).content.decode()
    monkeypatch.setattr(querysets, "EXACT_UP_TO", 0)
    assert "match the filter: about" in ground.client("admin").get("/customers/figures/", of).content.decode()


def test_a_list_limited_by_another_says_so_and_can_be_left(ground: Ground) -> None:
    page = ground.client("admin").get("/invoices/?is_counted=yes&of=customers%3Fcountry%3DNO").content.decode()
    assert "Active; Country is Norway" in page
    assert 'href="/invoices/?is_counted=yes"' in page
    assert 'href="/customers/?country=NO"' in page


@pytest.mark.parametrize("path", [
    "/invoices/?of=customers%3Fcreated_at.from%3Dgarbage", "/sales/figures/?kpi=pipeline&of=customers%3Fcountry%3DZZ",
    "/customers/figures/?of=customers%3Fcreated_at.from%3Dgarbage",
])  # fmt: skip
def test_a_wrong_value_within_is_refused_and_not_offered_again(ground: Ground, path: str) -> None:
    answer = ground.client("admin").get(path)
    assert answer.status_code == 400
    assert "of=" not in answer.content.decode()


def test_a_filter_too_long_to_carry_is_not_followed(ground: Ground) -> None:
    client = ground.client("admin")
    client.post("/customers/figures/follow/", {"follow": "yes"})
    page = client.get("/customers/", {"city": "x" * 200, "name.is": "y" * 200}).content.decode()
    assert "/customers/figures/?of=" in page
    many = "&".join(f"industry={pk}" for pk in range(1, 400))
    assert client.get(f"/customers/?{many}").status_code == 200
    assert "/customers/figures/?of=" not in client.get(f"/customers/?{many}").content.decode()
