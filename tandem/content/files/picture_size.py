"""How wide and how high is an image? Read from its first bytes, so that a page keeps its place."""

from __future__ import annotations

import re
from io import BytesIO

import imagesize

Size = tuple[int, int]
# Of a drawing `imagesize` takes the first sides that stand anywhere, which may be those of a part.
SVG = re.compile(rb"<svg\b[^<>]*>")
BOX = re.compile(rb"""viewBox=["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.]+)[\s,]+([\d.]+)""")
SIDES = tuple(
    re.compile(rb"""\s%s=["']\s*([\d.]+)(?:px)?\s*["']""" % side) for side in (b"width", b"height")
)
LARGEST = 20_000


def size_of(content: bytes) -> Size | None:
    """Its sides in pixels; None where it does not say them, or says what no page can show."""
    tag = SVG.search(content)
    size = of_svg(tag[0]) if tag else of_pixels(content)
    return size if size and all(0 < side <= LARGEST for side in size) else None


def of_pixels(content: bytes) -> Size | None:
    """What an image of pixels says."""
    try:
        width, height = imagesize.get(BytesIO(content))
    except ValueError:
        return None
    return width, height


def of_svg(tag: bytes) -> Size | None:
    """What the first tag of a drawing says: its sides, else its box."""
    sides = [match[1] for side in SIDES if (match := side.search(tag))]
    box = BOX.search(tag)
    try:
        width, height = (
            round(float(side)) for side in (box.groups() if box and len(sides) < 2 else sides)
        )
    except (ValueError, OverflowError):
        return None
    return width, height
