"""What stands between the braces of a GIFT question, and what of it has no place here?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tandem.content.formats.gift_text import formatted, typed_text
from tandem.content.formats.imported import ImportedOption, ImportedQuestion
from tandem.content.lesson import Accepted, QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing.answers import NUMBER, accepted_by

WEIGHT = re.compile(r"^%(-?\d{1,3}(?:\.\d*)?)%")
STAR = re.compile(r"(?<!\\)\*")  # any text at all; \* is a star
TRUE, FALSE = frozenset({"T", "TRUE"}), frozenset({"F", "FALSE"})
ESSAY = say(
    "an essay is not carried over: Tandem marks every answer. Ask it as a step under {together}"
)


@dataclass(frozen=True)
class GiftAnswer:
    """One answer: is it marked with = (else ~), its weight in percent, its text, its feedback."""

    equals: bool
    weight: float | None
    text: str
    feedback: str


def answered(line: int, inside: str, *, form: str) -> ImportedQuestion | Message:
    """The kind and the answer of a question, or what to say where it has no place here."""
    inside, _, general = inside.rpartition("####") if "####" in inside else (inside, "", "")
    found = by_kind(line, inside.strip(), form=form)
    if isinstance(found, Message):
        return found
    return replace(found, explanation=formatted(general, form=form))


def by_kind(line: int, inside: str, *, form: str) -> ImportedQuestion | Message:
    """Read the answer as Moodle would."""
    word = inside.partition("#")[0].strip().upper()
    if not inside:
        return ESSAY
    if inside.startswith("#"):
        return numeric(line, parts(inside[1:], form=form, first="=", is_typed=True))
    if word in TRUE | FALSE:
        return true_false(line, inside, form=form)
    if "~" in inside:
        return choice(line, parts(inside, form=form))
    if "=" in inside and "->" in inside:
        return matching(line, inside, form=form)
    return short(line, parts(inside, form=form, first="=", is_typed=True))


def parts(inside: str, *, form: str, first: str = "", is_typed: bool = False) -> list[GiftAnswer]:
    """The answers, each behind its = or ~; `first` is the sign where none stands in front."""
    pieces = re.split(r"([=~])", f"{first}{inside}" if inside[:1] not in "=~" else inside)
    found = zip(pieces[1::2], pieces[2::2], strict=True)
    said = typed_text if is_typed else formatted
    return [part(sign, text.strip(), form=form, said=said) for sign, text in found if text.strip()]


def part(sign: str, text: str, *, form: str, said: Callable[..., str]) -> GiftAnswer:
    """One answer."""
    weight = WEIGHT.match(text)
    words, _, feedback = (text[weight.end() :] if weight else text).partition("#")
    return GiftAnswer(
        equals=sign == "=",
        weight=float(weight[1]) if weight else None,
        text=said(words, form=form),
        feedback=formatted(feedback, form=form),
    )


def true_false(line: int, inside: str, *, form: str) -> ImportedQuestion:
    """A statement that is true or false; its feedback for the wrong choice comes first."""
    word, wrong, right = (*inside.split("#", 2), "", "")[:3]
    is_true = word.strip().upper() in TRUE
    said = (formatted(right, form=form), formatted(wrong, form=form))
    choices = (
        ImportedOption("True", is_true, said[0] if is_true else said[1]),
        ImportedOption("False", not is_true, said[1] if is_true else said[0]),
    )
    return ImportedQuestion(line, QuestionKind.TRUE_FALSE, "", choices=choices)


def choice(line: int, found: list[GiftAnswer]) -> ImportedQuestion:
    """A choice: one right answer behind =, or several that share the weight."""
    marked = [one for one in found if one.equals]
    if marked:
        notes = [(line, partly(one)) for one in found if is_partly(one)]
        if len(marked) > 1:
            said = say("several answers were right and one was enough: here all are due")
            notes.append((line, said))
        choices = tuple(ImportedOption(one.text, one.equals, one.feedback) for one in found)
        return ImportedQuestion(line, QuestionKind.SINGLE, "", choices=choices, notes=tuple(notes))
    right = [one.weight for one in found if (one.weight or 0) > 0]
    uneven = len(set(right)) > 1
    said = say("the weights of the answers are not carried over: all right ones are due")
    choices = tuple(ImportedOption(one.text, (one.weight or 0) > 0, one.feedback) for one in found)
    notes = [(line, said)] if uneven else []
    return ImportedQuestion(line, QuestionKind.MULTIPLE, "", choices=choices, notes=tuple(notes))


def is_partly(found: GiftAnswer) -> bool:
    """Was this answer worth more than nothing, but not all?"""
    return not found.equals and (found.weight or 0) > 0


def partly(found: GiftAnswer) -> Message:
    """What to say about an answer that was worth a part."""
    return say("an answer that was worth a part counts as wrong here: %(text)s", text=found.text)


def matching(line: int, inside: str, *, form: str) -> ImportedQuestion:
    """Left and right sides; a side of its own on the right is a spare one."""
    found, notes = [], []
    for piece in inside.split("=")[1:]:
        left, arrow, right = piece.partition("->")
        right, _, feedback = right.partition("#")
        if not arrow:
            said = say("a match without -> is not carried over: %(text)s", text=piece.strip())
            notes.append((line, said))
            continue
        if feedback.strip():
            text = feedback.strip()
            said = say("the feedback of a match is not carried over: %(text)s", text=text)
            notes.append((line, said))
        found.append((formatted(left, form=form), formatted(right, form=form)))
    return ImportedQuestion(line, QuestionKind.MATCH, "", matches=tuple(found), notes=tuple(notes))


def short(line: int, found: list[GiftAnswer]) -> ImportedQuestion:
    """The texts that count."""
    return typed(line, found, QuestionKind.SHORT, words)


def words(text: str) -> Accepted | None:
    """A text that counts, without stars around it; none where a star inside stands for anything."""
    core = re.sub(r"^\*\s*|\s*(?<!\\)\*$", "", text)
    return None if STAR.search(core) or not core else Accepted(text=core.replace("\\*", "*"))


def numeric(line: int, found: list[GiftAnswer]) -> ImportedQuestion:
    """The numbers that count."""
    return typed(line, found, QuestionKind.NUMERIC, number)


def typed(
    line: int, found: list[GiftAnswer], kind: QuestionKind, read: Callable[[str], Accepted | None]
) -> ImportedQuestion:
    """What may be typed, without what was worth a part."""
    accepted, notes = [], []
    for one in found:
        if one.feedback:
            text = one.feedback
            said = say("feedback on a typed answer is not carried over: %(text)s", text=text)
            notes.append((line, said))
        full = one.equals and one.weight in {None, 100.0}
        value = read(one.text) if full else None
        if full and STAR.search(one.text):
            notes.append((line, starred(one.text)))
        if value is not None:
            accepted.append(value)
        elif one.equals and not full:
            notes += [(line, partly(one))] if one.weight else []
        elif one.text and not STAR.search(one.text):
            said = say("this is no number that can be marked: %(text)s", text=one.text)
            notes.append((line, said))
    return ImportedQuestion(line, kind, "", accepted=tuple(accepted), notes=tuple(notes))


def starred(text: str) -> Message:
    """What to say about an answer in which a star stands for anything."""
    return say("* stands for anything in %(text)s, and here for nothing", text=text)


def number(text: str) -> Accepted | None:
    """A number, a number with its margin (5:1), or a range (3..7)."""
    said = re.sub(r"\s*:\s*", " +- ", text.strip())
    whole = re.fullmatch(rf"({NUMBER})\s*(?:(?:\+-|\.\.)\s*{NUMBER})?", said)
    if not whole:
        return None
    found = accepted_by(said)
    return found if found.low is not None else None
