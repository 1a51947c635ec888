"""How much does publishing cost beside what Python-Markdown alone needs?

A thousand lessons, each as long as one of our own, are checked and published, and again after one
changed file. That is held against rendering the same files with Python-Markdown and the same
extensions: by processor time, and by the clock on the wall, where processes beside help.
"""

from __future__ import annotations

import gc
import resource
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import markdown
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from benchmarks.measures import Measure
from benchmarks.sites import address, folder
from tandem.authoring.publishing import actions
from tandem.content import text_process
from tandem.content.files import bounded_reader
from tandem.models import Base
from tandem.web import db

ROOT = Path(__file__).parent.parent
EXTENSIONS = ["tables", "fenced_code", "def_list", "admonition"]
NOW = datetime(2026, 3, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Spent:
    """Seconds of all processors, and on the clock on the wall."""

    busy: float
    wall: float


def measures(*, short: bool) -> list[Measure]:
    """All at once, and again after one file."""
    count = 30 if short else 1000
    with folder() as place:
        files = write_lessons(place / "courses", count)
        engine = db.engine_for(address(place))
        Base.metadata.create_all(engine)
        alone = seconds(lambda: render(files))
        first = seconds(lambda: publish(engine, place / "courses"))
        with files[count // 2].open("a", encoding="utf-8") as file:
            file.write("\nOne sentence more.\n")
        again = seconds(lambda: publish(engine, place / "courses"))
    what = f"publishing {count:,} modules"
    wall, cpu = f"{first.wall:.1f} s", f"{first.busy:.1f} s, Python-Markdown {alone.busy:.1f} s"
    # What does not depend on the number of lessons counts more among few.
    rest, held = f"{again.busy:.2f} s", 0.6 if short else 0.1
    on_the_wall = first.wall / alone.wall
    rows = [
        Measure(f"{what}: processor, of Markdown", first.busy / alone.busy, 2, 2.2, note=cpu),
        Measure(f"{what}: again after one file", again.busy / alone.busy, 0.1, held, note=rest),
    ]
    # On the wall a busy machine counts, so the short form leaves it out.
    if not short:
        rows.append(Measure(f"{what}: on the wall, of Markdown", on_the_wall, 1.3, 1.3, note=wall))
    return rows


def write_lessons(root: Path, count: int) -> list[Path]:
    """Our own lessons again and again, each with a name and a sentence of its own."""
    shutil.copytree(ROOT / "courses" / "respectful-teaming", root / "many")
    own = sorted((root / "many").glob("[0-9]*.md"))
    texts = [path.read_text("utf-8") for path in own if path.name.count(".") == 1]
    for path in own:
        path.unlink()
    files = []
    for number in range(1, count + 1):
        path = root / "many" / f"{number:04}-lesson-{number}.md"
        path.write_text(f"{texts[(number - 1) % len(texts)]}\nLesson {number}.\n", "utf-8")
        files.append(path)
    return files


def render(files: list[Path]) -> None:
    """Render each file as a whole, with the extensions of Python-Markdown that say the same."""
    alone = markdown.Markdown(extensions=EXTENSIONS)
    for path in files:
        alone.reset().convert(path.read_text("utf-8"))


def publish(engine: Engine, root: Path) -> None:
    """Check and publish, as `flask courses publish` does."""
    with Session(engine.execution_options(writes=True)) as session:
        report = actions.publish_folder(session, root, by_id=None, now=NOW)
        session.commit()
    if report.errors:
        raise RuntimeError(str(report.errors[0]))


def seconds(action: Callable[[], None]) -> Spent:
    """How long it takes, and keeps processors busy. What an earlier action left is not its cost.

    What processes beside do for it counts; that they begin does not, for a site has them ready.
    """
    gc.collect()
    text_process.pool.end()
    text_process.renew()
    beginning = beside(lambda: None)
    begun, on_the_wall = time.process_time(), 0.0

    def timed() -> None:
        nonlocal on_the_wall
        start = time.perf_counter()
        action()
        on_the_wall = time.perf_counter() - start

    with_action = beside(timed)
    return Spent(time.process_time() - begun + with_action - beginning, on_the_wall)


def beside(action: Callable[[], None]) -> float:
    """The processor time of the processes that read texts, from their beginning to their end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    text_process.for_each(
        lambda _: bounded_reader.warm_up(), range(4 * text_process.MOST_PROCESSES)
    )
    action()
    text_process.pool.end()
    text_process.renew()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
