"""Pages of Finnish hits: four of ours to one of the service's hundred, and a row that cannot be read left out."""

from typing import Any

import pytest
from stdnum.fi import ytunnus

from registries.company import Hits, Situation
from registries.errors import BadAnswer, TooFarDown
from registries.finland import Finland
from registries.http import Answer
from tests.registries.asking import sample
from tests.registries.finnish import NUMBER, answer_of, named, row
from tests.registries.made_numbers import WEIGHTS, eleven

NUMBERS = [found for base in range(1_000_000, 1_000_400) if (found := eleven(str(base), WEIGHTS["FI"]))]


class Service:
    """So many companies by a hundred a page, from page 1 on."""

    def __init__(self, total: int) -> None:
        self.rows = [row(businessId={"value": f"{each[:7]}-{each[7:]}"}) for each in NUMBERS[:total]]
        self.asked: list[str] = []

    def get(self, path: str, params: dict[str, str] | None = None, accept: str = "") -> Answer:
        assert params
        self.asked.append(params["page"])
        first = (int(params["page"]) - 1) * 100
        return Answer(200, {"totalResults": len(self.rows), "companies": self.rows[first : first + 100]})


def search(client: Any, page: int = 0) -> Hits:
    return Finland().search(answer_of(client) if isinstance(client, Answer) else client, "saimaa", page, "fi")


def rows(*found: Any) -> Answer:
    return Answer(200, {"totalResults": len(found), "companies": list(found)})


def test_a_page_of_hits_is_read() -> None:
    found = search(Answer(200, sample("ytj/search")))
    assert [each.number for each in found.companies] == [NUMBER, "3029476-7", "1956820-2"]
    assert [each.situation for each in found.companies] == [
        Situation.ACTIVE,
        Situation.REORGANISATION,
        Situation.BANKRUPT,
    ]
    assert (found.total, found.page, found.has_more) == (3, 0, False)


def test_the_words_are_asked_for_as_they_are() -> None:
    client = answer_of(Answer(200, sample("ytj/search-empty")))
    Finland().search(client, "å & b", 0, "fi")
    assert client.asked == [("/companies", {"name": "å & b", "page": "1"})]


def test_no_hit_is_an_answer() -> None:
    assert search(Answer(200, sample("ytj/search-empty"))) == Hits((), 0, 0, False)


@pytest.mark.parametrize(
    ("page", "asked", "first", "count", "has_more"),
    [
        (0, "1", 0, 25, True),
        (3, "1", 75, 25, True),
        (4, "2", 100, 25, True),
        (7, "2", 175, 25, True),
        (8, "3", 200, 10, False),
        (9, "3", 225, 0, False),
        (400, "101", 10_000, 0, False),
    ],
)
def test_four_pages_of_ours_are_one_of_theirs(page: int, asked: str, first: int, count: int, has_more: bool) -> None:
    client = Service(210)
    found = search(client, page)
    assert client.asked == [asked]
    assert [ytunnus.compact(each.number) for each in found.companies] == NUMBERS[first : first + count]
    assert (found.total, found.page, found.has_more) == (210, page, has_more)


@pytest.mark.parametrize(("total", "has_more"), [(25, False), (26, True), (24, False)])
def test_there_is_more_only_behind_a_full_page(total: int, has_more: bool) -> None:
    assert search(Service(total)).has_more == has_more


def test_all_pages_together_hold_every_company_once() -> None:
    client = Service(130)
    found = [each.number for page in range(6) for each in search(client, page).companies]
    assert len(found) == len(set(found)) == 130


def test_a_row_that_cannot_be_read_is_left_out() -> None:
    bad = [row(businessId={"value": None}), row("businessId"), row(names=[]), row(businessId={"value": "2748193-3"})]
    found = search(rows(*bad, None, "x", row()))
    assert [each.number for each in found.companies] == [NUMBER]
    assert (found.total, found.unread) == (7, 6)


@pytest.mark.parametrize("found", [[], [None, "x"], [{}], [row(names=[])]], ids=["none", "no rows", "empty", "no name"])
@pytest.mark.parametrize("page", [0, 2, 3])
def test_hits_none_of_which_can_be_read_are_no_empty_page(found: list[Any], page: int) -> None:
    with pytest.raises(BadAnswer):
        search(Answer(200, {"totalResults": 79, "companies": found}), page)
    assert search(Answer(200, {"totalResults": 79, "companies": []}), 4) == Hits((), 79, 4, False)


def test_a_company_whose_only_name_has_ended_is_a_hit() -> None:
    found = search(rows(row(names=[named("Entinen Oy", "1990-01-01", "2005-12-19")], endDate="2005-12-19")))
    assert (found.companies[0].name, found.companies[0].situation) == ("Entinen Oy", Situation.DELETED)


def test_a_refused_search_asks_for_more_of_the_name() -> None:
    with pytest.raises(TooFarDown):
        search(Answer(400, {"message": "bad parameter"}), 4)


def test_a_refused_first_page_is_no_answer() -> None:
    with pytest.raises(BadAnswer):
        search(Answer(400, {"message": "bad parameter"}))


@pytest.mark.parametrize("data", [None, [], "x", {}, {"companies": []}, {"totalResults": 1, "companies": None}])
def test_an_answer_without_a_list_cannot_be_read(data: Any) -> None:
    with pytest.raises(BadAnswer):
        search(Answer(200, data))


@pytest.mark.parametrize("status", [204, 401, 404, 410])
def test_a_search_that_fails_is_no_empty_list(status: int) -> None:
    with pytest.raises(BadAnswer):
        search(Answer(status, None))
