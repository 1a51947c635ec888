"""What does the page of a scene, and of a scene for two, cost beside a lesson page?"""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from benchmarks.measures import Measure
from benchmarks.sites import browser_of, folder, opening, sampled
from benchmarks.timing import in_turn, milliseconds, times_of

COURSE = "/learn/respectful-teaming"
LESSON = f"{COURSE}/shape-and-contain/"
PRACTICE = f"{COURSE}/shape-and-contain/practice"
SCENE = f"{COURSE}/volcano/together/{{pair}}/gdansk/scene"


def measures(*, short: bool) -> list[Measure]:
    """Both scenes against the lesson."""
    with folder() as place:
        rep = browser_of(sampled(place), "rep@example.com")
        paths = {"lesson": LESSON, "a scene": PRACTICE, "a scene for two": scene_of(rep)}
        acts = {what: opening(rep, path) for what, path in paths.items()}
        taken = in_turn(acts, rounds=10 if short else 40)
    return [
        Measure(
            f"{what}, of a lesson",
            times_of(taken[what], taken["lesson"]),
            goal=1.1,
            held=1.1,
            note=milliseconds(taken[what]),
        )
        for what in ("a scene", "a scene for two")
    ]


def scene_of(rep: FlaskClient) -> str:
    """The scene for two of the first of somebody's pairs that has the course."""
    pairs = dict.fromkeys(re.findall(r"/pairs/(\d+)/", rep.get("/").text))
    for path in (SCENE.format(pair=pair) for pair in pairs):
        if rep.get(path).status_code == 200:
            return path
    raise RuntimeError("the sample has no scene for two")
