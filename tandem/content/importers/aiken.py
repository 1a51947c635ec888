"""What does an Aiken file ask? Lines of a question, lettered options, and ANSWER: with a letter."""

from __future__ import annotations

import re

from tandem.content.importers.taken import Chapter, Choice, Sheet, Taken
from tandem.content.lesson import QuestionKind
from tandem.content.said import Said, say

OPTION = re.compile(r"^\s*([A-Za-z])[.)]\s+(.*)$")
ANSWER = re.compile(r"^\s*ANSWER:\s*(.*)$", re.IGNORECASE)


def sheet(text: str) -> Sheet:
    """The questions of an Aiken file."""
    questions: list[Taken] = []
    notes: list[tuple[int, Said]] = []
    asked: list[tuple[int, str]] = []
    options: list[tuple[str, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        answer, option = ANSWER.match(line), OPTION.match(line)
        if answer:
            found = question(asked, options, answer[1].strip().upper(), line=number)
            questions.extend([found] if isinstance(found, Taken) else [])
            notes.extend([(number, found)] if isinstance(found, Said) else [])
            asked, options = [], []
        elif option and asked:
            options.append((option[1].upper(), option[2].strip()))
        elif line.strip() and options:
            options[-1] = (options[-1][0], f"{options[-1][1]} {line.strip()}")
        elif line.strip():
            asked.append((number, line.strip()))
    if asked:
        said = say("this question has no ANSWER: line and is not carried over")
        notes.append((asked[0][0], said))
    return Sheet((Chapter(questions=tuple(questions)),) if questions else (), tuple(notes))


def question(
    asked: list[tuple[int, str]], options: list[tuple[str, str]], letter: str, *, line: int
) -> Taken | Said:
    """The question that an ANSWER: line closes, or what is wrong with it."""
    if not asked:
        return say("this ANSWER: has no question above it")
    if letter not in {name for name, _ in options}:
        return say(
            "ANSWER: %(letter)s names no option of its question, which is not carried over",
            letter=letter,
        )
    return Taken(
        line=asked[0][0],
        kind=QuestionKind.SINGLE,
        text=" ".join(text for _, text in asked),
        choices=tuple(Choice(text, name == letter) for name, text in options),
    )
