"""How do files travel as one? As a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime


def zipped(files: Iterable[tuple[str, bytes]], *, at: datetime) -> bytes:
    """The files, each under its path, in one zip. They lie in it as they are: the large ones are
    pictures, which are packed already."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files:
            archive.writestr(zipfile.ZipInfo(path, at.timetuple()[:6]), content)
    return packed.getvalue()
