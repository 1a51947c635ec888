"""Which files of a course's folder must be read, and do those in other languages fit?

A file that was read before, by the same code and with the same files around it, is not read
again: its fingerprint tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from tandem.content import text_process
from tandem.content.files import bounded_reader, translations
from tandem.content.lesson import ModuleFile, PictureFile, Problem
from tandem.content.messages import say
from tandem.content.parsing.parse import unread, with_faults
from tandem.terms import Severity

READ_AND_SHOWN_BY = ("markdown", "markdown-it-py", "mdit-py-plugins", "nh3")
UNREADABLE = say("the file can’t be read. Give the site the right to read it")


@dataclass(frozen=True)
class CourseReader:
    """Reads the modules of one course. `existing` are the files that links may point to,
    `around` is what a file's meaning hangs on beside its bytes, `known` what was read before.
    `names` is what the site calls support beside that."""

    existing: frozenset[str]
    shown_as: str
    language: str
    around: bytes
    known: Set[str]
    names: tuple[str, ...] = ()

    def modules(self, folder: Path, files: Iterable[Path]) -> list[ModuleFile]:
        """Every module, then those in other languages, each checked against its original."""
        paths = [
            path
            for path in files
            if path.parent == folder and path.suffix == ".md" and path.name[:1].isdigit()
        ]
        own = [path for path in paths if self.is_own(path)]
        read = text_process.for_each(lambda path: self.read(path, around=self.around), own)
        originals = {file.id: file for file in reversed(read)}
        others = [path for path in paths if not self.is_own(path)]
        read += text_process.for_each(
            lambda path: self.translation(path, originals.get(unread(path.name).id)), others
        )
        return read

    def is_own(self, path: Path) -> bool:
        """Is this file in the course's own language?"""
        return unread(path.name).language in {"", self.language}

    def read(self, path: Path, *, around: bytes) -> ModuleFile:
        """A module's file; only its name and fingerprint where it is known."""
        file = f"{self.shown_as}/{path.name}"
        try:
            content = path.read_bytes()
        except OSError:
            return with_faults(unread(path.name), [(1, UNREADABLE)], file)
        mark = hashlib.sha256(around + path.name.encode() + b"\0" + content).hexdigest()
        if mark in self.known:
            return replace(unread(path.name), fingerprint=mark, is_known=True)
        parsed = bounded_reader.parsed(
            content, name=path.name, file=file, existing=self.existing, names=self.names
        )
        module = parsed.module
        if module is not None and not parsed.language:
            module = replace(module, language=self.language)
        return replace(parsed, module=module, fingerprint=mark)

    def translation(self, path: Path, original: ModuleFile | None) -> ModuleFile:
        """A file in another language, with what keeps it from standing for its original."""
        mark = original.fingerprint if original else ""
        translation = self.read(path, around=self.around + mark.encode())
        file = f"{self.shown_as}/{path.name}"
        if original is not None:
            return translations.checked(translation, original.module, file=file)
        fault = say(
            "there is no module %(module)s in the course’s own language (%(language)s)",
            module=translation.id,
            language=self.language,
        )
        problems = {*translation.problems, Problem(file, 1, Severity.ERROR, fault)}
        return replace(translation, problems=tuple(sorted(problems)))


def surroundings(
    existing: frozenset[str], pictures: Iterable[PictureFile], *, shown_as: str, language: str
) -> bytes:
    """What a file's meaning hangs on beside its own bytes: who reads it, and what lies around."""
    images = [(picture.path, hashlib.sha256(picture.content).hexdigest()) for picture in pictures]
    facts = repr((this_code(), shown_as, language, sorted(existing), sorted(images)))
    return hashlib.sha256(facts.encode()).digest()


@cache
def this_code() -> str:
    """What reads lessons, as a hash: another version of it may read a file differently."""
    sources = sorted(Path(__file__).parents[1].rglob("*.py"))
    versions = [version(package) for package in READ_AND_SHOWN_BY]
    content = b"".join(path.read_bytes() for path in sources) + repr(versions).encode()
    return hashlib.sha256(content).hexdigest()
