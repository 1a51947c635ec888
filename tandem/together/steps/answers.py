"""What was given in a step of the pair, and what is missing in it?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from markupsafe import Markup

from tandem.content.lesson import PairStep, StepKind
from tandem.content.parsing.sentences import GAPS

LONGEST_TEXT = 2000
LONGEST_LINE = 300
LINES = 3
HANDED_LINES = 2
# The only thing on a scale that lists no items.
WHOLE = "all"


@dataclass(frozen=True)
class StepAnswer:
    """What somebody gave: a text, the values on a scale by item, the lines of an agreement.

    `choice` is the key of an option; its words stand in `text`. `answers` are what was answered
    about handed-over lines, by question, and `unsaid` the questions that these left open. Of a plan
    the lines are what stands in its gaps, and `text` is the whole sentence.
    """

    text: str = ""
    values: dict[str, int] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    look_again_on: date | None = None
    choice: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    unsaid: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Is there nothing in it?"""
        marks = self.choice or self.unsaid or any(self.answers.values()) or self.look_again_on
        return not (self.text or self.values or marks or any(self.lines))


class AnswerFault(StrEnum):
    """Why something cannot be recorded as it is."""

    MISSING = "missing"
    UNFINISHED = "unfinished"
    UNKNOWN = "unknown"
    TOO_LONG = "too_long"
    NO_DATE = "no_date"
    NO_CHOICE = "no_choice"
    UNANSWERED = "unanswered"
    OTHER_CASE = "other_case"
    ONE_GAP = "one_gap"


def fault(step: PairStep, answer: StepAnswer, *, today: date) -> AnswerFault | None:
    """What keeps this from being recorded, or None."""
    match step.kind:
        case StepKind.TALKED:
            return None
        case StepKind.SCENE:
            return AnswerFault.UNKNOWN  # it is played, on a page of its own
        case StepKind.SCALE:
            return fault_on_scale(step, answer)
        case StepKind.AGREEMENT:
            return fault_in_agreement(answer, today=today)
        case StepKind.CHOICE:
            return fault_in_choice(step, answer)
        case StepKind.HANDOVER:
            return fault_in_handover(step, answer)
        case StepKind.PLAN:
            return fault_in_plan(answer)
        case _:
            return fault_in_text(answer.text)


def fault_in_text(text: str) -> AnswerFault | None:
    """What is wrong with a text."""
    if not text:
        return AnswerFault.MISSING
    return AnswerFault.TOO_LONG if len(text) > LONGEST_TEXT else None


def fault_on_scale(step: PairStep, answer: StepAnswer) -> AnswerFault | None:
    """What is wrong with the values on a scale."""
    known = items_of(step)
    if not set(answer.values) <= known:
        return AnswerFault.UNKNOWN
    if any(not step.low <= value <= step.high for value in answer.values.values()):
        return AnswerFault.UNKNOWN
    if not answer.values:
        return AnswerFault.MISSING
    return None if set(answer.values) == known else AnswerFault.UNFINISHED


def fault_in_choice(step: PairStep, answer: StepAnswer) -> AnswerFault | None:
    """What is wrong with a choice. `step` is what its own seat may read of it."""
    if not answer.choice:
        return AnswerFault.NO_CHOICE
    return None if answer.choice in options_of(step) else AnswerFault.UNKNOWN


def options_of(step: PairStep) -> dict[str, str]:
    """What may be chosen, in plain words, by key."""
    return {
        item.key: Markup(item.text).striptags()  # noqa: S704 (rendered when it was published)
        for part in step.seats
        for item in part.items
    }


def fault_in_handover(step: PairStep, answer: StepAnswer) -> AnswerFault | None:
    """What is wrong with lines, or with answers where `step` asks questions."""
    questions = options_of(step)
    texts = [*answer.lines, *answer.answers.values()]
    if any(len(text) > LONGEST_LINE for text in texts):
        return AnswerFault.TOO_LONG
    if not questions:
        return None if answer.lines else AnswerFault.MISSING
    told = {key for key, text in answer.answers.items() if text} | set(answer.unsaid)
    if told - questions.keys():
        return AnswerFault.UNKNOWN
    if not told:
        return AnswerFault.MISSING
    return None if told == questions.keys() else AnswerFault.UNANSWERED


def in_words(step: PairStep, answer: StepAnswer) -> StepAnswer:
    """An answer as it is kept, whatever else was sent: with words that can be read by themselves.

    `step` is what is asked: a choice is kept with the words of its option, answers with those of
    their questions, a plan with its sentence.
    """
    match step.kind:
        case StepKind.PLAN:
            return in_whole(step, answer)
        case StepKind.CHOICE:
            return StepAnswer(text=options_of(step).get(answer.choice, ""), choice=answer.choice)
        case StepKind.HANDOVER if questions := options_of(step):
            asked = (f"{text}\n{answer.answers.get(key) or '–'}" for key, text in questions.items())
            has_any = any(answer.answers.values()) or answer.unsaid
            return StepAnswer(
                text="\n\n".join(asked) if has_any else "",
                answers=answer.answers,
                unsaid=answer.unsaid,
            )
        case StepKind.HANDOVER:
            lines = answer.lines[:HANDED_LINES]
            return StepAnswer(text="\n".join(lines), lines=lines)
        case _:
            return replace(answer, choice="", answers={}, unsaid=())


def fault_in_agreement(answer: StepAnswer, *, today: date) -> AnswerFault | None:
    """What is wrong with a version of an agreement."""
    if not answer.lines:
        return AnswerFault.MISSING
    if any(len(line) > LONGEST_LINE for line in answer.lines):
        return AnswerFault.TOO_LONG
    if answer.look_again_on is None or answer.look_again_on <= today:
        return AnswerFault.NO_DATE
    return None


def fault_in_plan(answer: StepAnswer) -> AnswerFault | None:
    """What is wrong with what stands in the gaps of a plan."""
    if not any(answer.lines):
        return AnswerFault.MISSING
    if len(answer.lines) != GAPS or not all(answer.lines):
        return AnswerFault.ONE_GAP
    is_long = any(len(line) > LONGEST_LINE for line in answer.lines)
    return AnswerFault.TOO_LONG if is_long else None


def in_whole(step: PairStep, answer: StepAnswer) -> StepAnswer:
    """What stands in the gaps of a plan, with the sentence that comes of it."""
    if len(answer.lines) != GAPS or not any(answer.lines):
        return StepAnswer()
    gaps = (*(line or "____" for line in answer.lines), "")
    words = zip(step.sentence, gaps, strict=True)
    text = "".join(part for pair in words for part in pair).strip()
    return StepAnswer(text=text, lines=answer.lines)


def items_of(step: PairStep) -> set[str]:
    """What is placed on a scale."""
    return {item.key for item in step.items} or {WHOLE}


def tidy_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that say something, the first three."""
    return tuple(line.strip() for line in lines if line.strip())[:LINES]


def given_in(content: str) -> StepAnswer:
    """What was given, from its row."""
    stored = json.loads(content)
    day = stored.get("look_again_on")
    return StepAnswer(
        text=stored.get("text", ""),
        values=stored.get("values", {}),
        lines=tuple(stored.get("lines", ())),
        look_again_on=date.fromisoformat(day) if day else None,
        choice=stored.get("choice", ""),
        answers=stored.get("answers", {}),
        unsaid=tuple(stored.get("unsaid", ())),
    )


def content_of(answer: StepAnswer) -> str:
    """What was given, as it is kept in a row."""
    fields = {
        "text": answer.text,
        "values": answer.values,
        "lines": list(answer.lines),
        "look_again_on": answer.look_again_on.isoformat() if answer.look_again_on else None,
        "choice": answer.choice,
        "answers": answer.answers,
        "unsaid": list(answer.unsaid),
    }
    return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False)


def mark_of(answer: StepAnswer) -> str:
    """A hash that tells an answer from every other one and holds no word of it."""
    return hashlib.sha256(content_of(answer).encode()).hexdigest()[:16]
