"""Is every file that may be published read at once, whatever stands in it?"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.parse import LARGEST, parse_module

MANY = 20_000
HEAD = "---\ntitle: T\n---\n\n"
QUESTION = f"{HEAD}## Check {{quiz}}\n\n### Why? {{#why}}\n\n"
LONG = {
    "spaces in a heading": f"{HEAD}## a{' ' * MANY}b",
    "braces in a heading": f"{HEAD}## {'{ ' * MANY}}}",
    "open images": f"{HEAD}{'![' * MANY}](x",
    "images that never close": f"{HEAD}{'![' * MANY}]",
    "options": QUESTION + "- [ ] a\n" * MANY,
    "lines in an option": QUESTION + "- [ ] a\n- [x] b\n" + "  c\n\n" * MANY,
    "blank lines behind the options": QUESTION + "- [ ] a\n- [x] b\n" + "\n" * MANY,
    "spaces in an option": f"{QUESTION}- [x] a{' ' * MANY}b\n- [ ] b",
    "spaces in an answer": f"{QUESTION}= a{' ' * MANY}b",
    "open gaps": QUESTION + "[[a" * MANY,
    "headings": HEAD + "## a\n\n### b\n\n" * (MANY // 2),
    "fences": HEAD + "```\na\n```\n" * MANY,
    "front matter": "---\n" + "title: T\n" * (MANY // 10) + "---\n",
}
BYTES = st.sampled_from(
    [b"---\n", b"title: ", b"T\n", b"\r\n", b"\r", b"\n", b"\t", b"\0", b"\xff", b"\xef\xbb\xbf",
     b"\xc2\xa0", b"\xe2\x80\xa8", b"\xc2\x85", b"## ", b"{quiz}", b"{for=", b"}", b"- [x] ",
     b"```", b"> ", b"[[", b"]]", b"= 1", b"1. ", b"->", b"](", b"![", b"#", b"&a ",
     b"*a", b"!!int "]
)  # fmt: skip


@pytest.mark.parametrize("what", LONG)
def test_a_long_file_is_read_at_once(what: str) -> None:
    source = LONG[what].encode()
    assert len(source) < LARGEST
    begun = time.process_time()

    parse_module(source, name="01-a.md", file="f.md")

    assert time.process_time() - begun < 2


@given(st.lists(BYTES, max_size=60).map(b"".join), st.booleans())
def test_no_bytes_of_a_lesson_break_the_parser(source: bytes, has_head: bool) -> None:
    whole = HEAD.encode() * has_head + source
    lines = whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1

    found = parse_module(whole, name="01-a.md", file="f.md")

    assert all(1 <= problem.line <= lines for problem in found.problems)
    assert list(found.problems) == sorted(set(found.problems))


@given(st.text(max_size=40))
def test_no_file_name_breaks_the_parser(name: str) -> None:
    found = parse_module(HEAD.encode(), name=name, file="f.md")

    assert found.is_sound or "needs a number" in found.problems[0].message
