"""What does a page of a learner, and the sign-in, cost beside a bare page with as many bytes?

The bare page is Flask with SQLAlchemy, which reads one row. Goals are parts of it: 0.5 says that
our page may cost twice as much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.bare import bare, barest, signed_in
from benchmarks.measures import Measure
from benchmarks.sites import browser_of, filled, folder, opening, size
from benchmarks.timing import in_turn, milliseconds, times_of
from tandem.commands.demo.people import email_of


@dataclass(frozen=True)
class Page:
    """A page, and which part of it a bare one should be, and was."""

    name: str
    path: str
    goal: float | None
    held: float
    signed_in: bool = True


# A lesson takes nine statements besides who is signed in.
READS = 9
PAGES = (
    Page("my page", "/", 0.5, 0.10),
    Page("list of lessons", "/learn/", None, 0.2),
    Page("course", "/learn/demo-data/", 0.5, 0.155),
    Page("lesson", "/learn/demo-data/demo-1/", 0.5, 0.17),
    Page("quiz", "/learn/demo-data/demo-1/quiz", 0.5, 0.21),
    Page("sign-in", "/login", 0.7, 0.48, signed_in=False),
)


def measures(*, short: bool) -> list[Measure]:
    """Each page against the bare one."""
    with folder() as place:
        app = filled(place, pairs=20 if short else 100, modules=4 if short else 16)
        browsers = {True: browser_of(app, email_of(0)), False: app.test_client()}
        acts = {}
        for page in PAGES:
            browser = browsers[page.signed_in]
            acts[page.name] = opening(browser, page.path)
            acts[f"bare {page.name}"] = bare(place, size(browser, page.path))
        acts["barest"] = barest(place, size(browsers[True], "/"))
        lesson = size(browsers[True], "/learn/demo-data/demo-1/")
        acts |= {
            f"signed in {reads}": signed_in(place, lesson, reads=reads) for reads in (0, READS)
        }
        taken = in_turn(acts, rounds=15 if short else 60)
    rows = [measured(page, taken[page.name], taken[f"bare {page.name}"]) for page in PAGES]
    alone = times_of(taken["barest"], taken["bare my page"])
    return [
        *rows,
        *(least(reads, taken) for reads in (0, READS)),
        Measure("a bare page with sqlite3, of one with SQLAlchemy", alone, held=0.6),
    ]


def least(reads: int, taken: Mapping[str, list[float]]) -> Measure:
    """What the bare page is of one with a sign-in and a form, which reads so often besides: no page
    for one person can be nearer to it."""
    own, anchor = taken[f"signed in {reads}"], taken["bare lesson"]
    return Measure(
        f"bare page, of one with sign-in, form and {reads} statements more",
        times_of(anchor, own),
        held=0.6 if reads == 0 else 0.4,
        at_least=True,
        note=f"{milliseconds(own)}, bare {milliseconds(anchor)}",
    )


def measured(page: Page, own: list[float], anchor: list[float]) -> Measure:
    """A page's row."""
    return Measure(
        f"bare page, of {page.name}",
        times_of(anchor, own),
        page.goal,
        page.held,
        at_least=True,
        note=f"{milliseconds(own)}, bare {milliseconds(anchor)}",
    )
