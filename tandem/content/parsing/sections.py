"""Which sections has a module, and who reads each?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tandem.content.lesson import EVERYBODY, PairStep, Question, Section, SectionKind
from tandem.content.messages import Message, say
from tandem.content.parsing import allowed_attributes, scenes
from tandem.content.parsing.attributes import Heading, slug, titled
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.choices import first_box
from tandem.content.parsing.families import with_families
from tandem.content.parsing.lines import Line, joined
from tandem.content.parsing.questions import question
from tandem.content.parsing.steps import faults_of_roles, step
from tandem.content.parsing.values import pass_share, picked, recapped, roles_of
from tandem.terms import Role

Faults = list[tuple[int, Message]]


@dataclass(frozen=True)
class Block:
    """A heading and the lines down to the next heading."""

    heading: Heading
    lines: list[Line] = field(default_factory=list)


@dataclass
class OpenSections:
    """What has been read so far: finished sections, faults, and the open headings above."""

    sections: list[Section] = field(default_factory=list)
    faults: Faults = field(default_factory=list)
    above: list[tuple[int, frozenset[Role]]] = field(default_factory=list)


def sections(lines: list[Line]) -> tuple[tuple[Section, ...], Faults]:
    """The sections of a module, and the faults as (line, message)."""
    outline = OpenSections()
    opening, blocks = blocks_of(lines)
    if not all(line.is_blank for line in opening):
        outline.sections.append(Section(SectionKind.READING, "", 1, joined(opening), line=1))
    at = 0
    while at < len(blocks):
        at += take(outline, blocks, at)
    return tuple(outline.sections), outline.faults


def blocks_of(lines: list[Line]) -> tuple[list[Line], list[Block]]:
    """The lines above the first heading, then what each heading that is no code begins."""
    opening: list[Line] = []
    blocks: list[Block] = []
    before = None
    for line in lines:
        block = line.block
        if block is None or block.kind is not BlockKind.HEADING:
            (blocks[-1].lines if blocks else opening).append(line)
        elif block is not before:
            blocks.append(Block(titled(block.title, level=block.level, line=line.number)))
        before = block
    return opening, blocks


def take(outline: OpenSections, blocks: list[Block], at: int) -> int:
    """Read the block at this place; how many blocks that used up."""
    block = blocks[at]
    roles = roles_here(outline, block.heading)
    for word, read, fits in (
        ("together", together, allowed_attributes.TOGETHER),
        ("quiz", quiz, allowed_attributes.QUIZ),
        ("practice", practice, allowed_attributes.PRACTICE),
    ):
        if word in block.heading.attributes:
            note_faults(outline, block.heading, fits)
            inside = blocks_inside(blocks, at)
            outline.sections.append(read(outline, block, inside, roles))
            return 1 + len(inside)
    note_faults(outline, block.heading, allowed_attributes.READING)
    outline.above.append((block.heading.level, roles))
    reading(outline, block, roles)
    return 1


def note_faults(outline: OpenSections, head: Heading, fits: frozenset[str]) -> None:
    """Report what is wrong with a heading's attributes. `fits` is what may stand there."""
    outline.faults.extend(allowed_attributes.faults(head, fits, before=len(outline.faults)))


def roles_here(outline: OpenSections, head: Heading) -> frozenset[Role]:
    """Who reads this heading: what it says, within what the headings above say."""
    while outline.above and outline.above[-1][0] >= head.level:
        outline.above.pop()
    inherited = outline.above[-1][1] if outline.above else EVERYBODY
    own, fault = roles_of(head.attributes)
    if fault:
        outline.faults.append((head.line, fault))
    if not own & inherited:
        fault = say("nobody would read this: a heading above excludes it")
        outline.faults.append((head.line, fault))
    return own & inherited


def blocks_inside(blocks: list[Block], at: int) -> list[Block]:
    """The blocks below a heading, down to the next one of its level or above."""
    level = blocks[at].heading.level
    end = at + 1
    while end < len(blocks) and blocks[end].heading.level > level:
        end += 1
    return blocks[at + 1 : end]


def reading(outline: OpenSections, block: Block, roles: frozenset[Role]) -> None:
    """A section to read; a plain sub-heading stays part of the section it stands in."""
    head = block.heading
    last = outline.sections[-1] if outline.sections else None
    is_plain = not head.attributes.words and not head.attributes.id
    if is_plain and last is not None and last.title and last.level < head.level:
        text = f"{last.text}\n\n{head.markdown}\n\n{joined(block.lines)}"
        outline.sections[-1] = replace(last, text=text)
        return
    outline.sections.append(
        Section(
            SectionKind.READING,
            head.title,
            head.level,
            joined(block.lines),
            roles=roles,
            anchor=head.attributes.id or slug(head.title),
            line=head.line,
        )
    )


def quiz(
    outline: OpenSections, block: Block, inside: list[Block], roles: frozenset[Role]
) -> Section:
    """A quiz: every heading one level below is a question."""
    head = block.heading
    share, fault = pass_share(head.attributes)
    if fault:
        outline.faults.append((head.line, fault))
    pick, fault = picked(head.attributes)
    if fault:
        outline.faults.append((head.line, fault))
    recap, fault = recapped(head.attributes)
    if fault:
        outline.faults.append((head.line, fault))
    box = first_box(block.lines)
    outline.faults += [(box, headless())] if box is not None else []
    parts = parts_inside(outline, inside, level=head.level + 1)
    asked = [one_question(outline, part, lines, roles) for part, lines in parts]
    questions, faults = with_families(asked)
    outline.faults.extend(faults)
    return Section(
        SectionKind.QUIZ,
        head.title,
        head.level,
        joined(block.lines),
        roles=roles,
        anchor=head.attributes.id or slug(head.title),
        questions=questions,
        pass_share=share,
        pick=pick,
        recap=recap,
        line=head.line,
    )


def headless() -> Message:
    """What to say about boxes above the first question of a quiz."""
    return say("these boxes belong to no question. Give the question a heading above them")


def practice(
    outline: OpenSections, block: Block, inside: list[Block], roles: frozenset[Role]
) -> Section:
    """A scene to play: every heading below is one of its scenes, the first one begins."""
    head = block.heading
    for each in inside:
        note_faults(outline, each.heading, allowed_attributes.SCENE)
    if inside and inside[0].heading.level > head.level + 1:
        outline.faults.append((inside[0].heading.line, allowed_attributes.too_deep()))
    pieces = [(each.heading, each.lines) for each in inside]
    played, faults = scenes.practiced(pieces, line=head.line)
    outline.faults += [*faults, *scenes.boxes([block.lines, *(each.lines for each in inside)])]
    return Section(
        SectionKind.PRACTICE,
        head.title,
        head.level,
        joined(block.lines),
        roles=roles,
        anchor=head.attributes.id or slug(head.title),
        line=head.line,
        scenes=played,
    )


def together(
    outline: OpenSections, block: Block, inside: list[Block], roles: frozenset[Role]
) -> Section:
    """What the pair does together: every heading one level below is a step."""
    head = block.heading
    outline.faults.extend(
        (head.line, of_a_quiz(word))
        for word in ("quiz", *allowed_attributes.QUIZ_WORDS)
        if word in head.attributes
    )
    parts = parts_inside(outline, inside, level=head.level + 1)
    steps = tuple(one_step(outline, part, lines, roles) for part, lines in parts)
    if not steps:
        fault = say("{together} needs steps: headings one level below it")
        outline.faults.append((head.line, fault))
    return Section(
        SectionKind.TOGETHER,
        head.title,
        head.level,
        joined(block.lines),
        roles=roles,
        anchor=head.attributes.id or slug(head.title),
        steps=steps,
        line=head.line,
    )


def of_a_quiz(word: str) -> Message:
    """What to say about a word of a quiz among the steps of the pair."""
    return say(
        "%(word)s belongs to a quiz. Give the steps of the pair a heading of their own", word=word
    )


def parts_inside(
    outline: OpenSections, inside: list[Block], *, level: int
) -> list[tuple[Heading, list[Line]]]:
    """The heading and lines of each question or step; deeper headings belong to its text."""
    parts: list[tuple[Heading, list[Line]]] = []
    for block in inside:
        if block.heading.level == level or not parts:
            parts.append((block.heading, list(block.lines)))
        else:
            parts[-1][1].append(
                Line(block.heading.line, block.heading.markdown, heading=block.heading)
            )
            parts[-1][1].extend(block.lines)
    if parts and parts[0][0].level > level:
        outline.faults.append((parts[0][0].line, allowed_attributes.too_deep()))
    return parts


def one_question(
    outline: OpenSections, head: Heading, lines: list[Line], roles: frozenset[Role]
) -> Question:
    """A question of the quiz, asked of the roles that both the quiz and the question name."""
    fits = allowed_attributes.SCENE if "scenario" in head.attributes else allowed_attributes.IN_TEXT
    own = own_roles(outline, head, lines, allowed_attributes.QUESTION, fits)
    if not own & roles:
        fault = say("nobody would be asked this: the quiz excludes them")
        outline.faults.append((head.line, fault))
    asked, faults = question(head, lines)
    outline.faults.extend(faults)
    return replace(asked, roles=own & roles)


def one_step(
    outline: OpenSections, head: Heading, lines: list[Line], roles: frozenset[Role]
) -> PairStep:
    """A step, done by the seats that both the section and the step name."""
    fits = inside_step(head)
    own = own_roles(outline, head, lines, allowed_attributes.STEP, fits)
    pair_step, faults = step(head, lines)
    pair_step = replace(pair_step, roles=own & roles)
    outline.faults.extend([*faults, *faults_of_roles(pair_step)])
    return pair_step


def inside_step(head: Heading) -> frozenset[str]:
    """What may stand behind the headings inside a step."""
    if "scene" in head.attributes:
        return allowed_attributes.SCENE_FOR_TWO
    if {"choice", "handover"} & head.attributes.words.keys():
        return allowed_attributes.IN_SEATS
    return allowed_attributes.IN_STEP


def own_roles(
    outline: OpenSections,
    head: Heading,
    lines: list[Line],
    fits: frozenset[str],
    inside: frozenset[str],
) -> frozenset[Role]:
    """The roles that the heading of a question or a step names.

    Reports what is wrong with it and with the headings `inside` it.
    """
    note_faults(outline, head, fits)
    for line in lines:
        if line.heading is not None:
            note_faults(outline, line.heading, inside)
    own, fault = roles_of(head.attributes)
    if fault:
        outline.faults.append((head.line, fault))
    return own
