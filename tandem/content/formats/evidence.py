"""Which format has a quiz file? Told by its ending and by all that stands in it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from tandem.content.formats.aiken_answer import SIGNS, SURE_ANSWER, WORD
from tandem.content.formats.conservation import uncoded

BY_ENDING = {".gift": "gift", ".toml": "mdbook-quiz"}
MARKDOWN = frozenset({".md", ".markdown"})
OWN = "tandem"
ANY_ANSWER = re.compile(rf"^{SIGNS}{WORD}[*_ \t]*:", re.MULTILINE | re.IGNORECASE)
# Options with a letter, of questions that nobody answered.
LETTERED = re.compile(
    r"^[ \t*+•-]*\(?A[.)][^\n]*\n[ \t*+•-]*\(?B[.)]", re.MULTILINE | re.IGNORECASE
)
# A title between colons, a category, or an answer in braces that begins with one of its signs.
GIFT = re.compile(
    r"^\s*::[^:\n]{1,200}::|^\s*\$CATEGORY:|(?<!\\)\{\s*(?:[=~#]|TRUE\b|FALSE\b|T\}|F\}|\})",
    re.MULTILINE,
)
LIA = re.compile(r"^ *\[(?:\[[ xX?]?\]|\([ xX]?\)|\[[^\[\]\n]+\])\]", re.MULTILINE)
# What no other format has: boxes in double brackets.
LIA_BOX = re.compile(r"^ *(?:[-*+] +)?\[(?:\[[ xX?]\]|\([ xX]\))\]", re.MULTILINE)
# A text in double brackets alone is a link in many notebooks, with a bar a link with a name: it
# needs one of these beside it, of which a choice has its right option in round brackets.
LIA_SIGN = re.compile(
    r"\[\[\?\]\]|\[\[!\]\]|\[->\[|^ *\*{4,} *$"
    r"|\[\[(?=[^\[\]\n]*\|)(?:[^\[\]\n|]*\|)*[ \t]*\([^\[\]\n|]*\)[ \t]*(?:\|[^\[\]\n]*)?\]\]"
    r"|^ *\[\[ *[\d.,]+ *\]\]|^ *\{\{\d",
    re.MULTILINE,
)
LIA_HEAD = re.compile(r"\s*<!--\s*[a-z]+:")
MDBOOK = re.compile(r"^[ \t]*\[\[[ \t]*questions[ \t]*\]\][ \t]*$", re.MULTILINE)
FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?:[^\n]*\n){0,10}?title:")
INLINE_CODE = re.compile(r"`[^`\n]+`")
BLANK = re.compile(r"\n[ \t]*\n")
OURS = re.compile(r"^#{1,6} .*\{[^{}\n]*\b(?:quiz|together|for=)[^{}\n]*\}", re.MULTILINE)
TASK = re.compile(r"^ {0,3}(?:[-*+]|\d+[.)]) +\[[ xX]?\]", re.MULTILINE)
QUIZ = re.compile(rf"<quiz\b|<\?quiz\?>|{TASK.pattern}", re.MULTILINE)


def format_of(text: str, *, name: str) -> str:
    """The format, by the file's ending and by its signs."""
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".gift" and not GIFT.search(text) and any(map(is_aiken, BLANK.split(text))):
        return "aiken"
    if ending in BY_ENDING:
        return BY_ENDING[ending]
    if ending in MARKDOWN:
        return format_of_markdown(text)
    if FRONT_MATTER.match(text) and OURS.search(text):
        return OWN
    if LIA_HEAD.match(text) or MDBOOK.search(text):
        return "mdbook-quiz" if MDBOOK.search(text) else "liascript"
    answers, signs = signs_of_quizzes(text)
    if answers or signs:
        return "aiken" if answers >= signs else "gift"
    if TASK.search(text):
        return "tasks"
    return "aiken" if ANY_ANSWER.search(text) or LETTERED.search(text) else "gift"


def format_of_markdown(text: str) -> str:
    """The format of a Markdown file."""
    if OURS.search(text):
        return OWN
    if is_liascript(without_code(text)):
        return "liascript"
    if not QUIZ.search(text):
        answers, signs = signs_of_quizzes(text)
        if answers or signs > 1:
            return "aiken" if answers >= signs else "gift"
    return "tasks"


def signs_of_quizzes(text: str) -> tuple[int, int]:
    """How many answers of Aiken a text has, and how many signs of GIFT outside of code and of the
    questions that those answer."""
    blocks = BLANK.split(without_code(text))
    signs = sum(len(GIFT.findall(block)) for block in blocks if not is_aiken(block))
    return len(SURE_ANSWER.findall(text)), signs


def is_aiken(block: str) -> bool:
    """Are there options with letters, and the letter of one?"""
    return bool(LETTERED.search(block) and SURE_ANSWER.search(block))


def without_code(text: str) -> str:
    """The text without its code: what stands there is no sign."""
    return INLINE_CODE.sub("", "\n".join(line for _, line in uncoded(text)))


def is_liascript(text: str) -> bool:
    """Is this a LiaScript course, by its head or by its boxes?"""
    if LIA_HEAD.match(text) or (LIA_BOX.search(text) and "<quiz" not in text):
        return True
    is_quiz = bool(LIA.search(text)) and not QUIZ.search(text)
    return is_quiz and bool(LIA_SIGN.search(text))
