"""Files of customers: kept outside the web root under names of their own, the same content once."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.file_types import RefusedFile, kind_of
from activities.models import File, StoredContent
from customers.models import Customer
from history.changes import events_of
from workbench.printing import number

_LONGEST_NAME = 200
_CHUNK = 2**20


def path_of(content: StoredContent) -> Path:
    """Where a content lies on disk; never derived from what people called it."""
    name = content.stored_name.hex
    return Path(settings.FILES_ROOT) / name[:2] / name


def clean_name(name: str) -> str:
    """A file's name without folders, signs that cannot be seen, and endless length."""
    base = re.split(r"[\\/]", name)[-1]
    shown = "".join(c for c in unicodedata.normalize("NFC", base) if unicodedata.category(c)[0] != "C")
    shown = " ".join(shown.split()).strip(". ")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else shown[:_LONGEST_NAME]


def keep(customer: Customer, uploaded: UploadedFile, user: Any) -> File:
    """Keeps an uploaded file of a customer. Raises RefusedFile for one that is too large or not what it claims."""
    name = clean_name(uploaded.name or "")
    if (uploaded.size or 0) > settings.FILE_LIMIT:
        most = number(settings.FILE_LIMIT // 2**20)
        raise RefusedFile(_("The file is larger than %(most)s MB.") % {"most": most})
    kind = kind_of(name, uploaded.file)  # type: ignore[arg-type]
    with transaction.atomic():
        content = _stored(uploaded.file)  # type: ignore[arg-type]
        return File.objects.create(
            customer=customer, name=name, content=content, media_type=kind.media_type, uploaded_by=user
        )


def _stored(content: IO[bytes]) -> StoredContent:
    """The content with this digest; written to disk when it is new."""
    digest, size = _digest(content)
    # locked, or a sweep could take it away between here and the file that holds it
    rows = StoredContent.objects.select_for_update()
    kept, is_new = rows.get_or_create(digest=digest, defaults={"size": size})
    target = path_of(kept)
    if is_new or not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{os.getpid()}")
        content.seek(0)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            while block := content.read(_CHUNK):
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)  # whole or not at all, also when the power fails
    return kept


def _digest(content: IO[bytes]) -> tuple[str, int]:
    content.seek(0)
    found, size = hashlib.sha256(), 0
    while block := content.read(_CHUNK):
        found.update(block)
        size += len(block)
    return found.hexdigest(), size


def sweep() -> int:
    """Takes contents off the disk whose last file was deleted longer ago than it can be brought back.

    Returns how many. A content somebody uploads again at this moment is left alone.
    """
    limit = timezone.now() - timedelta(days=settings.FILES_KEPT_DAYS)
    events = events_of(File)._default_manager.filter(content_id=OuterRef("pk"), pgh_created_at__gte=limit)
    unused = StoredContent.objects.filter(~Exists(File.objects.filter(content=OuterRef("pk"))), ~Exists(events))
    with transaction.atomic():
        gone = list(unused.select_for_update(skip_locked=True, of=("self",)))
        StoredContent.objects.filter(pk__in=[content.pk for content in gone]).delete()
    for content in gone:  # after the commit: a row without content would be worse than a content without row
        path_of(content).unlink(missing_ok=True)
    return len(gone)
