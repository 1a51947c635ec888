"""What does a backup look like? One zip with a manifest that names every file by its hash."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

# The format of the archive. A newer one than the program knows is refused.
FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1024 * 1024


class BadBackup(ValueError):  # noqa: N818 (it says what is wrong)
    """A file that cannot be restored from; its words say why."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: how many rows each table has, and the hash of each file."""

    made_at: str
    database: str
    revision: str
    rows: dict[str, int]
    hashes: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def number_of_rows(self) -> int:
        """All rows together."""
        return sum(self.rows.values())

    @property
    def lessons(self) -> tuple[str, ...]:
        """The files of the folder of courses."""
        return tuple(name for name in self.hashes if name.startswith("courses/"))


def pack(folder: Path, target: Path, manifest: Manifest) -> Manifest:
    """Put all files of a folder into a new archive that only its owner may read.

    The archive has its name only when it is whole. Raises FileExistsError where one stands there.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path: path.relative_to(folder).as_posix() for path in files}
    hashes = {names[path]: hash_of(path) for path in files}
    whole = Manifest(**{**asdict(manifest), "hashes": hashes})
    part = target.with_name(f"{target.name}.part")
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(whole), ensure_ascii=False, indent=1))
            for path, name in names.items():
                archive.write(path, name)
        raw.flush()
        os.fsync(raw.fileno())
    try:
        # Unlike a rename, a link never takes the place of a file that is there.
        os.link(part, target)
    finally:
        part.unlink()
    return whole


def unpack(source: Path, folder: Path) -> Manifest:
    """Lay the files of an archive into an empty folder, and look at each. Raises BadBackup."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = manifest_in(archive)
            for name in manifest.hashes:
                if ".." in PurePosixPath(name).parts or name.startswith("/"):
                    raise BadBackup(f"{name} would lie outside of its folder")
                archive.extract(name, folder)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError) as error:
        raise BadBackup(f"the file is damaged: {error}") from error
    for name, told in manifest.hashes.items():
        if hash_of(folder / name) != told:
            raise BadBackup(f"the file is damaged: {name} is not what was backed up")
    return manifest


def manifest_in(archive: zipfile.ZipFile) -> Manifest:
    """The manifest of an archive. Raises BadBackup."""
    if MANIFEST not in archive.namelist():
        raise BadBackup("it is no backup of Tandem: it has no manifest")
    try:
        facts = json.loads(archive.read(MANIFEST))
        if facts.get("format") != FORMAT:
            raise BadBackup(f"it has the format {facts.get('format')}, and {FORMAT} is known here")
        return Manifest(**facts)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, BadBackup):
            raise
        raise BadBackup(f"its manifest cannot be read: {error}") from error


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
