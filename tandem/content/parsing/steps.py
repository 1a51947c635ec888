"""What does a step of the pair ask for, and by which sign?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tandem.content.lesson import Item, PairStep, StepKind
from tandem.content.messages import Message, say
from tandem.content.parsing import scenes, sentences
from tandem.content.parsing.allowed_attributes import STEP_WORDS
from tandem.content.parsing.attributes import Heading, slug
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.criteria import keyed_items
from tandem.content.parsing.handover import read_handover
from tandem.content.parsing.lines import Line, joined
from tandem.content.parsing.lists import answer_list
from tandem.content.parsing.outcomes import read_choices
from tandem.content.parsing.questions import SIGNS as ASKED
from tandem.content.parsing.questions import signs_in
from tandem.content.parsing.values import minutes_for_two
from tandem.terms import SEATS

SIGNS = (
    *("sealed", "guess", "scale", "agreement", "thanks", "talked", "choice", "handover"),
    *("plan", "scene"),
)
# What one of the two can do without the other doing the same.
FOR_ONE = frozenset({StepKind.REFLECTION, StepKind.GUESS, StepKind.THANKS, StepKind.PLAN})
# Words that mean nothing under {together}.
QUIZ_WORDS = ("quiz", "pass", "pick", "recap", "multi", "sibling", "first", "last", "end")
FIELD = re.compile(r"^ {0,3}(?:\\?_){3,}\s*$")
NUMBER = r"([-−]?\d{1,3})"
WORDS = r"\s*(?:\((.*?)\))?\s*"
SCALE = re.compile(rf"^ {{0,3}}{NUMBER}{WORDS}(?:\.{{2,}}|…)\s*{NUMBER}{WORDS}$")
LONGEST_SCALE = 10
Found = Iterator[tuple[int, Message]]


def step(heading: Heading, lines: list[Line]) -> tuple[PairStep, list[tuple[int, Message]]]:
    """The step under a heading, and its faults as (line, message)."""
    kind = kind_of(heading)
    if kind is StepKind.CHOICE:
        return two_choices(heading, lines)
    if kind is StepKind.HANDOVER:
        return hand_over(heading, lines)
    if kind is StepKind.SCENE:
        return scene_step(heading, lines)
    plans = sentences.sentences(lines) if kind is StepKind.PLAN else []
    body, ends, items = parts([line for line in lines if not any(line in p for p in plans)], kind)
    low, high, labels = ends_of(ends)
    pair_step = replace(
        bare_step(heading, kind),
        body=joined(body),
        guess_of=heading.attributes.value("guess").lstrip("#"),
        low=low,
        high=high,
        labels=labels,
        shared=heading.attributes.value("share") == "pair",
        items=items,
        sentence=sentences.words_of(plans[0]) if plans else (),
    )
    return pair_step, list(faults(heading, lines, pair_step))


def bare_step(heading: Heading, kind: StepKind) -> PairStep:
    """A step with what its heading says."""
    return PairStep(
        id=heading.attributes.id or slug(heading.title),
        kind=kind,
        title=heading.title,
        was=heading.attributes.value("was").removeprefix("#"),
        line=heading.line,
        minutes=minutes_for_two(heading.attributes)[0],
    )


def two_choices(heading: Heading, lines: list[Line]) -> tuple[PairStep, list[tuple[int, Message]]]:
    """What each seat may choose, and what happens to the customer then."""
    read = read_choices(lines, line=heading.line)
    pair_step = replace(
        bare_step(heading, StepKind.CHOICE),
        body=read.body,
        seats=read.seats,
        outcomes=read.outcomes,
        outcomes_title=read.title,
        explanation=read.explanation,
    )
    return pair_step, [*faults(heading, lines, pair_step), *read.faults]


def hand_over(heading: Heading, lines: list[Line]) -> tuple[PairStep, list[tuple[int, Message]]]:
    """The case of each seat, and what the other is asked about it."""
    read = read_handover(lines, line=heading.line)
    bare = bare_step(heading, StepKind.HANDOVER)
    pair_step = replace(bare, body=read.body, seats=read.seats)
    return pair_step, [*faults(heading, lines, pair_step), *read.faults]


def scene_step(heading: Heading, lines: list[Line]) -> tuple[PairStep, list[tuple[int, Message]]]:
    """A scene for two: its text, and below it its scenes with whose turn it is."""
    (_, opening), *pieces = scenes.parts(lines)
    played, wrong = scenes.for_two(pieces, line=heading.line)
    pair_step = replace(bare_step(heading, StepKind.SCENE), body=joined(opening), scenes=played)
    return pair_step, [*faults(heading, lines, pair_step), *wrong]


def kind_of(heading: Heading) -> StepKind:
    """The kind that the heading's word tells; without one it is a reflection."""
    word = next((sign for sign in SIGNS if sign in heading.attributes), "reflection")
    return StepKind(word)


def parts(lines: list[Line], kind: StepKind) -> tuple[list[Line], list[Line], tuple[Item, ...]]:
    """The text, the lines that say a scale's ends, and the items listed behind them."""
    fields = {line.number for line in fields_in(lines)}
    body = [line for line in lines if line.number not in fields]
    if kind is not StepKind.SCALE:
        return body, [], ()
    ends = [line for line in body if is_scale(line)]
    first = body.index(ends[0]) if ends else len(body)
    listed = answer_list(body[first:], BlockKind.BULLETS, lambda _: True)
    items = {id(line) for line in body[first:][listed.first : listed.last]}
    rest = [line for line in body if line not in ends and id(line) not in items]
    return rest, ends, keyed_items(listed.items)


def fields_in(lines: list[Line]) -> list[Line]:
    """The lines to write on. A formatter makes `---` of underscores: the last rule is one, too."""
    fields = [line for line in lines if is_field(line)]
    rules = [line for line in lines if line.kind is BlockKind.RULE]
    return fields or rules[-1:]


def is_scale(line: Line) -> bool:
    """Does this line say the ends of a scale?"""
    return not line.code and bool(SCALE.match(line.text))


def is_field(line: Line) -> bool:
    """Is this a line to write on?"""
    return not line.code and bool(FIELD.match(line.text))


def ends_of(ends: Sequence[Line]) -> tuple[int, int, tuple[str, str]]:
    """A scale's lowest and highest number and the words for both, by its first line of ends."""
    match = SCALE.match(ends[0].text) if ends else None
    if match is None:
        return 0, 0, ("", "")
    low, high = (int(match[place].replace("−", "-")) for place in (1, 3))
    return low, high, ((match[2] or "").strip(), (match[4] or "").strip())


def faults(heading: Heading, lines: list[Line], step: PairStep) -> Found:
    """What keeps the step from being done."""
    if not heading.title:
        yield heading.line, say("a step needs its text behind the #")
    yield from faults_of_signs(heading, lines)
    yield from faults_of_sharing(heading, step)
    if wrong := minutes_for_two(heading.attributes)[1]:
        yield heading.line, wrong
    fields = [line.number for line in fields_in(lines)]
    ends = [line.number for line in lines if is_scale(line)]
    match step.kind:
        case StepKind.SCALE:
            yield from faults_of_scale(step, ends, fields)
        case StepKind.GUESS if not step.guess_of:
            yield heading.line, say("guess needs the id of a sealed step: {guess=saved}")
        case StepKind.TALKED if fields:
            yield fields[0], say("nothing is written in a step {talked}. Take the line ____ out")
        case StepKind.SCENE if fields:
            yield fields[0], say("nothing is written in a step {scene}. Take the line ____ out")
        case StepKind.CHOICE | StepKind.HANDOVER if own := [x for x in lines if is_field(x)]:
            fault = say(
                "a step {%(kind)s} brings its own fields. Take ____ out", kind=step.kind.value
            )
            yield own[0].number, fault
        case StepKind.PLAN:
            yield from sentences.faults(sentences.sentences(lines), fields, line=heading.line)
        case StepKind.REFLECTION | StepKind.SEALED if not fields and not ends:
            yield heading.line, nothing_to_fill_in(lines)
        case _:
            pass
    if ends and step.kind is not StepKind.SCALE:
        yield ends[0], say("the ends of a scale need {scale} behind the heading")


def nothing_to_fill_in(lines: list[Line]) -> Message:
    """What to say about a step without a line to write on."""
    if sentences.sentences(lines):
        return say("a sentence with two gaps needs {plan} behind the heading")
    return say("this step has nothing to fill in. Add a line below it: ____")


def faults_of_signs(heading: Heading, lines: list[Line]) -> Found:
    """Two signs in one step, the signs of a quiz, and steps that stand too deep."""
    signs = [sign for sign in SIGNS if sign in heading.attributes]
    if len(signs) > 1:
        yield (
            heading.line,
            say(
                "two signs in one step: {%(one)s} and {%(other)s} in line %(line)s."
                " Keep one of them",
                one=signs[0],
                other=signs[1],
                line=heading.line,
            ),
        )
    for name, line in signs_in(heading, lines):
        sign = ASKED.get(name, name)
        yield (
            line,
            say("%(sign)s belongs to a question. Put it under a heading with {quiz}", sign=sign),
        )
    for word in QUIZ_WORDS:
        if word in heading.attributes:
            fault = say("%(word)s belongs to a quiz, not to a step of the pair", word=word)
            yield heading.line, fault
    for each in lines:
        if each.heading is not None and STEP_WORDS & each.heading.attributes.words.keys():
            yield each.number, say("a step goes one level below {together}. Take a # out")


def faults_of_sharing(heading: Heading, step: PairStep) -> Found:
    """What is wrong with `share=`."""
    if "share" not in heading.attributes:
        return
    if step.kind is not StepKind.REFLECTION:
        fault = say("share=pair belongs to a reflection; the other steps say who reads them")
        yield heading.line, fault
    elif not step.shared:
        value = heading.attributes.value("share")
        yield (
            heading.line,
            say("share=%(value)s shares with nobody. Write {share=pair}", value=value),
        )


def faults_of_scale(step: PairStep, ends: list[int], fields: list[int]) -> Found:
    """What is wrong with a scale."""
    if not ends:
        yield (
            step.line,
            say("a scale needs a line with its ends: 1 (never) ... 5 (every week)"),
        )
        return
    for line in ends[1:]:
        yield (
            line,
            say(
                "this scale has ends in line %(line)s already. Keep one of the lines", line=ends[0]
            ),
        )
    for line in fields:
        yield (
            line,
            say(
                "two signs in one step: {scale} in line %(scale)s and ____ in line %(line)s",
                scale=step.line,
                line=line,
            ),
        )
    if not 2 <= step.high - step.low <= LONGEST_SCALE:
        yield (
            ends[0],
            say("a scale goes up and has three to eleven steps, as in 1 (never) ... 5 (often)"),
        )
    if not all(step.labels):
        yield (
            ends[0],
            say("say what both ends of the scale mean: 1 (never) ... 5 (every week)"),
        )
    seen: set[str] = set()
    for item in step.items:
        if item.text.casefold() in seen:
            yield item.line, say("this item is here twice")
        seen.add(item.text.casefold())


def faults_of_roles(step: PairStep) -> Found:
    """What is wrong with who does the step: most of them need both."""
    if not step.roles & frozenset(SEATS):
        yield (
            step.line,
            say("nobody would do this: a step of the pair is for rep, support or both"),
        )
    elif not step.roles >= frozenset(SEATS) and step.kind not in FOR_ONE:
        yield step.line, say("a step {%(kind)s} needs both. Take for= out", kind=step.kind.value)
