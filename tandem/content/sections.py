"""Which sections has a module, and who reads each?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tandem.content.attributes import Attributes, Heading, heading, slug
from tandem.content.lesson import EVERYBODY, PairStep, Question, Section, SectionKind
from tandem.content.lines import Line, joined
from tandem.content.questions import question
from tandem.content.said import NOTHING, Said, say
from tandem.content.steps import faults_of_roles, outside, step
from tandem.terms import READERS, Role

Faults = list[tuple[int, Said]]


@dataclass(frozen=True)
class Block:
    """A heading (None at the top of the file) and the lines down to the next heading."""

    heading: Heading | None
    lines: list[Line] = field(default_factory=list)


@dataclass
class Outline:
    """What has been read so far: finished sections, faults, and the open headings above."""

    sections: list[Section] = field(default_factory=list)
    faults: Faults = field(default_factory=list)
    above: list[tuple[int, frozenset[Role]]] = field(default_factory=list)


def sections(lines: list[Line]) -> tuple[tuple[Section, ...], Faults]:
    """The sections of a module, and the faults as (line, message)."""
    outline = Outline()
    blocks = blocks_of(lines)
    at = 0
    while at < len(blocks):
        at += take(outline, blocks, at)
    return tuple(outline.sections), outline.faults


def blocks_of(lines: list[Line]) -> list[Block]:
    """Cut the lines at the headings that stand outside code."""
    blocks = [Block(None)]
    for line in lines:
        found = None if line.code else heading(line.text, line=line.number)
        if found:
            blocks.append(Block(found))
        else:
            blocks[-1].lines.append(line)
    return blocks


def take(outline: Outline, blocks: list[Block], at: int) -> int:
    """Read the block at this place; how many blocks that used up."""
    block = blocks[at]
    if block.heading is None:
        if joined(block.lines).strip():
            outline.sections.append(
                Section(SectionKind.READING, "", 1, joined(block.lines), line=1)
            )
        return 1
    note_faults(outline, block.heading)
    roles = roles_here(outline, block.heading)
    outline.faults.extend(outside(block.heading))
    for word, read in (("together", together), ("quiz", quiz)):
        if word in block.heading.attributes:
            inside = blocks_inside(blocks, at)
            outline.sections.append(read(outline, block, inside, roles))
            return 1 + len(inside)
    outline.above.append((block.heading.level, roles))
    reading(outline, block, roles)
    return 1


def note_faults(outline: Outline, found: Heading) -> None:
    """Report what is wrong with a heading's attributes."""
    outline.faults.extend((found.line, fault) for fault in found.attributes.faults)


def roles_here(outline: Outline, found: Heading) -> frozenset[Role]:
    """Who reads this heading: what it says, within what the headings above say."""
    while outline.above and outline.above[-1][0] >= found.level:
        outline.above.pop()
    inherited = outline.above[-1][1] if outline.above else EVERYBODY
    own, fault = roles_of(found.attributes)
    if fault:
        outline.faults.append((found.line, fault))
    if not own & inherited:
        said = say("nobody would read this: a heading above excludes it")
        outline.faults.append((found.line, said))
    return own & inherited


def roles_of(found: Attributes) -> tuple[frozenset[Role], Said]:
    """The roles that `for=` names, and what is wrong with it."""
    if "for" not in found:
        return EVERYBODY, NOTHING
    names = {name for name in found.value("for").split(",") if name}
    known = {role.value for role in READERS}
    if not names or names - known:
        value = found.value("for")
        return EVERYBODY, say("for=%(value)s names nobody. Use rep, support or leader", value=value)
    return frozenset(Role(name) for name in names), NOTHING


def blocks_inside(blocks: list[Block], at: int) -> list[Block]:
    """The blocks below a heading, down to the next one of its level or above."""
    level = level_of(blocks[at])
    end = at + 1
    while end < len(blocks) and level_of(blocks[end]) > level:
        end += 1
    return blocks[at + 1 : end]


def level_of(block: Block) -> int:
    """The level of a block's heading."""
    return block.heading.level if block.heading else 0


def reading(outline: Outline, block: Block, roles: frozenset[Role]) -> None:
    """A section to read; a plain sub-heading stays part of the section it stands in."""
    found = block.heading
    if found is None:
        return
    last = outline.sections[-1] if outline.sections else None
    is_plain = not found.attributes.words and not found.attributes.id
    if (
        is_plain
        and last is not None
        and last.kind is SectionKind.READING
        and last.title
        and last.level < found.level
        and last.roles == roles
    ):
        text = f"{last.text}\n\n{found.markdown}\n\n{joined(block.lines)}"
        outline.sections[-1] = replace(last, text=text)
        return
    outline.sections.append(
        Section(
            SectionKind.READING,
            found.title,
            found.level,
            joined(block.lines),
            roles=roles,
            anchor=found.attributes.id or slug(found.title),
            line=found.line,
        )
    )


def quiz(outline: Outline, block: Block, inside: list[Block], roles: frozenset[Role]) -> Section:
    """A quiz: every heading one level below is a question."""
    found = block.heading
    assert found is not None  # noqa: S101 (take() asked)
    share, fault = pass_share(found.attributes)
    if fault:
        outline.faults.append((found.line, fault))
    pick, fault = picked(found.attributes)
    if fault:
        outline.faults.append((found.line, fault))
    questions = tuple(
        one_question(outline, head, lines, roles)
        for head, lines in parts_inside(inside, level=found.level + 1)
    )
    return Section(
        SectionKind.QUIZ,
        found.title,
        found.level,
        joined(block.lines),
        roles=roles,
        anchor=found.attributes.id or slug(found.title),
        questions=questions,
        pass_share=share,
        pick=pick,
        line=found.line,
    )


def together(
    outline: Outline, block: Block, inside: list[Block], roles: frozenset[Role]
) -> Section:
    """What the pair does together: every heading one level below is a step."""
    found = block.heading
    assert found is not None  # noqa: S101 (take() asked)
    outline.faults.extend(
        (found.line, of_a_quiz(word))
        for word in ("quiz", "pass", "pick")
        if word in found.attributes
    )
    steps = tuple(
        one_step(outline, head, lines, roles)
        for head, lines in parts_inside(inside, level=found.level + 1)
    )
    if not steps:
        said = say("{together} needs steps: headings one level below it")
        outline.faults.append((found.line, said))
    return Section(
        SectionKind.TOGETHER,
        found.title,
        found.level,
        joined(block.lines),
        roles=roles,
        anchor=found.attributes.id or slug(found.title),
        steps=steps,
        line=found.line,
    )


def of_a_quiz(word: str) -> Said:
    """What to say about a word of a quiz among the steps of the pair."""
    return say(
        "%(word)s belongs to a quiz. Give the steps of the pair a heading of their own", word=word
    )


def parts_inside(inside: list[Block], *, level: int) -> list[tuple[Heading, list[Line]]]:
    """The heading and lines of each question or step; deeper headings belong to its text."""
    parts: list[tuple[Heading, list[Line]]] = []
    for block in inside:
        if block.heading is None:
            continue
        if block.heading.level == level or not parts:
            parts.append((block.heading, list(block.lines)))
        else:
            parts[-1][1].append(
                Line(block.heading.line, block.heading.markdown, heading=block.heading)
            )
            parts[-1][1].extend(block.lines)
    return parts


def one_question(
    outline: Outline, head: Heading, lines: list[Line], roles: frozenset[Role]
) -> Question:
    """A question of the quiz, asked of the roles that both the quiz and the question name."""
    own = own_roles(outline, head)
    outline.faults.extend(outside(head))
    if not own & roles:
        said = say("nobody would be asked this: the quiz excludes them")
        outline.faults.append((head.line, said))
    found, faults = question(head, lines)
    outline.faults.extend(faults)
    return replace(found, roles=own & roles)


def one_step(
    outline: Outline, head: Heading, lines: list[Line], roles: frozenset[Role]
) -> PairStep:
    """A step, done by the seats that both the section and the step name."""
    own = own_roles(outline, head)
    found, faults = step(head, lines)
    found = replace(found, roles=own & roles)
    outline.faults.extend([*faults, *faults_of_roles(found)])
    return found


def own_roles(outline: Outline, head: Heading) -> frozenset[Role]:
    """The roles that the heading of a question or a step names; reports what is wrong with it."""
    note_faults(outline, head)
    own, fault = roles_of(head.attributes)
    if fault:
        outline.faults.append((head.line, fault))
    return own


def pass_share(found: Attributes) -> tuple[float, Said]:
    """The share that passes (0 to 1), and what is wrong with it."""
    if "pass" not in found:
        return 0.8, NOTHING
    number = found.value("pass").removesuffix("%")
    if number.isascii() and number.isdigit() and 1 <= int(number) <= 100:
        return int(number) / 100, NOTHING
    value = found.value("pass")
    return 0.8, say("pass=%(value)s is not a share. Write it as pass=80%%", value=value)


def picked(found: Attributes) -> tuple[int | None, Said]:
    """How many questions are drawn, and what is wrong with it."""
    if "pick" not in found:
        return None, NOTHING
    number = found.value("pick")
    if number.isascii() and number.isdigit() and int(number) > 0:
        return int(number), NOTHING
    return None, say(
        "pick=%(value)s is not a number of questions. Write it as pick=5", value=number
    )
