"""Is an answer right, and is a quiz passed?

An answer is a list of texts: the keys of the options chosen, the keys in the order given,
`left:right` for each match, what was typed into each gap, or the decisions taken.

choices   right when exactly the right options are chosen
order     right when every item stands in its place
match     right when every left side has its right side
fill      right when every gap holds an accepted text
short     right when the text is accepted; case, accents and the signs around it do not matter
numeric   right when the number lies in an accepted range, with its unit or without
scenario  right when the story ends well
write     never marked: it counts as done when its author has compared it (`learning/written`)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tandem.content.lesson import Accepted, Ending, Match, Question, QuestionKind
from tandem.content.parsing.accepted import span_of
from tandem.content.parsing.choices import key_of
from tandem.content.same_text import folded_answer
from tandem.content.typed_numbers import is_same_number, numbers_in
from tandem.learning.scenario import ending


@dataclass(frozen=True)
class Mark:
    """What an answer is worth."""

    right: bool


def mark(question: Question, answer: Collection[str]) -> Mark:
    """Mark an answer."""
    return Mark(right=is_right(question, [text for text in answer if text]))


def is_right(question: Question, answer: Sequence[str]) -> bool:
    """Is this the right answer?"""
    match question.kind:
        case QuestionKind.ORDER:
            return list(answer) == [option.key for option in question.options]
        case QuestionKind.MATCH:
            return frozenset(answer) == right_matches(question)
        case QuestionKind.FILL:
            return len(answer) == len(question.gaps) and all(
                accepts(gap, text) for gap, text in zip(question.gaps, answer, strict=True)
            )
        case QuestionKind.SHORT | QuestionKind.NUMERIC:
            return len(answer) == 1 and accepts(question.accepted, answer[0])
        case QuestionKind.SINGLE | QuestionKind.MULTIPLE | QuestionKind.TRUE_FALSE:
            return frozenset(answer) == right_keys(question)
        case QuestionKind.SCENARIO:
            return ending(question.scenes, answer) is Ending.GOOD
        case QuestionKind.WRITE:
            return False


def right_keys(question: Question) -> frozenset[str]:
    """The keys of the right options. They never leave the server before they are due."""
    return frozenset(option.key for option in question.options if option.right)


def right_matches(question: Question) -> frozenset[str]:
    """Each left side with its right side."""
    return frozenset(f"{match.key}:{right_key(match)}" for match in question.matches if match.left)


def right_key(match: Match) -> str:
    """The key of a right side: the same text is the same side, in whichever language."""
    return match.side or key_of(match.right)


def accepts(accepted: Iterable[Accepted], text: str) -> bool:
    """Is a typed text among these answers?"""
    for answer in accepted:
        span = span_of(answer)
        if span is None:
            if folded_answer(text) == folded_answer(answer.text):
                return True
            if is_same_number(answer.text, text):
                return True
        elif is_within(span, numbers_in(text, answer.units)):
            return True
    return False


def is_within(span: tuple[float, float], numbers: Iterable[float]) -> bool:
    """Does one of these numbers lie between two, both of them included?"""
    low, high = span
    return any(low <= number <= high for number in numbers)


def score(marks: Iterable[Mark]) -> int:
    """How many answers are right."""
    return sum(mark.right for mark in marks)


def has_passed(right: int, total: int, *, pass_share: float) -> bool:
    """Is the share of right answers large enough? 4 of 5 pass 80 %, exactly."""
    return Fraction(right) >= Fraction(str(pass_share)) * total
