"""Which small slips does somebody make in a file? Drawn by a seed, to be made again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from random import Random

SIGNS = "#-*+[](){}<>=|_`:x.1 "


def slipped(text: str, pieces: Sequence[str], seed: int) -> tuple[str, str]:
    """What was slipped, once to four times, and the text with it; a piece may come in."""
    chance = Random(seed)
    whats = []
    for _ in range(1 + seed // 7 % 4):
        what, text = slipped_once(text, pieces, chance)
        whats.append(what)
    return f"{seed}: {'; '.join(whats)}", text


def slipped_once(text: str, pieces: Sequence[str], chance: Random) -> tuple[str, str]:
    """What was slipped in one line, and the text with it."""
    lines = text.splitlines()
    at = chance.randrange(len(lines))
    line = lines[at]
    what = chance.choice(("drop", "double", "swap", "move in", "move out", "put in", "cut", "sign"))
    match what:
        case "drop":
            del lines[at]
        case "double":
            lines.insert(at, line)
        case "swap":
            lines[at : at + 2] = lines[at : at + 2][::-1]
        case "move in":
            lines[at] = " " * chance.randint(1, 4) + line
        case "move out":
            lines[at] = line.lstrip(" #>-")
        case "put in":
            what, line = "put in before", chance.choice(pieces)
            lines.insert(at, line)
        case "cut":
            lines[at] = line[: chance.randint(0, len(line))]
        case _:
            place, sign = chance.randint(0, len(line)), chance.choice(SIGNS)
            what = f"{place} {sign}"
            lines[at] = line[:place] + sign + line[place + chance.randint(0, 1) :]
    return f"{what}, line {at + 1}: {line}", "\n".join(lines) + "\n"


def differing(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Which lines come and go, each behind its sign."""
    for line in unified_diff(before, after, lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            yield line
