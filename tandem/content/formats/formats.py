"""Which format has a file, and which modules become of it?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from tandem.content.formats import aiken, gift, liascript, mdbook, tasks
from tandem.content.formats.conservation import balance
from tandem.content.formats.decoding import decoded_quiz
from tandem.content.formats.evidence import BY_ENDING, MARKDOWN, OWN, format_of
from tandem.content.formats.imported import AddedWords, ImportedFile
from tandem.content.formats.to_lesson import LEFT_OUT, in_parts, module_from
from tandem.content.formats.writer import write
from tandem.content.lesson import Lesson, Problem
from tandem.content.messages import Message, counted, say
from tandem.content.parsing.attributes import slug
from tandem.content.parsing.ids import free_name
from tandem.content.parsing.parse import LARGEST, parse_module
from tandem.terms import Severity

READERS = {
    "gift": gift.sheet,
    "aiken": aiken.sheet,
    "tasks": tasks.sheet,
    "liascript": liascript.sheet,
    "mdbook-quiz": mdbook.sheet,
}
ENDINGS = frozenset({*BY_ENDING, *MARKDOWN, ".txt"})
MOST_MODULES, MOST_NOTES = 100, 1000
ENGLISH = AddedWords()
# How other files begin that hold a quiz, too.
FOREIGN = {
    "RTF": re.compile(r"\s*\{\\rtf"),
    "PDF": re.compile(r"\s*%PDF-"),
    "XML": re.compile(r"\s*(?:<\?xml\b|<quiz>\s*(?:<!--[^>]*-->\s*)?<question\b)", re.IGNORECASE),
    "JSON": re.compile(r"\s*(?:\{\s*\"|\[\s*\{)"),
    "HTML": re.compile(r"\s*(?:<!doctype html|<html)\b", re.IGNORECASE),
}
# Three times what a thousand questions take.
MOST_LINES = 20_000


@dataclass(frozen=True)
class NewModule:
    """A module that becomes of a file: its name, its title, its text, how many questions."""

    name: str
    title: str
    source: str
    questions: int


@dataclass(frozen=True)
class Imported:
    """What becomes of a file, and what could not be carried over. Of `answers` in the file,
    counted by a reader of their own, `kept` were found again in the modules."""

    format: str = ""
    modules: tuple[NewModule, ...] = ()
    problems: tuple[Problem, ...] = ()
    answers: int = 0
    kept: int = 0


def imported(
    source: bytes,
    *,
    name: str,
    read_as: str = "",
    encoding: str = "",
    words: AddedWords = ENGLISH,
) -> Imported:
    """The modules that become of a quiz file. Never raises, whatever the bytes.

    `read_as` is a format and `encoding` an encoding that somebody chose; `words` are added where
    the file says nothing.
    """
    if len(source) > LARGEST:
        return Imported(problems=(problem(name, 1, say("the file is above 1 MB. Split it")),))
    text, notes = decoded_quiz(source, encoding)
    if not text and notes:
        return Imported(problems=reported(notes, name=name))
    if text.count("\n") > MOST_LINES:
        fault = say("the file has more than %(most)s lines. Split it", most=MOST_LINES)
        return Imported(problems=(problem(name, MOST_LINES + 1, fault),))
    if program := foreign(text):
        return Imported(problems=(problem(name, 1, of_another_program(program)),))
    text = text.replace("\ufffc", " ")
    kind = read_as or format_of(text, name=name)
    if kind == OWN:
        return own(text.encode(), name=name)
    return carried_over(text, kind, notes, name=name, words=words)


def carried_over(
    text: str, kind: str, notes: list[tuple[int, Message]], *, name: str, words: AddedWords
) -> Imported:
    """The modules that become of a text in the format of others, and a count of its answers."""
    sheet = READERS[kind](text)
    chapters = tuple(replace(chapter, words=words) for chapter in sheet.chapters)
    sheet = replace(sheet, chapters=chapters)
    notes += sheet.notes
    modules = tuple(modules_of(sheet, notes, stem=PurePosixPath(name).stem))
    if not modules:
        notes.append((1, say("no question here that could be carried over")))
    elif not any(module.questions for module in modules):
        notes.append((1, say("no question was found here: all of it becomes a text to read")))
    sources = [module.source for module in modules]
    left_out = min((line for line, note in notes if note == LEFT_OUT), default=None)
    held = balance(text, kind, taken_over=sources, notes=tuple(notes), left_out=left_out)
    return Imported(
        format=kind,
        modules=modules,
        problems=reported([*notes, *held.notes], name=name),
        answers=held.answers,
        kept=held.kept,
    )


def foreign(text: str) -> str:
    """What a file is by its first signs, where it is no quiz as text; else nothing."""
    return next((kind for kind, sign in FOREIGN.items() if sign.match(text)), "")


def of_another_program(kind: str) -> Message:
    """What to say about a file that is no text."""
    return say(
        "this is %(kind)s, which isn’t read here. Export the quiz as GIFT or Aiken, or save it"
        " as plain text",
        kind=kind,
    )


def reported(notes: list[tuple[int, Message]], *, name: str) -> tuple[Problem, ...]:
    """What could not be carried over, in line order; a very long list ends with its length."""
    problems = sorted({problem(name, line, note) for line, note in notes})
    if len(problems) > MOST_NOTES:
        more = counted(
            "and %(num)s more remark of this kind",
            "and %(num)s more remarks of this kind",
            num=len(problems) - MOST_NOTES,
        )
        problems = [*problems[:MOST_NOTES], problem(name, problems[MOST_NOTES].line, more)]
    return tuple(problems)


def own(source: bytes, *, name: str) -> Imported:
    """A lesson in our own format, as it is, if nothing is wrong with it."""
    stem = re.sub(r"^\d+-", "", PurePosixPath(name).name.partition(".")[0])
    parsed = parse_module(source, name=f"01-{slug(stem)}.md", file=name)
    lesson = parsed.sound_lesson
    if lesson is None:
        return Imported(OWN, problems=parsed.problems)
    asked = sum(len(section.questions) for section in lesson.sections)
    module = NewModule(slug(stem), lesson.title, parsed.source, asked)
    return Imported(OWN, (module,), parsed.problems)


def modules_of(
    sheet: ImportedFile, notes: list[tuple[int, Message]], *, stem: str
) -> list[NewModule]:
    """A module for each chapter, several for a long one, each under a name of its own."""
    modules: list[NewModule] = []
    plain = stem.replace("-", " ").replace("_", " ").strip().capitalize()
    parts = [part for chapter in sheet.chapters for part in in_parts(chapter, notes, title=plain)]
    if len(parts) > MOST_MODULES:
        note = say("more than %(most)s categories: the rest is left out", most=MOST_MODULES)
        notes.append((1, note))
    for chapter in parts[:MOST_MODULES]:
        module = module_from(chapter, title=plain, notes=notes)
        if module is not None:
            modules.append(new_module(module, taken={earlier.name for earlier in modules}))
    return modules


def new_module(module: Lesson, *, taken: set[str]) -> NewModule:
    """The module as a file to come."""
    questions = sum(len(section.questions) for section in module.sections)
    name = free_name(slug(module.title), taken)
    return NewModule(name, module.title, write(module), questions)


def problem(name: str, line: int, note: Message) -> Problem:
    """What could not be carried over, with its place."""
    return Problem(name, max(line, 1), Severity.WARNING, note)
