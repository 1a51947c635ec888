"""How often was each answer given? Every kind of question in its own way, by `figures/groups.py`.

choices      how many chose each option
order        how many put an item where it does not belong
match        how many missed a left side, and which wrong matches were common
fill         how many missed a gap, and what was commonly typed there
short, numeric   which wrong answers were commonly typed
scenario     which ways were taken, and how they ended
write        what people found in their own texts, each criterion by itself
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from itertools import chain

from tandem.content.lesson import Option, Question, QuestionKind
from tandem.content.same_text import folded_answer
from tandem.content.typed_numbers import numbers_in, plain_number
from tandem.figures.groups import GROUP, FirstAnswer, Share, common, told
from tandem.learning.quizzes import marking
from tandem.learning.scenario import walk


class Tallied(StrEnum):
    """What a line counts."""

    CHOSEN = "chosen"
    CHOSEN_RIGHT = "chosen_right"
    TOGETHER = "together"
    MISPLACED = "misplaced"
    UNMATCHED = "unmatched"
    MATCHED = "matched"
    GAP = "gap"
    TYPED = "typed"
    TYPED_IN_GAP = "typed_in_gap"
    WAY_WELL = "way_well"
    WAY_POORLY = "way_poorly"
    OTHERS_WELL = "others_well"
    OTHERS_POORLY = "others_poorly"
    OTHERS = "others"
    TICKED = "ticked"


@dataclass(frozen=True)
class TallyLine:
    """One line about a question. `texts` are pieces of HTML; no share means fewer than five.

    `place` is the number of a gap, from 1 on.
    """

    what: Tallied
    texts: tuple[str, ...]
    share: Share | None
    place: int = 0


def tally(question: Question, answers: Sequence[FirstAnswer]) -> tuple[TallyLine, ...]:
    """How often each answer was given; nothing where nobody is counted."""
    if not answers:
        return ()
    match question.kind:
        case QuestionKind.SINGLE | QuestionKind.TRUE_FALSE:
            lines = one_of(question, answers)
        case QuestionKind.MULTIPLE:
            lines = some_of(question, answers)
        case QuestionKind.ORDER:
            lines = items(question, answers)
        case QuestionKind.MATCH:
            lines = matches(question, answers)
        case QuestionKind.FILL:
            lines = gaps(question, answers)
        case QuestionKind.SHORT | QuestionKind.NUMERIC:
            lines = typed(question, answers)
        case QuestionKind.SCENARIO:
            lines = ways(question, answers)
        case QuestionKind.WRITE:
            lines = ticks(question, answers)
    return tuple(lines)


def in_all_languages(question: Question, others: Iterable[Question]) -> Question:
    """The question with the gaps' accepted words of every language in which it is asked."""
    gaps = [
        question.gaps,
        *(other.gaps for other in others if len(other.gaps) == len(question.gaps)),
    ]
    merged = zip(*gaps, strict=True)
    return replace(question, gaps=tuple(tuple(chain(*accepted)) for accepted in merged))


def one_of(question: Question, answers: Sequence[FirstAnswer]) -> Iterator[TallyLine]:
    """The options of which one was chosen: the wrong ones make up a known number."""
    chosen = Counter(key for first in answers for key in first.answer)
    wrong = told(
        {option.key: chosen[option.key] for option in question.options if not option.right}
    )
    texts = {option.key: option.text for option in question.options}
    for option in question.options:
        if option.right or option.key in wrong.single:
            share = Share(chosen[option.key], len(answers))
            yield TallyLine(choice(option), (option.text,), share)
    if wrong.together:
        names = tuple(texts[key] for key in wrong.together)
        yield TallyLine(Tallied.TOGETHER, names, Share(wrong.count, len(answers)))


def some_of(question: Question, answers: Sequence[FirstAnswer]) -> Iterator[TallyLine]:
    """The options of which several could be chosen, each for itself."""
    chosen = Counter(key for first in answers for key in set(first.answer))
    for option in question.options:
        share = from_five(chosen[option.key], answers)
        yield TallyLine(choice(option), (option.text,), share)


def choice(option: Option) -> Tallied:
    """What a line about an option counts."""
    return Tallied.CHOSEN_RIGHT if option.right else Tallied.CHOSEN


def items(question: Question, answers: Sequence[FirstAnswer]) -> Iterator[TallyLine]:
    """The items of an order, and how often each stood where it does not belong."""
    right = [option.key for option in question.options]
    moved = Counter(key for first in answers for key in misplaced(right, first.answer))
    for option in question.options:
        yield TallyLine(Tallied.MISPLACED, (option.text,), from_five(moved[option.key], answers))


def misplaced(right: Sequence[str], answer: Sequence[str]) -> frozenset[str]:
    """The fewest items that would have to move for the order to be right."""
    places = [right.index(key) for key in answer if key in right]
    # The longest rising row of places that ends with each item.
    rows: list[list[int]] = []
    for place in places:
        before = max((row for row in rows if row[-1] < place), key=len, default=[])
        rows.append([*before, place])
    stays = max(rows, key=len, default=[])
    return frozenset(right[place] for place in set(places) - set(stays))


def matches(question: Question, answers: Sequence[FirstAnswer]) -> Iterator[TallyLine]:
    """The left sides, how often each was missed, and the wrong matches that were common."""
    right = marking.right_matches(question)
    lefts = {match.key: match.left for match in question.matches if match.left}
    rights = {marking.right_key(match): match.right for match in question.matches}
    wrong = [pair for first in answers for pair in first.answer if pair not in right]
    missed = Counter(pair.partition(":")[0] for pair in wrong)
    for key, left in lefts.items():
        yield TallyLine(Tallied.UNMATCHED, (left,), from_five(missed[key], answers))
    for pair, count in common(wrong):
        left, _, side = pair.partition(":")
        if left in lefts and side in rights:
            yield TallyLine(
                Tallied.MATCHED, (lefts[left], rights[side]), Share(count, len(answers))
            )


def gaps(question: Question, answers: Sequence[FirstAnswer]) -> Iterator[TallyLine]:
    """The gaps, how often each was missed, and what was commonly typed there."""
    for place, accepted in enumerate(question.gaps):
        # Who filled all gaps right missed none, in whichever language.
        texts = [
            first.answer[place]
            for first in answers
            if not first.right and place < len(first.answer)
        ]
        wrong = [folded_answer(text) for text in texts if not marking.accepts(accepted, text)]
        yield TallyLine(Tallied.GAP, (), from_five(len(wrong), answers), place=place + 1)
        for text, count in common(wrong, most=3):
            share = Share(count, len(answers))
            yield TallyLine(Tallied.TYPED_IN_GAP, (escape(text),), share, place=place + 1)


def typed(question: Question, answers: Sequence[FirstAnswer]) -> Iterator[TallyLine]:
    """The wrong answers that were commonly typed, and how many others there were."""
    is_number = question.kind is QuestionKind.NUMERIC
    units = [unit for accepted in question.accepted for unit in accepted.units]
    wrong = [
        same_number(text, units) if is_number else folded_answer(text)
        for first in answers
        if not first.right
        for text in first.answer[:1]
    ]
    shown = common(wrong)
    for text, count in shown:
        yield TallyLine(Tallied.TYPED, (escape(text),), Share(count, len(answers)))
    others = len(wrong) - sum(count for _, count in shown)
    yield TallyLine(Tallied.OTHERS, (), Share(others, len(answers)))


def same_number(text: str, units: Sequence[str]) -> str:
    """A number as it is compared: `5`, `5.0`, `5,0` and `5 min` are the same."""
    numbers = numbers_in(text, units)
    return plain_number(numbers[0]) if numbers else folded_answer(text)


def ways(question: Question, answers: Sequence[FirstAnswer]) -> Iterator[TallyLine]:
    """The ways through a scenario: those that ended well, then those that did not."""
    for ends_well, what, others in (
        (True, Tallied.WAY_WELL, Tallied.OTHERS_WELL),
        (False, Tallied.WAY_POORLY, Tallied.OTHERS_POORLY),
    ):
        taken = Counter(" ".join(first.answer) for first in answers if first.right is ends_well)
        grouped = told(dict(sorted(taken.items(), key=lambda way: (-way[1], way[0]))))
        for path, count in grouped.single.items():
            texts = way_in_words(question, path.split())
            yield TallyLine(what, texts, Share(count, len(answers)))
        if grouped.together:
            yield TallyLine(others, (), Share(grouped.count, len(answers)))


def way_in_words(question: Question, path: Sequence[str]) -> tuple[str, ...]:
    """The decisions of a way, one after the other, and the scene in which it ended."""
    left, last = walk(question.scenes, path)
    texts = (*(scene.links[link].text for scene, link in left), last.title)
    return tuple(text for text in texts if text)


def ticks(question: Question, answers: Sequence[FirstAnswer]) -> Iterator[TallyLine]:
    """The criteria, and how many found each in their own text."""
    ticked = Counter(key for first in answers for key in set(first.answer))
    for criterion in question.criteria:
        share = from_five(ticked[criterion.key], answers)
        yield TallyLine(Tallied.TICKED, (criterion.text,), share)


def from_five(count: int, answers: Sequence[FirstAnswer]) -> Share | None:
    """A share from five people on; what is rarer is not told, nor that it was nobody."""
    return Share(count, len(answers)) if count >= GROUP else None
