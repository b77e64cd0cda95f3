"""What keeps Havn from starting, as one plain line for the person at the keyboard."""

import errno
import shutil
from pathlib import Path

NEEDED_MB = 100
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_FULL = {errno.ENOSPC, errno.EDQUOT}


class Refusal(Exception):
    """Havn cannot go on; the message is the line to print."""


def disk_full(folder: Path) -> str:
    return f"The disk is full: free some space for {folder} and start again."


def is_about_the_disk(error: OSError) -> bool:
    return error.errno in _CLOSED | _FULL


def of_os_error(error: OSError) -> str:
    """The line for an error of the file system; its own words when it is none of the usual ones."""
    path = Path(str(error.filename or Path.cwd()))
    folder = path if path.is_dir() else path.parent
    if error.errno in _FULL:
        return disk_full(folder)
    if error.errno in _CLOSED:
        return f"Havn cannot write to {folder}: the folder is read-only or belongs to another user."
    return str(error)


def of_database(error: Exception, *, demo_mode: bool, reached: bool) -> str:
    """The line for a database that is not there, or gives up what it was asked."""
    if demo_mode and not reached:
        return "The database in var/ is not running: start it with make run, and give this command while that runs."
    words = " ".join(str(error).split())
    return f"The database refused: {words}" if reached else f"The database of DATABASE_URL is out of reach: {words}"


def need_space(folder: Path) -> None:
    """Refuse before anything is half written when the disk has almost no room left."""
    free = shutil.disk_usage(folder).free // 2**20
    if free < NEEDED_MB:
        raise Refusal(
            f"The disk is full: {free} MB free for {folder}, and Havn needs at least {NEEDED_MB} MB to start."
        )
