"""Some files of a folder as one, so that they can be laid back as they were."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from tandem.content.files.saving import write_whole


def bundle(folder: Path, names: Iterable[str]) -> bytes:
    """These files, as far as they are there."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            if (folder / name).is_file():
                archive.writestr(name, (folder / name).read_bytes())
    return whole.getvalue()


def lay_back(folder: Path, bundled: bytes) -> bool:
    """Write the files of a bundle. False, and nothing written, where one of them is there again."""
    with zipfile.ZipFile(io.BytesIO(bundled)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    if any((folder / name).exists() for name in files):
        return False
    return all(write_whole(folder / name, content) for name, content in files.items())
