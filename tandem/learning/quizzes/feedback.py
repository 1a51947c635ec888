"""How much of an attempt may be shown, and what does it say?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from tandem.content.lesson import Accepted, Option, Question, QuestionKind
from tandem.content.parsing.accepted import span_of
from tandem.content.parsing.answers import GAP
from tandem.content.parsing.choices import KINDS
from tandem.content.typed_numbers import plain_number
from tandem.learning.quizzes import marking
from tandem.learning.scenario import story
from tandem.terms import Show

BLANK = "____"
TYPED = frozenset({QuestionKind.FILL, QuestionKind.SHORT, QuestionKind.NUMERIC})


class Reveal(StrEnum):
    """How much of an attempt may be shown."""

    SCORE = "score"
    OWN = "own"
    ALL = "all"


@dataclass(frozen=True)
class MarkedOption:
    """An option afterwards. `right` is None and `feedback` empty where they are not due."""

    text: str
    chosen: bool
    right: bool | None
    feedback: str


@dataclass(frozen=True)
class MarkedQuestion:
    """A question afterwards. `right`, `expected` and `explanation` only where they are due.

    `options` belongs to choices. For the other kinds `given` and `expected` are the answers in
    HTML, piece by piece: item after item, match after match, gap after gap. `is_typed` says that
    what was given are words of whoever answered.
    """

    id: str
    title: str
    body: str
    right: bool | None
    explanation: str
    options: tuple[MarkedOption, ...]
    given: tuple[str, ...]
    expected: tuple[str, ...]
    carried: bool
    is_typed: bool


def reveal(show: Show, *, passed: bool, left: int | None) -> Reveal:
    """What is due: the score, the person's own answers, or everything."""
    if show is Show.NEVER:
        return Reveal.SCORE
    return Reveal.ALL if passed or left == 0 else Reveal.OWN


def marked_question(
    question: Question,
    answer: Collection[str],
    *,
    due: Reveal,
    keys: Collection[str] = (),
    carried: bool = False,
    marked: bool | None = None,
) -> MarkedQuestion:
    """A question with as much of its marking as is due. `keys` is the order they stood in.

    `marked` is the mark that was recorded: it stays, whatever the text says in another language.
    """
    is_choice = question.kind in KINDS
    by_key = {option.key: option for option in question.options} if is_choice else {}
    options = [by_key[key] for key in keys if key in by_key] or list(by_key.values())
    return MarkedQuestion(
        id=question.id,
        title=question.title,
        body=question.body.replace(GAP, BLANK),
        right=None if due is Reveal.SCORE else is_right(question, answer, marked),
        explanation=question.explanation if due is Reveal.ALL else "",
        options=tuple(marked_option(o, chosen=o.key in answer, due=due) for o in options),
        given=() if is_choice else given_texts(question, answer),
        expected=expected_texts(question) if due is Reveal.ALL and not is_choice else (),
        carried=carried,
        is_typed=question.kind in TYPED,
    )


def is_right(question: Question, answer: Collection[str], marked: bool | None) -> bool:
    """The mark that was recorded, or what it would be."""
    return marking.mark(question, answer).right if marked is None else marked


def marked_option(option: Option, *, chosen: bool, due: Reveal) -> MarkedOption:
    """An option with as much of its marking as is due."""
    says = due is Reveal.ALL or (due is Reveal.OWN and chosen)
    return MarkedOption(
        text=option.text,
        chosen=chosen,
        right=option.right if due is Reveal.ALL else None,
        feedback=option.feedback if says else "",
    )


def given_texts(question: Question, answer: Collection[str]) -> tuple[str, ...]:
    """What was answered, piece by piece. What a person typed is escaped."""
    match question.kind:
        case QuestionKind.ORDER:
            texts = {option.key: option.text for option in question.options}
            return tuple(texts[key] for key in answer if key in texts)
        case QuestionKind.MATCH:
            chosen = dict(text.split(":", 1) for text in answer if ":" in text)
            rights = {marking.right_key(pair): pair.right for pair in question.matches}
            return tuple(
                f"{pair.left} → {rights[chosen[pair.key]]}"
                for pair in question.matches
                if pair.left and chosen.get(pair.key) in rights
            )
        case QuestionKind.SCENARIO:
            seen = story(question.scenes, list(answer))
            return (*(decision.chosen for decision in seen.decisions), seen.title)
        case _:
            return tuple(escape(text) for text in answer)


def expected_texts(question: Question) -> tuple[str, ...]:
    """What would have been right, piece by piece."""
    match question.kind:
        case QuestionKind.ORDER:
            return tuple(option.text for option in question.options)
        case QuestionKind.MATCH:
            return tuple(f"{pair.left} → {pair.right}" for pair in question.matches if pair.left)
        case QuestionKind.FILL:
            return tuple(in_words(gap[0]) for gap in question.gaps if gap)
        case _:
            return tuple(in_words(accepted) for accepted in question.accepted)


def in_words(accepted: Accepted) -> str:
    """An accepted answer as it is shown: a text, a number, or a range."""
    span = span_of(accepted)
    if span is None:
        return escape(accepted.text)
    ends = dict.fromkeys(plain_number(end) for end in span)
    return escape(" – ".join(ends) + "".join(f" {unit}" for unit in accepted.units[:1]))
