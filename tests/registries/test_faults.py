"""Whatever a service does: a plain message within seconds, few questions, and no other host."""

import contextlib
import json
import socket
import ssl
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from registries import http, interface
from registries.errors import BadAnswer, Personal, RegistryError, Unavailable
from registries.http import Client
from registries.standin import Fault, Standin
from tests.registries import faults
from tests.registries.asking import sample
from tests.registries.questions import QUESTIONS, Clock, failure, in_time, search

CERTIFICATE = Path(__file__).parent / "self_signed.pem"
UNREADABLE: dict[str, Fault] = {
    "HTML": faults.html,
    "truncated JSON": faults.truncated_json,
    "an answer cut short": faults.cut_short,
    "nothing at all": faults.nothing,
    "wrong types": faults.wrong_types,
    "a bare number": faults.a_bare_number,
    "ten megabytes": faults.ten_megabytes,
    "ten megabytes unannounced": faults.ten_megabytes_unannounced,
    "a gzip bomb": faults.gzip_bomb,
    "deep nesting": faults.deeply_nested,
    "NaN": faults.not_a_number,
    "bytes that are no text": faults.not_utf_8,
    "a redirect": faults.redirect("https://elsewhere.example/enheter"),
}
FAILING: dict[str, Fault] = {"500": faults.broken, "503": faults.unavailable, "a reset": faults.hang_up}
SLOW: dict[str, Fault] = {
    "silence": faults.silence,
    "silence in the middle": faults.silence_in_the_middle,
    "a byte a second in the body": faults.a_byte_a_second_in_the_body,
    "a byte a second in the headers": faults.a_byte_a_second_in_the_headers,
    "headers without end": faults.headers_without_end,
}


# --- what it says to people


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("fault", UNREADABLE)
def test_an_answer_that_cannot_be_read_is_told_so(standin: Standin, fault: str, question: str) -> None:
    standin.fault = UNREADABLE[fault]
    assert type(failure(QUESTIONS[question])) is BadAnswer
    assert len(standin.asked) == 1


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("fault", FAILING)
def test_a_service_that_fails_does_not_answer(standin: Standin, fault: str, question: str) -> None:
    standin.fault = FAILING[fault]
    assert isinstance(failure(QUESTIONS[question]), Unavailable)
    assert len(standin.asked) == (1 if fault == "500" else 2)


@pytest.mark.parametrize("fault", SLOW)
def test_a_slow_service_is_given_up_in_time(standin: Standin, fault: str) -> None:
    standin.fault = SLOW[fault]
    assert isinstance(failure(QUESTIONS["search in Norway"]), Unavailable)
    # one that was only cut off is not asked again; one that sends nonsense may be
    assert len(standin.asked) <= (2 if fault == "headers without end" else 1)


def test_a_service_that_is_not_there_does_not_answer(settings: LazySettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.DEMO_REGISTERS_URL = f"http://127.0.0.1:{free.getsockname()[1]}"
    for question in QUESTIONS.values():
        assert isinstance(failure(question), Unavailable)


def test_half_a_character_is_left_out_of_a_name(standin: Standin) -> None:
    unit, company = sample("brreg/unit"), sample("ytj/nokia")
    unit["navn"], company["companies"][0]["names"][0]["name"] = "SOLVIK \ud800 ENERGI AS", "Nokia\udfff Oyj"
    unit["forretningsadresse"]["adresse"] = ["Strandgaten\ud800 18"]
    standin.fault = faults.says(unit)
    found = interface.get("NO", "931204777")
    assert (found.registered_name, found.visiting.street) == ("SOLVIK ENERGI AS", "Strandgaten 18")
    standin.fault = faults.says(company)
    assert interface.get("FI", "0112038-9").name == "Nokia Oyj"


def test_an_answer_about_another_company_is_refused(standin: Standin) -> None:
    standin.fault = faults.says(sample("brreg/unit"))
    assert type(failure(lambda: interface.get("NO", "918442103"))) is BadAnswer
    standin.fault = faults.says(sample("ytj/nokia"))
    assert type(failure(lambda: interface.get("FI", "1927400-1"))) is BadAnswer


def test_a_wrong_certificate_is_not_accepted(clock: Clock) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    standin = Standin()
    standin.server.socket = context.wrap_socket(standin.server.socket, server_side=True)
    with standin, in_time(), pytest.raises(Unavailable) as caught:
        search(Client(f"{standin.url.replace('http:', 'https:')}/brreg", clock))
    assert caught.value.detail.startswith("certificate")
    assert not standin.asked


# --- what leaves the house


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every host whose address was asked for or that was connected to."""
    seen: set[str] = set()
    look_up, connect = socket.getaddrinfo, socket.socket.connect

    def looked_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        seen.add(str(host))
        return look_up(host, *args, **kwargs)

    def connected(self: socket.socket, address: Any) -> None:
        seen.add(str(address[0]))
        connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket.socket, "connect", connected)
    return seen


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(standin: Standin, hosts: set[str], status: int) -> None:
    with Standin() as trap:
        standin.fault = faults.always(status, b"", Location=f"http://localhost:{trap.server.server_address[1]}/brreg")
        for question in QUESTIONS.values():
            failure(question)
        assert not trap.asked
    assert hosts == {"127.0.0.1"}


def test_no_host_is_called_but_the_one_configured(standin: Standin, hosts: set[str]) -> None:
    for fault in (None, *UNREADABLE.values(), *FAILING.values()):
        standin.fault = fault
        interface._client_at.cache_clear()
        for question in QUESTIONS.values():
            with contextlib.suppress(RegistryError):
                question()
    assert hosts == {"127.0.0.1"}


def test_a_proxy_of_the_surroundings_is_not_used(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    with Standin() as trap:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, trap.url)
        monkeypatch.setenv("no_proxy", "")
        assert interface.search("NO", "solvik").total == 5
        assert not trap.asked


@pytest.mark.parametrize("country", ["NO", "FI"])
@pytest.mark.parametrize(
    "typed", ["15108695088", "151086 95088", "131052-308T", "880320-0016", "211062-5629", "Kari Berg 151086-95088"]
)
def test_a_personal_identity_number_is_never_sent(standin: Standin, country: str, typed: str) -> None:
    for ask in (interface.search, interface.get):
        with pytest.raises(Personal):
            ask(country, typed)
    assert not standin.asked


def test_a_number_that_cannot_be_right_is_never_sent(standin: Standin) -> None:
    for country, typed in (("NO", "931204778"), ("FI", "0112038-8")):
        for ask in (interface.search, interface.get):
            with pytest.raises(ValueError, match="typing error"):
                ask(country, typed)
    assert not standin.asked


def test_every_question_says_who_asks(standin: Standin) -> None:
    for question in QUESTIONS.values():
        question()
    assert len(standin.asked) == len(QUESTIONS)
    for asked in standin.asked:
        assert asked.headers["User-Agent"].startswith("HavnCRM/")
        assert "json" in asked.headers["Accept"]
        assert not {"Cookie", "Referer", "Authorization"} & set(asked.headers)


def test_a_page_of_hits_may_be_as_large_as_real_ones_are(standin: Standin) -> None:
    unit = sample("brreg/unit") | {"aktivitet": ["x" * 100_000]}
    hits = {"_embedded": {"enheter": [unit] * 25}, "page": {"totalElements": 25}}
    assert 2 * 2**20 < len(json.dumps(hits)) < http.LARGEST
    standin.fault = faults.says(hits)
    assert len(interface.search("NO", "solvik").companies) == 25


def test_two_questions_for_one_number_end_in_time_together(standin: Standin) -> None:
    """A number that is no unit is looked for among the branches too: the second question has what is left."""

    def slow(handler: Any) -> bool:
        time.sleep(2.2 if handler.path.startswith("/brreg/enheter") else 3)
        return False

    standin.fault = slow
    began = time.monotonic()
    with pytest.raises(Unavailable):
        interface.get("NO", "923609016")
    assert time.monotonic() - began < 4.2
    assert len(standin.asked) == 2
