"""What does the page of a scene cost beside a lesson page?

Run: .venv/bin/python -m benchmarks.scenes

Loads the sample with our own courses and opens three pages in turn: a lesson, the scene of that
module, and a scene for two. Prints the processor time of each and the ratios (goal: at most 1.1),
and what one question of a waiting page costs.
"""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient

from benchmarks.leading import browser_of, opened, seconds

ROUNDS = 40
COURSE = "/learn/respectful-teaming"
LESSON = f"{COURSE}/shape-and-contain/"
PRACTICE = f"{COURSE}/shape-and-contain/practice"
SCENE = f"{COURSE}/volcano/together/{{pair}}/gdansk/scene"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "courses").symlink_to(Path("courses").resolve())
        app = opened(folder)
        for words in (["prepare"], ["sample", "load"]):
            done = app.test_cli_runner().invoke(args=words)
            if done.exit_code:
                raise SystemExit(done.output)
        rep = browser_of(app, "rep@example.com")
        scene = scene_of(rep)
        waiting = re.search(r'data-moved="([^"]+)"', rep.get(scene).text)
        addresses = {"a lesson": LESSON, "a scene": PRACTICE, "a scene for two": scene}
        taken: dict[str, list[float]] = {what: [] for what in addresses}
        for _ in range(ROUNDS):
            for what, address in addresses.items():
                taken[what].append(seconds(rep, address))
        asked = []
        for _ in range(ROUNDS if waiting else 0):
            begun = time.process_time()
            rep.get(waiting[1])
            asked.append(time.process_time() - begun)
    middle = {what: sorted(times)[ROUNDS // 2] for what, times in taken.items()}
    for what, spent in middle.items():
        print(f"{what}: {1000 * spent:.1f} ms, {spent / middle['a lesson']:.2f} times a lesson")
    if asked:
        print(f"a question of a waiting page: {1000 * sorted(asked)[ROUNDS // 2]:.2f} ms")


def scene_of(rep: FlaskClient) -> str:
    """The scene for two of the first of somebody's pairs that has the course."""
    pairs = dict.fromkeys(re.findall(r"/pairs/(\d+)/", rep.get("/").text))
    addresses = (SCENE.format(pair=pair) for pair in pairs)
    found = next((address for address in addresses if rep.get(address).status_code == 200), None)
    if found is None:
        raise SystemExit("the sample has no scene for two")
    return found


if __name__ == "__main__":
    main()
