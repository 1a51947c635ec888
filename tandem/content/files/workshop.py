"""What does a text say that a trainer is writing, and is it still the file that was opened?"""

from __future__ import annotations

import glob
import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path

from tandem.content.files import bounded_reader
from tandem.content.files.filenames import named
from tandem.content.files.folder import COVER as COVER_IN
from tandem.content.files.folder import bounded_cover, is_inside
from tandem.content.lesson import Lesson, ModuleFile, Pulse, Section, SectionKind
from tandem.content.messages import NOTHING, Message, say
from tandem.content.parsing.lines import clean, decoded, readable
from tandem.content.text_process import UnfinishedError

ABSENT = ""
# The name of a course's cover, in addresses as in the folder. No module's name has a dot.
COVER = "course.md"


@dataclass(frozen=True)
class WorkshopFile:
    """A file as it lies in the folder. `version` changes with every byte.

    `source` has plain line ends, `published_as` is how a revision says the same; `fault` tells
    why the text may not be what its writer meant.
    """

    path: Path
    source: str
    version: str
    published_as: str = ""
    fault: Message = NOTHING

    def is_other(self, *, version: str, source: str) -> bool:
        """Has the file changed since `version` was opened, into something else than `source`?"""
        return self.version != version and self.source != source


def written(folder: Path, name: str) -> WorkshopFile:
    """A course's file; empty and without a version where it is not there or not to be read.

    A link that leads out of the folder is not followed.
    """
    path = folder / name
    try:
        is_file = is_inside(path, folder.resolve())
        content = path.read_bytes() if is_file else b""
    except OSError:
        return WorkshopFile(path, "", ABSENT, fault=say("the file can’t be read"))
    if not is_file:
        leads_out = say("the file is a link that leads out of the course, so it isn’t read")
        return WorkshopFile(path, "", ABSENT, fault=leads_out if path.is_symlink() else NOTHING)
    text, is_utf_8 = readable(content)
    return WorkshopFile(
        path,
        plain(text) if text else "",
        hashlib.sha256(content).hexdigest(),
        clean(text),
        NOTHING if is_utf_8 else say("the file isn’t UTF-8; saving makes it so"),
    )


def is_cover(name: str) -> bool:
    """Is this a course's cover, in whichever language?"""
    return name == COVER or bool(COVER_IN.match(name))


def languages_of(folder: Path, file: str) -> tuple[str, ...]:
    """The languages in which there is a file beside this one, by code."""
    stem, own = named(file.removesuffix(".md"))
    names = (named(path.stem) for path in folder.glob(f"{glob.escape(stem)}.*.md"))
    return tuple(sorted(language for _, language in names if language and language != own))


def hash_of(text: str) -> str:
    """A name for a text; none for no text."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ABSENT


def can_write(folder: Path) -> bool:
    """May files be written into this folder?"""
    return os.access(folder, os.W_OK)


def checked(
    folder: Path, name: str, *, source: str, also: frozenset[str], names: tuple[str, ...] = ()
) -> ModuleFile:
    """What the checker says of a text, as if it lay in the course's folder.

    `also` are paths that count as existing though they are not in the folder yet, and `names` is
    what the site calls support, where it has words of its own.
    """
    existing = also | files_in(folder)
    shown_as = f"{folder.parent.name}/{folder.name}"
    if is_cover(name):
        return checked_cover(folder, source, shown_as=shown_as, existing=existing)
    file = f"{shown_as}/{name}"
    return bounded_reader.parsed(
        source.encode(),
        name=name,
        file=file,
        existing=existing,
        names=names,
        wait=bounded_reader.SOON,
    )


def checked_cover(
    folder: Path, source: str, *, shown_as: str, existing: frozenset[str]
) -> ModuleFile:
    """A course's cover as a lesson of one section, so that it is shown like one."""
    course = bounded_cover(
        source.encode(),
        folder.name,
        shown_as=shown_as,
        existing=existing,
        wait=bounded_reader.SOON,
    )
    sections = [Section(SectionKind.READING, "", 1, text=course.cover)]
    if course.pulse is not None:
        sections.append(pulse_section(course.pulse))
    lesson = Lesson(id=COVER, title=course.title, summary=course.summary, sections=tuple(sections))
    return ModuleFile(COVER, 0, COVER, "", source, lesson, course.problems)


def pulse_section(pulse: Pulse) -> Section:
    """A course's pulse as a section to read, for the preview."""
    points = " · ".join(str(point) for point in range(pulse.low, pulse.high + 1))
    ends = f"{pulse.labels[0]} · {points} · {pulse.labels[1]}"
    items = "\n".join(f"- {item.text}" for item in pulse.items)
    text = "\n\n".join(part for part in (pulse.text, items, ends) if part)
    return Section(SectionKind.READING, pulse.title, 2, text=text, anchor="pulse")


def files_in(folder: Path) -> frozenset[str]:
    """The path of every file of a course, inside its folder."""
    return frozenset(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def shown(file: ModuleFile, addresses: dict[str, str]) -> ModuleFile:
    """The file of a text under way with its lesson in HTML, with the images that are known.

    Without a lesson, and with an error more, where the text does not get through.
    """
    if file.module is None:
        return file
    try:
        lesson = bounded_reader.shown(
            file.module, addresses=addresses, size=len(file.source), wait=bounded_reader.SOON
        )
    except UnfinishedError as error:
        fault = bounded_reader.problem_of(error, file.name)
        return replace(file, module=None, problems=tuple(sorted([*file.problems, fault])))
    return replace(file, module=lesson)


def plain(text: str) -> str:
    """A text as a file holds it, with plain line ends; a browser sends others."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").rstrip("\n") + "\n"


def says_the_same(file: bytes, published: str) -> bool:
    """Does a file say what was published, whatever its line ends?"""
    return decoded(file)[0] == published
