"""Whatever a service does: a plain message within seconds, few questions, and no other host."""

import contextlib
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from registries import http, interface
from registries.errors import BadAnswer, Busy, Personal, RateLimited, RegistryError, Unavailable
from registries.http import Client
from registries.standin import Fault, Handler, Standin
from tests.registries import faults
from tests.registries.asking import sample

IN_TIME = 4.0
CERTIFICATE = Path(__file__).parent / "self_signed.pem"
QUESTIONS: dict[str, Callable[[], object]] = {
    "search in Norway": lambda: interface.search("NO", "solvik"),
    "number in Norway": lambda: interface.get("NO", "931204777"),
    "branches in Norway": lambda: interface.branches("NO", "931204777"),
    "search in Finland": lambda: interface.search("FI", "saimaan"),
    "number in Finland": lambda: interface.get("FI", "0112038-9"),
}
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


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@contextlib.contextmanager
def in_time(seconds: float = IN_TIME) -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds


def failure(question: Callable[[], object]) -> RegistryError:
    with in_time(), pytest.raises(RegistryError) as caught:
        question()
    assert str(caught.value).endswith(".")
    assert "Traceback" not in str(caught.value)
    return caught.value


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(standin: Standin, clock: Clock) -> Client:
    """Asks the Norwegian half of the stand-in, by a clock that stands still."""
    return Client(f"{standin.url}/brreg", clock)


def search(client: Client) -> http.Answer:
    return client.get("/enheter", {"navn": "solvik"})


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


# --- how often and how many at once


def test_the_same_question_is_asked_once(standin: Standin) -> None:
    for _ in range(3):
        interface.search("NO", "Solvik ")
        interface.search("NO", "SOLVIK")
        interface.get("FI", "0112038-9")
        interface.get("FI", "FI01120389")
    assert len(standin.asked) == 2


def test_an_error_is_not_kept(standin: Standin) -> None:
    standin.fault = faults.times(1, faults.html)
    failure(QUESTIONS["search in Norway"])
    assert interface.search("NO", "solvik").total == 5


def test_a_failure_that_passes_is_not_noticed(standin: Standin) -> None:
    for fault in (faults.unavailable, faults.hang_up):
        standin.asked.clear()
        standin.fault = faults.times(1, fault)
        interface._client_at.cache_clear()
        assert interface.branches("NO", "931204777").total == 1
        assert len(standin.asked) == 2
        interface.kept_answers.clear()


def test_a_connection_is_used_again(standin: Standin) -> None:
    ports = set()

    def note(handler: Handler) -> bool:
        ports.add(handler.client_address[1])
        return False

    standin.fault = note
    for question in QUESTIONS.values():
        question()
    assert len(standin.asked) == len(QUESTIONS)
    assert len(ports) == 2  # one for each register


def test_a_connection_the_service_closed_is_opened_again(standin: Standin, client: Client) -> None:
    def say_good_bye(handler: Handler) -> bool:
        handler.close_connection = True  # without telling the one who asks
        return False

    standin.fault = say_good_bye
    for _ in range(3):
        assert search(client).status == 200
    assert client.breaker.failures == 0


def test_three_failures_leave_the_service_alone_for_a_while(standin: Standin, client: Client, clock: Clock) -> None:
    standin.fault = faults.broken
    for _ in range(3):
        failure(lambda: search(client))
    for _ in range(3):
        assert "left alone" in failure(lambda: search(client)).detail
    assert len(standin.asked) == 3

    clock.now += http.PAUSE + 1
    assert failure(lambda: search(client)).detail == "status 500"
    assert "left alone" in failure(lambda: search(client)).detail
    assert len(standin.asked) == 4

    standin.fault = None
    clock.now += http.PAUSE + 1
    assert search(client).status == 200
    standin.fault = faults.broken
    assert failure(lambda: search(client)).detail == "status 500"
    assert failure(lambda: search(client)).detail == "status 500"


def test_only_one_looks_whether_the_service_is_back(standin: Standin, client: Client, clock: Clock) -> None:
    standin.fault = faults.broken
    for _ in range(3):
        failure(lambda: search(client))
    clock.now += http.PAUSE + 1
    standin.asked.clear()
    gate, arrived = threading.Event(), threading.Event()

    def wait(handler: Handler) -> bool:
        arrived.set()
        gate.wait(5)
        return False

    standin.fault = wait
    first = threading.Thread(target=lambda: search(client))
    first.start()
    assert arrived.wait(5)
    assert "left alone" in failure(lambda: search(client)).detail
    gate.set()
    first.join()
    assert len(standin.asked) == 1
    assert search(client).status == 200


def test_answers_that_are_no_failure_keep_the_service_in_use(standin: Standin, client: Client) -> None:
    for _ in range(5):
        assert client.get("/enheter/974760673").status == 404
        assert client.get("/enheter", {"size": "10001"}).status == 400
    assert client.breaker.failures == 0


@pytest.mark.parametrize(
    ("asked_for", "seconds"),
    [("7", 7), ("3600", http.LONGEST_PAUSE), ("Wed, 21 Oct 2026 07:28:00 GMT", http.PAUSE), ("", http.PAUSE)],
)
def test_a_service_that_asks_us_to_wait_is_left_alone(
    standin: Standin, client: Client, clock: Clock, asked_for: str, seconds: float
) -> None:
    standin.fault = faults.busy(asked_for)
    assert type(failure(lambda: search(client))) is RateLimited
    standin.fault = None
    clock.now += seconds - 1
    assert type(failure(lambda: search(client))) is RateLimited
    assert len(standin.asked) == 1
    clock.now += 2
    assert search(client).status == 200


def test_others_are_told_when_too_many_look_up_at_once(standin: Standin, client: Client) -> None:
    gate, arrived = threading.Event(), threading.Semaphore(0)

    def wait(handler: Handler) -> bool:
        arrived.release()
        gate.wait(5)
        return False

    standin.fault = wait
    found: list[http.Answer] = []
    threads = [threading.Thread(target=lambda: found.append(search(client))) for _ in range(http.AT_ONCE)]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert arrived.acquire(timeout=5)
    with in_time(http.QUEUE + 0.5):
        assert type(failure(lambda: search(client))) is Busy
    gate.set()
    for thread in threads:
        thread.join()
    assert [answer.status for answer in found] == [200, 200]
    assert search(client).status == 200
    assert client.breaker.failures == 0


def test_a_slow_service_does_not_use_up_the_places(standin: Standin, client: Client) -> None:
    standin.fault = faults.times(2, faults.a_byte_a_second_in_the_body)
    threads = [threading.Thread(target=lambda: failure(lambda: search(client))) for _ in range(http.AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert search(client).status == 200


def test_nobody_lingers_after_a_slow_answer(standin: Standin, client: Client) -> None:
    standin.fault = faults.silence
    threading.Thread(target=lambda: failure(lambda: search(client))).start()
    while not standin.asked:
        time.sleep(0.01)
    standin.stop()
    until = time.monotonic() + 2
    while any("process_request_thread" in each.name or each.name == "look-up" for each in threading.enumerate()):
        assert time.monotonic() < until
        time.sleep(0.02)


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
