"""What does a lesson's HTML say, sentence by sentence?"""

from __future__ import annotations

import html
import re

# What ends a line for the eye ends it here, too.
BLOCK = re.compile(r"</?(?:p|li|h\d|dt|dd|blockquote|figcaption|td|th|tr|div|br|pre)\b[^>]*>")
# Elsewhere than in code a line of the file goes on in the next one.
CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
END = re.compile(r"(?<=[.!?…])\s+")
# What an administrator fills in is no part of the lesson.
PLACEHOLDER = "{contact}"


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of clean HTML as plain text; a heading and an item of a list are one each."""
    text = CODE.sub(lambda code: code[0].replace("\n", "<br>"), text).replace("\n", " ")
    plain = html.unescape(TAG.sub("", BLOCK.sub("\n", text)).replace(PLACEHOLDER, ""))
    lines = (" ".join(line.split()) for line in plain.split("\n"))
    return tuple(sentence for line in lines for sentence in END.split(line) if sentence)
