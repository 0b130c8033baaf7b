"""File locks that a killed process cannot leave behind (the system releases them)."""

import sys
from pathlib import Path
from typing import BinaryIO


def take_exclusively(file: BinaryIO) -> bool:
    """Lock an open file against every other process; False where one holds it already."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def share(file: BinaryIO) -> None:
    """Mark an open file as in use until it is closed.

    Does nothing on Windows, where an open file cannot be deleted anyway.
    """
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_SH)


def in_use(path: Path) -> bool:
    """Whether some process shares the file."""
    try:
        with path.open("rb") as file:
            return not take_exclusively(file)
    except FileNotFoundError:
        return False
