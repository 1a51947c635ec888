"""How does an image that somebody hands in become a file that may lie in a course?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.parsers import expat
from xml.parsers.expat import ExpatError

import py_svg_hush

from tandem.content.files.folder import LARGEST_PICTURE, is_inside, media_type, picture_fault
from tandem.content.files.saving import write_whole
from tandem.content.lesson import PictureFile
from tandem.content.messages import NOTHING, Message, say
from tandem.content.parsing.attributes import slug

ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
DEEPEST = 100
LETTER = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True)
class TakenPicture:
    """An image that was handed in: what it is stored as, or why it cannot be shown (`fault`).

    `is_known`: the course has this very image already, under this path.
    """

    picture: PictureFile | None
    fault: Message = NOTHING
    is_known: bool = False


def taken_in(content: bytes, *, filename: str, known: Mapping[str, str]) -> TakenPicture:
    """An image, told by its content, an SVG without whatever acts, under a safe name.

    `known` are the images of the course, path to hash: none of them is replaced.
    """
    kind = media_type(content)
    if len(content) > LARGEST_PICTURE:
        return TakenPicture(None, picture_fault(content))
    if kind == "image/svg+xml":
        try:
            refuse_nested(content)
            content = py_svg_hush.filter_svg(content)
        except (ValueError, ExpatError):
            return TakenPicture(None, say("the SVG can’t be read. Save it as plain SVG"))
    fault = picture_fault(content)
    if fault:
        return TakenPicture(None, fault)
    sha = hashlib.sha256(content).hexdigest()
    same = next((path for path in sorted(known) if known[path] == sha), None)
    path = same or free_path(filename, ENDINGS[kind], known)
    return TakenPicture(PictureFile(path, content, kind), is_known=same is not None)


def refuse_nested(content: bytes) -> None:
    """Raise ValueError where elements stand in each other deeper than anybody draws, or where a
    name stands for more than it says (`<!ENTITY>`).

    What takes out of an SVG whatever acts would write such a file out for minutes.
    """
    reader = expat.ParserCreate()
    depth = 0

    def enter(name: str, attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ValueError(name)

    def leave(name: str) -> None:
        nonlocal depth
        depth -= 1

    def name_entity(name: str, *facts: object) -> None:
        raise ValueError(name)

    reader.EntityDeclHandler = name_entity
    reader.StartElementHandler, reader.EndElementHandler = enter, leave
    reader.Parse(content)


def free_path(filename: str, ending: str, known: Mapping[str, str]) -> str:
    """A path below images/ that no image of the course has, from the name it came with."""
    stem = PurePosixPath(filename.replace("\\", "/")).stem
    name = slug(stem) if LETTER.search(stem) else "image"
    number, path = 1, f"images/{name}.{ending}"
    while path in known:
        number += 1
        path = f"images/{name}-{number}.{ending}"
    return path


def pictures_in(folder: Path) -> dict[str, str]:
    """The images in a course's folder: path to hash."""
    root = folder.resolve()
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (folder / "images").rglob("*")
        if is_inside(path, root)
    }


def write_picture(folder: Path, picture: PictureFile) -> bool:
    """Put an image into a course's folder, whole or not at all; False where that cannot be done."""
    path = folder / picture.path
    try:
        path.parent.mkdir(exist_ok=True)
        if not path.parent.resolve().is_relative_to(folder.resolve()):
            return False
    except OSError:
        return False
    return write_whole(path, picture.content)
