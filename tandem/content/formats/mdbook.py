"""What does a quiz of mdbook-quiz ask? TOML with short answers and choices."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import Any

from tandem.content.formats.imported import Chapter, ImportedFile, ImportedOption, ImportedQuestion
from tandem.content.lesson import Accepted, QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing import header_errors

QUESTION = re.compile(r"^\s*\[\[\s*questions\s*\]\]")
FIELDS = frozenset({"id", "type", "prompt", "answer", "context", "multipart"})
PROMPT = frozenset({"prompt", "distractors", "answerIndex"})
# What stands deeper, in brackets or in a name with dots, is no quiz. The reader of TOML calls
# itself for each bracket, and begins anew with each dot.
DEEPEST = 10
# What brackets and dots may stand in without meaning anything, then what nests and what parts.
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^\']|\'(?!\'\'))*+\'\'\''
    r'|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'|#[^\n]*+|[\[\]{}.,=\n]',
    re.DOTALL,
)
KEPT_ORDER = say("answerIndex gives the place in the file; options are still shuffled when asked")


def sheet(text: str) -> ImportedFile:
    """The questions of a TOML file."""
    if deep := first_too_deep(text):
        reason = say(
            "brackets and lists are nested more than %(most)s levels deep here", most=DEEPEST
        )
        return unreadable(deep, reason)
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return unreadable(*header_errors.of_toml(error, text))
    listed = document.get("questions")
    tables = (
        [table for table in listed if isinstance(table, dict)] if isinstance(listed, list) else []
    )
    if not tables:
        return ImportedFile(notes=((1, say("no [[questions]] here")),))
    places = [n for n, line in enumerate(text.split("\n"), 1) if QUESTION.match(line)]
    has_places = len(places) == len(tables)
    notes: list[tuple[int, Message]] = []
    questions = []
    shared = table_in(document, "multipart")
    for at, table in enumerate(tables):
        line = places[at] if has_places else 1
        taken = question(line, table, shared=text_of(shared.get(text_of(table.get("multipart")))))
        if isinstance(taken, ImportedQuestion):
            questions.append(taken)
        else:
            notes.append((line, taken))
    return ImportedFile((Chapter(questions=tuple(questions)),) if questions else (), tuple(notes))


def unreadable(line: int, reason: Message) -> ImportedFile:
    """What is left of a file that is no TOML, and why."""
    note = say("this is no TOML that can be read: %(reason)s", reason=reason)
    return ImportedFile(notes=((line, note),))


def first_too_deep(text: str) -> int:
    """The line (from 1) of a bracket or a name that lies too deep; 0 where none does."""
    brackets = dots = 0
    for token in TOKEN.finditer(text):
        sign = token[0]
        if sign == ".":
            dots += 1
        elif len(sign) == 1:  # what is longer is a text in quotes, which may be a part of a name
            dots = 0
            brackets = max(brackets + {"[": 1, "{": 1, "]": -1, "}": -1}.get(sign, 0), 0)
        if max(brackets, dots) > DEEPEST:
            return text.count("\n", 0, token.start()) + 1
    return 0


def question(line: int, table: dict[str, Any], *, shared: str) -> ImportedQuestion | Message:
    """A question below the text it shares with others, or what to say where it has no place."""
    prompt, answer = (table_in(table, name) for name in ("prompt", "answer"))
    kind = table.get("type")
    unknown = sorted({*table} - FIELDS) + sorted(f"prompt.{name}" for name in {*prompt} - PROMPT)
    right = texts(answer.get("answer"))
    base = ImportedQuestion(
        line=line,
        kind=QuestionKind.SHORT,
        text=f"{shared}\n\n{text_of(prompt.get('prompt'))}".strip(),
        name=text_of(table.get("id")),
        explanation=text_of(table.get("context")),
        notes=tuple((line, say("%(name)s isn’t carried over", name=name)) for name in unknown),
    )
    if kind == "ShortAnswer":
        every = [*right, *texts(answer.get("alternatives"))]
        return replace(base, accepted=tuple(Accepted(text=text) for text in every))
    if kind == "MultipleChoice":
        if "answerIndex" in prompt:
            base = replace(base, notes=(*base.notes, (line, KEPT_ORDER)))
        options = choices(right, texts(prompt.get("distractors")), prompt.get("answerIndex"))
        several = isinstance(answer.get("answer"), list)
        return replace(
            base,
            kind=QuestionKind.MULTIPLE if several else QuestionKind.SINGLE,
            choices=options,
        )
    if text_of(kind):
        return say("a question of the type %(type)s isn’t carried over", type=text_of(kind))
    return say("a question without a type isn’t carried over")


def choices(right: list[str], wrong: list[str], place: object) -> tuple[ImportedOption, ...]:
    """The options, the right ones at their place where it is given."""
    at = place if isinstance(place, int) and 0 <= place <= len(wrong) else 0
    options = [ImportedOption(text, right=False) for text in wrong]
    return (*options[:at], *(ImportedOption(text) for text in right), *options[at:])


def table_in(table: dict[str, Any], name: str) -> dict[str, Any]:
    """A table inside a table; an empty one where there is none."""
    inside = table.get(name)
    return inside if isinstance(inside, dict) else {}


def texts(value: object) -> list[str]:
    """One text or several."""
    return [
        text_of(item) for item in (value if isinstance(value, list) else [value]) if text_of(item)
    ]


def text_of(value: object) -> str:
    """A value as text; empty where it is none."""
    return value.replace("\ufffc", " ").strip() if isinstance(value, str) else ""
