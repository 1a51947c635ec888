"""How wide and how high is an image? Read from its first bytes, so that a page keeps its place."""

from __future__ import annotations

import re
from collections.abc import Callable

Size = tuple[int, int]
SVG = re.compile(rb"<svg\b[^>]*>")
BOX = re.compile(rb"""viewBox=["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.]+)[\s,]+([\d.]+)""")
SIDES = tuple(
    re.compile(rb"""\s%s=["']\s*([\d.]+)(?:px)?\s*["']""" % side) for side in (b"width", b"height")
)
LARGEST = 20_000
# Segments of a JPEG that say how large it is: all "start of frame" but three of other meaning.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def size_of(content: bytes) -> Size | None:
    """Its sides in pixels; None where it does not say them."""
    for sign, read in READERS:
        if content.startswith(sign):
            return plausible(read(content))
    return plausible(of_svg(content))


def plausible(size: Size | None) -> Size | None:
    """The same, where a page can show it."""
    return size if size and all(0 < side <= LARGEST for side in size) else None


def of_svg(content: bytes) -> Size | None:
    """What a drawing says: its sides, else its box."""
    tag = SVG.search(content)
    if tag is None:
        return None
    sides = [side.search(tag[0]) for side in SIDES]
    box = BOX.search(tag[0])
    found = [side[1] for side in sides if side] if all(sides) else list(box.groups()) if box else []
    try:
        width, height = (round(float(side)) for side in found)
    except ValueError:
        return None
    return width, height


def of_png(content: bytes) -> Size | None:
    """The two numbers of its first part."""
    return (number(content[16:20]), number(content[20:24])) if len(content) >= 24 else None


def of_gif(content: bytes) -> Size | None:
    """The two numbers behind its sign."""
    return number(content[6:8][::-1]), number(content[8:10][::-1])


def of_jpeg(content: bytes) -> Size | None:
    """From segment to segment, up to the one that says it."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in FRAMES:
            return number(content[at + 7 : at + 9]), number(content[at + 5 : at + 7])
        at += 2 + number(content[at + 2 : at + 4])
    return None


def of_webp(content: bytes) -> Size | None:
    """By the kind of its first part: extended, without loss, with loss."""
    kind = content[12:16]
    if kind == b"VP8X":
        return number(content[24:27][::-1]) + 1, number(content[27:30][::-1]) + 1
    if kind == b"VP8L":
        bits = number(content[21:25][::-1])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return number(content[26:28][::-1]) & 0x3FFF, number(content[28:30][::-1]) & 0x3FFF
    return None


def number(content: bytes) -> int:
    """Bytes as a number, the greatest first."""
    return int.from_bytes(content, "big")


READERS: tuple[tuple[bytes, Callable[[bytes], Size | None]], ...] = (
    (b"\x89PNG", of_png),
    (b"GIF8", of_gif),
    (b"\xff\xd8", of_jpeg),
    (b"RIFF", of_webp),
)
