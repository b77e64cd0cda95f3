"""Answers of YTJ made from the recorded samples, and what our module reads out of them."""

from typing import Any

from registries.company import Company
from registries.finland import Finland
from registries.http import Answer
from tests.registries.asking import Canned, sample

NUMBER = "2748193-2"


def row(*without: str, **changed: Any) -> dict[str, Any]:
    found = {**sample("ytj/company")["companies"][0], **changed}
    return {key: value for key, value in found.items() if key not in without}


def named(name: str, since: str, end: str | None = None) -> dict[str, Any]:
    return {"name": name, "type": "1", "registrationDate": since, "endDate": end}


def answer_of(answer: Answer) -> Any:
    """A client that gives this answer whatever is filtered by."""
    return Canned({"/companies": answer})


def get(answer: Any, number: str = NUMBER, language: str = "en") -> Company:
    return Finland().get(answer_of(answer) if isinstance(answer, Answer) else answer, number, language)


def company(*without: str, language: str = "en", **changed: Any) -> Company:
    return get(Answer(200, {"totalResults": 1, "companies": [row(*without, **changed)]}), language=language)
