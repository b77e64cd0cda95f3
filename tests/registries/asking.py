"""Registers asked without a network: a client that gives the answers it was given."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from registries.http import Answer

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> Any:
    """A payload of tests/registries/samples, such as brreg/unit."""
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


class Canned:
    """Answers by path; remembers what was asked."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, str]]] = []

    def get(self, path: str, params: dict[str, str] | None = None, accept: str = "") -> Answer:
        self.asked.append((path, params or {}))
        return self.answers.get(path, Answer(404, None))
