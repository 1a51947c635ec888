"""How does a file get its new content, so that nobody ever sees half of it, and how does it go?"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# Who may read and write a new file: whoever the user's mask leaves.
NEW_FILE = 0o666


def write_whole(path: Path, content: bytes) -> bool:
    """Put this into a file, whole or not at all, and on the disk; False where that cannot be done.

    Two who write at once do not meet: each fills a file of their own, and the later one counts.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        fill(beside, content, like=path)
        beside.replace(path)
        sync_folder(path.parent)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        return False
    return True


def fill(beside: Path, content: bytes, *, like: Path) -> None:
    """Write a new file, to be read and written by whoever may do so with the one it replaces."""
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, NEW_FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        if like.is_file() and not like.is_symlink():
            os.fchmod(handle, like.stat().st_mode & 0o777)
        os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Have the new name on the disk, too, before anybody is told that it is there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def take_away(folder: Path, names: Iterable[str]) -> bool:
    """Take these files out of a folder, and off the disk; False where that cannot be done."""
    try:
        for name in names:
            (folder / name).unlink(missing_ok=True)
        sync_folder(folder)
    except OSError:
        return False
    return True
