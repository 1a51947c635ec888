"""How does a text from elsewhere keep its words without being read as our signs?"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from tandem.content.lesson import QuestionKind
from tandem.content.parsing.answers import is_match, is_numbered, is_typed
from tandem.content.parsing.attributes import heading
from tandem.content.parsing.blocks import BlockKind
from tandem.content.parsing.choices import is_box
from tandem.content.parsing.lines import FENCE, Line, clean, numbered
from tandem.content.parsing.questions import is_hint
from tandem.content.parsing.references import ABSOLUTE, pointers

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
CODE_OR_GAP = re.compile(r"(`[^`]*`)|\[(?=\[)")
CODE_OR_POINTER = re.compile(r"(`[^`]*`)|(!?)\[([^\]\[]*)\]\(([^()]*)\)")


def plain(text: str) -> str:
    """The text with plain line ends and spaces, and without signs that no text needs."""
    return CONTROL.sub(" ", clean(text)).strip("\n")


def one_line(text: str) -> str:
    """The text on one line, its links and images made harmless."""
    return without_pointers(" ".join(plain(text).split()))


def harmless(text: str, kind: QuestionKind | None = None) -> str:
    """A text whose lines mean nothing to us; code stays as it is, and is closed."""
    lines, unclosed = numbered(plain(text))
    lines = [without_underline(line, behind) for line, behind in pairwise([*lines, Line(0, "")])]
    done = [line.text if line.code else harmless_line(line, kind) for line in lines]
    if unclosed:
        opened = FENCE.match(lines[unclosed - 1].text)
        done.append(opened[1] if opened else "")
    return "\n".join(done).strip("\n")


def without_underline(line: Line, behind: Line) -> Line:
    """A line that makes no heading of the lines above it, as === and --- do."""
    block = line.block
    if block is None or block.kind is not BlockKind.HEADING or behind.block is block:
        return line
    return line if heading(line.text) else replace(line, text=f"\\{line.text.lstrip()}")


def harmless_line(line: Line, kind: QuestionKind | None) -> str:
    """A line that is no code."""
    text = without_gaps(without_pointers(line.text))
    head = heading(text)
    if head and head.level < 4 and head.markdown == text:
        text = text.replace("#" * head.level, "####", 1)
    elif head and head.markdown != text:
        text = text.replace("#", "\\#", 1)
    if is_box(Line(line.number, text)):
        text = text.replace("[", "\\[", 1)
    if is_typed(Line(line.number, text)):
        text = text.replace("=", "&#61;", 1)
    if is_hint(Line(line.number, text)):
        text = text.replace(":", "&#58;", 1)
    if kind is QuestionKind.ORDER and is_numbered(Line(line.number, text)):
        text = re.sub(r"(\d)([.)])", r"\1\\\2", text, count=1)
    if kind is QuestionKind.MATCH and is_match(Line(line.number, text)):
        text = without_arrows(text)
    return text


def without_gaps(text: str) -> str:
    """A text in which nothing is read as a gap."""
    return CODE_OR_GAP.sub(lambda match: match[1] or "[\\", text)


def without_arrows(text: str) -> str:
    """A text in which nothing is read as the arrow of a match."""
    return text.replace("->", "-&gt;").replace("→", "&rarr;")


def without_pointers(text: str) -> str:
    """A line whose links lead out into the web or nowhere; an image becomes its words."""
    if "]" not in text:
        return text
    text = CODE_OR_POINTER.sub(pointer, text)
    if any(True for _ in pointers([Line(1, text)], frozenset())):
        text = text.replace("](", "]\\(").replace("]:", "]\\:")
    return text


def pointer(match: re.Match[str]) -> str:
    """A link as it may stand: to the web, or its words alone."""
    code, mark, words, target = match.groups()
    if code:
        return code
    path = path_in(target)
    if re.match(r"(?:https?://|mailto:)", path, re.IGNORECASE) and (words.strip() or not mark):
        return f"[{words}]({path})"
    return words


def pointers_lost(text: str) -> list[str]:
    """The images and the files of a text that `without_pointers` leaves behind."""
    return [
        path
        for code, mark, _, target in CODE_OR_POINTER.findall(text)
        if not code and (path := path_in(target)) and (mark or not ABSOLUTE.match(path))
    ]


def path_in(target: str) -> str:
    """The address in the round brackets of a link, without its title."""
    return next(iter(target.split()), "").strip("<>")
