"""What would come into the folder of courses, and how does it get there, whole or not at all?"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from tandem.content.files import bounded_reader
from tandem.content.files.archive import RefusedError, Unpacked, unpacked
from tandem.content.files.folder import COVER, bounded_cover, language_of, picture_fault
from tandem.content.files.new import new_course_text
from tandem.content.formats.formats import Imported, NewModule
from tandem.content.formats.imported import AddedWords
from tandem.content.lesson import Problem
from tandem.content.messages import NOTHING, Message, say
from tandem.content.parsing.attributes import slug
from tandem.content.parsing.parse import NAME
from tandem.terms import Severity

SpokenIn = Callable[[Message, str], str]
COURSE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def in_english(message: Message, language: str) -> str:
    """A message as it is."""
    return str(message)


@dataclass(frozen=True)
class Arrival:
    """The files that would be written, by their path inside the course, and what is said of them.

    `course` is the folder's name, `is_new` whether it would be made, `formats` what was read. Of
    `answers` in quiz files, counted by a reader of their own, `kept` were found again. Nothing may
    be taken over where `fault` says why.
    """

    course: str
    title: str = ""
    is_new: bool = True
    formats: tuple[str, ...] = ()
    modules: tuple[NewModule, ...] = ()
    files: Mapping[str, bytes] | None = None
    problems: tuple[Problem, ...] = ()
    fault: Message = NOTHING
    answers: int = 0
    kept: int = 0


def arrival(
    sources: Iterable[tuple[str, bytes]],
    *,
    root: Path,
    into: str = "",
    read_as: str = "",
    encoding: str = "",
    language: str = "en",
    spoken_in: SpokenIn = in_english,
) -> Arrival:
    """What would become of a zipped course, or of quiz files. Never raises.

    `read_as` and `encoding` are the format and the encoding that somebody chose for quiz files. A
    course that becomes of them is in `language`; `spoken_in` puts what they do not say into that
    of the course.
    """
    files = list(sources)
    if len(files) == 1 and is_zip(*files[0]):
        name, content = files[0]
        try:
            return course_arrival(unpacked(content), root=root, into=into, name=name)
        except RefusedError as reason:
            return Arrival(into or slug(PurePosixPath(name).stem), fault=reason.about(name))
    first = PurePosixPath(files[0][0]).stem if files else "course"
    course = into or slug(first)
    language = language_of(root / course) or language

    def spoken(message: Message) -> str:
        return spoken_in(message, language)

    chosen: dict[str, Any] = {"read_as": read_as, "encoding": encoding}
    chosen["words"] = AddedWords.spoken_by(spoken)
    imports = [bounded_reader.imported(content, name=name, **chosen) for name, content in files]
    cover = partial(new_course_text, language=language, spoken=spoken)
    return quiz_arrival(imports, root=root, course=course, cover=cover)


def is_zip(name: str, content: bytes) -> bool:
    """Is this an archive, by its name or by its first bytes?"""
    return name.lower().endswith(".zip") or content.startswith(b"PK\x03\x04")


def course_arrival(contents: Unpacked, *, root: Path, into: str, name: str) -> Arrival:
    """A whole course: always a new folder, so that nothing is written over."""
    course = into or slug(contents.name or PurePosixPath(name).stem)
    stranger = say("left out: no file of a course")
    problems = [Problem(path, 1, Severity.WARNING, stranger) for path in contents.left_out]
    files = dict(contents.files)
    for path, content in contents.files.items():
        fault = picture_fault(content) if path.startswith("images/") else NOTHING
        if fault:
            lost = say("left out: %(fault)s", fault=fault)
            problems.append(Problem(f"{course}/{path}", 1, Severity.ERROR, lost))
            del files[path]
    title, modules, more = read_files(files, course=course)
    whole = Arrival(
        course=course,
        title=title,
        formats=("tandem",),
        modules=modules,
        files=files,
        problems=tuple(sorted([*problems, *more])),
    )
    if is_taken(root, course):
        fault = say(
            "there is a course %(course)s already. Name another folder for this one", course=course
        )
        return replace(whole, is_new=False, fault=fault)
    return replace(whole, fault=fault_of_name(course))


def read_files(
    files: dict[str, bytes], *, course: str
) -> tuple[str, tuple[NewModule, ...], list[Problem]]:
    """The course's title, its modules, and what the checker says of them."""
    existing = frozenset(files)
    cover = bounded_cover(files["course.md"], course, shown_as=course, existing=existing)
    problems, modules = list(cover.problems), []
    for path in sorted(set(files) - {"course.md"}):
        if "/" in path or COVER.match(path):
            continue
        parsed = bounded_reader.parsed(
            files[path], name=path, file=f"{course}/{path}", existing=existing
        )
        problems.extend(parsed.problems)
        title = parsed.module.title if parsed.module else path
        sections = parsed.module.sections if parsed.module else ()
        asked = sum(len(section.questions) for section in sections)
        modules.append(NewModule(path.removesuffix(".md"), title, parsed.source, asked))
    return cover.title, tuple(modules), problems


def quiz_arrival(
    imports: list[Imported], *, root: Path, course: str, cover: Callable[[str], str]
) -> Arrival:
    """The modules of quiz files: behind those of a course that is there, or a new course."""
    problems = tuple(sorted(problem for each in imports for problem in each.problems))
    modules = [module for each in imports for module in each.modules]
    folder, is_new = root / course, not is_taken(root, course)
    modules = numbered(modules, folder)
    files = {f"{module.name}.md": module.source.encode() for module in modules}
    title = course.replace("-", " ").capitalize()
    if is_new:
        files["course.md"] = cover(title).encode()
    fault = fault_of_name(course) if is_new else NOTHING
    if not fault and not modules:
        fault = say("there is nothing to take over")
    if not is_new and not (folder / "course.md").is_file():
        fault = say("the folder %(course)s holds no course.md", course=course)
    return Arrival(
        course=course,
        title=title,
        is_new=is_new,
        formats=tuple(dict.fromkeys(each.format for each in imports if each.format)),
        modules=tuple(modules),
        files=files,
        problems=problems,
        fault=fault,
        answers=sum(each.answers for each in imports),
        kept=sum(each.kept for each in imports),
    )


def numbered(modules: list[NewModule], folder: Path) -> list[NewModule]:
    """Each module with a name behind those that are there and unlike all of them."""
    there = [match for path in folder.glob("*.md") if (match := NAME.match(path.name))]
    last = max((int(match[1]) for match in there), default=0)
    taken = {match[2] for match in there}
    named = []
    for number, module in enumerate(modules, last + 1):
        name, again = module.name, 2
        while name in taken:
            name, again = f"{module.name}-{again}", again + 1
        taken.add(name)
        named.append(replace(module, name=f"{number:02}-{name}"))
    return named


def is_taken(root: Path, course: str) -> bool:
    """Is there something of this name, however it is written?"""
    if not root.is_dir():
        return False
    return any(path.name.casefold() == course.casefold() for path in root.iterdir())


def fault_of_name(course: str) -> Message:
    """Why a course cannot have this name."""
    if COURSE.fullmatch(course):
        return NOTHING
    return say("a folder’s name: small letters, digits, hyphens")


def take_over(arrival: Arrival, *, root: Path) -> bool:
    """Write what has arrived: all of it, or nothing. False where that cannot be done."""
    if arrival.fault or not arrival.files:
        return False
    try:
        with tempfile.TemporaryDirectory(prefix=".import-", dir=root) as aside:
            ready = Path(aside) / arrival.course
            for name, content in arrival.files.items():
                target = ready / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            if arrival.is_new:
                ready.rename(root / arrival.course)
            else:
                move_in(ready, root / arrival.course, names=sorted(arrival.files))
    except OSError:
        return False
    return True


def move_in(ready: Path, folder: Path, *, names: list[str]) -> None:
    """Put new files into a folder; where one cannot be put there, none is."""
    done: list[Path] = []
    try:
        for name in names:
            target = folder / name
            target.hardlink_to(ready / name)  # refuses to write over a file
            done.append(target)
    except OSError:
        for path in done:
            with suppress(OSError):
                path.unlink()
        raise
