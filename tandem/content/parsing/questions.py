"""What does a question ask, and by which sign is it answered?"""

from __future__ import annotations

import re

from tandem.content.lesson import Question, QuestionKind
from tandem.content.messages import Message, say
from tandem.content.parsing import answers, choices, criteria, scenes
from tandem.content.parsing.answers import ReadAnswer
from tandem.content.parsing.attributes import Heading, no_kind, slug
from tandem.content.parsing.lines import Line, joined

HINT = re.compile(r"^\s*Hint:\s*", re.IGNORECASE)
Faults = list[tuple[int, Message]]
# How a message calls a sign that has no word of its own.
SIGNS = {"options": say("options"), "a gap": say("a gap"), "an answer": say("an answer")}


def question(heading: Heading, lines: list[Line]) -> tuple[Question, Faults]:
    """The question under a heading, and its faults as (line, message)."""
    answer = answer_in(heading, lines)
    before = lines[: answer.first] if answer.before is None else list(answer.before)
    behind = lines[answer.last :] if answer.behind is None else list(answer.behind)
    hint, body = hint_and_body(before)
    question = Question(
        id=heading.attributes.id or slug(heading.title),
        kind=answer.kind,
        title=heading.title,
        body=body,
        hint=hint,
        explanation=joined(behind),
        options=answer.options,
        matches=answer.matches,
        gaps=answer.gaps,
        accepted=answer.accepted,
        scenes=answer.scenes,
        criteria=answer.criteria,
        models=answer.models,
        was=heading.attributes.value("was").removeprefix("#"),
        sibling=heading.attributes.value("sibling").removeprefix("#"),
        first="first" in heading.attributes,
        last="last" in heading.attributes,
        line=heading.line,
    )
    return question, faults(heading, lines, answer)


def answer_in(heading: Heading, lines: list[Line]) -> ReadAnswer:
    """The right answer, read by the question's sign. Boxes are read where there is none."""
    if "order" in heading.attributes:
        return answers.order(lines, line=heading.line)
    if "match" in heading.attributes:
        return answers.match(lines, line=heading.line)
    if "scenario" in heading.attributes:
        return scenario(heading, lines)
    if "write" in heading.attributes:
        return criteria.written(lines, line=heading.line)
    signs = dict(signs_in(heading, lines))
    if "options" not in signs and "a gap" in signs:
        return answers.fill(lines)
    if "options" not in signs and "an answer" in signs:
        return answers.typed(lines)
    read = choices.read_options(lines)
    kind = choices.kind_of(read.options, is_multi="multi" in heading.attributes)
    faults = tuple((line, boxless_item()) for line in read.boxless)
    return ReadAnswer(kind, read.first, read.last, options=read.options, faults=faults)


def boxless_item() -> Message:
    """What to say about an item among options that is none."""
    return say("this item has no box and is among options. Write - [ ] before it")


def scenario(heading: Heading, lines: list[Line]) -> ReadAnswer:
    """The scenes of a scenario. Every line belongs to one of them."""
    all_scenes, wrong = scenes.scenes(lines, line=heading.line)
    end = len(lines)
    return ReadAnswer(
        QuestionKind.SCENARIO, end, end, scenes=all_scenes, before=(), faults=tuple(wrong)
    )


def signs_in(heading: Heading, lines: list[Line]) -> list[tuple[str, int]]:
    """Each sign of a kind in this question, with the line where it first stands."""
    signs = [
        (f"{{{word}}}", heading.line)
        for word in ("order", "match", "scenario", "write")
        if word in heading.attributes
    ]
    box = choices.first_box(lines)
    signs += [("options", box)] if box is not None else []
    for name, is_sign in (
        ("a gap", answers.has_gap),
        ("an answer", answers.is_typed),
    ):
        line = next((each.number for each in lines if is_sign(each)), None)
        if line is not None:
            signs.append((name, line))
    return signs


def hint_and_body(lines: list[Line]) -> tuple[str, str]:
    """Take the paragraph that begins with `Hint:` out of the text before the answer."""
    start = next((i for i, each in enumerate(lines) if is_hint(each)), None)
    if start is None:
        return "", joined(lines)
    end = next((i for i in range(start, len(lines)) if lines[i].is_blank), len(lines))
    hint = HINT.sub("", joined(lines[start:end]))
    return hint, joined([*lines[:start], *lines[end:]])


def is_hint(line: Line) -> bool:
    """Does a hint begin here?"""
    return not line.code and bool(HINT.match(line.text))


def faults(heading: Heading, lines: list[Line], answer: ReadAnswer) -> Faults:
    """What keeps the question from being asked."""
    if not heading.title:
        return [(heading.line, say("a question needs its text behind the #"))]
    signs = signs_in(heading, lines)
    if len(signs) > 1 and is_end_of_id(heading, answer):
        return [(heading.line, no_kind(heading.attributes))]
    wrong = list(answer.faults)
    if len(signs) > 1:
        wrong.append((signs[1][1], two_signs(*signs[:2])))
    if "multi" in heading.attributes and answer.kind is not QuestionKind.MULTIPLE:
        fault = say("{multi} belongs to a question with boxes: - [x] right")
        wrong.append((heading.line, fault))
    if answer.kind in choices.KINDS:
        wrong += faults_of_options(heading, answer)
    return [*wrong, *faults_of_place(heading, answer)]


def is_end_of_id(heading: Heading, answer: ReadAnswer) -> bool:
    """Does the kind stand behind the id, with nothing of that kind below, as in `#late order`?"""
    compared = answer.models and answer.criteria
    read = (answer.options, answer.matches, answer.scenes[1:], compared)
    return heading.attributes.behind_id == answer.kind.value and not any(read)


def faults_of_place(heading: Heading, answer: ReadAnswer) -> Faults:
    """What is wrong with the place that a question keeps."""
    places = [word for word in ("first", "last") if word in heading.attributes]
    if len(places) > 1:
        fault = say("a question can’t be first and last. Keep one of the words")
        return [(heading.line, fault)]
    if places and answer.kind is QuestionKind.WRITE:
        fault = say(
            "a text to write comes after the questions anyway. Take %(word)s out", word=places[0]
        )
        return [(heading.line, fault)]
    return []


def two_signs(sign: tuple[str, int], other: tuple[str, int]) -> Message:
    """What to say about two signs, each with its line."""
    return say(
        "two signs in one question: %(one)s in line %(first)s and %(other)s in line %(second)s."
        " Keep one of them",
        one=SIGNS.get(sign[0], sign[0]),
        first=sign[1],
        other=SIGNS.get(other[0], other[0]),
        second=other[1],
    )


def faults_of_options(heading: Heading, answer: ReadAnswer) -> Faults:
    """What is wrong with the options of a choice."""
    if not answer.options:
        fault = say("this question has no answer. Write options below it: - [x] right, - [ ] wrong")
        return [(heading.line, fault)]
    wrong = [
        (each.line, say("an option needs a text behind its box"))
        for each in answer.options
        if not each.text
    ]
    if not any(each.right for each in answer.options):
        fault = say("no answer is marked as right. Put an x into a box: - [x]")
        wrong.append((heading.line, fault))
    if len(answer.options) < 2:
        wrong.append((heading.line, say("a question needs two options or more")))
    pinned = [each.line for each in answer.options[:-1] if each.pin]
    return wrong + [(line, say("{pin} belongs behind the last option")) for line in pinned]
