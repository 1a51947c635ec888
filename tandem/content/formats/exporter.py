"""How does a module look in GIFT, and what of it has no place there?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tandem.content.formats.escaping import pointers_lost
from tandem.content.formats.gift_text import written
from tandem.content.formats.writer import item_lines, number_text, quoted
from tandem.content.kinds import kind_said
from tandem.content.lesson import (
    EVERYBODY,
    Accepted,
    Lesson,
    Option,
    Problem,
    Question,
    QuestionKind,
    Section,
    SectionKind,
)
from tandem.content.messages import Message, say
from tandem.content.parsing.accepted import span_of
from tandem.content.parsing.answers import GAP
from tandem.content.parsing.choices import KINDS
from tandem.terms import Severity, Show

MARKDOWN = "[markdown]"
STAR = r"\*"
TRUE_OR_FALSE = ("True", "False")
Found = Iterator[tuple[int, Message]]
Notes = list[tuple[int, Message]]


@dataclass(frozen=True)
class Exported:
    """A module in GIFT, and what could not be said in it."""

    text: str
    problems: tuple[Problem, ...]


def gift(module: Lesson, *, file: str) -> Exported:
    """The module in GIFT: a category, its texts as descriptions, its questions."""
    notes: Notes = list(facts_lost(module))
    title = " ".join(module.title.split()).replace("/", "//")
    pieces = [f"$CATEGORY: $course$/top/{title}"]
    for section in module.sections:
        pieces.extend(section_in_gift(section, notes))
    problems = {Problem(file, max(line, 1), Severity.WARNING, message) for line, message in notes}
    return Exported("\n\n".join(pieces) + "\n", tuple(sorted(problems)))


def facts_lost(module: Lesson) -> Found:
    """What the front matter says and GIFT cannot."""
    facts = {
        "summary": bool(module.summary),
        "minutes": bool(module.minutes),
        "edition": module.edition != 1,
        "shuffle": not module.shuffle,
        "show": module.show is not Show.END,
        "attempts": module.attempts is not None,
        "prepare": bool(module.prepare),
    }
    names = ", ".join(name for name, is_lost in facts.items() if is_lost)
    if names:
        yield 1, say("GIFT has no place for %(names)s", names=names)


def section_in_gift(section: Section, notes: Notes) -> Iterator[str]:
    """A section: a text as a description, a quiz as its questions."""
    if section.kind is SectionKind.TOGETHER:
        left_out = say("GIFT has no steps for two: this section is left out")
        notes.append((section.line, left_out))
        return
    if section.kind is SectionKind.PRACTICE:
        left_out = say("GIFT has no scenes to play: this section is left out")
        notes.append((section.line, left_out))
        return
    if section.kind is SectionKind.READING and section.roles != EVERYBODY:
        left_out = say("GIFT has no faces: what only some read is left out")
        notes.append((section.line, left_out))
        return
    notes.extend(files_lost(section.text, section.line))
    if section.text.strip():
        name = f"::{written(section.title)}::" if section.title else ""
        yield f"{name}{MARKDOWN}{written(section.text.strip())}"
    if section.kind is not SectionKind.QUIZ:
        return
    if section.pass_share != 0.8 or section.pick is not None:
        notes.append((section.line, say("GIFT has no place for pass and pick")))
    if section.recap:
        notes.append((section.line, say("GIFT knows no earlier modules: recap is left out")))
    for question in section.questions:
        notes.extend(lost(question))
        if is_sayable(question):
            yield question_in_gift(question)


def lost(question: Question) -> Found:
    """What of a question has no place in GIFT."""
    if not is_sayable(question):
        kind = kind_said(question)
        yield question.line, say("GIFT can’t ask %(kind)s: it is left out", kind=kind)
        return
    if question.roles != EVERYBODY:
        yield question.line, say("GIFT asks everybody; here only some roles are asked")
    texts = [question.title, question.body, question.explanation]
    texts += [text for option in question.options for text in (option.text, option.feedback)]
    texts += [*question.models, *(criterion.text for criterion in question.criteria)]
    yield from files_lost("\n".join(texts), question.line)
    if any(accepted.units for accepted in question.accepted):
        yield question.line, say("GIFT has no units: here only the number is asked")
    if question.kind is QuestionKind.WRITE:
        yield (
            question.line,
            say("GIFT asks for a text without comparing: criteria and models become its feedback"),
        )
    if question.sibling:
        family = say(
            "GIFT has no families: this is asked beside its sibling #%(name)s",
            name=question.sibling,
        )
        yield question.line, family
    if question.first or question.last:
        yield question.line, say("GIFT can’t keep a question first or last")
    if question.hint:
        yield question.line, say("GIFT has no hints: this one is left out")
    for option in question.options:
        if option.pin:
            yield option.line, say("GIFT can’t keep an option last")
    if question.kind is QuestionKind.FILL and not question.body.rstrip().rpartition(GAP)[2]:
        yield question.line, say("a gap at the very end is asked as a short answer")


def files_lost(text: str, line: int) -> Found:
    """The images and files of a text, which stay behind."""
    for path in pointers_lost(text):
        yield line, say("GIFT carries no files: %(path)s stays behind", path=path)


def is_sayable(question: Question) -> bool:
    """Is there a kind in GIFT for this question and its answers?"""
    if question.kind is QuestionKind.FILL:
        return len(question.gaps) == 1 and not any(
            "->" in accepted.text for accepted in question.gaps[0]
        )
    if question.kind is QuestionKind.SHORT:
        return not any("->" in accepted.text for accepted in question.accepted)
    return question.kind not in {QuestionKind.ORDER, QuestionKind.SCENARIO}


def question_in_gift(question: Question) -> str:
    """A question: its name, its text, and its answer in braces."""
    said = explained(question)
    behind = f"####{written(said)}" if said else ""
    text = f"{question.title}\n\n{question.body}" if question.body else question.title
    answer = answer_in_gift(question)
    if question.kind is not QuestionKind.FILL:
        return f"::{question.id}::{MARKDOWN}{written(text)}{{{answer}{behind}}}"
    before, _, after = text.partition(GAP)
    return f"::{question.id}::{MARKDOWN}{written(before)}{{{answer}{behind}}}{written(after)}"


def explained(question: Question) -> str:
    """What is said afterwards: beside a text that was written, what it could have had."""
    listed = "\n".join(item_lines("-", criterion.text) for criterion in question.criteria)
    return "\n\n".join(
        piece for piece in (listed, *map(quoted, question.models), question.explanation) if piece
    )


def answer_in_gift(question: Question) -> str:
    """What stands between the braces."""
    if question.kind is QuestionKind.WRITE:
        return ""
    if question.kind in KINDS:
        return choice_in_gift(question)
    if question.kind is QuestionKind.MATCH:
        return "".join(
            f"\n\t={written(match.left)} -> {written(match.right)}" for match in question.matches
        )
    if question.kind is QuestionKind.NUMERIC:
        return "#" + "".join(f"\n\t={number_in_gift(accepted)}" for accepted in question.accepted)
    texts = question.gaps[0] if question.gaps else question.accepted
    # A star would stand for anything.
    return "".join(f"\n\t=%100%{written(accepted.text.replace('*', STAR))}" for accepted in texts)


def number_in_gift(accepted: Accepted) -> str:
    """A number, or a range."""
    span = span_of(accepted)
    return number_text(*span).replace(" +- ", ":") if span else accepted.text


def choice_in_gift(question: Question) -> str:
    """The options: TRUE or FALSE, one right answer, or several that share the weight."""
    options = question.options
    if question.kind is QuestionKind.TRUE_FALSE and has_their_words(options):
        good, bad = sorted(options, key=lambda option: not option.right)
        feedback = f"#{written(bad.feedback)}#{written(good.feedback)}"
        return ("TRUE" if options[0].right else "FALSE") + feedback
    if question.kind is not QuestionKind.MULTIPLE:
        return "".join(option_in_gift(option, "=" if option.right else "~") for option in options)
    share = f"{100 / max(1, sum(option.right for option in options)):.5f}"
    right = f"~%{share.rstrip('0').rstrip('.')}%"
    return "".join(
        option_in_gift(option, right if option.right else "~%-100%") for option in options
    )


def has_their_words(options: tuple[Option, ...]) -> bool:
    """Are these the two options that GIFT knows by itself?"""
    return tuple(option.text for option in options) == TRUE_OR_FALSE


def option_in_gift(option: Option, sign: str) -> str:
    """An option with its feedback, on a line of its own."""
    feedback = f"#{written(option.feedback)}" if option.feedback else ""
    return f"\n\t{sign}{written(option.text)}{feedback}"
