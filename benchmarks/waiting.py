"""What do five hundred people cost who wait for their partners in a scene for two?

Run: .venv/bin/python -m benchmarks.waiting

Lets 500 pages ask once a second for five seconds, as eight threads answer them. Prints the queries
of each question (goal: one), the slowest answer (far below the 25 seconds for which a thread may be
held), and how much of one processor all of them take.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from benchmarks.leading import browser_of, opened
from tandem.web import db

PEOPLE, SECONDS, THREADS = 500, 5, 8
SCENE = "/learn/respectful-teaming/volcano/together/{pair}/gdansk/scene"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        app = filled(Path(name))
        address = waiting_address(app)
        sent = list[str]()
        with app.app_context():
            event.listen(db.engine(), "before_cursor_execute", lambda *call: sent.append(call[2]))
        begun, cpu = time.monotonic(), time.process_time()
        taken = [spent for _ in range(SECONDS) for spent in one_second(app, address)]
        wall, cpu = time.monotonic() - begun, time.process_time() - cpu
    print(f"{len(taken)} questions of {PEOPLE} people in {wall:.1f} s, {THREADS} threads")
    queries = sum(not statement.startswith("BEGIN") for statement in sent)
    print(f"queries for each: {queries / len(taken):.2f}")
    middle = sorted(taken)[len(taken) // 2]
    print(f"slowest answer {1000 * max(taken):.0f} ms, the middle {1000 * middle:.1f} ms")
    print(f"processor: {100 * cpu / SECONDS:.0f} % of one, {1000 * cpu / len(taken):.2f} ms each")


def filled(folder: Path) -> Flask:
    """The site with the sample and our own courses."""
    (folder / "courses").symlink_to(Path("courses").resolve())
    app = opened(folder)
    for words in (["prepare"], ["sample", "load"]):
        done = app.test_cli_runner().invoke(args=words)
        if done.exit_code:
            raise SystemExit(done.output)
    return app


def waiting_address(app: Flask) -> str:
    """What a page that waits asks."""
    rep = browser_of(app, "rep@example.com")
    for pair in dict.fromkeys(re.findall(r"/pairs/(\d+)/", rep.get("/").text)):
        token = re.search(r'data-moved="([^"]+)"', rep.get(SCENE.format(pair=pair)).text)
        if token is not None:
            return token[1]
    raise SystemExit("nobody waits in a scene of the sample")


def one_second(app: Flask, address: str) -> Iterator[float]:
    """Everybody asks once; how long each answer took. Waits for the second to be over."""
    begun = time.monotonic()

    def ask(_number: int) -> float:
        asked = time.monotonic()
        answer: Any = app.test_client().get(address)
        if answer.status_code not in {200, 204}:
            raise SystemExit(f"a question is answered {answer.status_code}")
        return time.monotonic() - asked

    with ThreadPoolExecutor(THREADS) as pool:
        yield from pool.map(ask, range(PEOPLE))
    time.sleep(max(0.0, 1 - (time.monotonic() - begun)))


if __name__ == "__main__":
    main()
