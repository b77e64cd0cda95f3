"""Quick search: every word typed must be found, anywhere in a word from three letters on, else at its beginning."""

from collections.abc import Iterable

from tests.oracle.letters import words


def finds(typed: str, texts: Iterable[str]) -> bool:
    """Whether a row with these texts is found by what was typed."""
    held = [word for text in texts for word in words(text)]
    if typed.strip() and not words(typed):  # punctuation alone is found nowhere
        return False
    return all(
        any(wanted in word if len(wanted) >= 3 else word.startswith(wanted) for word in held) for wanted in words(typed)
    )
