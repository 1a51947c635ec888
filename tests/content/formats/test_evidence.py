"""Which format has a quiz file, by its ending and by all that stands in it?"""

from __future__ import annotations

import pytest

from tandem.content.formats.evidence import format_of


@pytest.mark.parametrize(
    ("text", "name", "format"),
    [
        ("a", "a.gift", "gift"),
        ("ANSWER: A", "a.GIFT", "gift"),
        ("a", "a.toml", "mdbook-quiz"),
        ("a", "a.txt", "gift"),
        ("Who {=I}\nANSWER: A", "a.txt", "aiken"),
        ("::a:: b {=c}\nANSWER: A\n", "a.txt", "gift"),
        ("ANSWER: A or so", "a.txt", "aiken"),
        ("Antwort: so", "a.txt", "aiken"),
        ("A. a\nB. b", "a.txt", "aiken"),
        ("a) a\nb) b", "a.txt", "aiken"),
        ("A. a\n\nB. b", "a.txt", "gift"),
        ("- [ ] a", "a.txt", "tasks"),
        ("- [ ] a\nANSWER: A", "a.txt", "aiken"),
        ("1. [x] a", "a", "tasks"),
        ("# A {quiz}", "a.md", "tandem"),
        ("# A {quiz}", "a.txt", "gift"),
        ("## A {for=rep}", "a.markdown", "tandem"),
        ("# A {x}", "a.md", "tasks"),
        ("[[ ]] a\n[[x]] b", "a.md", "liascript"),
        ("- [(X)] a", "a.md", "liascript"),
        ("[[ ]] a\n<quiz>", "a.md", "tasks"),
        ("<!--\nauthor: a\n-->", "a.md", "liascript"),
        ("<!-- a -->", "a.md", "tasks"),
        ("[[a]]", "a.md", "tasks"),
        ("[[a]]\n[[?]] b", "a.md", "liascript"),
        ("[[a]]\n****", "a.md", "liascript"),
        ("[[a]]\n***", "a.md", "tasks"),
        ("a\n****", "a.md", "tasks"),
        ("[[a]]\n****\n- [ ] b", "a.md", "tasks"),
        ("[[12]]", "a.md", "liascript"),
        ("[[a | (b)]]\n\n[[c]]", "a.md", "liascript"),
        ("[[a]]\n[[?]] b\n- [ ] c", "a.md", "liascript"),
        ("[->[a]]\n[[b]]", "a.md", "liascript"),
        ("[[a]]\n{{1}}", "a.md", "liascript"),
        ("[[!]]\n[[a]]", "a.md", "liascript"),
        ("ANSWER: A", "a.md", "aiken"),
        ("a {=b}", "a.md", "tasks"),
        ("a {=b}\nc {~d}", "a.md", "gift"),
        ("ANSWER: A\nb {=c}\nd {=e}", "a.md", "gift"),
        ("ANSWER: A\nb {=c}", "a.md", "aiken"),
        ("ANSWER: A\n- [ ] b", "a.md", "tasks"),
        ("a {=b}\nc {=d}\n<?quiz?>", "a.md", "tasks"),
        ("a \\{=b}", "a.txt", "gift"),
        ("a", "a.MD", "tasks"),
        ("a {TRUE}\nb {F}", "a.md", "gift"),
        ("$CATEGORY: a\n::b::", "a.md", "gift"),
        ("[[a|b]]\n\n[[c]]", "a.md", "tasks"),
        ("```sh\n[[?]]\n```\n\n[[c]]", "a.md", "tasks"),
        ("[[c]]\n\nUse `[[?]]`", "a.md", "tasks"),
        ("**Answer: B**", "a.md", "aiken"),
        ("Answer: [B]", "a.md", "aiken"),
        ("What is {T} in `{=x}`?\nA. {#}\nB. b\nANSWER: A", "a.txt", "aiken"),
        ("Who?\nA. a\nB. b\nANSWER: A", "a.gift", "aiken"),
        ("Who?\nA. a\nB. b\n{=A ~B}", "a.txt", "gift"),
        ("::a:: {=b}\n\nWho?\nA. a\nB. b\nANSWER: A", "a.gift", "gift"),
        ("<!--\nauthor: a\n-->\n[(X)] b", "a.txt", "liascript"),
        ("---\nminutes: 3\ntitle: A\n---\n# B {quiz}\n## C {#c}", "a.txt", "tandem"),
        ("[[questions]]\ntype = 'ShortAnswer'", "a.txt", "mdbook-quiz"),
    ],
)
def test_a_format_is_told_by_its_ending_or_its_signs(text: str, name: str, format: str) -> None:
    assert format_of(text, name=name) == format
