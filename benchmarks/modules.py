"""What does a lesson page cost in a course of a thousand modules, beside one of nine?"""

from __future__ import annotations

from pathlib import Path

from benchmarks.measures import Measure
from benchmarks.sites import browser_of, filled, folder, opening
from benchmarks.timing import Act, in_turn, milliseconds, times_of
from tandem.commands.demo.command import COURSE, write_course
from tandem.commands.demo.people import email_of

FEW, MANY, MANY_OF_SHORT = 9, 1_000, 60
PAGES = {
    "lesson": f"/learn/{COURSE}/demo-1/",
    "quiz": f"/learn/{COURSE}/demo-1/quiz",
    "my page": "/",
}
GOALS = {"lesson": 1.1}
HELD = {"lesson": 1.1, "quiz": 1.1, "my page": 15}


def measures(*, short: bool) -> list[Measure]:
    """Each page of the long course against that of the short one."""
    many = MANY_OF_SHORT if short else MANY
    with folder() as place:
        few_acts, many_acts = pages_of(place, FEW), pages_of(place, many)
        acts = {
            (number, page): act
            for number, own in ((FEW, few_acts), (many, many_acts))
            for page, act in own.items()
        }
        taken = in_turn(acts, rounds=10 if short else 40)
    return [
        Measure(
            f"{page}, course of {many:,} modules, of one of {FEW}",
            times_of(taken[many, page], taken[FEW, page]),
            GOALS.get(page),
            held=HELD[page],
            note=milliseconds(taken[many, page]),
        )
        for page in PAGES
    ]


def pages_of(place: Path, number: int) -> dict[str, Act]:
    """The pages of a learner where there is a course of so many modules."""
    own = place / str(number)
    write_course(own / "courses" / COURSE, number)
    learner = browser_of(filled(own, pairs=2, modules=0), email_of(0))
    return {page: opening(learner, path) for page, path in PAGES.items()}
