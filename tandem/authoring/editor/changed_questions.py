"""Is a question asked in other words than before, and is something else right?

A corrected spelling is other words; another right option, order, match or end is another key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tandem.content.comparing.difference import text_of
from tandem.content.lesson import Option, Question, QuestionKind

BOXES = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE})


def asks_else(before: Question, after: Question) -> bool:
    """Does it read differently to whoever answers? What is said afterwards does not count."""
    return words_asked(before) != words_asked(after)


def words_asked(question: Question) -> list[str]:
    """All that stands there before an answer: options and sides in the order of their words, for
    they are mixed."""
    scenes = question.scenes
    return [
        text_of(f"{question.title} {question.body} {question.hint}"),
        *sorted(text_of(option.text) for option in question.options),
        *sorted(text_of(side) for match in question.matches for side in (match.left, match.right)),
        *(text_of(f"{scene.title} {scene.text}") for scene in scenes),
        *(text_of(link.text) for scene in scenes for link in scene.links),
        *(text_of(item.text) for item in question.criteria),
    ]


def takes_else(before: Question, after: Question) -> bool:
    """Is something else right? Raises KeyError for a kind that nobody compares."""
    if kind_of_key(before) != kind_of_key(after):
        return True
    compare = COMPARED[kind_of_key(after)]
    return compare is not None and compare(before, after)


def kind_of_key(question: Question) -> QuestionKind:
    """The kind, as far as it says what is right: boxes are boxes."""
    return QuestionKind.SINGLE if question.kind in BOXES else question.kind


def has_other_boxes(before: Question, after: Question) -> bool:
    """Is another option right: one that is there as before, or one in the place of another?"""
    was = {option.key: option.right for option in before.options}
    now = {option.key: option.right for option in after.options}
    if any(was[key] is not now[key] for key in was.keys() & now.keys()):
        return True
    gone, new = rights_of(before.options, now), rights_of(after.options, was)
    return gone != new if len(gone) == len(new) else sum(gone) != sum(new)


def rights_of(options: Iterable[Option], known: Iterable[str]) -> list[bool]:
    """Whether they are right, of the options that are not known."""
    return [option.right for option in options if option.key not in known]


def has_other_order(before: Question, after: Question) -> bool:
    """Do the items that are there as before stand in another order?"""
    was, now = ([option.key for option in one.options] for one in (before, after))
    both = {*was} & {*now}
    return [key for key in was if key in both] != [key for key in now if key in both]


def has_other_matches(before: Question, after: Question) -> bool:
    """Does a left side have another of the right sides that were there before?"""
    was = {match.key: match.right for match in before.matches if match.left}
    sides = {match.right for match in before.matches}
    return any(
        was.get(match.key, match.right) != match.right and match.right in sides
        for match in after.matches
        if match.left
    )


def has_other_typed(before: Question, after: Question) -> bool:
    """Is something else accepted?"""
    return (before.gaps, before.accepted) != (after.gaps, after.accepted)


def has_other_ends(before: Question, after: Question) -> bool:
    """Does a way through the scenes lead elsewhere, or end differently?"""
    was, now = (
        [(scene.id, scene.end, [link.scene for link in scene.links]) for scene in one.scenes]
        for one in (before, after)
    )
    return was != now


COMPARED: dict[QuestionKind, Callable[[Question, Question], bool] | None] = {
    QuestionKind.SINGLE: has_other_boxes,
    QuestionKind.ORDER: has_other_order,
    QuestionKind.MATCH: has_other_matches,
    QuestionKind.FILL: has_other_typed,
    QuestionKind.SHORT: has_other_typed,
    QuestionKind.NUMERIC: has_other_typed,
    QuestionKind.SCENARIO: has_other_ends,
    # It is compared by its author and never marked.
    QuestionKind.WRITE: None,
}
