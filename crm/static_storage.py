"""Static files with a hash in their names, imports between our modules included, and when they are made anew."""

import os
import subprocess
import sys
from typing import ClassVar

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    # our modules only: what other packages ship imports files they do not
    _js_module_import_aggregation_patterns: ClassVar = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )


def bring_up_to_date() -> None:
    """Collects the files once one of them is newer than what was collected; raises OSError where that fails.

    In a process of its own: settings choose the storage before anything else is known.
    """
    if not _is_stale():
        return
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    ran = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    if ran.returncode:
        said = ran.stderr.strip().rpartition("\n")[2]
        raise OSError(f"The static files could not be collected: {said}")


def _is_stale() -> bool:
    """By the manifest, which is written last."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    files = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    return any(os.stat(path).st_mtime > collected for path in files)
