"""What is in a course's folder?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from tandem.content import text_process
from tandem.content.files import bounded_reader
from tandem.content.files.filenames import has_odd_name, odd_names, unread_files
from tandem.content.files.reader import UNREADABLE, CourseReader, surroundings
from tandem.content.files.saving import write_whole
from tandem.content.lesson import CourseFolder, Cover, ModuleFile, PictureFile, Problem
from tandem.content.messages import NOTHING, Message, say
from tandem.content.parsing import bounds
from tandem.content.parsing.header import COURSE_WORDS, NO_HEADER, Header, header
from tandem.content.parsing.lines import decoded, joined, numbered
from tandem.content.parsing.parse import LARGEST, LONGEST_TITLE, MOST_LINES
from tandem.content.parsing.pulse import faults_of_translation, read_pulse
from tandem.content.parsing.references import pointers
from tandem.content.text_process import UnfinishedError
from tandem.terms import AUDIENCES, READERS, Role, Severity

Known = Mapping[str, Set[str]]
NONE_KNOWN: Known = {}
COVER = re.compile(r"^course\.([a-z]{2,3}(?:-[a-z]{2,4})?)\.md$")
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z]{2,4})?$")
LARGEST_PICTURE = 2 * 1024 * 1024
ACTING = re.compile(
    rb"<\s*([\w.-]+:)?(script|foreignObject|iframe|handler|set|animate)|\son\w+\s*=|javascript:"
    rb"|<!ENTITY|(href|src)\s*=\s*[\"']\s*(?!#)|@import|url\(\s*+[\"']?\s*+(https?:|//)",
    re.IGNORECASE,
)
ENCODING = re.compile(rb"<\?xml[^<>]*\sencoding\s*=\s*[\"']([^\"']+)")
SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)


def read_courses(
    root: Path, *, known: Known = NONE_KNOWN, names: tuple[str, ...] = ()
) -> list[CourseFolder]:
    """Every course below a folder: each folder with a course.md, in order of name.

    `known` holds, by course, the fingerprints of files that were read before: they are not read
    again.
    """
    if not root.is_dir():
        return []
    folders = sorted(
        path for path in root.iterdir() if is_inside(path / "course.md", path.resolve())
    )
    return [
        read_course(
            path,
            shown_as=f"{root.name}/{path.name}",
            known=known.get(path.name, frozenset()),
            names=names,
        )
        for path in folders
    ]


def read_course(
    folder: Path, *, shown_as: str, known: Set[str] = frozenset(), names: tuple[str, ...] = ()
) -> CourseFolder:
    """A course, with what is wrong in each of its files. `shown_as` begins every message."""
    files = files_inside(folder)
    files = [path for path in files if not is_hidden(path.relative_to(folder))]
    existing = frozenset(path.relative_to(folder).as_posix() for path in files)
    pictures, faults = read_pictures(folder, files, shown_as=shown_as)
    existing -= {fault.file.removeprefix(f"{shown_as}/") for fault in faults}
    course = cover_of(folder / "course.md", shown_as=shown_as, existing=existing)
    reader = CourseReader(
        existing=existing,
        shown_as=shown_as,
        language=course.language,
        around=surroundings(existing, pictures, shown_as=shown_as, language=course.language),
        known=known,
        names=names,
    )
    named = [path for path in files if not has_odd_name(path)]
    modules = doubles_marked(reader.modules(folder, named), course.language, shown_as=shown_as)
    covers, more = read_covers(folder, files, shown_as=shown_as, existing=existing)
    more += pulse_faults(course, covers, shown_as=shown_as)
    faults += [*more, *nameless(named, folder, shown_as), *odd_names(files, folder, shown_as)]
    faults += unread_files(folder, shown_as)
    return replace(
        course,
        modules=tuple(sorted(modules, key=lambda module: (module.position, module.id))),
        covers=covers,
        pictures=tuple(pictures),
        problems=tuple(sorted([*course.problems, *faults])),
        shown_as=shown_as,
    )


def page_addresses(folder: CourseFolder) -> dict[str, str]:
    """The address of the page on which each file of a course is read, by the file's name."""
    pages = {file.name: f"/learn/{folder.id}/{file.id}/" for file in folder.modules}
    return {**pages, "course.md": f"/learn/{folder.id}/"}


def read_covers(
    folder: Path, files: list[Path], *, shown_as: str, existing: frozenset[str]
) -> tuple[tuple[Cover, ...], list[Problem]]:
    """The covers in other languages, and what is wrong with them: such a one is not served."""
    covers: list[Cover] = []
    problems: list[Problem] = []
    for path in files:
        named = COVER.match(path.name) if path.parent == folder else None
        if named is None:
            continue
        course = cover_of(path, shown_as=shown_as, existing=existing)
        problems += course.problems
        if not course.problems:
            covers.append(Cover(named[1], course.title, course.summary, course.cover, course.pulse))
    return tuple(covers), problems


def pulse_faults(course: CourseFolder, covers: Iterable[Cover], *, shown_as: str) -> list[Problem]:
    """Pulses in other languages that cannot stand for the original's: that is asked instead."""
    return [
        Problem(f"{shown_as}/course.{cover.language}.md", line, Severity.WARNING, message)
        for cover in covers
        for line, message in faults_of_translation(course.pulse, cover.pulse)
    ]


def nameless(files: list[Path], folder: Path, shown_as: str) -> list[Problem]:
    """Markdown files that are no module because they have no number."""
    advice = say("not a module: begin its name with a number, as in 03-late-order.md")
    return [
        Problem(f"{shown_as}/{path.name}", 1, Severity.WARNING, advice)
        for path in files
        if path.parent == folder
        and path.suffix == ".md"
        and not path.name[:1].isdigit()
        and path.stem.lower() not in {"course", "readme"}
        and not COVER.match(path.name)
    ]


def is_hidden(path: Path) -> bool:
    """Is this something a system or an editor laid there, as .DS_Store?"""
    return any(part.startswith(".") for part in path.parts)


def files_inside(folder: Path) -> list[Path]:
    """The files that really lie in a folder, in order. No folder that is a link is entered."""
    root = folder.resolve()
    return [
        path
        for path in sorted(folder.rglob("*"))
        if (is_inside(path, root) if path.is_symlink() else path.is_file())
    ]


def is_inside(path: Path, folder: Path) -> bool:
    """Is this a file that really lies in the (resolved) folder, and no way out of it?"""
    return path.is_file() and path.resolve().is_relative_to(folder)


def language_of(folder: Path) -> str:
    """The language of the course in a folder; empty where none is there."""
    cover = folder / "course.md"
    if not is_inside(cover, folder.parent.resolve()):
        return ""
    return cover_of(cover, shown_as=folder.name, existing=frozenset()).language


def cover_of(path: Path, *, shown_as: str, existing: frozenset[str]) -> CourseFolder:
    """What a cover's file says, or that it cannot be read."""
    name = path.parent.name
    try:
        source = path.read_bytes()
    except OSError:
        fault = Problem(f"{shown_as}/{path.name}", 1, Severity.ERROR, UNREADABLE)
        return CourseFolder(id=name, title=name, problems=(fault,))
    return bounded_cover(source, name, shown_as=shown_as, existing=existing, file=path.name)


def bounded_cover(
    source: bytes,
    name: str,
    *,
    shown_as: str,
    existing: frozenset[str],
    file: str = "course.md",
    wait: float | None = None,
) -> CourseFolder:
    """What `read_cover` says; an error where the text does not get through."""
    facts: dict[str, Any] = {"shown_as": shown_as, "existing": existing, "file": file}
    try:
        return text_process.call(read_cover, len(source), wait, source, name, **facts)
    except UnfinishedError as error:
        fault = bounded_reader.problem_of(error, f"{shown_as}/{file}")
        return CourseFolder(id=name, title=name, problems=(fault,))


def read_cover(
    source: bytes, name: str, *, shown_as: str, existing: frozenset[str], file: str = "course.md"
) -> CourseFolder:
    """The course.md: its facts and the text of the cover."""
    file = f"{shown_as}/{file}"
    text, beyond = readable_cover(source)
    head = header(text, COURSE_WORDS) if not beyond else NO_HEADER
    cover = "\n".join(text.split("\n")[head.body_from - 1 :])
    lines, _ = numbered(cover, first=head.body_from)
    if beyond := beyond or bounds.exceeded(lines):
        return CourseFolder(id=name, title=name, problems=errors_in(file, beyond))
    faults = [*head.faults, *pointers(lines, existing)]
    if not head.text("title"):
        faults.append((1, say("no title. Begin the file with  ---, title: ..., ---")))
    audience = read_audience(head, faults)
    if len(head.text("title")) > LONGEST_TITLE:
        message = say("the title has more than %(most)s signs. Shorten it", most=LONGEST_TITLE)
        faults.append((head.line("title"), message))
    pulse, own_lines, more = read_pulse(lines)
    faults += more
    language = head.text("language") or "en"
    if not LANGUAGE.match(language):
        faults.append((head.line("language"), say("language needs a code, as in  language: en")))
        language = "en"
    return CourseFolder(
        id=name,
        title=head.text("title")[:LONGEST_TITLE] or name,
        summary=head.text("summary"),
        audience=audience,
        language=language,
        cover=joined(own_lines).strip(),
        pulse=pulse,
        problems=errors_in(file, faults),
    )


def readable_cover(source: bytes) -> tuple[str, list[tuple[int, Message]]]:
    """The text of a course.md, or why nothing may read it."""
    if len(source) > LARGEST:
        return "", [(1, say("the file is above 1 MB"))]
    text, bad = decoded(source)
    if bad:
        return "", [(bad, say("bytes that aren’t UTF-8. Save it as UTF-8"))]
    if text.count("\n") > MOST_LINES:
        return "", [(MOST_LINES + 1, say("the file has more than %(most)s lines", most=MOST_LINES))]
    return text, bounds.long_lines(text)


def errors_in(file: str, faults: Iterable[tuple[int, Message]]) -> tuple[Problem, ...]:
    """Errors of a file, from their lines and messages."""
    return tuple(Problem(file, line, Severity.ERROR, message) for line, message in faults)


def read_audience(head: Header, faults: list[tuple[int, Message]]) -> frozenset[Role]:
    """The roles a course is for; rep and support where nothing is said."""
    value = head.values.get("for", ["rep", "support"])
    names = value if isinstance(value, list) else str(value).replace(",", " ").split()
    known = [Role(str(name)) for name in names if str(name) in set(AUDIENCES)]
    if len(known) != len(names) or not known:
        fault = say("for needs one or more of rep, support, leader, trainer")
        faults.append((head.line("for"), fault))
    return frozenset(known or READERS)


def doubles_marked(modules: list[ModuleFile], language: str, *, shown_as: str) -> list[ModuleFile]:
    """Two files with one name behind the number: the later one is an error."""
    seen: dict[tuple[str, str], str] = {}
    marked = []
    for module in modules:
        first = seen.setdefault((module.id, module.language or language), module.name)
        if first != module.name:
            fault = say(
                "%(file)s has the same name behind its number. Rename one of them", file=first
            )
            problem = Problem(f"{shown_as}/{module.name}", 1, Severity.ERROR, fault)
            problems = tuple(sorted([*module.problems, problem]))
            marked.append(replace(module, problems=problems, is_double=True))
        else:
            marked.append(module)
    return marked


def read_pictures(
    folder: Path, files: list[Path], *, shown_as: str
) -> tuple[list[PictureFile], list[Problem]]:
    """The images below images/, told by their content, and those that cannot be shown."""
    pictures, faults = [], []
    for path in files:
        name = path.relative_to(folder).as_posix()
        if not name.startswith("images/"):
            continue
        try:
            content, fault = path.read_bytes(), NOTHING
        except OSError:
            content, fault = b"", UNREADABLE
        fault = fault or picture_fault(content)
        if fault:
            faults.append(Problem(f"{shown_as}/{name}", 1, Severity.ERROR, fault))
        else:
            pictures.append(PictureFile(name, content, media_type(content)))
    return pictures, faults


def picture_fault(content: bytes) -> Message:
    """Why an image cannot be shown, or an empty text."""
    if len(content) > LARGEST_PICTURE:
        return say("the image is above 2 MB. Make it smaller")
    kind = media_type(content)
    if not kind:
        return say("this is no image that browsers show. Use SVG, PNG, JPEG, GIF or WebP")
    if kind == "image/svg+xml" and not is_plain_utf_8(content):
        return say("the SVG isn’t UTF-8. Save it as plain SVG")
    if kind == "image/svg+xml" and ACTING.search(content):
        return say("the SVG holds a script or points outside. Save it as plain SVG")
    return NOTHING


def is_plain_utf_8(content: bytes) -> bool:
    """Is this text in UTF-8? Another encoding could hide a script from `ACTING`."""
    named = ENCODING.search(content)
    return decoded(content)[1] is None and (named is None or named[1].lower() == b"utf-8")


def media_type(content: bytes) -> str:
    """What an image is, by its first bytes; empty where it is none."""
    for sign, kind in SIGNS:
        if content.startswith(sign):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "image/svg+xml" if b"<svg" in content[:2000] else ""


def write_module(path: Path, source: str) -> bool:
    """Put a text into a module's file, whole or not at all; False where that cannot be done."""
    return write_whole(path, source.encode("utf-8"))


def write_cover(folder: Path, source: str) -> bool:
    """Begin a course's folder with its cover; False where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return not (folder / "course.md").exists() and write_module(folder / "course.md", source)


def next_file(folder: Path, name: str) -> Path | None:
    """The file of a new module, behind those that are there; None where there is one already."""
    if list(folder.glob(f"[0-9]*-{name}.md")):
        return None
    texts = (path.name.partition("-")[0] for path in folder.glob("[0-9]*-*.md"))
    numbers = [int(number) for number in texts if number.isdecimal() and len(number) < 10]
    return folder / f"{max(numbers, default=0) + 1:02}-{name}.md"
