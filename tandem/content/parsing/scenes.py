"""Which scenes has a scenario, and does every way through them come to an end?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from tandem.content.lesson import Ending, Link, Scene
from tandem.content.messages import Message, say
from tandem.content.parsing.attributes import slug
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.lines import Line, joined
from tandem.content.parsing.lists import behind_sign

START = "start"
MOST_SCENES = 200
LINK = re.compile(r"^\[(.+)\]\(#([A-Za-z0-9_-]+)\)$")
Faults = list[tuple[int, Message]]
Found = Iterator[tuple[int, Message]]


def scenes(lines: list[Line], *, line: int) -> tuple[tuple[Scene, ...], Faults]:
    """The scenes of a scenario, the start first, and the faults as (line, message)."""
    scenes: list[Scene] = []
    faults: Faults = []
    for heading, inside in parts(lines):
        scene, wrong = scene_of(heading, inside, line=line)
        scenes.append(scene)
        faults.extend(wrong)
    faults.extend(faults_between(scenes))
    return tuple(scenes), faults


def parts(lines: list[Line]) -> list[tuple[Line | None, list[Line]]]:
    """The lines of the start, then those below each heading."""
    pieces: list[tuple[Line | None, list[Line]]] = [(None, [])]
    for each in lines:
        if each.heading is not None:
            pieces.append((each, []))
        else:
            pieces[-1][1].append(each)
    return pieces


def scene_of(head: Line | None, lines: list[Line], *, line: int) -> tuple[Scene, Faults]:
    """One scene, and what is wrong with it alone."""
    heading = head.heading if head else None
    links, rest = choices(lines)
    ending = heading.attributes.value("end") if heading else ""
    scene = Scene(
        id=(heading.attributes.id or slug(heading.title)) if heading else START,
        title=heading.title if heading else "",
        text=joined(rest),
        links=links,
        end=Ending(ending) if ending in set(Ending) else None,
        line=head.number if head else line,
    )
    return scene, list(faults_in(scene, ending))


def choices(lines: list[Line]) -> tuple[tuple[Link, ...], list[Line]]:
    """The choices of a scene, and the lines that are none."""
    links: list[Link] = []
    rest: list[Line] = []
    for item, group in groupby(lines, key=lambda line: line.item):
        inside = list(group)
        match = LINK.match(words_of(inside)) if is_choice(inside) and item else None
        if match:
            links.append(Link(match[1], match[2], inside[0].number))
        else:
            rest.extend(inside)
    return tuple(links), rest


def is_choice(lines: list[Line]) -> bool:
    """Are these the lines of an item behind a bullet?"""
    block = lines[0].block
    return block is not None and block.kind is BlockKind.BULLETS


def words_of(lines: list[Line]) -> str:
    """What an item says behind its sign, on one line: the words of a link may go on below."""
    return " ".join([behind_sign(lines[0]).strip(), *(line.text.strip() for line in lines[1:])])


def faults_in(scene: Scene, ending: str) -> Found:
    """What is wrong with one scene."""
    if ending and scene.end is None:
        yield (
            scene.line,
            say("end=%(ending)s is no ending. Use {end=good} or {end=poor}", ending=ending),
        )
    elif scene.end is not None and scene.links:
        fault = say(
            "scene #%(scene)s ends, so it cannot lead on. Take its links out", scene=scene.id
        )
        yield scene.line, fault
    elif scene.end is None and not scene.links:
        yield (
            scene.line,
            say(
                "scene #%(scene)s leads nowhere."
                " Give it links, - [text](#scene), or an ending, {end=good}",
                scene=scene.id,
            ),
        )


def faults_between(scenes: Sequence[Scene]) -> Found:
    """What is wrong between the scenes: missing, twice, out of reach, without an end."""
    if len(scenes) > MOST_SCENES:
        fault = say("more than %(most)s scenes. Make two scenarios of it", most=MOST_SCENES)
        yield scenes[0].line, fault
        return
    by_id: dict[str, Scene] = {}
    for scene in scenes:
        if scene.id in by_id:
            fault = say(
                "there are two scenes called #%(scene)s. Rename one of them", scene=scene.id
            )
            yield scene.line, fault
        by_id.setdefault(scene.id, scene)
        for link in scene.links:
            if link.scene not in {other.id for other in scenes}:
                yield link.line, missing(link.scene)
    reached = reachable(by_id, START)
    ends = {scene.id for scene in scenes if scene.end}
    for scene in scenes:
        if scene.id not in reached:
            yield scene.line, say("no way leads to scene #%(scene)s", scene=scene.id)
        elif scene.links and not reachable(by_id, scene.id) & ends:
            fault = say("from scene #%(scene)s no way comes to an end", scene=scene.id)
            yield scene.line, fault
    if Ending.GOOD not in {scene.end for scene in scenes}:
        yield scenes[0].line, say("a scenario needs a good ending: #### Title {#id end=good}")


def missing(scene: str) -> Message:
    """What to say about a link to a scene that is not there."""
    return say("there is no scene #%(scene)s. Add a heading with this id", scene=scene)


def reachable(by_id: dict[str, Scene], start: str) -> set[str]:
    """Every scene that can be reached from a scene, itself included."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in by_id:
            continue
        seen.add(name)
        waiting.extend(link.scene for link in by_id[name].links)
    return seen
