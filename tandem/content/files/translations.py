"""Is a file in another language the same lesson, and what does it say in that language?

The structure is the original's: ids, keys, what is right, who sees what. A translation brings the
words. So an answer counts alike in whichever language it was given, and nobody's promise changes
with the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from tandem.content.files.translation_gaps import answered, gaps
from tandem.content.kinds import kind_said
from tandem.content.lesson import (
    Item,
    Lesson,
    ModuleFile,
    PairStep,
    Problem,
    Question,
    Scene,
    Section,
    SectionKind,
)
from tandem.content.messages import Message, counted, say
from tandem.content.parsing.choices import key_of
from tandem.terms import Severity

Faults = Iterator[tuple[int, Message]]


class Named(Protocol):
    """What has an id of its own in a file."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def line(self) -> int:
        """The line it stands in."""


N = TypeVar("N", bound=Named)


def checked(translation: ModuleFile, original: Lesson | None, *, file: str) -> ModuleFile:
    """A translation's file with what keeps it from standing for the original, and what it lacks.

    One that follows an earlier edition is told what it lacks of the new one.
    `original` is None where nothing can be said of it now.
    """
    if translation.module is None or original is None:
        return translation
    if is_behind(translation.module, original):
        advice = say(
            "this is edition %(edition)s, the original is edition %(original)s."
            " Readers get the original until this follows",
            edition=translation.module.edition,
            original=original.edition,
        )
        wrong, missing = [], [(1, advice), *faults(translation.module, original)]
    else:
        wrong = list(faults(translation.module, original))
        missing = [] if wrong else list(gaps(translation.module, original))
    more = {
        *(Problem(file, line, Severity.ERROR, message) for line, message in wrong),
        *(Problem(file, line, Severity.WARNING, message) for line, message in missing),
    }
    return replace(translation, problems=tuple(sorted({*translation.problems, *more})))


def is_behind(translation: Lesson, original: Lesson) -> bool:
    """Has the original made a major change that the translation has not followed yet?"""
    return translation.edition < original.edition


def faults(translation: Lesson, original: Lesson) -> Faults:
    """What keeps the translation from standing for the original, as (its line, message)."""
    theirs, ours = answered(original), answered(translation)
    if len(theirs) != len(ours):
        line = ours[-1].line if ours else 1
        yield (
            line,
            counted(
                "this needs %(num)s section with questions or steps, as the original",
                "this needs %(num)s sections with questions or steps, as the original",
                num=len(theirs),
            ),
        )
        return
    for other, own in zip(theirs, ours, strict=True):
        if (other.kind, other.roles, other.recap) != (own.kind, own.roles, own.recap):
            fault = say("this section is another than the original’s: same kind, for= and recap=")
            yield own.line, fault
            continue
        yield from faults_of_names(own, other.questions, own.questions)
        yield from faults_of_names(own, other.steps, own.steps)
        for question, mine in matched(other.questions, own.questions):
            yield from faults_of_question(question, mine)
        if shape_of_scenes(other.scenes) != shape_of_scenes(own.scenes):
            yield own.line, other_scenes()
        for step, kept in matched(other.steps, own.steps):
            if not is_same_step(step, kept):
                yield kept.line, other_step(step.id)


def other_step(name: str) -> Message:
    """What to say about a step that asks for something else than the original's."""
    return say("the step #%(step)s is built in another way than in the original", step=name)


def other_scenes() -> Message:
    """What to say about a scene that goes another way than the original's."""
    return say(
        "the scenes are built in another way than in the original."
        " Write the same scenes in the same order, with the same links and endings"
    )


def faults_of_names(section: Section, theirs: Sequence[Named], ours: Sequence[Named]) -> Faults:
    """Ids that are missing or that the original does not have."""
    expected, present = {part.id for part in theirs}, {part.id for part in ours}
    for name in sorted(expected - present):
        yield section.line, say("#%(name)s of the original is missing here", name=name)
    for part in ours:
        if part.id not in expected:
            yield part.line, say("the original has no #%(name)s", name=part.id)


def matched(theirs: Sequence[N], ours: Sequence[N]) -> Iterator[tuple[N, N]]:
    """What stands under the same id in both."""
    own = {part.id: part for part in ours}
    return ((part, own[part.id]) for part in theirs if part.id in own)


def faults_of_question(original: Question, translation: Question) -> Faults:
    """What differs in a question beside its words."""
    if original.kind is not translation.kind or original.roles != translation.roles:
        fault = say(
            "#%(name)s is %(kind)s for the same roles in the original",
            name=original.id,
            kind=kind_said(original),
        )
        yield translation.line, fault
    elif shape_of(original) != shape_of(translation):
        fault = say(
            "#%(name)s is built in another way than in the original."
            " Write as many options, gaps, scenes, criteria or models, in the same order,"
            " the same ones right",
            name=original.id,
        )
        yield translation.line, fault


def is_same_step(original: PairStep, translation: PairStep) -> bool:
    """Do both ask for the same, of the same roles, and with as many items for each?"""
    return shape_of_step(original) == shape_of_step(translation)


def shape_of_step(step: PairStep) -> object:
    """All of a step that is not words."""
    return (
        step.kind,
        step.roles,
        step.guess_of,
        len(step.items),
        [(part.role, len(part.items)) for part in step.seats],
        len(step.sentence),
        shape_of_scenes(step.scenes),
    )


def shape_of(question: Question) -> object:
    """All of a question that is not words."""
    return (
        [(option.right, option.pin) for option in question.options],
        [bool(match.left) for match in question.matches],
        len(question.gaps),
        [
            (accepted.low, accepted.high, bool(accepted.units))
            for accepted in question.accepted
            if accepted.low is not None
        ],
        shape_of_scenes(question.scenes),
        (len(question.criteria), len(question.models)),
        (question.sibling, question.first, question.last),
    )


def shape_of_scenes(scenes: Sequence[Scene]) -> list[object]:
    """All of some scenes that is not words."""
    return [
        (scene.id, scene.end, scene.seat, [link.scene for link in scene.links]) for scene in scenes
    ]


def translated(original: Lesson, translation: Lesson) -> Lesson:
    """The original's structure with the translation's words. Only for one without faults."""
    words = {
        place: with_words(other, own)
        for place, (other, own) in enumerate(
            zip(answered(original), answered(translation), strict=True)
        )
    }
    place = iter(range(len(words)))
    sections = tuple(
        section if section.kind is SectionKind.READING else words[next(place)]
        for section in translation.sections
    )
    return replace(
        original,
        title=translation.title,
        summary=translation.summary,
        minutes=translation.minutes or original.minutes,
        language=translation.language,
        sections=sections,
    )


def with_words(original: Section, translation: Section) -> Section:
    """A section with the questions and steps of the original in the translation's words."""
    return replace(
        original,
        title=translation.title,
        text=translation.text,
        line=translation.line,
        questions=tuple(
            asked(*both) for both in matched(original.questions, translation.questions)
        ),
        steps=tuple(step(*both) for both in matched(original.steps, translation.steps)),
        scenes=scenes_in_words(original.scenes, translation.scenes),
    )


def asked(original: Question, translation: Question) -> Question:
    """A question in the translation's words, what may be typed included."""
    return replace(
        original,
        title=translation.title,
        body=translation.body,
        hint=translation.hint,
        explanation=translation.explanation,
        options=tuple(
            replace(option, text=own.text, feedback=own.feedback)
            for option, own in zip(original.options, translation.options, strict=True)
        ),
        matches=tuple(
            replace(match, left=own.left, right=own.right, side=key_of(match.right))
            for match, own in zip(original.matches, translation.matches, strict=True)
        ),
        criteria=tuple(
            replace(criterion, text=own.text)
            for criterion, own in zip(original.criteria, translation.criteria, strict=True)
        ),
        models=translation.models,
        gaps=translation.gaps,
        accepted=translation.accepted,
        scenes=scenes_in_words(original.scenes, translation.scenes),
    )


def scenes_in_words(original: Sequence[Scene], translation: Sequence[Scene]) -> tuple[Scene, ...]:
    """Scenes in the translation's words."""
    return tuple(
        replace(
            scene,
            title=own.title,
            text=own.text,
            links=tuple(
                replace(link, text=mine.text)
                for link, mine in zip(scene.links, own.links, strict=True)
            ),
        )
        for scene, own in zip(original, translation, strict=True)
    )


def step(original: PairStep, translation: PairStep) -> PairStep:
    """A step in the translation's words."""
    return replace(
        original,
        title=translation.title,
        body=translation.body,
        labels=translation.labels,
        items=items(original.items, translation.items),
        seats=tuple(
            replace(
                part,
                title=own.title,
                text=own.text,
                items=items(part.items, own.items),
                explanation=own.explanation,
            )
            for part, own in zip(original.seats, translation.seats, strict=True)
        ),
        outcomes=tuple(
            replace(outcome, text=own.text)
            for outcome, own in zip(original.outcomes, translation.outcomes, strict=True)
        ),
        outcomes_title=translation.outcomes_title,
        explanation=translation.explanation,
        sentence=translation.sentence,
        scenes=scenes_in_words(original.scenes, translation.scenes),
    )


def items(original: Sequence[Item], translation: Sequence[Item]) -> tuple[Item, ...]:
    """Items in the translation's words, under the original's keys."""
    pairs = zip(original, translation, strict=True)
    return tuple(replace(item, text=own.text) for item, own in pairs)
