"""What does a text point to, is it there, and does every image say what it shows?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tandem.content.destinations import DESTINATION, is_among
from tandem.content.messages import Message, say
from tandem.content.parsing.lines import Line

CODE = re.compile(r"`[^`]*`")
IMAGE = re.compile(rf"!\[([^\]\[]*)\]\(\s*{DESTINATION}")
# Whatever stands in the brackets before it: other brackets, an image, words of the line above.
TARGET = re.compile(rf"\]\(\s*{DESTINATION}")
DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:\s*(<[^<>]*>|[^\s<>]+)\s*(?:[\"'(].*)?$")
# An image by reference, and tags: Markdown lets both stand in a text.
SILENT = re.compile(r"!\[\s*\]\[([^\]\[]*)\]")
TAG = re.compile(r"<(img|a)\b([^<>]*)", re.IGNORECASE)
VALUE = re.compile(r"\b(src|href|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
ABSOLUTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|#|/)", re.IGNORECASE)
Found = Iterator[tuple[int, Message]]


def pointers(lines: list[Line], existing: frozenset[str]) -> Found:
    """Relative links and images that lead nowhere, and images that say nothing."""
    pictures = frozenset(path for path in existing if path.startswith("images/"))
    for line in lines:
        if line.code or not ("]" in line.text or "<" in line.text):
            continue
        text = CODE.sub("", line.text)
        messages = [*of_images(text, pictures), *of_links(text, existing)]
        messages += of_tags(text, pictures, existing)
        for message in dict.fromkeys(messages):
            yield line.number, message


def of_images(text: str, pictures: frozenset[str]) -> Iterator[Message]:
    """What is wrong with the images of a line."""
    for alternative, path in dict.fromkeys(IMAGE.findall(text)):
        yield from image(alternative, bare(path), pictures)
    for name in SILENT.findall(text):
        yield silent(name)


def of_links(text: str, existing: frozenset[str]) -> Iterator[Message]:
    """Links of a line that lead nowhere."""
    shown = {path for _, path in IMAGE.findall(text)}
    for path in dict.fromkeys([*TARGET.findall(text), *DEFINITION.findall(text)]):
        if path not in shown and not is_there(path, existing):
            yield say("there is no file %(path)s in the course’s folder", path=bare(path))


def bare(destination: str) -> str:
    """What a link points to, without angle brackets around it."""
    return destination.removeprefix("<").removesuffix(">")


def of_tags(text: str, pictures: frozenset[str], existing: frozenset[str]) -> Iterator[Message]:
    """What is wrong with images and links that are written as tags."""
    for tag, inside in TAG.findall(text):
        values = {name.lower(): "".join(groups) for name, *groups in VALUE.findall(inside)}
        if tag.lower() == "img":
            yield from image(values.get("alt", ""), values.get("src", ""), pictures)
        elif not is_there(values.get("href", ""), existing):
            path = values["href"]
            yield say("there is no file %(path)s in the course’s folder", path=path)


def is_there(path: str, existing: frozenset[str]) -> bool:
    """Does a link lead to a file of the course, or out of it, or to a place in its own text?"""
    target = bare(path).partition("#")[0].removeprefix("./")
    return bool(ABSOLUTE.match(bare(path))) or not target or is_among(target, existing)


def image(alternative: str, path: str, pictures: frozenset[str]) -> Iterator[Message]:
    """What is wrong with an image in a text."""
    if not alternative.strip():
        yield silent(path)
    if ABSOLUTE.match(path):
        yield say("the image %(path)s isn’t in the course’s folder. Put it there", path=path)
    elif not is_among(path, pictures):
        yield say("the course’s folder has no image %(path)s that can be shown", path=path)


def silent(path: str) -> Message:
    """What to say about an image that says nothing to whoever cannot see it."""
    return say("the image %(path)s needs a text alternative: ![what it shows]", path=path)
