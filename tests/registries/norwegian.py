"""Answers of Enhetsregisteret made from the recorded samples, and what our module reads out of them."""

from typing import Any

from registries.company import Company, Hits
from registries.http import Answer
from registries.norway import Norway
from tests.registries.asking import Canned, sample

NUMBER = "931204777"
WRONG_PATH = {"title": "Not Found", "detail": "No static resource.", "status": 404, "instance": "/x"}
REFUSED = {"status": 400, "feilmelding": "Feilaktig forespørsel", "valideringsfeil": [{"feilmelding": "size"}]}


def unit(*without: str, **changed: Any) -> dict[str, Any]:
    found = {**sample("brreg/unit"), **changed}
    return {key: value for key, value in found.items() if key not in without}


def minimal(**said: Any) -> dict[str, Any]:
    return {"organisasjonsnummer": NUMBER, "navn": "SOLVIK ENERGI AS", **said}


def answering(answers: dict[str, Answer]) -> Any:
    """A client that gives these answers by path."""
    return Canned(answers)


def company(payload: Any) -> Company:
    number = payload["organisasjonsnummer"]
    return Norway().get(answering({f"/enheter/{number}": Answer(200, payload)}), number, "nb")


def hits(data: Any, page: int = 0, status: int = 200) -> Hits:
    return Norway().search(answering({"/enheter": Answer(status, data)}), "solvik", page, "nb")


def get(answers: dict[str, Answer], number: str = NUMBER) -> Company:
    return Norway().get(answering(answers), number, "nb")
