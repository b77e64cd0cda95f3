"""Several people edit one record: what it holds in the end, and who is asked what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Values = dict[str, Any]


@dataclass
class Record:
    """The record as it stands, and every value it ever held, in order."""

    values: Values
    story: list[tuple[str, Any, Any]] = field(default_factory=list)

    def asked(self, began: Values, typed: Values) -> set[str]:
        """The fields this person changed to something else than somebody did meanwhile."""
        return {
            name
            for name, value in typed.items()
            if value != began[name] and self.values[name] != began[name] and self.values[name] != value
        }

    def save(self, began: Values, typed: Values, answers: Mapping[str, str]) -> None:
        """Writes what this person changed; where they were asked and said "theirs", it stays."""
        for name, value in typed.items():
            if value != began[name] and answers.get(name) != "theirs" and value != self.values[name]:
                self.story.append((name, self.values[name], value))
                self.values[name] = value

    def take_back(self, name: str, before: Any, after: Any) -> None:
        """One field goes back to what it was before a change, unless it holds something else by now."""
        if self.values[name] == after:
            self.values[name] = before
