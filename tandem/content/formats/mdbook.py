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
KEPT_ORDER = say("answerIndex gives the place in the file; options are still shuffled when asked")


def sheet(text: str) -> ImportedFile:
    """The questions of a TOML file."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line, why = header_errors.of_toml(error, text)
        unreadable = say("this is no TOML that can be read: %(reason)s", reason=why)
        return ImportedFile(notes=((line, unreadable),))
    listed = document.get("questions")
    tables = (
        [table for table in listed if isinstance(table, dict)] if isinstance(listed, list) else []
    )
    if not tables:
        return ImportedFile(notes=((1, say("no [[questions]] here")),))
    places = [n for n, line in enumerate(text.split("\n"), 1) if QUESTION.match(line)]
    lines = places if len(places) == len(tables) else [1] * len(tables)
    notes: list[tuple[int, Message]] = []
    questions = []
    shared = table_in(document, "multipart")
    for line, table in zip(lines, tables, strict=True):
        taken = question(line, table, shared=text_of(shared.get(text_of(table.get("multipart")))))
        if isinstance(taken, ImportedQuestion):
            questions.append(taken)
        else:
            notes.append((line, taken))
    return ImportedFile((Chapter(questions=tuple(questions)),) if questions else (), tuple(notes))


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
        notes=tuple((line, say("%(name)s is not carried over", name=name)) for name in unknown),
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
        return say("a question of the type %(type)s is not carried over", type=text_of(kind))
    return say("a question without a type is not carried over")


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
