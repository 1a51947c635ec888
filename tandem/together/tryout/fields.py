"""What was done on a page that plays and marks, as the page itself carries it?"""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from tandem.content.lesson import Lesson
from tandem.learning.quizzes.forms import LONGEST, answers_in, scenario_move_in
from tandem.learning.scenario import move_in
from tandem.terms import Role
from tandem.together.tryout import view
from tandem.together.tryout.view import Done

TEXT, SCENE = "text-", "scene-"
LONGEST_TEXT = 2000
MOST_MOVES = 60


def done_after(lesson: Lesson, role: Role, fields: MultiDict[str, str]) -> Done:
    """What is done after the button that was pressed."""
    done = done_in(fields)
    if "move" in fields:
        return view.after_move(lesson, role, done, move_in(fields["move"]))
    if "play" in fields:
        name, move = scenario_move_in(fields["play"])
        return view.after_play(lesson, role, done, name, move)
    if "scene" in fields:
        name, move = scenario_move_in(fields["scene"])
        return view.after_scene(lesson, role, done, name, move)
    return done


def done_in(fields: MultiDict[str, str]) -> Done:
    """What was done, as the page carries it."""
    return Done(
        answers=answers_in(fields),
        texts={
            name.removeprefix(TEXT): text[:LONGEST_TEXT]
            for name, text in fields.items()
            if name.startswith(TEXT)
        },
        way=way_in(fields, "way"),
        scenes={
            name.removeprefix(SCENE): way_in(fields, name)
            for name in fields
            if name.startswith(SCENE)
        },
        is_checked="check" in fields,
    )


def way_in(fields: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """The decisions that the page carries under this name."""
    return tuple(step[:LONGEST] for step in fields.getlist(name)[:MOST_MOVES])
