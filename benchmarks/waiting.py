"""What do five hundred people cost who wait for their partners in a scene for two?

500 pages ask once a second for five seconds, as eight threads answer them. Each question should
be one query, and the slowest answer far below the 25 seconds for which a thread may be held.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import event

from benchmarks.measures import Measure
from benchmarks.sites import browser_of, folder, sampled
from tandem.web import db

PEOPLE, SECONDS, THREADS = 500, 5, 8
LONGEST = 25
SCENE = "/learn/respectful-teaming/volcano/together/{pair}/gdansk/scene"


def measures(*, short: bool) -> list[Measure]:
    """Queries, the slowest answer, and how much of a processor it takes."""
    people, turns = (50, 1) if short else (PEOPLE, SECONDS)
    with folder() as place:
        app = sampled(place)
        address = waiting_address(app)
        sent = list[str]()
        with app.app_context():
            event.listen(db.engine(), "before_cursor_execute", lambda *call: sent.append(call[2]))
        cpu = time.process_time()
        taken = [spent for _ in range(turns) for spent in one_second(app, address, people)]
        cpu = time.process_time() - cpu
    queries = sum(not statement.startswith("BEGIN") for statement in sent)
    share = f"{1000 * cpu / len(taken):.2f} ms each, {100 * cpu / turns:.0f} % of a processor"
    slowest = f"{1000 * max(taken):.0f} ms"
    return [
        Measure("queries of a page that waits", queries / len(taken), goal=1, held=1, note=share),
        Measure(
            "its slowest answer, of 25 seconds",
            max(taken) / LONGEST,
            goal=0.1,
            held=0.1,
            note=slowest,
        ),
    ]


def waiting_address(app: Flask) -> str:
    """What a page that waits asks."""
    rep = browser_of(app, "rep@example.com")
    for pair in dict.fromkeys(re.findall(r"/pairs/(\d+)/", rep.get("/").text)):
        token = re.search(r'data-moved="([^"]+)"', rep.get(SCENE.format(pair=pair)).text)
        if token is not None:
            return token[1]
    raise RuntimeError("nobody waits in a scene of the sample")


def one_second(app: Flask, address: str, people: int) -> Iterator[float]:
    """Everybody asks once; how long each answer took. Waits for the second to be over."""
    begun = time.monotonic()

    def ask(_number: int) -> float:
        asked = time.monotonic()
        answer = app.test_client().get(address)
        if answer.status_code not in {200, 204}:
            raise RuntimeError(f"a question is answered {answer.status_code}")
        return time.monotonic() - asked

    with ThreadPoolExecutor(THREADS) as pool:
        yield from pool.map(ask, range(people))
    time.sleep(max(0.0, 1 - (time.monotonic() - begun)))
