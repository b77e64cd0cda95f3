"""Catalogues of translated texts, made and compiled without the gettext tools of the system.

``update`` collects every text of the code and the templates into locale/<language>/LC_MESSAGES/django.po and
keeps what is translated; ``compile_all`` turns the catalogues into the .mo files Django reads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGES = {"sv": "Swedish", "nb": "Norwegian bokmål", "fi": "Finnish", "da": "Danish"}
KEYWORDS: dict[str, tuple[int | tuple[int, int] | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Written by us, for Babel's own header carries the time of the run: a diff in every file each time.
HEADER = r"""# {language} texts of Havn CRM.
msgid ""
msgstr ""
"Language: {code}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def po_path(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return Path(str(settings.LOCALE_PATHS[0])) / language / "LC_MESSAGES" / "django.po"


def app_folders() -> list[Path]:
    """The folders of our own apps; those of installed packages have their own catalogues."""
    folders = [Path(app.path) for app in apps.get_app_configs()]
    return sorted(folder for folder in folders if folder.parent == settings.BASE_DIR)


def python_files() -> list[Path]:
    """The code of our apps. Migrations repeat the names of the models and translate nothing."""
    return [
        path
        for folder in app_folders()
        for path in sorted(folder.rglob("*.py"))
        if "migrations" not in path.relative_to(folder).parts
    ]


def template_files() -> list[Path]:
    """Every template of the product."""
    folders = [settings.BASE_DIR / "templates"]
    folders += [folder / "templates" for folder in app_folders()]
    return [path for folder in folders for path in sorted(folder.rglob("*.*")) if path.suffix in {".html", ".txt"}]


def python_of_template(text: str) -> str:
    """A template as the calls of gettext in it; without the indentation, which is not Python's."""
    return "\n".join(line.lstrip() for line in templatize(text).splitlines())


def messages_in(source: str) -> Iterator[Message]:
    """The texts to translate in a piece of Python; a call without a literal translates none."""
    found = extract("python", BytesIO(source.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
    for _line, words, comments, context in found:
        yield Message(words, context=context, user_comments=comments)


def collect() -> Catalog:
    """Every text of the product, untranslated."""
    sources = [path.read_text(encoding="utf-8") for path in python_files()]
    sources += [python_of_template(path.read_text(encoding="utf-8")) for path in template_files()]
    catalogue = Catalog(charset="utf-8")
    for source in sources:
        for found in messages_in(source):
            catalogue.add(found.id, user_comments=found.user_comments, context=found.context)
    return catalogue


def read(language: str) -> Catalog:
    """The catalogue of a language; empty when there is none yet."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def texts(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue without its header, in the order they are written."""
    return sorted((message for message in catalogue if message.id), key=_place)


def _place(message: Message) -> tuple[str, str, str]:
    """By its words: a text that moves from one file to another leaves the catalogues as they are."""
    words = message.id if isinstance(message.id, str) else message.id[0]
    return words.casefold(), words, message.context or ""


def update(language: str, collected: Catalog) -> tuple[int, int]:
    """Writes the catalogue of a language anew from the texts collected: (texts, of these not translated)."""
    known = read(language)
    catalogue = Catalog(locale=language, charset="utf-8")
    missing = 0
    for found in texts(collected):
        before = known.get(found.id, found.context)
        # a text that became countable, or stopped being, is a new one
        kept = before.string if before and before.id == found.id and not before.fuzzy else ""
        message = catalogue.add(found.id, kept or None, user_comments=found.user_comments, context=found.context)
        missing += not is_translated(message)
    _write(language, catalogue)
    return len(catalogue), missing


def is_translated(message: Message) -> bool:
    """Whether every form of a message has its words."""
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def _write(language: str, catalogue: Catalog) -> None:
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, ignore_obsolete=True)
    header = HEADER.format(language=LANGUAGES[language], code=language)
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = header.encode() + body.getvalue().strip() + b"\n"
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def compile_all() -> list[str]:
    """Compiles the catalogues that changed since the last time: the languages done."""
    return [language for language in LANGUAGES if _compile(language)]


def _compile(language: str) -> bool:
    source = po_path(language)
    target = source.with_suffix(".mo")
    if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
        return False
    # in one step: a server that starts at this moment reads the old file or the new one
    unfinished = target.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as file:
        write_mo(file, read(language))
    unfinished.replace(target)
    return True
