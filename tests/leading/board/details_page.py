"""What does the page of a pair in a course say, and what must it say by the lines of a file?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from babel.dates import format_date

HALF = re.compile(
    r'<dt class="details__name details__name--(rep|support)">(.*?)<span.*?'
    r'<dd>(.*?)<span class="quiet">\((.*?)\)',
    re.DOTALL,
)
MODULE = re.compile(
    r'<h3 class="details__module"><svg.*?</svg>\s*(?!</svg>|<path)([^<]*?)\s*'
    r'<span class="quiet">(.*?)</span></h3>(.*?)</dl>',
    re.DOTALL,
)
QUIET = re.compile(r'<p class="quiet">(.*?)</p>', re.DOTALL)
Line = dict[str, str]


@dataclass(frozen=True)
class PairFacts:
    """All that is said of a pair in a course, sentence by sentence, as it is said on the page."""

    names: str
    head: str
    late: str
    round: str
    hint: str
    because: str
    modules: tuple[tuple[str, ...], ...]

    @classmethod
    def on(cls, page: str) -> Self:
        """What a page says."""
        inside = page.partition('<div class="details__facts">')[2].partition("</article>")[0]
        quiet = [
            words(text) for text in re.findall(r'<p class="quiet">(.*?)</p>', inside, re.DOTALL)
        ]
        return cls(
            names=part(inside, r'id="details-title"[^>]*>(.*?)</h1>'),
            head=quiet[0],
            late=part(inside, r'<p class="details__late">(.*?)</p>'),
            round=next((text for text in quiet if text.startswith(("Round", "Repeats"))), ""),
            hint=part(inside, r'<p class="details__hint">(.*?)</p>'),
            because=next((text for text in quiet if text.startswith("Because")), ""),
            modules=tuple(
                (words(title), words(state), *map(words, halves_in(inside_module)))
                for title, state, inside_module in MODULE.findall(inside)
            ),
        )

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        """What must be said by the lines of a file, of which each is a module."""
        line = lines[0]
        two = sorted((line["Rep"], line["Support"]), key=lambda name: name.split()[-1])
        late = [name for name in two if line["Past the date"] and has_open(lines, name)]
        why = line["No movement"] or line["Why"]
        return cls(
            names=" and ".join(two),
            head=head_of(line),
            late=f"The date has passed. Open: {' and '.join(late)}." if late else "",
            round=round_of(line),
            hint=line["What would help"],
            because=f"Because: {why}" if why else "",
            modules=tuple(module_of(line) for line in lines),
        )


def part(text: str, pattern: str) -> str:
    """The words of a part; nothing where it is missing."""
    found = re.search(pattern, text, re.DOTALL)
    return words(found[1]) if found else ""


def words(text: str) -> str:
    """The words of a piece of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def halves_in(text: str) -> list[str]:
    """Both halves of a module: whose each is, what is done of it, and how many steps."""
    return [said for half in HALF.findall(text) for said in half]


def has_open(lines: Sequence[Line], name: str) -> bool:
    """Has somebody not finished every module?"""
    role = "Rep" if lines[0]["Rep"] == name else "Support"
    return not all(line[f"{role} done on"] for line in lines)


def head_of(line: Line) -> str:
    """The course, the team, the date with its zone, and a state in which nobody waits for them."""
    due = f"by the end of {day(line['Due on'])} ({line['Time zone']})"
    head = f"{line['Course']} · {line['Team']} · {due}"
    return head if line["Pair"] == "Active" else f"{head} {line['Pair']}"


def round_of(line: Line) -> str:
    """In which round they are, and when the next begins."""
    zone, sentences = line["Time zone"], []
    if line["Round since"]:
        since = day(line["Round since"])
        sentences.append(f"Round {line['Round']} since {since} ({zone}).")
    if line["Repeats on"]:
        sentences.append(f"Repeats on {day(line['Repeats on'])} ({zone}).")
    return " ".join(sentences)


def module_of(line: Line) -> tuple[str, ...]:
    """A module: its title, its state, and both halves."""
    halves: list[str] = []
    for role in ("Rep", "Support"):
        steps = f"{line[f'{role}’s steps done']} of {line[f'{role}’s steps in all']} steps"
        halves += [role.lower(), line[role], line[f"{role}’s half"], steps]
    return line["Module"], line["State"], *halves


def day(iso: str) -> str:
    """A day as a page writes it."""
    return format_date(date.fromisoformat(iso), "d MMM y", locale="en")
