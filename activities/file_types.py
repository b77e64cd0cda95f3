"""What kind of file it really is: by its bytes, whatever its name claims. Only kinds people exchange at work."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext_lazy as _

_HEAD = 4096
_TAIL = 66_000  # a ZIP's directory ends within its last 64 KB
MOST_UNPACKED = 300 * 2**20
MOST_ENTRIES = 5_000
MOST_RATIO = 150
_MARKUP = (b"<script", b"<html", b"<!doctype html", b"<svg", b"<?php")


class RefusedFile(Exception):
    """A file that is not taken; its text tells people why."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, the endings its name may have, and how its first bytes are recognised."""

    media_type: str
    endings: tuple[str, ...]
    looks: Callable[[bytes], bool]
    preview: str = ""  # "image" or "pdf"
    zipped: str = ""  # what a ZIP of this kind holds


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


def _office(media: str, ending: str, folder: str) -> Kind:
    return Kind(f"application/vnd.openxmlformats-officedocument.{media}", (ending,), _starts(b"PK\x03\x04"),
                zipped=folder)  # fmt: skip


def _open_document(media: str, ending: str) -> Kind:
    return Kind(f"application/vnd.oasis.opendocument.{media}", (ending,), _starts(b"PK\x03\x04"), zipped="content.xml")


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head and not any(mark in head.lower() for mark in _MARKUP)


KINDS = (
    Kind("application/pdf", ("pdf",), _starts(b"%PDF-"), preview="pdf"),
    Kind("image/png", ("png",), _starts(b"\x89PNG\r\n\x1a\n"), preview="image"),
    Kind("image/jpeg", ("jpg", "jpeg"), _starts(b"\xff\xd8\xff"), preview="image"),
    Kind("image/gif", ("gif",), _starts(b"GIF87a", b"GIF89a"), preview="image"),
    Kind("image/webp", ("webp",), lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", preview="image"),
    _office("wordprocessingml.document", "docx", "word/"),
    _office("spreadsheetml.sheet", "xlsx", "xl/"),
    _office("presentationml.presentation", "pptx", "ppt/"),
    _open_document("text", "odt"),
    _open_document("spreadsheet", "ods"),
    _open_document("presentation", "odp"),
    Kind("text/plain", ("txt", "md"), _is_text),
    Kind("text/csv", ("csv",), _is_text),
    Kind("message/rfc822", ("eml",), _is_text),
)
ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)
PREVIEWS = {kind.media_type: kind.preview for kind in KINDS if kind.preview}


def kind_of(name: str, content: IO[bytes]) -> Kind:
    """The kind of a file by its ending and its bytes, which must agree. Raises RefusedFile."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kind = next((each for each in KINDS if ending in each.endings), None)
    if kind is None:
        raise RefusedFile(_("Files of this kind are not taken. Taken are: %(kinds)s.") % {"kinds": ", ".join(ENDINGS)})
    content.seek(0)
    head = content.read(_HEAD)
    if not head:
        raise RefusedFile(_("The file is empty."))
    if not kind.looks(head):
        raise RefusedFile(_("The content is not what the name says (.%(ending)s).") % {"ending": ending})
    _refuse_two_in_one(kind, head, content)
    if kind.zipped:
        _look_inside(kind, content)
    content.seek(0)
    return kind


def _refuse_two_in_one(kind: Kind, head: bytes, content: IO[bytes]) -> None:
    """A picture that is a web page or an archive too is made to deceive somebody."""
    size = content.seek(0, 2)
    content.seek(max(0, size - _TAIL))
    tail = content.read()
    hidden_archive = not kind.zipped and b"PK\x05\x06" in tail
    if hidden_archive or any(mark in head[:1024].lower() for mark in _MARKUP):
        raise RefusedFile(_("The file is two things at once and is not taken."))


def _look_inside(kind: Kind, content: IO[bytes]) -> None:
    """An office file is a ZIP: it must hold what it claims, and not unpack to a mountain."""
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise RefusedFile(_("The file is damaged.")) from None
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > max(packed, 10_000) * MOST_RATIO:
        raise RefusedFile(_("The file would unpack to far more than it seems and is not taken."))
    if not any(entry.filename.startswith(kind.zipped) for entry in entries):
        raise RefusedFile(_("The file is damaged."))
