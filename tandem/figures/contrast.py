"""Can two colours be told apart, and which colour near to one can be read on a ground?

Contrast is that of WCAG 2.2; how alike two colours look is told by their distance in OKLab
(Ottosson 2020), where 0.02 is just seen and black is 1 from white.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

COLOR = re.compile(r"#[0-9a-f]{6}")
STEPS = 256


def is_color(text: str) -> bool:
    """Is it a colour as `#17606d`?"""
    return COLOR.fullmatch(text) is not None


def parts(color: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def linear(part: float) -> float:
    """How much light a part is."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """How bright a colour is: 0 for black, 1 for white."""
    red, green, blue = map(linear, parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of the brighter to the darker: 1 for the same, 21 for black on white."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def least_contrast(color: str, grounds: Iterable[str]) -> float:
    """The contrast on the ground on which it is lowest."""
    return min(contrast(color, ground) for ground in grounds)


def nearest(color: str, grounds: Iterable[str], *, least: float, toward: str) -> str:
    """The nearest colour on the way to black or to white that stands out from every ground."""
    known = tuple(grounds)
    return next(
        (
            mixed
            for step in range(STEPS + 1)
            if least_contrast(mixed := mix(color, toward, step / STEPS), known) >= least
        ),
        toward,
    )


def mix(one: str, other: str, share: float) -> str:
    """So much of the other colour in the first."""
    pairs = zip(parts(one), parts(other), strict=True)
    return "#" + "".join(f"{round((a + (b - a) * share) * 255):02x}" for a, b in pairs)


def distance(one: str, other: str) -> float:
    """How different two colours look."""
    pairs = zip(oklab(one), oklab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def oklab(color: str) -> tuple[float, float, float]:
    """Lightness, and the place between green and red and between blue and yellow."""
    red, green, blue = map(linear, parts(color))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )
