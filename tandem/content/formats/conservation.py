"""Is every answer that stood in a file among what was taken over, or named?

Here the file is read a second time, by a reader that shares nothing with the importers: it only
knows how an answer begins in each format. An answer is found again where its words stand in one of
the new modules. One that is not must lie in a question about which something was said; else it is
named here, with its line.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from math import inf

from tandem.content.formats.imported import Notes
from tandem.content.messages import say

BOX = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ \t]*[xX]?[ \t]*\][ \t]*(\S.*)$")
CODE = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*(\S*)")
QUIZDOWN = frozenset({"quizdown", "{quizdown}"})
LETTERED = re.compile(r"^[\s*+•-]*(?:\([A-Za-z]\)|[A-Z][.)]|[a-z][.)](?=\s))\s*(\S.*)$")
UNSIGNED = re.compile(r"^\s*(?:[A-Z][a-z]+ )?([A-Za-z])\s*[:,;–-]?\s+(\S.*)$")
ANSWER = re.compile(r"^\W*(?:\w+[ \t]+)?(?:ANSWER|ANTWORT)\W*:", re.IGNORECASE)
LIA_BOX = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?\[(?:\[[ xX]\]|\([ xX]\))\][ \t]*(\S.*)$")
INLINE_CODE = re.compile(r"(`+)(?:(?!\1).)*\1")
LIA_TEXT = re.compile(r"\[\[([^\[\]?!\n]*[^\[\]?!\s][^\[\]?!\n]*)\]\]")
BRACES = re.compile(r"(?<!\\)\{((?:[^{}\\]|\\.)*)\}", re.DOTALL)
GIFT_ANSWER = re.compile(r"(?<!\\)[=~]((?:[^=~\\]|\\.)*)", re.DOTALL)
GIFT_REMARK = re.compile(r"(?<!\\)#.*", re.DOTALL)
WEIGHT = re.compile(r"^\s*%\s*[+-]?[\d.,]+\s*%")
FORMAT = re.compile(r"\[(?:html|moodle|plain|markdown)\]")
LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()]*\)")
TAG = re.compile(r"<[^<>]*>")
MARK = re.compile(r"^[\s>]*(?:[-*+=]|\d{1,9}[.)])?\s*(?:\[[xX ]\])?")
# What parts a line of ours: gaps and their answers, the sides of a match.
PARTED = re.compile(r"\[\[|\]\]|\||->")
LONGEST_SHOWN = 60
# Each looks through all that was taken over: a thousandth of a second for a file of 1 MB.
MOST_SEARCHES = 500


@dataclass(frozen=True)
class SourceAnswer:
    """An answer as it stands in the file, and from where to where its question goes."""

    line: int
    text: str
    first: int
    last: int


@dataclass(frozen=True)
class Balance:
    """How many answers a file holds, how many were found again, and what is said of the others."""

    answers: int
    kept: int
    notes: Notes


def balance(
    text: str, kind: str, *, taken_over: Iterable[str], notes: Notes, left_out: int | None = None
) -> Balance:
    """The law of conservation for a file of that format. Its time grows with the text's length.

    From the line `left_out` on everything is said to be left out.
    """
    answers = list(READERS[kind](text))
    there = Whereabouts(taken_over)
    end = inf if left_out is None else left_out
    lost = [
        answer
        for answer in answers
        if answer.line >= end or not all(map(there.has, parts(answer.text, kind)))
    ]
    said = sorted(line for line, _ in notes)
    unsaid = [
        answer
        for answer in lost
        if bisect_left(said, answer.first) == bisect_right(said, answer.last) and answer.line < end
    ]
    return Balance(
        len(answers),
        len(answers) - len(lost),
        tuple(
            (answer.line, say("this answer isn’t among what is taken over: %(text)s", text=short))
            for answer in unsaid
            if (short := answer.text.strip()[:LONGEST_SHOWN])
        ),
    )


class Whereabouts:
    """Which words stand in the new modules: first asked by lines, gaps and sides of a match, then
    anywhere in them."""

    def __init__(self, sources: Iterable[str]) -> None:
        lines = [line for source in sources for line in source.split("\n")]
        pieces = (piece for line in lines for piece in (line, *PARTED.split(line)))
        self.lines = {bare(MARK.sub("", piece)) for piece in pieces}
        self.whole = bare("\n".join(lines))
        self.searches = MOST_SEARCHES

    def has(self, words: str) -> bool:
        """Do they stand there? Searched for no more than `MOST_SEARCHES` times in all."""
        if words in self.lines:
            return True
        self.searches -= 1
        return self.searches >= 0 and words in self.whole


def parts(text: str, kind: str) -> list[str]:
    """What of an answer must be found again: both sides of a match in GIFT, else the whole."""
    sides = text.split("->") if kind == "gift" else [text]
    return [part for part in map(bare, sides) if part]


def bare(text: str) -> str:
    """Letters and figures alone: what stays of a text in whatever format it is written."""
    plain = unescape(TAG.sub("", LINK.sub(r"\1", text)))
    return "".join(sign for sign in plain.casefold() if sign.isalnum())


def task_answers(text: str) -> Iterator[SourceAnswer]:
    """Boxes of task lists, outside code."""
    return grouped(uncoded(text), BOX)


def lia_answers(text: str) -> Iterator[SourceAnswer]:
    """Boxes in double brackets, and texts in them, outside code."""
    lines = list(uncoded(text))
    yield from grouped(lines, LIA_BOX)
    for is_text, run in groupby(lines, key=lambda line: bool(line[1].strip())):
        block = list(run) if is_text else []
        for number, line in block:
            texts = [] if LIA_BOX.match(line) else LIA_TEXT.findall(INLINE_CODE.sub("", line))
            for words in (words for inside in texts for words in inside.split("|")):
                yield SourceAnswer(number, words, block[0][0], block[-1][0])


def uncoded(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a Markdown text that are no code, with their numbers."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        mark = CODE.match(line)
        if fence and mark and mark[1].startswith(fence) and not mark[2]:
            fence = ""
        elif not fence and mark and mark[2] not in QUIZDOWN:
            fence = mark[1]
        elif not fence:
            yield number, line


def grouped(lines: Iterable[tuple[int, str]], sign: re.Pattern[str]) -> Iterator[SourceAnswer]:
    """The lines that begin with a sign. A question goes from the list before it to its own end."""
    before = 1
    for is_answer, run in groupby(lines, key=lambda line: bool(sign.match(line[1]))):
        if not is_answer:
            continue
        here = list(run)
        last = here[-1][0] + 1
        yield from (
            SourceAnswer(number, sign.sub(r"\1", line), before, last) for number, line in here
        )
        before = last


def aiken_answers(text: str) -> Iterator[SourceAnswer]:
    """Lettered lines between one ANSWER: and the next; where none has a sign, a run from A on."""
    before, open_ones, run = 1, list[tuple[int, str]](), list[tuple[int, str]]()
    for number, line in enumerate(text.split("\n"), start=1):
        lettered, unsigned = LETTERED.match(line), UNSIGNED.match(line)
        if ANSWER.match(line):
            for at, words in open_ones or (run if len(run) > 1 else []):
                yield SourceAnswer(at, words, before, number)
            before, open_ones, run = number + 1, [], []
        elif lettered:
            open_ones.append((number, lettered[1]))
        elif unsigned and unsigned[1] in "Aa":
            run = [(number, unsigned[2])]
        elif unsigned and unsigned[1].upper() == chr(ord("A") + len(run)):
            run.append((number, unsigned[2]))
        elif line.strip():
            run = []


def gift_answers(text: str) -> Iterator[SourceAnswer]:
    """What begins with = or ~ in braces. Numbers with margins are not looked for: they are
    written anew, as a range."""
    plain = re.sub(r"^[ \t]*//[^\n]*", "", text, flags=re.MULTILINE)
    ends = [end.start() for end in re.finditer("\n", plain)]
    gaps = [gap.start() for gap in re.finditer(r"\n[ \t]*\n", plain)]
    for braces in BRACES.finditer(plain):
        if braces[1].lstrip().startswith("#"):
            continue
        before = bisect_left(gaps, braces.start())
        first = bisect_left(ends, gaps[before - 1] + 1) + 1 if before else 1
        last = bisect_left(ends, braces.end()) + 1
        for answer in GIFT_ANSWER.finditer(braces[1]):
            words = WEIGHT.sub("", FORMAT.sub("", GIFT_REMARK.sub("", answer[1]))).strip()
            if words:
                at = bisect_left(ends, braces.start(1) + answer.start()) + 1
                words = re.sub(r"\\(.)", r"\1", words.replace("\\n", " "))
                yield SourceAnswer(at, words, first, last)


def mdbook_answers(text: str) -> Iterator[SourceAnswer]:
    """Answers and distractors of each table of questions."""
    try:
        listed = tomllib.loads(text).get("questions", [])
    except (ValueError, RecursionError):
        return
    places = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if re.match(r"\s*\[\[\s*questions\s*\]\]", line)
    ]
    if not places or len(places) != len(listed):
        return
    for first, last, table in zip(places, [*places[1:], text.count("\n") + 2], listed, strict=True):
        prompt, answer = table.get("prompt", {}), table.get("answer", {})
        texts = [*listed_in(prompt, "distractors"), *listed_in(answer, "answer")]
        for words in [*texts, *listed_in(answer, "alternatives")]:
            yield SourceAnswer(first, words, first, last - 1)


def listed_in(table: object, name: str) -> list[str]:
    """The texts under a name, one or many."""
    value = table.get(name, []) if isinstance(table, dict) else []
    return [
        each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)
    ]


READERS: dict[str, Callable[[str], Iterator[SourceAnswer]]] = {
    "gift": gift_answers,
    "aiken": aiken_answers,
    "tasks": task_answers,
    "liascript": lia_answers,
    "mdbook-quiz": mdbook_answers,
}
