"""Pages of hits and of branches: without a list, without hits, and never past the register's ceiling."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from registries.company import Hits, RegisteredAddress, Situation
from registries.errors import BadAnswer, TooFarDown, Withheld
from registries.http import Answer
from registries.norway import Norway
from tests.registries.asking import Canned, sample
from tests.registries.norwegian import NUMBER, REFUSED, WRONG_PATH, company, get, hits, unit

NOW = datetime(2026, 9, 14, tzinfo=UTC)


def found_page(units: list[Any], total: int, pages: int) -> dict[str, Any]:
    block = {"size": 25, "totalElements": total, "totalPages": pages, "number": 0}
    return {"_embedded": {"enheter": units}, "page": block}


def branch(**changed: Any) -> dict[str, Any]:
    return {
        "organisasjonsnummer": "973861778",
        "navn": "SOLVIK ENERGI AVD BODØ",
        "organisasjonsform": {"kode": "BEDR", "beskrivelse": "Underenhet til næringsdrivende"},
        "overordnetEnhet": NUMBER,
        "oppstartsdato": "2012-02-01",
        "beliggenhetsadresse": {"landkode": "NO", "postnummer": "8006", "poststed": "BODØ", "adresse": ["Sjøgata 3"]},
        **changed,
    }


def test_the_number_of_a_branch_is_found_in_its_own_place() -> None:
    number = "973861778"
    client: Any = Canned({f"/underenheter/{number}": Answer(200, branch())})
    found = Norway().get(client, number, "nb")
    assert [path for path, _ in client.asked] == [f"/enheter/{number}", f"/underenheter/{number}"]
    assert (found.is_branch, found.parent, found.legal_form) == (True, NUMBER, "BEDR")
    assert found.visiting == RegisteredAddress("Sjøgata 3", "8006", "Bodø", "NO")
    assert found.founded == date(2012, 2, 1)
    assert found.situation == Situation.UNKNOWN


def test_a_branch_can_be_withheld_as_well() -> None:
    with pytest.raises(Withheld):
        get({f"/underenheter/{NUMBER}": Answer(410, None)})


def test_a_closed_branch_has_ceased_but_not_before_it_closes() -> None:
    closed = company(branch(nedleggelsesdato="2025-12-31"))
    assert (closed.situation, closed.situation_since) == (Situation.DELETED, date(2025, 12, 31))
    later = (timezone.now() + timedelta(days=30)).date().isoformat()
    assert company(branch(nedleggelsesdato=later)).situation == Situation.UNKNOWN


def test_the_branches_of_a_company_are_listed() -> None:
    data = found_page([], 2, 1) | {"_embedded": {"underenheter": [branch(), branch(navn="")]}}
    client: Any = Canned({"/underenheter": Answer(200, data)})
    found = Norway().branches(client, NUMBER, 0, "nb")
    assert client.asked == [("/underenheter", {"overordnetEnhet": NUMBER, "size": "25", "page": "0"})]
    assert [each.number for each in found.companies] == ["973861778"]


def test_a_page_of_hits_is_read() -> None:
    first, second = hits(sample("brreg/search-page0")), hits(sample("brreg/search-page1"), 1)
    assert [each.number for each in first.companies] == [NUMBER, "927604116", "914385024"]
    assert (first.total, first.page, first.has_more) == (5, 0, True)
    assert [each.number for each in second.companies] == ["989760432", "995218763"]
    assert (second.total, second.page, second.has_more) == (5, 1, False)
    assert replace(first.companies[0], fetched_at=NOW) == replace(company(sample("brreg/unit")), fetched_at=NOW)
    assert first.companies[1].employees is None
    assert first.companies[1].former_names == ("Vestkraft Service AS",)
    assert first.companies[2].employees == (0, 0)


def test_the_words_are_asked_for_as_they_are() -> None:
    client: Any = Canned({"/enheter": Answer(200, sample("brreg/search-empty"))})
    Norway().search(client, "å & b", 2, "nb")
    assert client.asked == [("/enheter", {"navn": "å & b", "size": "25", "page": "2"})]


def test_no_hit_is_an_answer_without_a_list() -> None:
    assert hits(sample("brreg/search-empty")) == Hits((), 0, 0, False)


def test_a_unit_that_cannot_be_read_does_not_hide_the_others() -> None:
    rows = [unit(organisasjonsnummer=None), unit(), "x", None, unit(navn="  "), unit(organisasjonsnummer="123456789")]
    found = hits(found_page(rows, 6, 1))
    assert [each.number for each in found.companies] == [NUMBER]
    assert found.total == 6


@pytest.mark.parametrize("rows", [None, [], ["x", None], [{}], [{"navn": "SOLVIK"}]], ids=str)
@pytest.mark.parametrize("page", [0, 2])
def test_hits_none_of_which_can_be_read_are_no_empty_page(rows: list[Any] | None, page: int) -> None:
    data = found_page(rows or [], 79, 4)
    if rows is None:
        del data["_embedded"]
    with pytest.raises(BadAnswer):
        hits(data, page)


def test_those_that_cannot_be_read_are_counted() -> None:
    rows = [unit(), unit(navn=""), None]
    assert hits(found_page(rows, 3, 1)).unread == 2
    assert hits(found_page([unit()], 26, 2), 1).unread == 0
    assert hits(found_page([unit()], 28, 2), 1).unread == 2


def test_a_page_after_the_last_is_empty() -> None:
    data = {"page": {"size": 25, "totalElements": 5, "totalPages": 1, "number": 1}}
    assert hits(data, 1) == Hits((), 5, 1, False)


def test_the_last_page_before_the_ceiling_has_no_more() -> None:
    assert hits(found_page([unit()], 12_000, 480), 398).has_more
    assert not hits(found_page([unit()], 12_000, 480), 399).has_more


def test_nothing_is_asked_past_the_ceiling() -> None:
    client: Any = Canned({})
    with pytest.raises(TooFarDown):
        Norway().search(client, "a", 400, "nb")
    assert client.asked == []


def test_a_refused_first_page_is_no_answer() -> None:
    with pytest.raises(BadAnswer):
        hits(REFUSED, status=400)


def test_a_refused_page_is_told_as_too_far_down() -> None:
    with pytest.raises(TooFarDown) as caught:
        hits(REFUSED, 3, status=400)
    assert caught.value.detail == "Feilaktig forespørsel"


@pytest.mark.parametrize("body", [None, [], "x", {}, {"page": {}}, {"page": {"totalElements": "5"}}])
def test_a_search_that_does_not_say_how_many_cannot_be_read(body: Any) -> None:
    with pytest.raises(BadAnswer):
        hits(body)


@pytest.mark.parametrize("body", [None, WRONG_PATH])
@pytest.mark.parametrize("status", [401, 404, 406, 410])
def test_a_search_that_fails_is_no_empty_list(status: int, body: Any) -> None:
    with pytest.raises(BadAnswer):
        hits(body, status=status)


def test_the_feed_of_changes_is_no_search() -> None:
    with pytest.raises(BadAnswer):
        hits(sample("brreg/updates"))
