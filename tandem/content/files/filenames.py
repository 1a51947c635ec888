"""How may a file be called, and one of a lesson in another language?"""

from __future__ import annotations

import re
from pathlib import Path

from tandem.content.lesson import Problem
from tandem.content.messages import NOTHING, say
from tandem.terms import Severity

LANGUAGE = re.compile(r"^(.+)\.([a-z]{2,3}(?:-[a-z]{2,4})?)$")
# What the tables hold. What is longer may keep nothing but itself back.
LONGEST_NAME = 100
# What other programs take for Markdown, in small letters.
OTHER_ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".mdtext"})
# A lesson that an editor for texts has saved: `02-engine.md.txt`, `02-engine.txt`.
AS_TEXT = re.compile(r".+\.md\.te?xt|(?:\d+-.+|course(?:\..+)?)\.te?xt")
LONG_NUMBER = re.compile(r"^\d{7}")


def named(name: str) -> tuple[str, str]:
    """A module's name and the language behind it: `engine.de` is engine in German.

    The language is empty where none is named.
    """
    match = LANGUAGE.match(name)
    return (match[1], match[2]) if match else (name, "")


def in_language(file: str, language: str) -> str:
    """The file beside an original that says the same in a language: `02-engine.de.md`."""
    stem, _ = named(file.removesuffix(".md"))
    return f"{stem}.{language}.md"


def has_odd_name(path: Path) -> bool:
    """Is the name of a file or a folder longer than what is kept of it?"""
    return len(path.name) > LONGEST_NAME or bool(LONG_NUMBER.match(path.name))


def unread_files(folder: Path, shown_as: str) -> list[Problem]:
    """Files that somebody may have written as lessons and that nobody reads."""
    root = folder.resolve()
    problems = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = path.name.lower()
        is_text = path.suffix.lower() in OTHER_ENDINGS or AS_TEXT.fullmatch(name)
        if path.name.startswith(".") or not is_text:
            continue
        message = NOTHING
        if not path.resolve().is_relative_to(root):
            message = say("this link leads out of the course, so it isn’t read. Put the file here")
        elif path.suffix != ".md":
            name = f"{path.stem.lower().removesuffix('.md')}.md"
            message = say("not read: a lesson’s name ends with .md. Call it %(name)s", name=name)
        if message:
            problems.append(Problem(f"{shown_as}/{path.name}", 1, Severity.WARNING, message))
    return problems


def odd_names(files: list[Path], folder: Path, shown_as: str) -> list[Problem]:
    """Markdown files, and the course itself, that cannot be taken by the name they have."""
    advice = say("the name is too long: at most six digits and a hundred signs. Shorten it")
    odd = [path for path in files if path.parent == folder and path.suffix == ".md"]
    names = [path.name for path in odd if has_odd_name(path)]
    names += ["course.md"] if has_odd_name(folder) else []
    return [Problem(f"{shown_as}/{name}", 1, Severity.ERROR, advice) for name in names]
