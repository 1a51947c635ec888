"""How far would blind readers come in whole courses, module by module?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tandem.content import guessability
from tandem.content.guessability import Blind, Weights, choices_in
from tandem.content.lesson import CourseFolder, ModuleFile, Question
from tandem.content.word_model import WordCounts, WordModel, added, counted_words

READERS = ("chance", "longest", "shortest", "first", "words")


@dataclass(frozen=True)
class GuessRow:
    """A module, or all of a course, and what blind readers score in it."""

    name: str
    figures: Blind


@dataclass(frozen=True)
class GuessTable:
    """A course in one language. `left_out` are files that could not be read: they count nowhere."""

    course: str
    language: str
    modules: tuple[GuessRow, ...]
    all: Blind
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class ReadModule:
    """A module with its choices and the words in them."""

    file: ModuleFile
    choices: tuple[Question, ...]
    words: WordCounts


def guess_tables(courses: Iterable[CourseFolder]) -> list[GuessTable]:
    """A table for each course and language. The word model learns from all other modules of the
    language, in whichever course; what it costs grows with the number of words alone."""
    read: dict[tuple[str, str], list[ReadModule]] = defaultdict(list)
    left_out: dict[tuple[str, str], list[str]] = defaultdict(list)
    for course in courses:
        for file in course.modules:
            key = (course.shown_as or course.id, file.language or course.language)
            read[key] += read_module(file)
            if file.module is None:
                left_out[key].append(file.name)
    by_language: dict[str, list[WordCounts]] = defaultdict(list)
    for (_, language), modules in read.items():
        by_language[language] += [module.words for module in modules]
    totals = {language: added(counts) for language, counts in by_language.items()}
    return [
        table(course, language, modules, totals[language], tuple(left_out[course, language]))
        for (course, language), modules in read.items()
    ]


def read_module(file: ModuleFile) -> list[ReadModule]:
    """A module that could be read."""
    if file.module is None:
        return []
    choices = tuple(choices_in(file.module))
    return [ReadModule(file, choices, counted_words(choices))]


def table(
    course: str,
    language: str,
    modules: list[ReadModule],
    total: WordCounts,
    left_out: tuple[str, ...],
) -> GuessTable:
    """The table of one course in one language."""
    rows = []
    for module in modules:
        words = WordModel(total, module.words)
        readers: dict[str, Weights] = {**guessability.READERS, "words": words}
        figures = guessability.blind(module.choices, readers)
        rows.append(GuessRow(module.file.name.removesuffix(".md"), figures))
    return GuessTable(
        course, language, tuple(rows), together([row.figures for row in rows]), left_out
    )


def together(parts: list[Blind]) -> Blind:
    """What the readers score in all modules: each choice counts alike."""
    choices = sum(part.choices for part in parts)
    return Blind(
        choices,
        {
            name: sum(part.by_reader[name] * part.choices for part in parts) / max(choices, 1)
            for name in READERS
        },
    )
