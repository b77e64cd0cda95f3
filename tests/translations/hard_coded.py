"""Finds texts in a template that people read and nobody can translate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

# the same in every language: names, and keys of the keyboard
ALLOWED = re.compile(r"\b(Havn CRM|CSV|Ctrl K|K)\b")
LETTER = re.compile(r"[^\W\d_]")
TEXTS = {"title", "placeholder", "alt", "label", "aria-label", "aria-description", "aria-valuetext"}
BUTTONS = {"submit", "button", "reset"}
# two words, or one that begins like a sentence; data attributes mostly carry codes
SENTENCE = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}|^\s*[A-ZÅÄÖÆØ][^\W\d_]+")
ARGUMENT = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
SAID_BY_FILTER = re.compile(r"""\|(?:default|default_if_none|yesno|add):(?:"([^"]*)"|'([^']*)')""")


def hard_coded(template: str) -> list[str]:
    """The texts of a template that stand outside translate and blocktranslate."""
    html, found = [], []
    for token in _outside(template, {"comment", "blocktranslate", "blocktrans"}):
        if token.token_type == TokenType.TEXT:
            html.append(token.contents)
        elif token.token_type == TokenType.BLOCK:
            found += _arguments(token.contents)
        elif token.token_type == TokenType.VAR:
            found += _fallbacks(token.contents)
    page = _Page()
    page.feed("".join(html))
    page.close()
    return found + page.found


def _outside(template: str, blocks: set[str]) -> Iterator[Token]:
    """The tokens that stand in none of these blocks, nor in one that fills attributes of a tag elsewhere."""
    end = ""
    for token in Lexer(template).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK else ""
        if end:
            end = "" if name == end else end
        elif name in blocks or (name == "block" and token.contents.endswith(("attributes", "_class"))):
            end = f"end{name}"
        else:
            yield token


def _arguments(tag: str) -> list[str]:
    """Sentences handed to a partial: {% include "x.html" with title="Nothing here" %}."""
    if tag.split(maxsplit=1)[0] not in {"include", "with"}:
        return []
    return [text for pair in ARGUMENT.findall(tag) for text in pair if SENTENCE.search(text)]


def _fallbacks(variable: str) -> list[str]:
    """Words a filter puts in the place of a missing value."""
    return [text for pair in SAID_BY_FILTER.findall(variable) for text in pair if SENTENCE.search(text)]


def is_said(text: str) -> bool:
    """Whether somebody would have to translate this: punctuation, digits and arrows need no words."""
    return bool(LETTER.search(ALLOWED.sub("", text)))


class _Page(HTMLParser):
    """The texts and the speaking attributes of a page; keys, scripts and styles are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in {"kbd", "script", "style"}:
            self.silent = tag
        for name, value in attributes:
            if value and self._speaks(tag, name, value, dict(attributes)):
                self.found.append(value)

    @staticmethod
    def _speaks(tag: str, name: str, value: str, attributes: dict[str, str | None]) -> bool:
        if name in TEXTS or (tag == "input" and name == "value" and attributes.get("type") in BUTTONS):
            return is_said(value)
        return name.startswith("data-") and bool(SENTENCE.search(ALLOWED.sub("", value)))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, text: str) -> None:
        if not self.silent and is_said(text):
            self.found.append(" ".join(text.split()))
