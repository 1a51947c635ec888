"""What holds for every file that is imported, whatever its bytes?"""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tandem.content.formats.formats import imported
from tests.content.formats.reading import modules

NAMES = st.sampled_from(["a.gift", "a.txt", "a.md", "a.toml", "a", "../x.md"])
PIECES = st.sampled_from(
    [
        "What?{", "=yes", "~no", "~%50%half", "#feedback", "####all", "}", "{}", "{T}", "{#5:1}",
        "{#1..2}", "=a -> b", " -> c", "::name::", "$CATEGORY: a/b", "// note", "\\{", "\\n", "\\",
        "A. one", "B) two", "ANSWER: A", "ANSWER: Z", "# Top", "### Why? {#why quiz}", "- [x] yes",
        "- [ ] no", "1. [x] yes", "1. one", "2. two", "> said", "    > deep", "<quiz>", "</quiz>",
        "The [[gap]] here", "[[gap|b]]", "---", "title: T", "```", "```quizdown", "[[X]] yes",
        "[[ ]] no", "[(X)] one", "[( )] two", "[[?]] hint", "[[!]]", "*****", "<!-- c", "-->",
        "[[questions]]", 'type = "ShortAnswer"', 'prompt.prompt = "Q"', 'answer.answer = "= 5"',
        'answer.answer = ["- [ ] a", "# b"]', "![a](b.png)", "[a](b.md)", "[a]: b.md", "= 5",
        "Hint: x", "{pin}", "", "", "\ufffc", "\x0b", "\x00", "->", "→", "Text", "  two",
        "[html]<p>", "<b>x", "<pre>", "<a href=b>", "2*3*4 __x__", "[->[(a)|b]]", "[[___]]",
        "- [(x)] y", "{{1}}", "   - [[?]] z", "- [ ] ```", "[moodle]", "=*",
    ]
)  # fmt: skip
FILES = st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n", "\n\n", " "])), max_size=30).map(
    lambda pairs: "".join(piece + end for piece, end in pairs).encode()
)
MANY = 5000
# Bytes of signs that end a line in one of the encodings: line feeds, tabs and the like, U+2028.
LINE_ENDS = b"\n\r\v\f\x85\x28\x29\xa8\xa9"
LONG = {
    "a.gift": ["A?{=b ~c}\n\n" * 400, "{" * MANY, "::a" * MANY, "A?{" + "~a" * MANY + "}",
               "A?{" + "=a->b" * MANY + "}", "\\" * MANY, "A?{=[[" + "[" * MANY + "}",
               "".join(f"$CATEGORY: c{n}\n\nA?{{T}}\n\n" for n in range(MANY))],
    "a.txt": ["Q\nA. b\nANSWER: A\n" * 400, "A. " * MANY, "Q\n" + "A. b\n" * MANY + "ANSWER: A"],
    "a.md": ["\n" * MANY * 10, "<!--" * MANY, "<!-- -->" * MANY, "<script" * MANY, "[[" * MANY,
             "### a\n\n- [x] b\n- [ ] c\n\n" * 400, "[](" + "a" * MANY, "![" * MANY + "]",
             "- [ ] a\n" * MANY, "[[a]] b [[" * MANY, "---\n" + "a: b\n" * MANY + "---\n",
             "a\n[[X]] b\n" * MANY, "*****\n[[X]] b\n" * 400, "<quiz>\n" * MANY,
             "# a\n\nb\n\n" * MANY + "- [x] c\n- [ ] d", "# {" * MANY],
    "a.toml": ["a=" + "[" * MANY, "[[questions]]\n" * MANY, "a=" + "1" * MANY],
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(FILES, NAMES)
def test_whatever_is_imported_is_read_by_our_own_parser(source: bytes, name: str) -> None:
    found = imported(source, name=name)

    if found.format != "tandem":
        modules(found)
    assert len({one.name for one in found.modules}) == len(found.modules)


@example(b"\v\0", "a.gift")
@given(st.binary(max_size=300), NAMES)
def test_no_bytes_break_an_import(source: bytes, name: str) -> None:
    found = imported(source, name=name)

    lines = 1 + sum(byte in LINE_ENDS for byte in source)
    assert found.modules or found.problems
    assert all(1 <= problem.line <= lines for problem in found.problems)


def seconds(source: str, name: str) -> float:
    """The processor time of an import."""
    begun = time.process_time()
    imported(source.encode(), name=name)
    return time.process_time() - begun


@cache
def seconds_for_a_quiz() -> float:
    """What four hundred ordinary questions take here and now."""
    return min(seconds(LONG["a.gift"][0], "a.gift") for _ in range(2))


@pytest.mark.parametrize(
    ("name", "number"), [(name, at) for name, texts in LONG.items() for at in range(len(texts))]
)
def test_a_long_file_is_imported_at_once(name: str, number: int) -> None:
    assert seconds(LONG[name][number], name) < 10 * seconds_for_a_quiz()
