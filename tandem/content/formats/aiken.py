"""What does an Aiken file ask? Lines of a question, lettered options, and ANSWER: with a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tandem.content.formats.html_to_markdown import literal
from tandem.content.formats.imported import Chapter, ImportedFile, ImportedOption, ImportedQuestion
from tandem.content.lesson import QuestionKind
from tandem.content.messages import Message, say

OPTION = re.compile(r"^\s*([A-Za-z])[.)]\s+(.*)$")
# The letter, and maybe the option's text again.
ANSWER = re.compile(r"^\s*ANSWER:\s*(?:([A-Z])\s*(?:[.)].*)?$|(.*)$)", re.IGNORECASE)


UNANSWERED = say("this question has no ANSWER: line and is not carried over")


@dataclass
class Open:
    """The question that is being read. `is_parted` where a blank line follows its options."""

    asked: list[tuple[int, str]] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    is_parted: bool = False


def sheet(text: str) -> ImportedFile:
    """The questions of an Aiken file."""
    questions: list[ImportedQuestion] = []
    notes: list[tuple[int, Message]] = []
    now = Open()
    for number, line in enumerate(text.split("\n"), start=1):
        answer = ANSWER.match(line)
        if answer:
            result = question(now, (answer[1] or answer[2]).strip().upper(), line=number)
            questions.extend([result] if isinstance(result, ImportedQuestion) else [])
            notes.extend([(number, result)] if isinstance(result, Message) else [])
            now = Open()
        elif not line.strip():
            now.is_parted = bool(now.options)
        else:
            if now.is_parted and not OPTION.match(line):
                notes.append((now.asked[0][0], UNANSWERED))
                now = Open()
            go_on(now, number, line)
    if now.asked:
        notes.append((now.asked[0][0], UNANSWERED))
    return ImportedFile((Chapter(questions=tuple(questions)),) if questions else (), tuple(notes))


def go_on(now: Open, number: int, line: str) -> None:
    """Put a line where it belongs: an option, the rest of one, or the question."""
    option = OPTION.match(line)
    now.is_parted = False
    if option and now.asked:
        now.options.append((option[1].upper(), option[2].strip()))
    elif now.options:
        letter, text = now.options[-1]
        now.options[-1] = (letter, f"{text} {line.strip()}")
    else:
        now.asked.append((number, line.strip()))


def question(now: Open, letter: str, *, line: int) -> ImportedQuestion | Message:
    """The question that an ANSWER: line closes, or what is wrong with it."""
    letters = [name for name, _ in now.options]
    if not now.asked:
        return say("this ANSWER: has no question above it")
    if len(set(letters)) < len(letters):
        return say("two options above have the same letter: this question is not carried over")
    if letter not in letters:
        return say(
            "ANSWER: %(letter)s names no option of its question, which is not carried over",
            letter=letter,
        )
    return ImportedQuestion(
        line=now.asked[0][0],
        kind=QuestionKind.SINGLE,
        text=literal(" ".join(text for _, text in now.asked)),
        choices=tuple(ImportedOption(literal(text), name == letter) for name, text in now.options),
    )
