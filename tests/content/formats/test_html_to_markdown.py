"""Do words that know nothing of Markdown read the same once they are a lesson?"""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.content.formats.html_to_markdown import from_html, literal, tags_lost
from tandem.content.rendering.html import rendered_text


def words_of(markdown: str) -> str:
    """What is to be read of a text."""
    html = rendered_text(markdown, picture_address=lambda _: None)
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@given(st.text(st.sampled_from("ab12 *_`[]()<>&#\\\\!.~^$|/;"), max_size=14))
def test_every_sign_of_a_text_is_still_read(text: str) -> None:
    said = f"a {text} b"

    assert words_of(literal(said)) == "".join(said.split())


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br/>b", "a  \nb"),
        ("<ul><li>a</li><li>b*c</li></ul>", r"- a" + "\n" + r"- b\*c"),
        ("<ol><li>a</li></ol>", "1. a"),
        ("<code>a*b</code> <em>c</em>", "`a*b` *c*"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("<b>What</b> does <script> do?", "**What** does &lt;script> do?"),
        ("<script>x()</script>a<span>b</span>", "ab"),
        ("a<br>b", "a  \nb"),
        ("<pre>a<br>b\n\n c</pre>", "```\na\nb\n\n c\n```"),
        ("<pre>x</pre>y", "```\nx\n```\n\ny"),
        ("<code>a<b>b</b></code>", "`ab`"),
        ("<pre><code>a*</code></pre>", "```\na*\n```"),
        ("<code>a_*<sub>b</sub></code>", "`a_*<sub>b</sub>`"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n\n1. b\n\n- c"),
        ("<ol><li>a</li></ol><li>b", "1. a\n\n- b"),
        ("<li>a", "- a"),
        ("</ul><li>a", "- a"),
        ("<a href=' b '>c</a>", "[c](b)"),
        ("<a>c</a>", "c"),
        ("<a href=b>c<a>d</a></a>", "[cd](b)"),
        ("a</a>", "a"),
        ("<img alt=' a  b' src=' c '>", "![a b](c)"),
        ("<img>", "![](?)"),
        ("<img src>", "![](?)"),
        ("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "a b   \nc"),
        ("<u>a</u><s>b</s><font>c</font>", "<u>a</u><s>b</s>c"),
        ("a<script>b</script>c", "ac"),
        ("a <script>b", "a &lt;script>b"),
        ("<style>a</style>b", "b"),
        ("a <STYLE>b*", "a &lt;STYLE>b\\*"),
        ("a\n  \nb", "a\nb"),
        ("a   \n   b", "a\nb"),
        ("<p>a</p>\n\n<p>b</p>", "a\n\nb"),
        ("<h1>a</h1>b<blockquote>c</blockquote>", "a\n\nb\n\nc"),
        ("<a href='https://a'><b>b</b> c</a>", "[**b** c](https://a)"),
        ("<div>a</div>b", "a\n\nb"),
        ("a<hr>b", "a\n\nb"),
        ("<section>a</section><section>b</section>", "a\n\nb"),
        ("<dl><dt>a<dd>b</dl>", "a\n\nb"),
        ("a<figure><figcaption>b</figcaption></figure>c", "a\n\nb\n\nc"),
        ("a<table><tr><td>b<td>c<tr><th>d</table>e", "a\n\nb c  \nd\n\ne"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<ul><li><p>a</p></li>\n<li>\n<p>b</p><p>c</p></li></ul>", "- a\n\n- b\n\nc"),
        ("<ol><li><p>a</p></li></ol>", "1. a"),
        ("<ul><li><code>a</code></li></ul>", "- `a`"),
        ("&lt;b&gt; &amp;amp; &nbsp;", "&lt;b> &amp;amp;"),
        ("</script>a", "a"),
        ("</pre>a", "a"),
        ("<pre>a<script>b</pre>c</script>d", "```\nad"),
        ("<pre><b>a</b><ul><li>b</pre>", "```\na\n- b\n```"),
        ("<strong>a</strong> <i>b</i>", "**a** *b*"),
        ("<tt>a*</tt> <kbd>b*</kbd>", "`a*` `b*`"),
    ],
)
def test_html_says_the_same_in_markdown(html: str, markdown: str) -> None:
    assert from_html(html) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("\\a \\* \\\\", "\\a \\\\\\* \\\\\\"),
        ("`a`", "\\`a\\`"),
        ("~a ~ b~", "\\~a ~ b\\~"),
        ("*a* 2 * 3 a*b", "\\*a\\* 2 * 3 a\\*b"),
        ("_a_ a_b __a__ a _ b (_a)", "\\_a\\_ a_b \\_\\_a\\_\\_ a _ b (\\_a)"),
        ("[a](b) [a]: b [^1] [a]", "[a]\\(b) [a]\\: b \\[^1] [a]"),
        ("# a", "\\# a"),
        ("a # b", "a # b"),
        ("> a", "\\> a"),
        ("- a", "\\- a"),
        ("-a", "-a"),
        ("+ a", "\\+ a"),
        ("* a", "\\* a"),
        (": a", "\\: a"),
        ("--", "\\-\\-"),
        ("---", "\\-\\-\\-"),
        ("- - -", "\\- - -"),
        ("==", "\\=\\="),
        ("=a", "=a"),
        ("!!!a", "\\!!!a"),
        ("!!a", "!!a"),
        ("|a", "\\|a"),
        ("a|b", "a|b"),
        ("1. a", "1\\. a"),
        ("1.a", "1.a"),
        ("12) a", "12\\) a"),
        ("1234567890. a", "1234567890. a"),
        ("a 1. b", "a 1. b"),
        (" 3.", " 3\\."),
        ("<a>", "&lt;a>"),
        ("< a", "< a"),
        ("<1", "<1"),
        ("</a>", "&lt;/a>"),
        ("<!a", "&lt;!a"),
        ("<?a", "&lt;?a"),
        ("&amp;", "&amp;amp;"),
        ("&#1;", "&amp;#1;"),
        ("& a", "& a"),
        ("&a", "&a"),
        ("a\n# b", "a\n\\# b"),
    ],
)
def test_a_sign_is_escaped_where_it_would_act_and_only_there(text: str, markdown: str) -> None:
    assert literal(text) == markdown


def test_each_tag_that_is_lost_is_named_once() -> None:
    assert tags_lost("<TABLE><svg><svg><scripty><b><form x>") == ["table", "svg", "form"]
