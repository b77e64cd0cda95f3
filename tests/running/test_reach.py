"""Demo mode looks companies up in made-up registers where the real ones cannot be reached, and never elsewhere."""

import socket
import time
from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from crm import reach
from crm.reach import DemoRegisters, Probe
from crm.refusals import Refusal
from registries.finland import Finland
from registries.norway import Norway


@pytest.fixture
def listening() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/api"


@pytest.fixture
def nowhere() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/api"


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch, settings: LazySettings, nowhere: str) -> None:
    """Nothing is set, and neither register can be reached."""
    for name in ("DEMO_REGISTERS", "BRREG_API_URL", "YTJ_API_URL"):
        monkeypatch.delenv(name, raising=False)
    settings.REGISTER_URLS, settings.DEMO_REGISTERS_URL = {}, ""
    for register in (Norway, Finland):
        monkeypatch.setattr(register, "api_url", nowhere)


def decided(demo_mode: bool = True) -> DemoRegisters:
    found = DemoRegisters.of_environment(demo_mode=demo_mode)
    found.decide()
    return found


def test_they_are_used_where_no_real_one_is_in_reach() -> None:
    found = decided()
    assert found.environment == {"DEMO_REGISTERS_URL": f"http://127.0.0.1:{found.port}"}
    assert found.port > 1023
    assert "the real ones are out of reach" in found.greeting


def test_one_real_register_in_reach_is_enough(monkeypatch: pytest.MonkeyPatch, listening: str) -> None:
    monkeypatch.setattr(Finland, "api_url", listening)
    assert decided().environment == {}


@pytest.mark.parametrize("name", ["BRREG_API_URL", "YTJ_API_URL"])
def test_addresses_somebody_configured_are_used(monkeypatch: pytest.MonkeyPatch, name: str, nowhere: str) -> None:
    monkeypatch.setenv(name, nowhere)
    found = decided()
    assert (found.probe, found.port) == (None, 0)


@pytest.mark.parametrize(("choice", "used"), [("yes", True), ("no", False), (" YES ", True)])
def test_the_choice_may_be_made_beforehand(monkeypatch: pytest.MonkeyPatch, choice: str, used: bool) -> None:
    monkeypatch.setenv("DEMO_REGISTERS", choice)
    found = decided()
    assert (found.probe, bool(found.port)) == (None, used)


def test_another_choice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_REGISTERS", "maybe")
    with pytest.raises(Refusal, match="must be auto, yes or no, not maybe"):
        decided()


@pytest.mark.parametrize("choice", ["auto", "yes", "maybe"])
def test_with_a_database_of_ones_own_they_are_never_used(monkeypatch: pytest.MonkeyPatch, choice: str) -> None:
    monkeypatch.setenv("DEMO_REGISTERS", choice)
    found = decided(demo_mode=False)
    assert (found.probe, found.environment) == (None, {})


def test_a_network_that_swallows_everything_costs_little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def swallow(where: object, timeout: float) -> None:
        time.sleep(1)
        raise TimeoutError

    monkeypatch.setattr(reach, "PATIENCE", 0.3)
    monkeypatch.setattr(socket, "create_connection", swallow)
    started = time.monotonic()
    assert not Probe(["https://a.example", "https://b.example"]).found_one()
    assert time.monotonic() - started < 0.8
