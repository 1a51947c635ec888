"""How much does publishing cost beside what Python-Markdown alone needs?

Run: .venv/bin/python -m benchmarks.publishing [MODULES]

Writes MODULES lessons (1,000), each as long as one of our own, and prints two ratios, each from
one run: checking and publishing all of them against rendering the same files with Python-Markdown
and the same extensions; and publishing again after one changed file against the first publishing.
"""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import markdown
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tandem.authoring.publishing import actions
from tandem.content import text_process
from tandem.content.files import bounded_reader
from tandem.models import Base
from tandem.web import db

ROOT = Path(__file__).parent.parent
EXTENSIONS = ["tables", "fenced_code", "def_list", "admonition"]
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        files = write_lessons(Path(name) / "courses", count)
        engine = db.engine_for(f"sqlite:///{name}/bench.db")
        Base.metadata.create_all(engine)
        alone = seconds(lambda: render(files))
        first = seconds(lambda: publish(engine, Path(name) / "courses"))
        with files[count // 2].open("a", encoding="utf-8") as file:
            file.write("\nOne sentence more.\n")
        again = seconds(lambda: publish(engine, Path(name) / "courses"))
    print(f"{count} modules, processor time of this process")
    print(f"Python-Markdown alone {alone:.2f} s, check and publish {first:.2f} s")
    print(f"publishing against rendering: {first / alone:.2f} times")
    print(f"again after one changed file: {again:.3f} s, {100 * again / first:.2f} % of that")


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
        path.write_text(f"{texts[number % len(texts)]}\nLesson {number}.\n", "utf-8")
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
        raise SystemExit(str(report.errors[0]))


def seconds(action: Callable[[], None]) -> float:
    """How long it keeps the processor busy. What an earlier action left lying is not its cost.

    What processes beside do for it counts; that they begin does not, for a site has them ready.
    """
    gc.collect()
    bounded_reader.warm_up()
    begun, beside = time.process_time(), in_processes_beside()
    action()
    return time.process_time() - begun + in_processes_beside() - beside


def in_processes_beside() -> float:
    """The processor time of the process that reads texts, until now."""
    used: float = text_process.call(time.process_time, 0, None)
    return used


if __name__ == "__main__":
    main()
