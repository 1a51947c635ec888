"""How does a course leave as a zip file, and may the files of another come in?"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from tandem.content.files.folder import COVER, LARGEST_PICTURE, files_inside
from tandem.content.files.zip import zipped
from tandem.content.messages import Message, say
from tandem.content.parsing.parse import LARGEST

MOST_FILES = 500
LARGEST_WHOLE = 50 * 1024 * 1024
# A text or a drawing shrinks to a fiftieth at most; a bomb to a thousandth.
STEEPEST = 200
PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
LONGEST_NAME = 120
# What systems put into archives by themselves.
LITTER = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
STAMP = datetime(1980, 1, 1, tzinfo=UTC)
# What a broken or forged archive makes the library say.
UNREADABLE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError),
    *(EOFError, OSError, ValueError, RuntimeError, OverflowError, IndexError),
)


class RefusedError(Exception):
    """The archive cannot be taken, and why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason

    def about(self, name: str) -> Message:
        """Why the file of this name cannot be taken."""
        return say("%(name)s: %(reason)s", name=name, reason=self.reason)


@dataclass(frozen=True)
class Unpacked:
    """The files of a course by their path inside it, and what was left out.

    `name` is the folder's name in the archive; empty where the files lie at its top.
    """

    name: str
    files: dict[str, bytes]
    left_out: tuple[str, ...] = ()


def packed(folder: Path) -> bytes:
    """The course as a zip file: the same bytes for the same course."""
    contents = from_folder(folder)
    return packed_files(folder.name, contents.files)


def packed_files(course: str, files: Mapping[str, bytes]) -> bytes:
    """Files of a course as a zip file."""
    return zipped([(f"{course}/{name}", files[name]) for name in sorted(files)], at=STAMP)


def is_ours(name: str) -> bool:
    """Does a file of this path belong to a course: a text at its top, or an image?"""
    path = PurePosixPath(name)
    if len(path.parts) == 1:
        is_cover = name == "course.md" or bool(COVER.match(name))
        return path.suffix == ".md" and (is_cover or name[:1].isdigit())
    return path.parts[0] == "images" and path.suffix.lower() in PICTURES


def unpacked(source: bytes) -> Unpacked:
    """The files of a zipped course, in memory. Raises RefusedError."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            guard(entries)
            prefix = folder_of_course([entry.filename for entry in entries])
            return read_entries(archive, entries, prefix)
    except UNREADABLE as error:
        raise RefusedError(say("this is no zip file that can be read")) from error


def guard(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse too many files, too large ones, and two of one name. Raises RefusedError.

    The sizes an archive names may be wrong: `read_entries` never reads more than is allowed.
    """
    if len(entries) > MOST_FILES:
        raise RefusedError(too_many())
    if sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
        raise RefusedError(say("more than 50 MB when unpacked"))
    seen: dict[str, str] = {}
    for entry in entries:
        refuse_entry(entry)
        same = unicodedata.normalize("NFC", entry.filename).casefold()
        if same in seen:
            first, other = shown(seen[same]), shown(entry.filename)
            raise RefusedError(say("%(one)s and %(other)s are one name", one=first, other=other))
        seen[same] = entry.filename


def too_many() -> Message:
    """What to say about more files than a course can have."""
    return say("more than %(most)s files", most=MOST_FILES)


def refuse_entry(entry: zipfile.ZipInfo) -> None:
    """Refuse what is no plain file, is locked, leads out of the archive, or unpacks to far more."""
    name = shown(entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        raise RefusedError(say("%(name)s is a link or no plain file", name=name))
    if entry.flag_bits & 0x1:
        raise RefusedError(say("%(name)s is locked by a password", name=name))
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise RefusedError(say("%(name)s is packed in an unusual way", name=name))
    if entry.file_size > STEEPEST * max(entry.compress_size, 64):
        raise RefusedError(say("%(name)s unpacks to far more than it is", name=name))
    if not is_plain_path(entry):
        raise RefusedError(say("%(name)s is no plain path inside the archive", name=name))


def is_plain_path(entry: zipfile.ZipInfo) -> bool:
    """Is this a path downwards in plain letters, whose encoding is known?"""
    name = entry.orig_filename
    is_known = name.isascii() or bool(entry.flag_bits & 0x800)
    parts = name.split("/")
    return (
        is_known
        and name.isprintable()
        and not set(name) & set('\\:*?"<>|')
        and all(0 < len(part) <= LONGEST_NAME for part in parts)
        and all(part == part.strip(" ").rstrip(".") for part in parts)
        and len(parts) <= 6
    )


def shown(name: str) -> str:
    """A name as a message can carry it."""
    return ascii(name[:80])[1:-1]


def folder_of_course(names: list[str]) -> str:
    """The folder in which course.md lies, with a slash; empty for the top. Raises RefusedError."""
    covers = [name for name in names if PurePosixPath(name).name == "course.md"]
    covers = [name for name in covers if len(PurePosixPath(name).parts) <= 2 and not litter(name)]
    if not covers:
        raise RefusedError(say("no course.md inside. A course is a folder with a course.md"))
    if len(covers) > 1:
        raise RefusedError(say("several courses inside. Import one at a time"))
    return covers[0].removesuffix("course.md")


def litter(name: str) -> bool:
    """Is this something a system put there by itself?"""
    return any(part in LITTER or part.startswith("._") for part in name.split("/"))


def read_entries(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], prefix: str) -> Unpacked:
    """Read what belongs to the course, never more than a file may hold."""
    files: dict[str, bytes] = {}
    left_out: list[str] = []
    for entry in entries:
        name = entry.filename.removeprefix(prefix)
        if not entry.filename.startswith(prefix) or not is_ours(name):
            left_out += [] if litter(entry.filename) else [entry.filename]
            continue
        most = LARGEST if name.endswith(".md") else LARGEST_PICTURE
        with archive.open(entry) as opened:
            content = opened.read(most + 1)
        if len(content) > most:
            size = most // (1024 * 1024)
            raise RefusedError(say("%(name)s is above %(size)s MB", name=shown(name), size=size))
        files[name] = content
    return Unpacked(prefix.rstrip("/"), files, tuple(left_out))


def from_folder(folder: Path) -> Unpacked:
    """The files of a course that lies in a folder. Raises RefusedError."""
    root = folder.resolve()
    paths = files_inside(folder)
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    if len(names) > MOST_FILES:
        raise RefusedError(too_many())
    ours = {name: path for name, path in names.items() if is_ours(name)}
    if sum(path.stat().st_size for path in ours.values()) > LARGEST_WHOLE:
        raise RefusedError(say("more than 50 MB"))
    left_out = [name for name in names if name not in ours and not litter(name)]
    files = {name: path.read_bytes() for name, path in ours.items()}
    return Unpacked(root.name, files, tuple(left_out))
