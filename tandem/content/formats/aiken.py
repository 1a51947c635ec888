"""What does an Aiken file ask? Lines of a question, lettered options, and ANSWER: with a letter.

As Moodle takes it, a blank behind the letter is not needed: `A)Yes`. Options follow each other by
letter, so that a statement that is numbered `I.` or a name like `C. Smith` stays in the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tandem.content.formats.html_to_markdown import literal
from tandem.content.formats.imported import Chapter, ImportedFile, ImportedOption, ImportedQuestion
from tandem.content.lesson import QuestionKind
from tandem.content.messages import Message, say

# A capital letter needs no blank behind it, and one in brackets neither.
OPTION = re.compile(r"^\s*(?:\(([A-Za-z])\)|([A-Z])[.)]|([a-z])[.)](?=\s))\s*(\S.*)$")
# The letter, and maybe the option's text again.
LETTER = r"\(?([A-Za-z])(?:\)|\b)"
ANSWER = re.compile(rf"^\s*ANSWER\s*:\s*(?:{LETTER}\s*(?:[.)]?\s.*|[.)].*)?$|(.*)$)", re.IGNORECASE)
# What Aiken surely is: the letter alone, or with its option again.
SURE_ANSWER = re.compile(
    rf"^[ \t]*ANSWER[ \t]*:[ \t]*{LETTER}[ \t]*(?:[.)].*)?$", re.MULTILINE | re.IGNORECASE
)
NUMBER = re.compile(
    r"^\s*(?:Q(?:uestion)?\s*|Frage\s*)?(\d{1,4})\s*\\?[.):]\s+(?=\S)", re.IGNORECASE
)
STATEMENT = re.compile(r"^\s*[IVX]{1,5}[.)]\s")
# Lines that other programs put below the answer.
BEHIND = re.compile(r"^\s*([A-Za-zÄÖÜäöü]{2,15})\s*:\s*(.*)$")
EXPLAINS_WORDS = """
feedback explanation explain rationale reason comment solution why erklärung begründung
rückmeldung erläuterung lösung kommentar
"""
EXPLAINS = frozenset(EXPLAINS_WORDS.split())
SETTINGS_WORDS = """
tags tag id idnumber points point score mark marks difficulty category topic level time ref
reference source page type weight punkte kategorie thema schwierigkeit quelle seite
"""
SETTINGS = frozenset(SETTINGS_WORDS.split())
UNANSWERED = say("this question has no ANSWER: line and isn’t carried over")


@dataclass
class Open:
    """The question that is being read. `is_parted` where a blank line follows its options."""

    asked: list[tuple[int, str]] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    is_parted: bool = False


@dataclass
class Sheet:
    """What was read so far. `is_below` while lines directly below an ANSWER: come."""

    questions: list[ImportedQuestion] = field(default_factory=list)
    notes: list[tuple[int, Message]] = field(default_factory=list)
    now: Open = field(default_factory=Open)
    is_below: bool = False
    is_explaining: bool = False
    is_taken: bool = False


def sheet(text: str) -> ImportedFile:
    """The questions of an Aiken file."""
    read = Sheet()
    for number, line in enumerate(text.split("\n"), start=1):
        take(read, number, line)
    if read.now.asked:
        read.notes.append((read.now.asked[0][0], UNANSWERED))
    chapters = (Chapter(questions=tuple(unnumbered(read.questions))),) if read.questions else ()
    return ImportedFile(chapters, tuple(read.notes))


def take(read: Sheet, number: int, line: str) -> None:
    """Read one line."""
    answer = ANSWER.match(line)
    if answer:
        close(read, (answer[1] or answer[2] or "").strip().upper(), line=number)
    elif not line.strip():
        read.now.is_parted = bool(read.now.options)
        read.is_below = False
    elif read.is_below and is_said_below(read, number, line):
        return
    else:
        read.is_below = False
        if read.now.is_parted and letter_of(line, read.now) is None:
            read.notes.append((read.now.asked[0][0], UNANSWERED))
            read.now = Open()
        go_on(read.now, number, line)


def close(read: Sheet, letter: str, *, line: int) -> None:
    """End a question with its ANSWER: line."""
    result = question(read.now, letter, line=line)
    read.is_taken = isinstance(result, ImportedQuestion)
    if isinstance(result, ImportedQuestion):
        read.questions.append(result)
    else:
        read.notes.append((line, result))
    read.now, read.is_below, read.is_explaining = Open(), True, False


def is_said_below(read: Sheet, number: int, line: str) -> bool:
    """Is this an explanation or a setting below an answer? Then it is taken, or said to be lost."""
    match = BEHIND.match(line)
    word = match[1].casefold() if match else ""
    if match and word in EXPLAINS:
        read.is_explaining = True
        explain(read, match[2])
    elif match and word in SETTINGS:
        read.is_explaining = False
        read.notes.append((number, say("%(name)s isn’t carried over", name=match[1])))
    elif read.is_explaining and letter_of(line, Open(asked=[(0, "")])) is None:
        explain(read, line)
    else:
        return False
    return True


def explain(read: Sheet, text: str) -> None:
    """Put a line into the explanation of the last question, where it was taken."""
    if read.is_taken:
        last = read.questions[-1]
        whole = f"{last.explanation} {literal(text.strip())}".strip()
        read.questions[-1] = replace(last, explanation=whole)


def letter_of(line: str, now: Open) -> tuple[str, str] | None:
    """The letter and the text of an option. The first one is A, and none goes back."""
    option = OPTION.match(line)
    if option is None or not now.asked:
        return None
    letter = (option[1] or option[2] or option[3]).upper()
    before = [name for name, _ in now.options]
    is_next = letter in before or letter > before[-1] if before else letter == "A"
    return (letter, option[4].strip()) if is_next else None


def go_on(now: Open, number: int, line: str) -> None:
    """Put a line where it belongs: an option, the rest of one, or the question."""
    option = letter_of(line, now)
    now.is_parted = False
    if option:
        now.options.append(option)
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
        return say("two options above have the same letter: this question isn’t carried over")
    if letter not in letters:
        return say(
            "ANSWER: %(letter)s names no option of its question, which isn’t carried over",
            letter=letter,
        )
    return ImportedQuestion(
        line=now.asked[0][0],
        kind=QuestionKind.SINGLE,
        text=text_of([text for _, text in now.asked]),
        choices=tuple(ImportedOption(literal(text), name == letter) for name, text in now.options),
    )


def text_of(lines: list[str]) -> str:
    """The words of a question; statements with a Roman number stand on lines of their own."""
    text = ""
    for line in lines:
        is_apart = bool(STATEMENT.match(line)) and bool(text)
        text += f"\n\n{literal(line)}" if is_apart else f" {literal(line)}"
    return text.strip()


def unnumbered(questions: list[ImportedQuestion]) -> list[ImportedQuestion]:
    """The questions without the numbers in front of them, where these count the questions."""
    matches = [match for q in questions if (match := NUMBER.match(q.text))]
    numbers = [int(match[1]) for match in matches]
    if not numbers or sorted(set(numbers)) != numbers:
        return questions
    return [replace(q, text=NUMBER.sub("", q.text, count=1)) for q in questions]
