"""A team with a course of two modules in two languages, and all that may happen to it.

What people do they do in their browsers, by the forms that their pages offer. What a page does not
offer does not happen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.authoring.publishing import actions as publishing
from tandem.models import Course, Module, Pair, Person
from tandem.people.forming import form_pair
from tandem.people.pairs.actions import change_state
from tandem.progress.assignments import actions as assignments
from tandem.terms import PairState
from tests.cast import House
from tests.courses import write_course
from tests.forms import forms_in
from tests.moments import SetClock

MODULES = ("engine", "volcano")
SEATS = (
    ("pair", "sam"), ("pair", "sue"), ("second_pair", "sam"), ("second_pair", "abe"),
    ("leaders_pair", "lia"), ("leaders_pair", "sue"),
)  # fmt: skip
PAIRS = ("pair", "second_pair", "leaders_pair")
OPTIONS = ("RIGHT", "RICHTIG", "WRONG", "FALSCH")
QUIZ = re.compile(r"\n## Check yourself.*?EXPLANATION\n", re.DOTALL)
OPTION = re.compile(
    rf'name="(answer-[\w-]+)"[^>]*value="([^"]+)"(?:(?!<input).)*?({"|".join(OPTIONS)})', re.DOTALL
)
STEP = "\n### What of {name}? {{#{name}}}\n\nBetween you.\n\n____\n"
GERMAN = (("Everybody reads this.", "Das lesen alle."), ("RIGHT", "RICHTIG"), ("WRONG", "FALSCH"))
# What an author may have written next, each from what a module said at first.
EDITS: dict[str, Callable[[str], str]] = {
    "as it was": lambda text: text,
    "a new word": lambda text: text.replace("The drive.", "The DRIVE."),
    "a new edition": lambda text: text.replace("minutes: 6", "minutes: 6\nedition: 2"),
    "no quiz": lambda text: QUIZ.sub("\n", text),
    "another question": lambda text: text.replace("{#helps}", "{#helps-more}"),
    "a step more": lambda text: text + STEP.format(name="orders"),
    "no step": lambda text: text.partition("\n## The two of you")[0] + "\n",
}


@dataclass
class World:
    """Everybody with a browser, the course in its files, and the clock."""

    session: Session
    house: House
    browsers: Mapping[str, FlaskClient]
    folder: Path
    clock: SetClock
    first: dict[str, str] = field(default_factory=dict)

    def person(self, who: str) -> Person:
        """Somebody's row as it is now."""
        self.session.rollback()
        return self.session.get_one(Person, getattr(self.house, who).id, populate_existing=True)

    def pair(self, name: str) -> Pair:
        """A pair's row as it is now."""
        self.session.rollback()
        return self.session.get_one(Pair, getattr(self.house, name).id, populate_existing=True)

    def send(self, who: str, page: str, ending: str, **fields: str) -> None:
        """Send the form of a page whose address ends so, if the page offers it."""
        answer = self.browsers[who].get(page)
        assert answer.status_code in {200, 302, 303, 404}, (who, page, answer.status_code)
        for form in forms_in(answer.text, page):
            if form.method == "post" and form.action.partition("?")[0].endswith(ending):
                hidden = {c["name"]: c["value"] for c in form.controls if c.get("type") == "hidden"}
                sent = self.browsers[who].post(form.action, data={**hidden, **fields})
                assert sent.status_code in {303, 400}, (who, form.action, sent.status_code)
                return


Seat = tuple[str, str]
Move = Callable[[World, Seat, str], None]


def begin(world: World) -> World:
    """The course is published, and each pair of the team has it, to be done anew each month."""
    write_course(world.folder.parent, *MODULES)
    for module in MODULES:
        path = path_of(world, module)
        text = path.read_text("utf-8") + "\n## The two of you {together}\n"
        world.first[module] = text + STEP.format(name="late")
        edit(world, module, "as it was")
    course = world.session.scalars(select(Course)).one()
    assignments.assign(
        world.session, team_id=world.house.north.id, course_id=course.id, pairs=None,
        due_on=date(2099, 1, 1), time_zone="Europe/Berlin", renew_months=1, by_id=None,
        now=world.clock.now,
    )  # fmt: skip
    world.session.commit()
    return world


def path_of(world: World, module: str) -> Path:
    """The file of a module."""
    return world.folder / f"{MODULES.index(module) + 1:02}-{module}.md"


def read(world: World, seat: Seat, module: str) -> None:
    """Somebody presses the button below the lesson."""
    world.send(seat[1], f"/learn/teaming/{module}/", "/read")


def answer(world: World, who: str, module: str, *labels: str) -> None:
    """Somebody checks the option with one of these labels, in whichever language they read."""
    page = f"/learn/teaming/{module}/quiz"
    for name, value, label in OPTION.findall(world.browsers[who].get(page).text):
        if label in labels:
            world.send(who, page, "/quiz", **{name: value})


def pass_quiz(world: World, seat: Seat, module: str) -> None:
    """Somebody answers right."""
    answer(world, seat[1], module, "RIGHT", "RICHTIG")


def fail_quiz(world: World, seat: Seat, module: str) -> None:
    """Somebody answers wrong."""
    answer(world, seat[1], module, "WRONG", "FALSCH")


def give(world: World, seat: Seat, module: str) -> None:
    """Somebody gives in the pair what is asked there for two."""
    pair, who = seat
    page = f"/learn/teaming/{module}/together/{getattr(world.house, pair).id}"
    for step in ("late", "orders"):
        world.send(who, page, f"/{step}", text=f"{who} says so.")


def finish(world: World, seat: Seat, module: str) -> None:
    """Somebody does all that is asked of their half."""
    for act in (read, pass_quiz, give):
        act(world, seat, module)


def through(world: World, seat: Seat, module: str) -> None:
    """Both of a pair do all that is asked of them in the whole course."""
    for one in SEATS:
        if one[0] == seat[0]:
            for each in MODULES:
                finish(world, one, each)


def set_complete(world: World, seat: Seat, module: str) -> None:
    """Their leader sets the half of somebody complete in this pair."""
    pair, who = (getattr(world.house, name).id for name in seat)
    row = world.session.scalars(select(Module.id).where(Module.slug == module)).one()
    half, reason = f"{row}-{who}", "She knows it already, from before."
    world.send("lee", f"/lead/pairs/{pair}/complete", "/complete", half=half, reason=reason)


def edit(world: World, module: str, what: str) -> None:
    """The author publishes a module in other words, in both languages."""
    text = EDITS[what](world.first[module])
    path = path_of(world, module)
    path.write_text(text, "utf-8")
    for before, after in GERMAN:
        text = text.replace(before, after)
    path.with_suffix(".de.md").write_text(text, "utf-8")
    world.session.rollback()
    report = publishing.publish_folder(
        world.session, world.folder.parent, by_id=None, now=world.clock.now
    )
    world.session.commit()
    assert report.errors == []


def change(state: PairState) -> Move:
    """A leader lets a pair rest, go on or end."""

    def act(world: World, seat: Seat, module: str) -> None:
        change_state(world.session, world.pair(seat[0]), state, by_id=None, now=world.clock.now)
        world.session.commit()

    return act


def form_again(world: World, seat: Seat, module: str) -> None:
    """A leader forms the same pair once more."""
    pair = world.pair(seat[0])
    form_pair(
        world.session, team_id=pair.team_id, rep_id=pair.rep_id, support_id=pair.support_id,
        by_id=None, now=world.clock.now,
    )  # fmt: skip
    world.session.commit()


def turn_language(world: World, seat: Seat, module: str) -> None:
    """Somebody reads in the other language from now on."""
    row = world.person(seat[1])
    row.language = "en" if row.language == "de" else "de"
    world.session.commit()


def wait(days: int) -> Move:
    """Some days pass."""
    return lambda world, seat, module: world.clock.set_to(world.clock.now + timedelta(days=days))


def editing(what: str) -> Move:
    """The author publishes a module in other words."""
    return lambda world, seat, module: edit(world, module, what)


MOVES: dict[str, Move] = {
    "reads": read, "passes": pass_quiz, "fails": fail_quiz, "gives": give, "finishes": finish,
    "both are through": through, "set complete": set_complete, "other language": turn_language,
    "ten days": wait(10), "forty days": wait(40), "rests": change(PairState.PAUSED),
    "goes on": change(PairState.ACTIVE), "ends": change(PairState.ENDED),
    "formed again": form_again,
    **{f"edited: {what}": editing(what) for what in EDITS},
}  # fmt: skip
