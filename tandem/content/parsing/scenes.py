"""Which scenes has a story, and does every way through them come to an end?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tandem.content.lesson import Ending, Link, Scene
from tandem.content.messages import Message, say
from tandem.content.parsing.attributes import Heading, slug
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.choices import first_box
from tandem.content.parsing.lines import Line, joined
from tandem.content.parsing.lists import behind_sign
from tandem.terms import SEATS, Role

START = "start"
MOST_SCENES = 200
LINK = re.compile(r"^\[(.+)\]\(#([A-Za-z0-9_-]+)\)$")
Faults = list[tuple[int, Message]]
# A heading, none at the start of a scenario, and the lines below it.
Piece = tuple[Heading | None, list[Line]]
Found = Iterator[tuple[int, Message]]


def scenes(lines: list[Line], *, line: int) -> tuple[tuple[Scene, ...], Faults]:
    """The scenes of a scenario, the start first, and the faults as (line, message)."""
    scenes, faults = each_scene(parts(lines), line=line)
    faults.extend(
        faults_between(
            scenes, needs_good=say("a scenario needs a good ending: #### Title {#id end=good}")
        )
    )
    return scenes, faults


def practiced(pieces: Sequence[Piece], *, line: int) -> tuple[tuple[Scene, ...], Faults]:
    """The scenes of a practice, which begins with its first heading, and the faults."""
    if not pieces:
        fault = say("{practice} needs scenes: headings one level below it. The first one begins")
        return (), [(line, fault)]
    scenes, faults = each_scene(pieces, line=line)
    faults.extend(faults_of_played(scenes))
    return scenes, faults


def for_two(pieces: Sequence[Piece], *, line: int) -> tuple[tuple[Scene, ...], Faults]:
    """The scenes of a scene for two, each with the seat that decides in it, and the faults."""
    if not pieces:
        fault = say(
            "{scene} needs scenes: headings one level below it, each with whose turn it is:"
            " {#start for=rep}"
        )
        return (), [(line, fault)]
    scenes, faults = each_scene(pieces, line=line)
    seats = [heading.attributes.value("for") if heading else "" for heading, _ in pieces]
    scenes = tuple(
        replace(scene, seat=Role(seat) if seat in set(SEATS) and scene.end is None else None)
        for scene, seat in zip(scenes, seats, strict=True)
    )
    faults.extend(faults_of_played(scenes))
    faults.extend(faults_of_seats(scenes, seats))
    return scenes, faults


def each_scene(pieces: Sequence[Piece], *, line: int) -> tuple[tuple[Scene, ...], Faults]:
    """Each piece as a scene, and what is wrong with it alone."""
    scenes: list[Scene] = []
    faults: Faults = []
    for heading, inside in pieces:
        scene, wrong = scene_of(heading, inside, line=line)
        scenes.append(scene)
        faults.extend(wrong)
    return tuple(scenes), faults


def parts(lines: list[Line]) -> list[Piece]:
    """The lines of the start, then those below each heading."""
    pieces: list[Piece] = [(None, [])]
    for each in lines:
        if each.heading is not None:
            pieces.append((each.heading, []))
        else:
            pieces[-1][1].append(each)
    return pieces


def scene_of(heading: Heading | None, lines: list[Line], *, line: int) -> tuple[Scene, Faults]:
    """One scene, and what is wrong with it alone."""
    links, rest = choices(lines)
    ending = heading.attributes.value("end") if heading else ""
    scene = Scene(
        id=(heading.attributes.id or slug(heading.title)) if heading else START,
        title=heading.title if heading else "",
        text=joined(rest),
        links=links,
        end=Ending(ending) if ending in set(Ending) else None,
        line=heading.line if heading else line,
    )
    return scene, list(faults_in(scene, ending))


def choices(lines: list[Line]) -> tuple[tuple[Link, ...], list[Line]]:
    """The choices of a scene, and the lines that are none."""
    links: list[Link] = []
    rest: list[Line] = []
    for _, group in groupby(lines, key=lambda line: line.item):
        inside = list(group)
        is_bullet = inside[0].kind is BlockKind.BULLETS
        match = LINK.match(words_of(inside)) if is_bullet else None
        if match:
            links.append(Link(match[1], match[2], inside[0].number))
        else:
            rest.extend(inside)
    return tuple(links), rest


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
            "scene #%(scene)s ends, so it can’t lead on. Take its links out", scene=scene.id
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


def faults_of_played(scenes: Sequence[Scene]) -> Found:
    """What keeps scenes with a page of their own from being played to a good end."""
    yield from faults_between(
        scenes, needs_good=say("a scene needs a good ending: ### Title {#id end=good}")
    )
    by_id = {scene.id: scene for scene in scenes}
    good = {scene.id for scene in scenes if scene.end is Ending.GOOD}
    ends = {scene.id for scene in scenes if scene.end}
    for scene in scenes if good and len(scenes) <= MOST_SCENES else ():
        reached = reachable(by_id, scene.id)
        if scene.links and reached & ends and not reached & good:
            fault = say(
                "from scene #%(scene)s no way leads to a good ending anymore, so one step back"
                " wouldn’t help. Give it a link that does",
                scene=scene.id,
            )
            yield scene.line, fault


def faults_of_seats(scenes: Sequence[Scene], seats: Sequence[str]) -> Found:
    """What is wrong with whose turn it is: nobody's, never one's, or a good end without one."""
    for scene, seat in zip(scenes, seats, strict=True):
        if scene.end is not None and seat:
            yield scene.line, say("an ending is read by both. Take for= out")
        elif scene.end is None and scene.seat is None:
            fault = say(
                "whose turn is it in scene #%(scene)s? Write for=rep or for=support behind it",
                scene=scene.id,
            )
            yield scene.line, fault
    if len(scenes) > MOST_SCENES or any(not scene.seat and not scene.end for scene in scenes):
        return
    for seat in SEATS:
        if seat not in {scene.seat for scene in scenes}:
            fault = say(
                "%(seat)s never has a turn here. Give a scene for=%(seat)s", seat=seat.value
            )
            yield scenes[0].line, fault
            continue
        alone = {scene.id: scene for scene in scenes if scene.seat is not seat}
        reached = reachable(alone, scenes[0].id)
        for scene in scenes:
            if scene.end is Ending.GOOD and scene.id in reached:
                fault = say(
                    "the good ending #%(scene)s can be reached without a decision of %(seat)s."
                    " Put a turn of %(seat)s on the way",
                    scene=scene.id,
                    seat=seat.value,
                )
                yield scene.line, fault


def faults_between(scenes: Sequence[Scene], *, needs_good: Message) -> Found:
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
    reached = reachable(by_id, scenes[0].id)
    ends = {scene.id for scene in scenes if scene.end}
    for scene in scenes:
        if scene.id not in reached:
            fault = say(
                "no way leads to scene #%(scene)s. Link to it from another one, or take it out",
                scene=scene.id,
            )
            yield scene.line, fault
        elif scene.links and not reachable(by_id, scene.id) & ends:
            fault = say(
                "from scene #%(scene)s no way comes to an end. Give it a link to one",
                scene=scene.id,
            )
            yield scene.line, fault
    if Ending.GOOD not in {scene.end for scene in scenes}:
        yield scenes[0].line, needs_good


def boxes(texts: Iterable[list[Line]]) -> Found:
    """Boxes to tick in a scene: nobody could press them."""
    for lines in texts:
        box = first_box(lines)
        if box is not None:
            fault = say(
                "a scene has links to choose from: - [text](#scene)."
                " Boxes belong to a question of the quiz"
            )
            yield box, fault


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
