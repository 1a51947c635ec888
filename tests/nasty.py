"""Files that a backtracking or recursive reader chokes on, as large as is asked for, by name."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

HEAD = "---\ntitle: T\n---\n\n"
FOR2 = HEAD + "## Q {quiz}\n\n### Why? {#why}\n- [x] Yes\n- [ ] No\n\n"
PROSE = "The rep brings the *energy*, and the support person turns it into motion.\n\n"
LARGEST = 1024 * 1024
# As many lines as a lesson may have, where it is as large as it may be.
MOST_LINES = 9_900
PEOPLE = "email,given name,surname,role\n"


def filled(size: int, piece: str, start: str = HEAD, end: str = "") -> str:
    """`piece` again and again between `start` and `end`, up to so many bytes, and lines as fit."""
    number = (size - len((start + end).encode()) - 100) // len(piece.encode())
    breaks = piece.count("\n")
    lines = MOST_LINES * size // LARGEST
    return start + piece * (min(number, lines // breaks) if breaks else number) + end


def root(size: int) -> int:
    """How many steps a stair has whose steps together are so large."""
    return isqrt(2 * size)


def prose(size: int) -> str:
    """An ordinary lesson: what the others are compared with."""
    return filled(size, PROSE)


def yaml_bomb() -> str:
    """A list of nine, nine times in a list, and so on: nine levels are a billion."""
    levels = (
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
    )
    return "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(levels) + "title: *j\n---\n"


def nested_tags(number: int) -> str:
    """A lesson within all bounds that cleaning its HTML takes for ever; it begins in line 9."""
    rows = ("<div>" * 400 + "\n\n") * (number // 400)
    return f"{HEAD}## One\n\nWords.\n\n## Two\n\n{rows}"


def nasty(size: int) -> dict[str, str]:
    """A hundred files of about this size that nobody writes by accident."""
    return {name: shape(size) for name, shape in SHAPES.items()}


SHAPES: dict[str, Callable[[int], str]] = {
    "open brackets": lambda size: filled(size, "["),
    "brackets both": lambda size: filled(size, "[")[: size // 2] + "]" * (size // 2 - 200),
    "link open": lambda size: filled(size, "[a]("),
    "link title": lambda size: filled(size, '[a](b "'),
    "ref links": lambda size: filled(size, "[a][b] "),
    "ref defs long": lambda size: filled(size, "[a]: http://x 'a\n"),
    "ref colons": lambda size: filled(size, "[a]:"),
    "stars spaced": lambda size: filled(size, "* a"),
    "stars words": lambda size: filled(size, "*a "),
    "under pairs": lambda size: filled(size, "__a"),
    "strong em": lambda size: filled(size, "***a*"),
    "backticks": lambda size: filled(size, "`"),
    "backticks growing": lambda size: HEAD + " ".join("`" * n for n in range(1, root(size))),
    "escapes": lambda size: filled(size, "\\"),
    "escaped ticks": lambda size: filled(size, "\\`"),
    "tags open": lambda size: filled(size, "<a "),
    "tags attr": lambda size: filled(size, "<a b='"),
    "auto mail": lambda size: filled(size, "<a@"),
    "comments": lambda size: filled(size, "<!--"),
    "cdata": lambda size: filled(size, "<![CDATA["),
    "pis": lambda size: filled(size, "<?a "),
    "entities": lambda size: filled(size, "&#"),
    "entities long": lambda size: filled(size, "&a"),
    "div open lines": lambda size: filled(size, "<div>\n"),
    "details lines": lambda size: filled(size, "<details>\n\n"),
    "quotes deep": lambda size: filled(size, ">"),
    "quotes spaced": lambda size: filled(size, "> "),
    "quote stairs": lambda size: HEAD + "".join(">" * n + " a\n" for n in range(1, root(size))),
    "lists deep": lambda size: (
        HEAD + "".join(" " * (4 * n) + "- a\n" for n in range(1, root(size) // 2))
    ),
    "ol line": lambda size: filled(size, "1. "),
    "list items": lambda size: filled(size, "- a\n"),
    "list indented": lambda size: filled(size, "    - a\n"),
    "list code": lambda size: filled(size, "- a\n\n        b\n"),
    "def deep": lambda size: filled(size, ": "),
    "admonitions": lambda size: filled(size, "!!! note\n    a\n"),
    "admonition quotes": lambda size: filled(size, '!!! a "'),
    "tables": lambda size: filled(size, "| a | b |\n"),
    "table pipes": lambda size: HEAD + "| a |\n|---|\n" + "|" * (size - 100),
    "table ticks": lambda size: HEAD + "| a |\n|---|\n" + "`|" * (size // 2 - 100),
    "footnote defs": lambda size: filled(size, "[^a]: b\n"),
    "footnotes many": lambda size: (
        HEAD + "".join(f"[^{n}]\n\n[^{n}]: x\n\n" for n in range(size // 430))
    ),
    "fences": lambda size: filled(size, "```\n"),
    "fence infos": lambda size: filled(size, "``` a\n"),
    "fence attrs": lambda size: HEAD + "``` {" + ".a " * (size // 4) + "}\nx\n```\n",
    "fence one open": lambda size: HEAD + "```\n" + "a\n" * (size // 117),
    "heads": lambda size: filled(size, "# a\n"),
    "head hashes": lambda size: filled(size, "#"),
    "setext dashes": lambda size: filled(size, "a\n-\n"),
    "hr": lambda size: filled(size, "- - - "),
    "hr under": lambda size: filled(size, "_ "),
    "spaces": lambda size: filled(size, " "),
    "nbsp": lambda size: filled(size, "\u00a0"),
    "trailing": lambda size: filled(size, "a" + " " * 500 + "\n"),
    "boxes": lambda size: filled(size, "[ ]"),
    "braces": lambda size: filled(size, "{"),
    "braces pairs": lambda size: filled(size, "{#a}"),
    "braces head": lambda size: HEAD + "## a " + "{" * (size - 100),
    "options": lambda size: filled(size, "- [ ] a\n", FOR2),
    "options feedback": lambda size: filled(size, "- [ ] a\n  > b\n", FOR2),
    "option stars": lambda size: FOR2 + "- [x] " + "*a" * (size // 2 - 400),
    "gaps": lambda size: filled(size, "[[a]]", FOR2),
    "gap open": lambda size: filled(size, "[[", FOR2),
    "answers": lambda size: filled(size, "= a\n", FOR2),
    "number digits": lambda size: FOR2 + "= " + "9" * (size - 400),
    "number e": lambda _: FOR2 + "= 1e" + "9" * 1000,
    "scale": lambda size: HEAD + "## T {together}\n\n### S {#s scale}\n\n1 (" + "(" * (size - 400),
    "yaml nest": lambda size: "---\na: " + "[" * (size // 10) + "\n---\n",
    "yaml bomb": lambda _: yaml_bomb(),
    "yaml merge": lambda size: "---\n" + "<<: {a: b}\n" * (size // 117) + "---\n",
    "yaml float": lambda size: "---\ntitle: T\nminutes: " + "1:" * (size // 5) + "1\n---\n",
    "yaml quote": lambda size: "---\ntitle: '" + "''" * (size * 3 // 8) + "\n---\n",
    "yaml key long": lambda size: "---\n" + "k" * (size * 6 // 7) + ": 1\n---\n",
    "yaml tag": lambda _: "---\ntitle: !!python/object/apply:os.system [id]\n---\n",
    "short words": lambda size: filled(size, "a "),
    "one word": lambda size: filled(size, "a"),
    "questions": lambda size: filled(size, "?"),
    "all of the above": lambda size: filled(size, "all of the above "),
    "my assistant": lambda size: filled(size, "my my my "),
    "must must": lambda size: filled(size, "you must "),
    "combining": lambda size: filled(size, "a\u0301"),
    "rtl": lambda size: filled(size, "\u202e"),
    "zero": lambda size: filled(size, "\x00"),
    "cr": lambda size: filled(size, "\r"),
    "superscripts": lambda size: filled(size, "²"),
    "katex": lambda size: filled(size, "$"),
    "gift braces": lambda size: filled(size, "{=a ~", "::q:: "),
    "gift colons": lambda size: filled(size, "::"),
    "gift percents": lambda size: filled(size, "~%50%a ", "q {"),
    "gift escapes": lambda size: filled(size, "\\="),
    "toml": lambda size: 'questions = ["' + "\\\\" * (size * 3 // 8) + '"]',
    "toml nest": lambda size: "a = " + "[" * (size // 10),
    "toml tables": lambda size: "[[questions]]\n" * (size // 117),
    "lia boxes": lambda size: filled(size, "[(X)]"),
    "csv quotes": lambda size: filled(size, '"', "email,given name\n"),
    "csv commas": lambda size: filled(size, ",", "email,given name\n"),
    "csv addresses": lambda size: PEOPLE + "a" * (size * 6 // 7) + "@b.c,A,B,rep\n",
    "csv at": lambda size: PEOPLE + "@" * (size * 6 // 7) + ",A,B,rep\n",
    "readings digits": lambda size: "2026-01-01;" + "1" * (size * 6 // 7),
    "readings dots": lambda size: "2026-01-01;" + "1." * (size * 3 // 8),
}
