"""What stands between the braces of a GIFT question, and what of it has no place here?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tandem.content.formats.gift_text import formatted, typed_text
from tandem.content.formats.imported import IS_FALSE, IS_TRUE, ImportedOption, ImportedQuestion
from tandem.content.lesson import Accepted, QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing.accepted import NUMBER, accepted_by

WEIGHT = re.compile(r"^%\s*([+-]?\d{1,3}(?:[.,]\d*)?)\s*%")
# An answer inside a text, as another kind of question of Moodle has them: {1:SHORTANSWER:=yes}
CLOZE = re.compile(r"^\d*:[A-Z_]{2,}:", re.IGNORECASE)
STAR = re.compile(r"(?<!\\)\*")  # any text at all; \* is a star
TRUE, FALSE = frozenset({"T", "TRUE"}), frozenset({"F", "FALSE"})
ESSAY = say(
    "an essay isn’t carried over: {write} needs criteria and a model beside it. Write them,"
    " or ask it as a step under {together}"
)


EMBEDDED = say("answers of the kind Cloze aren’t carried over: write a question for each, as GIFT")


@dataclass(frozen=True)
class GiftAnswer:
    """One answer: is it marked with = (else ~), its weight in percent, its text, its feedback."""

    equals: bool
    weight: float | None
    text: str
    feedback: str


def answered(line: int, inside: str, *, form: str) -> ImportedQuestion | Message:
    """The kind and the answer of a question, or what to say where it has no place here."""
    if CLOZE.match(inside):
        return EMBEDDED
    inside, _, general = inside.rpartition("####") if "####" in inside else (inside, "", "")
    question = by_kind(line, inside.strip(), form=form)
    if isinstance(question, Message):
        return question
    return replace(question, explanation=formatted(general, form=form))


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
    signed = re.findall(r"([=~])([^=~]*)", f"{first}{inside}" if inside[:1] not in "=~" else inside)
    read = typed_text if is_typed else formatted
    return [part(sign, text.strip(), form=form, read=read) for sign, text in signed if text.strip()]


def part(sign: str, text: str, *, form: str, read: Callable[..., str]) -> GiftAnswer:
    """One answer."""
    weight = WEIGHT.match(text)
    words, _, feedback = (text[weight.end() :] if weight else text).partition("#")
    return GiftAnswer(
        equals=sign == "=",
        weight=float(weight[1].replace(",", ".")) if weight else None,
        text=read(words, form=form),
        feedback=formatted(feedback, form=form),
    )


def true_false(line: int, inside: str, *, form: str) -> ImportedQuestion:
    """A statement that is true or false; its feedback for the wrong choice comes first."""
    word, wrong, right = (*inside.split("#", 2), "", "")[:3]
    is_true = word.strip().upper() in TRUE
    feedbacks = (formatted(right, form=form), formatted(wrong, form=form))
    choices = (
        ImportedOption(IS_TRUE, is_true, feedbacks[0] if is_true else feedbacks[1]),
        ImportedOption(IS_FALSE, not is_true, feedbacks[1] if is_true else feedbacks[0]),
    )
    return ImportedQuestion(line, QuestionKind.TRUE_FALSE, "", choices=choices)


def choice(line: int, answers: list[GiftAnswer]) -> ImportedQuestion:
    """A choice: one right answer behind =, or several that share the weight."""
    marked = [answer for answer in answers if answer.equals]
    if marked:
        notes = [(line, partly(answer)) for answer in answers if is_partly(answer)]
        if len(marked) > 1:
            note = say("several answers were right and one was enough: here all are due")
            notes.append((line, note))
        choices = tuple(
            ImportedOption(answer.text, answer.equals, answer.feedback) for answer in answers
        )
        return ImportedQuestion(line, QuestionKind.SINGLE, "", choices=choices, notes=tuple(notes))
    right = [answer.weight for answer in answers if (answer.weight or 0) > 0]
    uneven = len(set(right)) > 1
    note = say("the weights of the answers aren’t carried over: all right ones are due")
    choices = tuple(
        ImportedOption(answer.text, (answer.weight or 0) > 0, answer.feedback) for answer in answers
    )
    notes = [(line, note)] if uneven else []
    return ImportedQuestion(line, QuestionKind.MULTIPLE, "", choices=choices, notes=tuple(notes))


def is_partly(answer: GiftAnswer) -> bool:
    """Was this answer worth more than nothing, but not all?"""
    return not answer.equals and (answer.weight or 0) > 0


def partly(answer: GiftAnswer) -> Message:
    """What to say about an answer that was worth a part."""
    return say("an answer that was worth a part counts as wrong here: %(text)s", text=answer.text)


def matching(line: int, inside: str, *, form: str) -> ImportedQuestion:
    """Left and right sides; a side of its own on the right is a spare one."""
    matches, notes = [], []
    for piece in inside.split("=")[1:]:
        left, arrow, right = piece.partition("->")
        right, _, feedback = right.partition("#")
        if not arrow:
            note = say("a match without -> isn’t carried over: %(text)s", text=piece.strip())
            notes.append((line, note))
            continue
        if feedback.strip():
            text = feedback.strip()
            note = say("the feedback of a match isn’t carried over: %(text)s", text=text)
            notes.append((line, note))
        matches.append((formatted(left, form=form), formatted(right, form=form)))
    return ImportedQuestion(
        line, QuestionKind.MATCH, "", matches=tuple(matches), notes=tuple(notes)
    )


def short(line: int, answers: list[GiftAnswer]) -> ImportedQuestion:
    """The texts that count."""
    return typed(line, answers, QuestionKind.SHORT, words)


def words(text: str) -> Accepted | None:
    """A text that counts, without stars around it; none where a star inside stands for anything."""
    core = re.sub(r"^\*\s*|\s*(?<!\\)\*$", "", text)
    return None if STAR.search(core) or not core else Accepted(text=core.replace("\\*", "*"))


def numeric(line: int, answers: list[GiftAnswer]) -> ImportedQuestion:
    """The numbers that count."""
    return typed(line, answers, QuestionKind.NUMERIC, number)


def typed(
    line: int, answers: list[GiftAnswer], kind: QuestionKind, read: Callable[[str], Accepted | None]
) -> ImportedQuestion:
    """What may be typed, without what was worth a part."""
    accepted, notes = [], []
    for answer in answers:
        if answer.feedback:
            text = answer.feedback
            note = say("feedback on a typed answer isn’t carried over: %(text)s", text=text)
            notes.append((line, note))
        full = answer.equals and answer.weight in {None, 100.0}
        value = read(answer.text) if full else None
        if full and STAR.search(answer.text):
            notes.append((line, starred(answer.text)))
        if value is not None:
            accepted.append(value)
        elif answer.equals and not full:
            notes += [(line, partly(answer))] if answer.weight else []
        elif answer.text and not STAR.search(answer.text):
            note = say("this is no number that can be marked: %(text)s", text=answer.text)
            notes.append((line, note))
    return ImportedQuestion(line, kind, "", accepted=tuple(accepted), notes=tuple(notes))


def starred(text: str) -> Message:
    """What to say about an answer in which a star stands for anything."""
    return say("* stands for anything in %(text)s, and here for nothing", text=text)


def number(text: str) -> Accepted | None:
    """A number, a number with its margin (5:1), or a range (3..7)."""
    spelled = re.sub(r"\s*:\s*", " +- ", text.strip())
    whole = re.fullmatch(rf"({NUMBER})\s*(?:(?:\+-|\.\.)\s*{NUMBER})?", spelled)
    if not whole:
        return None
    accepted = accepted_by(spelled)
    return accepted if accepted.low is not None else None
