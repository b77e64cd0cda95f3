"""The stand-in answers in the shape of the real services, judged by recorded samples."""

import datetime
import json
from typing import Any

import pytest
import requests

from registries import interface
from registries.company import Situation
from registries.errors import NotFound, TooFarDown, Withheld
from registries.standin import Standin
from tests.registries.asking import sample

REAL = "https://data.brreg.no/enhetsregisteret/api"
V1 = "application/vnd.brreg.enhetsregisteret.enhet.v1+json"
V2 = "application/vnd.brreg.enhetsregisteret.enhet.v2+json"


def ask(standin: Standin, target: str, accept: str = "application/json") -> requests.Response:
    return requests.get(standin.url + target, headers={"Accept": accept}, timeout=5)


def as_the_real_one(standin: Standin, answer: requests.Response) -> Any:
    return json.loads(answer.text.replace(f"{standin.url}/brreg", REAL))


# --- Norway


@pytest.mark.parametrize("page", [0, 1])
def test_a_page_of_norwegian_hits_is_the_recorded_one(standin: Standin, page: int) -> None:
    answer = ask(standin, f"/brreg/enheter?navn=solvik&size=3&page={page}")
    assert as_the_real_one(standin, answer) == sample(f"brreg/search-page{page}")


def test_a_norwegian_search_without_hits_has_no_list_at_all(standin: Standin) -> None:
    answer = ask(standin, "/brreg/enheter?navn=zzzz")
    assert as_the_real_one(standin, answer) == sample("brreg/search-empty")


def test_a_page_after_the_last_has_no_list_either(standin: Standin) -> None:
    answer = ask(standin, "/brreg/enheter?navn=solvik&size=3&page=2").json()
    assert "_embedded" not in answer
    assert answer["page"] == {"size": 3, "totalElements": 5, "totalPages": 2, "number": 2}


@pytest.mark.parametrize(
    ("typed", "hits"),
    [("energi solvik", 3), ("SOLV", 5), ("ener øst", 1), ("olvik", 0), ("solvik hav", 0), ("fjellheim", 0)],
)
def test_norwegian_words_are_beginnings_in_any_order(standin: Standin, typed: str, hits: int) -> None:
    answer = ask(standin, f"/brreg/enheter?navn={typed}").json()
    assert answer["page"]["totalElements"] == hits


def test_several_norwegian_numbers_are_found_at_once(standin: Standin) -> None:
    answer = ask(standin, "/brreg/enheter?organisasjonsnummer=931204777,918442103,999999999").json()
    numbers = [unit["organisasjonsnummer"] for unit in answer["_embedded"]["enheter"]]
    assert numbers == ["931204777", "918442103"]


def test_a_unit_is_found_by_its_number(standin: Standin) -> None:
    answer = ask(standin, "/brreg/enheter/931204777", V2)
    assert answer.status_code == 200
    assert answer.json()["navn"] == "SOLVIK ENERGI AS"
    assert answer.headers["Content-Type"] == "application/json"


def test_a_deleted_unit_is_found_too(standin: Standin) -> None:
    answer = ask(standin, "/brreg/enheter/912334503")
    assert (answer.status_code, answer.json()) == (200, sample("brreg/unit-deleted-200"))


def test_a_removed_unit_is_gone_with_a_date(standin: Standin) -> None:
    answer = ask(standin, "/brreg/enheter/915000002")
    assert (answer.status_code, answer.json()) == (410, sample("brreg/unit-removed-410"))


@pytest.mark.parametrize("number", ["974760673", "973861778"])
def test_an_unknown_unit_or_a_branch_is_not_found_without_a_word(standin: Standin, number: str) -> None:
    answer = ask(standin, f"/brreg/enheter/{number}")
    assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.parametrize("path", ["/enhet", "/enheter/931204777/roller", "/enheter/123", "/"])
def test_a_wrong_path_is_not_found_with_a_reason(standin: Standin, path: str) -> None:
    answer = ask(standin, f"/brreg{path}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"title", "detail", "status", "instance"}


def test_a_branch_has_a_place_of_its_own(standin: Standin) -> None:
    assert ask(standin, "/brreg/underenheter/973861778").json()["overordnetEnhet"] == "931204777"
    found = ask(standin, "/brreg/underenheter?overordnetEnhet=931204777").json()
    assert [each["navn"] for each in found["_embedded"]["underenheter"]] == ["SOLVIK ENERGI AVD BODØ"]
    assert "_embedded" not in ask(standin, "/brreg/underenheter?overordnetEnhet=918442103").json()


@pytest.mark.parametrize(
    ("query", "wrong"),
    [("size=100&page=100", "size=100, page=100"), ("size=10001", "size=10001, page=0"), ("page=x", "x")],
)
def test_what_lies_too_far_down_is_refused_with_reasons(standin: Standin, query: str, wrong: str) -> None:
    answer = ask(standin, f"/brreg/enheter?navn=solvik&{query}")
    assert answer.status_code == 400
    said = answer.json()
    assert said["feilmelding"]
    assert set(said["valideringsfeil"][0]) == {"feilmelding", "parametere", "feilaktigVerdi"}
    assert said["valideringsfeil"][0]["feilaktigVerdi"] == wrong


def test_the_last_page_that_may_be_asked_for_is_answered(standin: Standin) -> None:
    assert ask(standin, "/brreg/enheter?navn=solvik&size=100&page=99").status_code == 200


@pytest.mark.parametrize(("accept", "status"), [(V1, 406), (V2, 200), ("*/*", 200), (f"{V1}, {V2}", 200)])
def test_an_old_version_is_not_spoken(standin: Standin, accept: str, status: int) -> None:
    assert ask(standin, "/brreg/enheter/931204777", accept).status_code == status


# --- Finland


def test_finnish_hits_are_the_recorded_ones(standin: Standin) -> None:
    assert ask(standin, "/ytj/companies?name=saimaan&page=1").json() == sample("ytj/search")
    assert ask(standin, "/ytj/companies?name=qqq").json() == sample("ytj/search-empty")


@pytest.mark.parametrize(
    ("typed", "hits"), [("lappeen", 1), ("VERKSTAD", 1), ("aimaan oy", 3), ("vertu", 1), ("saimaan vertu", 0)]
)
def test_a_finnish_company_is_found_by_any_name(standin: Standin, typed: str, hits: int) -> None:
    assert ask(standin, f"/ytj/companies?name={typed}").json()["totalResults"] == hits


def test_a_finnish_number_finds_a_list_of_one_or_none(standin: Standin) -> None:
    assert ask(standin, "/ytj/companies?businessId=0112038-9").json() == sample("ytj/nokia")
    assert ask(standin, "/ytj/companies?businessId=1927400-1").json() == sample("ytj/search-empty")


def test_finnish_pages_hold_a_hundred() -> None:
    rows = [{"businessId": {"value": str(n)}, "names": [{"name": f"Halla {n} Oy", "type": "1"}]} for n in range(150)]
    with Standin(finnish=rows) as standin:
        sizes = [len(ask(standin, f"/ytj/companies?name=halla&page={page}").json()["companies"]) for page in (1, 2, 3)]
        assert sizes == [100, 50, 0]
        assert ask(standin, "/ytj/companies?name=halla&page=2").json()["totalResults"] == 150


@pytest.mark.parametrize("page", ["0", "x", "-1"])
def test_a_finnish_page_that_cannot_be_is_refused(standin: Standin, page: str) -> None:
    assert ask(standin, f"/ytj/companies?name=oy&page={page}").status_code == 400


@pytest.mark.parametrize("path", ["/ytj/company", "/other", "/"])
def test_nothing_else_is_served(standin: Standin, path: str) -> None:
    assert ask(standin, path).status_code == 404


# --- through the door of the product


def test_the_product_reads_what_the_stand_in_says(standin: Standin) -> None:
    hits = interface.search("NO", "solvik")
    assert (len(hits.companies), hits.total, hits.has_more) == (5, 5, False)
    assert interface.get("NO", "973 861 778").is_branch
    assert [each.name for each in interface.branches("NO", "931204777").companies] == ["Solvik Energi AVD Bodø"]
    assert interface.get("NO", "912334503").situation == Situation.DELETED
    assert interface.get("FI", "0112038-9").name == "Nokia Oyj"
    with pytest.raises(Withheld) as withheld:
        interface.get("NO", "915000002")
    assert withheld.value.since == datetime.date(2025, 2, 10)
    with pytest.raises(NotFound):
        interface.get("NO", "974760673")
    with pytest.raises(TooFarDown):
        interface.search("NO", "solvik", page=400)


def test_it_remembers_what_it_was_asked(standin: Standin) -> None:
    interface.get("FI", "0112038-9")
    assert [each.path for each in standin.asked] == ["/ytj/companies?businessId=0112038-9"]
    assert "Accept" in standin.asked[0].headers


def test_it_lets_go_of_its_port_and_of_those_who_ask() -> None:
    with requests.Session() as session, Standin() as standin:
        session.get(f"{standin.url}/ytj/companies", timeout=5)
        port = standin.server.server_address[1]
        standin.stop()
        with Standin(port=port) as again:
            assert again.url == standin.url
