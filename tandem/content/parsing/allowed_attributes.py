"""Does what stands in the braces fit the heading it stands behind?"""

from __future__ import annotations

from collections.abc import Iterator, Set

from tandem.content.messages import Message, say
from tandem.content.parsing.attributes import Heading, unknown, unknown_word

# What may stand behind a heading. A word that another file reports there counts as fitting.
STEP_WORDS = frozenset(
    {"sealed", "guess", "scale", "agreement", "thanks", "talked", "choice", "handover", "plan"}
    | {"scene", "share", "minutes"}
)
QUESTION_WORDS = frozenset(
    {"multi", "order", "match", "scenario", "write", "sibling", "first", "last"}
)
QUIZ_WORDS = frozenset({"pass", "pick", "recap"})
SECTION_WORDS = frozenset({"quiz", "practice", "together"})
READING = frozenset({"for"})
QUIZ = READING | QUIZ_WORDS | {"quiz"}
PRACTICE = READING | {"practice"}
TOGETHER = READING | QUIZ_WORDS | {"quiz", "together"}
QUESTION = READING | QUESTION_WORDS | {"was"}
STEP = READING | STEP_WORDS | QUESTION_WORDS | QUIZ_WORDS | {"was", "quiz", "end"}
SCENE = frozenset({"end"})
SCENE_FOR_TWO = SCENE | READING
IN_STEP = STEP_WORDS
IN_SEATS = STEP_WORDS | {"for"}
PULSE = frozenset({"pulse"})
IN_TEXT = frozenset[str]()
# So many unknown words get the nearest known one. What comes behind is counted, not shown.
MOST_NEAR = 200


def faults(heading: Heading, fits: Set[str], *, before: int) -> Iterator[tuple[int, Message]]:
    """What is wrong with a heading's attributes: faulty, unknown, or of another place.

    `before` says how many faults there are already.
    """
    yield from ((heading.line, fault) for fault in heading.attributes.faults)
    for place, word in enumerate(heading.attributes.unknown, start=before):
        is_told = place < MOST_NEAR
        near = unknown_word(word, heading.attributes) if is_told else unknown(word)
        yield heading.line, near
    if heading.attributes.unknown:
        return  # with the word that was meant the others may fit
    for word in sorted(heading.attributes.words.keys() - fits):
        yield heading.line, belongs(word)


def belongs(word: str) -> Message:
    """Where a word belongs that stands behind another heading."""
    if word in STEP_WORDS:
        return say(
            "%(word)s belongs to a step, one level below a heading with {together}", word=word
        )
    if word in QUESTION_WORDS:
        return say(
            "%(word)s belongs to a question, one level below a heading with {quiz}", word=word
        )
    if word in QUIZ_WORDS:
        return say("%(word)s belongs beside {quiz}, behind the heading of the quiz", word=word)
    if word in SECTION_WORDS:
        return say("%(word)s begins a section. Give it a heading above this one", word=word)
    if word in SCENE:
        return say("end belongs to a scene, below {practice} or below a question with {scenario}")
    if word in PULSE:
        return say("pulse belongs in course.md: it asks about the whole course")
    if word == "was":
        return say("was belongs to a question or a step: nothing else keeps answers")
    return say("for belongs to a section, a question or a step. This heading is a part of one")


def too_deep() -> Message:
    """What to say about a question or a step that does not stand right below its section."""
    return say("a question, a step or a scene goes one level below its section. Take a # out")
