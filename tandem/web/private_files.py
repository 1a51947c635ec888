"""Who may read what the site keeps on disk? Nobody but the user it runs as.

The database holds private answers and the hashes of passwords. SQLite gives the files beside its
database (`-wal`, `-shm`) the rights of the database itself.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

FOLDER, FILE = 0o700, 0o600
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class OpenToOthers(SystemExit):
    """What the site keeps may be read by others, and it cannot change that."""


def keep_folder_private(folder: Path) -> None:
    """Make a folder, or close one that is there to others. Raises OpenToOthers."""
    try:
        folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise OpenToOthers(f"The folder {folder} can't be made: {error.strerror}.") from error
    close_to_others(folder)


def keep_file_private(file: Path) -> None:
    """Make an empty file, or close one that is there to others. Raises OpenToOthers."""
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, FILE))
    except OSError as error:
        raise OpenToOthers(f"{file} can't be read and written: {error.strerror}.") from error
    for own in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        if own.exists():
            close_to_others(own)


def close_to_others(path: Path) -> None:
    """Take every right of others away. Windows has none of these."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "nt" or not mode & OTHERS:
        return
    try:
        path.chmod(mode & ~OTHERS)
    except OSError as error:
        raise OpenToOthers(
            f"{path} is open to others, and belongs to another user: chmod go= {path}."
        ) from error
