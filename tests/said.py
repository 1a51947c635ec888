"""What pages and letters said, written down for tests: a file for each reader.

What another reader reads word for word is told by that reader's name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

# Before what a text is called, and before whose file tells it.
NAME, AS = "# ", "# as "
Said = dict[str, list[str]]


def write(file: Path, says: Mapping[str, Sequence[str]], *, others: Sequence[Path] = ()) -> None:
    """Write down what somebody reads. Raises ValueError where a line looks like a name."""
    parts: list[str] = []
    for name, lines in says.items():
        if any(line.startswith(NAME) or "\n" in line for line in lines):
            raise ValueError(f"{name} has a line that cannot be written down")
        same = [other.stem for other in others if read(other).get(name) == lines]
        parts += [f"{NAME}{name}", *([f"{AS}{same[0]}"] if same else lines)]
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(parts) + "\n", "utf-8")
    read.cache_clear()


@cache
def read(file: Path) -> Said:
    """What somebody read, by name."""
    said: Said = {}
    name = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith(AS):
            said[name] = read(file.with_stem(line.removeprefix(AS)))[name]
        elif line.startswith(NAME):
            name = line.removeprefix(NAME)
            said[name] = []
        else:
            said[name].append(line)
    return said
