"""Do both faces carry the same weight: as many words, as many hard messages?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tandem.content.lesson import Lesson, Section
from tandem.content.messages import Message, say
from tandem.terms import SEATS, Role

# A sentence is hard where it forbids, demands or blames. A count to compare two faces by, no more.
HARD = re.compile(
    r"\b(must|never|stop|don't|do not|no longer|have to|not your|your fault|wrong to"
    r"|muss(?:t|en)?|nie|niemals|hör auf|nicht länger|darfst nicht|nicht deine?)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.!?]+(?:\s|$)")
Found = Iterator[tuple[int, Message]]


def faces(module: Lesson) -> Found:
    """Faces without a mirror, or of another weight than their mirror."""
    only = {role: [s for s in module.sections if s.roles == {role}] for role in SEATS}
    for role, other in ((Role.REP, Role.SUPPORT), (Role.SUPPORT, Role.REP)):
        for section in only[role][len(only[other]) :]:
            yield section.line, without_mirror(role, other)
    for rep, support in zip(only[Role.REP], only[Role.SUPPORT], strict=False):
        longer, shorter = sorted((rep, support), key=words, reverse=True)
        if words(longer) > 1.2 * words(shorter) + 10:
            yield longer.line, much_longer(words(longer), words(shorter))
        harder, softer = sorted((rep, support), key=hard_sentences, reverse=True)
        if hard_sentences(harder) > 2 * hard_sentences(softer) + 3:
            yield harder.line, much_harder(hard_sentences(harder), hard_sentences(softer))


def without_mirror(role: Role, other: Role) -> Message:
    """What to say where only one of the two is spoken to."""
    return say(
        "this face for %(role)s has no mirror for %(other)s", role=role.value, other=other.value
    )


def much_longer(longer: int, shorter: int) -> Message:
    """What to say where one of the two has more to read."""
    return say(
        "this face is much longer than its mirror: %(longer)s words against %(shorter)s",
        longer=longer,
        shorter=shorter,
    )


def much_harder(harder: int, softer: int) -> Message:
    """What to say where one of the two is told off more often."""
    return say(
        "this face has many more hard messages than its mirror: %(harder)s against %(softer)s."
        " Tell both sides, or neither",
        harder=harder,
        softer=softer,
    )


def words(section: Section) -> int:
    """How many words a face has."""
    return len(text_of(section).split())


def hard_sentences(section: Section) -> int:
    """How many sentences of a face forbid, demand or blame."""
    sentences = SENTENCE.split(text_of(section).replace("’", "'"))
    return sum(bool(HARD.search(sentence)) for sentence in sentences)


def text_of(section: Section) -> str:
    """What a face says, the questions included."""
    asked = " ".join(f"{question.title} {question.body}" for question in section.questions)
    return f"{section.text} {asked}"
