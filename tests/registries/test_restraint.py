"""How often a service is asked, how many ask at once, and when it is left alone."""

import threading
import time

import pytest

from registries import http, interface
from registries.errors import Busy, RateLimited
from registries.http import Client
from registries.standin import Handler, Standin
from tests.registries import faults
from tests.registries.questions import QUESTIONS, Clock, failure, in_time, search


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
