"""Which scenes has a scenario, and does every way through them come to an end?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tandem.content.attributes import slug
from tandem.content.lesson import Ending, Link, Scene
from tandem.content.lines import Line, joined

START = "start"
MOST_SCENES = 200
LINK = re.compile(r"^ {0,3}[-*+] +\[(.+)\]\(#([A-Za-z0-9_-]+)\)\s*$")
Faults = list[tuple[int, str]]


def scenes(lines: list[Line], *, line: int) -> tuple[tuple[Scene, ...], Faults]:
    """The scenes of a scenario, the start first, and the faults as (line, message)."""
    found: list[Scene] = []
    faults: Faults = []
    for heading, inside in parts(lines):
        scene, wrong = scene_of(heading, inside, line=line)
        found.append(scene)
        faults.extend(wrong)
    faults.extend(faults_between(found))
    return tuple(found), faults


def parts(lines: list[Line]) -> list[tuple[Line | None, list[Line]]]:
    """The lines of the start, then those below each heading."""
    found: list[tuple[Line | None, list[Line]]] = [(None, [])]
    for each in lines:
        if each.heading is not None:
            found.append((each, []))
        else:
            found[-1][1].append(each)
    return found


def scene_of(head: Line | None, lines: list[Line], *, line: int) -> tuple[Scene, Faults]:
    """One scene, and what is wrong with it alone."""
    heading = head.heading if head else None
    found = [(each, None if each.code else LINK.match(each.text)) for each in lines]
    links = tuple(Link(match[1], match[2], each.number) for each, match in found if match)
    ending = heading.attributes.value("end") if heading else ""
    scene = Scene(
        id=(heading.attributes.id or slug(heading.title)) if heading else START,
        title=heading.title if heading else "",
        text=joined([each for each, match in found if not match]),
        links=links,
        end=Ending(ending) if ending in set(Ending) else None,
        line=head.number if head else line,
    )
    return scene, list(faults_in(scene, ending))


def faults_in(scene: Scene, ending: str) -> Iterator[tuple[int, str]]:
    """What is wrong with one scene."""
    if ending and scene.end is None:
        yield scene.line, f"end={ending} is no ending. Use {{end=good}} or {{end=poor}}"
    elif scene.end is not None and scene.links:
        yield scene.line, f"scene #{scene.id} ends, so it cannot lead on. Take its links out"
    elif scene.end is None and not scene.links:
        remedy = "Give it links, - [text](#scene), or an ending, {end=good}"
        yield scene.line, f"scene #{scene.id} leads nowhere. {remedy}"


def faults_between(found: Sequence[Scene]) -> Iterator[tuple[int, str]]:
    """What is wrong between the scenes: missing, twice, out of reach, without an end."""
    if len(found) > MOST_SCENES:
        yield found[0].line, f"more than {MOST_SCENES} scenes. Make two scenarios of it"
        return
    by_id: dict[str, Scene] = {}
    for scene in found:
        if scene.id in by_id:
            yield scene.line, f"there are two scenes called #{scene.id}. Rename one of them"
        by_id.setdefault(scene.id, scene)
        for link in scene.links:
            if link.scene not in {one.id for one in found}:
                yield link.line, f"there is no scene #{link.scene}. Add a heading with this id"
    reached = reachable(by_id, START)
    ends = {scene.id for scene in found if scene.end}
    for scene in found:
        if scene.id not in reached:
            yield scene.line, f"no way leads to scene #{scene.id}"
        elif scene.links and not reachable(by_id, scene.id) & ends:
            yield scene.line, f"from scene #{scene.id} no way comes to an end"
    if Ending.GOOD not in {scene.end for scene in found}:
        yield found[0].line, "a scenario needs a good ending: #### Title {#id end=good}"


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
