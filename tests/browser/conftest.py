"""A real browser on a real server with a real database."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import pytest
from django.conf import LazySettings, settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from accounts.models import User
from registries import interface
from registries.standin import Standin
from tests.browser.companies import stand_in
from tests.browser.looking_up import form
from tests.browser.office import Office, open_office

__all__ = ["form"]  # of the tests of looking up
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
WIDE = {"viewport": {"width": 1440, "height": 900}}
NARROW = {"viewport": {"width": 380, "height": 800}, "has_touch": True, "is_mobile": True}
SLOW_MS = 15_000

expect.set_options(timeout=SLOW_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium where there is one, else Playwright's own."""
    # Playwright keeps a loop running in this thread, which Django would take for asynchronous code
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    path = f"{os.environ.get('PATH', '')}:/usr/bin"
    program = shutil.which("chromium-headless-shell", path=path) or shutil.which("chromium", path=path)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            yield browser
            browser.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package", autouse=True)
def kept_static_files() -> Iterator[None]:
    """A browser asks for each file of the page once."""
    serve = StaticFilesHandler.serve

    def kept(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = serve(handler, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with mock.patch.object(StaticFilesHandler, "serve", kept):
        yield


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def standin(settings: LazySettings) -> Iterator[Standin]:
    """The public registers, which remember nothing of the test before."""
    with stand_in() as running:
        settings.DEMO_REGISTERS_URL = running.url
        cache.clear()
        interface._client_at.cache_clear()
        yield running
    cache.clear()
    interface._client_at.cache_clear()


@pytest.fixture
def faults() -> list[str]:
    """What the browser complained about; a test that causes trouble on purpose empties it."""
    return []


class Contexts:
    """The browser's contexts by their options. One is used again once a test is done with it, for its kept files."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self.browser, self.base_url = browser, base_url
        self.free: dict[str, list[BrowserContext]] = {}

    def take(self, options: dict[str, Any]) -> BrowserContext:
        free = self.free.get(repr(options))
        if free:
            return free.pop()
        context = self.browser.new_context(base_url=self.base_url, **options)
        context.set_default_timeout(SLOW_MS)
        return context

    def give_back(self, context: BrowserContext, options: dict[str, Any]) -> None:
        """Nothing of the test stays but files of the page: what a tab keeps goes with it."""
        page = context.new_page()
        everything = {"origin": self.base_url, "storageTypes": "cookies,local_storage,indexeddb,cache_storage"}
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
        for each in context.pages:
            each.close()
        context.clear_cookies()
        self.free.setdefault(repr(options), []).append(context)


@pytest.fixture(scope="package")
def contexts(chromium: Browser, live_server: Any) -> Contexts:
    return Contexts(chromium, live_server.url)


@pytest.fixture
def open_page(contexts: Contexts, live_server: Any, office: Office, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """``open_page(user, path, **context)``: a page of a browser of its own, where this user has signed in."""
    taken: list[tuple[BrowserContext, dict[str, Any]]] = []

    def opened(user: User | None = None, path: str = "", **given: Any) -> Page:
        options = {"locale": "en-GB", "reduced_motion": "reduce", "accept_downloads": True} | WIDE | given
        context = contexts.take(options)
        taken.append((context, options))
        if user:
            context.add_cookies([_session_cookie(user, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        if path:
            page.goto(path)
            # key figures come after the page and may push what is under them
            expect(page.locator(".strip-place.htmx-request")).to_have_count(0)
        return page

    yield opened
    for context, options in taken:
        contexts.give_back(context, options)
    assert faults == []


def _session_cookie(user: User, url: str) -> Any:
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }
