"""A public register that never answers keeps nobody waiting but those who ask it."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.models import User
from crm import serving
from registries.standin import Standin
from tests import factories
from tests.registries.faults import silence

LOOK_UPS = 20
PAGE, LOOK_UP = 2.0, 4.5  # seconds one is waited for at most
PLAIN = ("The register does not answer at the moment.", "Many look-ups are under way at the moment.")


@dataclass
class Answer:
    """What came, and after how many seconds."""

    status: int
    text: str
    seconds: float


class Visitor:
    """Somebody who has signed in and opens pages, each over a connection of its own."""

    def __init__(self, url: str, user: User) -> None:
        client = Client()
        client.force_login(user)
        self.url = url
        self.cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    def get(self, path: str, **query: str) -> Answer:
        began = time.monotonic()
        answer = requests.get(f"{self.url}{path}", query, cookies=self.cookies, timeout=20, allow_redirects=False)
        return Answer(answer.status_code, answer.text, time.monotonic() - began)


@pytest.fixture
def silent() -> Iterator[Standin]:
    with Standin() as running:
        running.fault = silence
        yield running


@pytest.fixture
def havn(transactional_db: None, silent: Standin) -> Iterator[str]:
    """The address of the product's own web server, on the database of the tests."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    children = serving.Children(
        # not geturl: it would drop the empty host
        DATABASE_URL=f"{database.scheme}://{database.netloc}{database.path}?{database.query}",
        BRREG_API_URL=f"{silent.url}/brreg",
        NO_PROXY="127.0.0.1",
    )
    with serving.Address("127.0.0.1", 0).listen(patience=0) as listener:
        address = serving.Address("127.0.0.1", listener.getsockname()[1])
        try:
            serving.start_web(children, listener)
            serving.wait_until_it_answers(address, children)
            yield address.url.rstrip("/")
        finally:
            children.stop()


def ask(visitor: Visitor, pool: ThreadPoolExecutor) -> list[Future[Answer]]:
    """Looks up as many words at the same time, no two alike."""
    return [
        pool.submit(visitor.get, "/customers/look-up/", register="NO", by="name", typed=f"slow{number}")
        for number in range(LOOK_UPS)
    ]


def test_stuck_look_ups_do_not_hold_up_the_pages_of_others(havn: str, silent: Standin) -> None:
    factories.organisation()
    everything = factories.profile()
    seeker, other = (Visitor(havn, factories.user(everything, language="en")) for _user in range(2))
    factories.customer("Fjordlys Energi AS")
    for _time in range(8):  # both processes have shown the page before
        assert "Fjordlys Energi AS" in other.get("/customers/").text

    with ThreadPoolExecutor(LOOK_UPS) as pool:
        under_way = ask(seeker, pool)
        pages = []
        while not all(each.done() for each in under_way):
            pages.append(other.get("/customers/"))
        answers = [each.result() for each in under_way]

    assert silent.asked  # which is what the others wait for
    assert {each.status for each in pages} == {200}
    assert all("Fjordlys Energi AS" in each.text for each in pages)
    assert max(each.seconds for each in pages) < PAGE
    assert {each.status for each in answers} == {200}
    assert [each.text for each in answers if not any(said in each.text for said in PLAIN)] == []
    assert max(each.seconds for each in answers) < LOOK_UP
