"""What does a course ask at its start, its end and after 90 days? Under `{pulse}` in course.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tandem.content.lesson import Pulse
from tandem.content.messages import Message, say
from tandem.content.parsing.allowed_attributes import PULSE
from tandem.content.parsing.allowed_attributes import faults as faults_of_heading
from tandem.content.parsing.attributes import Heading
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.choices import key_of
from tandem.content.parsing.criteria import keyed_items
from tandem.content.parsing.lines import Line, joined
from tandem.content.parsing.lists import answer_list
from tandem.content.parsing.sections import Block, blocks_inside, blocks_of
from tandem.content.parsing.steps import ends_of, is_scale

MOST_ITEMS = 5
LONGEST_SCALE = 10
Faults = list[tuple[int, Message]]


def read_pulse(lines: list[Line]) -> tuple[Pulse | None, list[Line], Faults]:
    """The pulse of a course, the lines of its cover without it, and what is wrong with it."""
    _, blocks = blocks_of(lines)
    found = [at for at, block in enumerate(blocks) if "pulse" in block.heading.attributes]
    if not found:
        return None, lines, []
    block = blocks[found[0]]
    head = block.heading
    inside = [each for part in blocks_inside(blocks, found[0]) for each in own_lines(part)]
    pulse, faults = pulse_of(head, [*block.lines, *inside])
    own = {line.number for line in [*block.lines, *inside]}
    # A heading by the line below it takes two lines.
    first = next((line.number for line in block.lines), head.line + 1)
    own |= set(range(head.line, first))
    faults += [(blocks[at].heading.line, second_pulse(head.line)) for at in found[1:]]
    return pulse, [line for line in lines if line.number not in own], faults


def own_lines(block: Block) -> list[Line]:
    """A heading below the pulse, and its lines."""
    return [Line(block.heading.line, block.heading.markdown), *block.lines]


def second_pulse(line: int) -> Message:
    """What to say about one more pulse."""
    return say("there is a pulse in line %(line)s already. Put its items there", line=line)


def pulse_of(head: Heading, lines: list[Line]) -> tuple[Pulse, Faults]:
    """The pulse below a heading, and what is wrong with it."""
    ends = [line for line in lines if is_scale(line)]
    low, high, labels = ends_of(ends)
    rest = [line for line in lines if line not in ends]
    listed = answer_list(rest, BlockKind.BULLETS, lambda _: True)
    items = keyed_items(listed.items)
    pulse = Pulse(
        title=head.title,
        text=joined([*rest[: listed.first], *rest[listed.last :]]),
        low=low,
        high=high,
        labels=labels,
        # On another scale it is another question.
        items=tuple(
            replace(item, key=key_of(f"{low}..{high} {item.key} {item.text}")) for item in items
        ),
        line=head.line,
    )
    faults = list(faults_of_heading(head, PULSE, before=0))
    return pulse, [*faults, *faults_of(pulse, [line.number for line in ends])]


def faults_of(pulse: Pulse, ends: list[int]) -> Iterator[tuple[int, Message]]:
    """What keeps it from being asked."""
    if not pulse.title:
        yield pulse.line, say("a pulse needs its text behind the #")
    if not ends:
        yield pulse.line, say("a pulse needs a line with its ends: 1 (never) ... 5 (every week)")
    for line in ends[1:]:
        yield (
            line,
            say(
                "this pulse has ends in line %(line)s already. Keep one of the lines", line=ends[0]
            ),
        )
    if ends and not 2 <= pulse.high - pulse.low <= LONGEST_SCALE:
        yield (
            ends[0],
            say("a scale goes up and has three to eleven steps, as in 1 (never) ... 5 (often)"),
        )
    if ends and not all(pulse.labels):
        yield ends[0], say("say what both ends of the scale mean: 1 (never) ... 5 (every week)")
    if not pulse.items:
        yield pulse.line, say("a pulse needs a list of one to five items: - We ask early")
    for item in pulse.items[MOST_ITEMS:]:
        yield item.line, say("more than five items. Each is asked three times: keep the best five")
    seen: set[str] = set()
    for item in pulse.items:
        if item.text.casefold() in seen:
            yield item.line, say("this item is here twice")
        seen.add(item.text.casefold())


def faults_of_translation(
    original: Pulse | None, own: Pulse | None
) -> Iterator[tuple[int, Message]]:
    """What keeps a pulse in another language from standing for the original's."""
    if own is not None and shape_of(original) != shape_of(own):
        yield (
            own.line,
            say("this pulse is another than the original’s: as many items, the same ends"),
        )


def shape_of(pulse: Pulse | None) -> object:
    """All of a pulse that is not words."""
    return (pulse.low, pulse.high, len(pulse.items)) if pulse else None
