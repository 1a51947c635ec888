"""What does a lesson's HTML say, sentence by sentence?"""

from __future__ import annotations

import pytest

from tandem.content.sentences import sentences


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>One. Two! Three? Four… Five</p>", ("One.", "Two!", "Three?", "Four…", "Five")),
        ("<h2>Head</h2><ul><li>A</li><li>B</li></ul>", ("Head", "A", "B")),
        ("<p>It is <em>not</em>\n  so. R&amp;D<br>waits</p>", ("It is not so.", "R&D", "waits")),
        ("<p>At 14.30 it goes.</p>", ("At 14.30 it goes.",)),
        ("<p>Ask {contact}.</p>", ("Ask .",)),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ("a", "b")),
        ("<p>One\ngoes on. Two</p>\n<p>Three</p>", ("One goes on.", "Two", "Three")),
        ("<pre><code>one\ntwo\n</code></pre><p>three\nfour</p>", ("one", "two", "three four")),
        ("", ()),
        ("<p> </p>", ()),
    ],
)
def test_sentences_end_with_a_point_or_with_their_block(html: str, said: tuple[str, ...]) -> None:
    assert sentences(html) == said
