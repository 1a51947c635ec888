"""How does a certificate look as a PDF? One page across, in the typeface of the site.

A line with a sign that the typeface lacks stands in a font of many scripts. What that lacks, too,
what is written from right to left or with signs above each other, and what is too long for a line
is not drawn wrongly: `can_draw` says so before, and the page stands in for it, which a browser
prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from unicodedata import bidirectional, category, normalize

from fontTools.ttLib import TTFont
from fpdf import FPDF

from tandem.figures.accents import OURS as OUR_COLORS
from tandem.figures.accents import Accents
from tandem.progress.certificates.sheet import CertificateText

FONTS = Path(__file__).parents[3] / "static" / "fonts"
# The typeface of the site, and one that knows more scripts, each in two weights.
OURS, MANY = "Literata", "DejaVuSerif"
WEIGHTS = {"": ".ttf", "B": "-Bold.ttf"}
# Right to left, and signs that join or stand above others: they need more than a place each.
RIGHT_TO_LEFT, ABOVE_OTHERS = frozenset({"R", "AL", "AN"}), frozenset({"Mn", "Mc", "Me", "Cf"})
# A longer line would stand there in letters too small to read.
LONGEST = 100
MARGIN, WIDTH = 20.0, 297.0
INK, QUIET = "#241f1a", "#645b50"
HALVES = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 54 48">'
    '<g transform="translate(3 0)" fill="{left}">'
    '<path d="M24 4A20 20 0 0 0 24 44V31A7 7 0 0 0 24 17Z"/></g>'
    '<g transform="translate(-3 0)" fill="{right}">'
    '<path d="M30 4A20 20 0 0 1 30 44V31A7 7 0 0 0 30 17Z"/></g>'
    "</svg>"
)


def can_draw(sheet: CertificateText) -> bool:
    """Can every name and word of a certificate be drawn as it is to be read?"""
    if max(len(line) for line in (*sheet.names, sheet.course)) > LONGEST:
        return False
    signs = {sign for line in sheet.lines for sign in normalize("NFC", line)}
    return signs <= known_signs(MANY) and not any(
        bidirectional(sign) in RIGHT_TO_LEFT or category(sign) in ABOVE_OTHERS for sign in signs
    )


@cache
def known_signs(family: str) -> frozenset[str]:
    """The signs for which a font has a picture in both weights."""
    return frozenset.intersection(*(signs_in(path) for path in files_of(family).values()))


def files_of(family: str) -> dict[str, Path]:
    """The file of each weight."""
    return {style: FONTS / f"{family}{ending}" for style, ending in WEIGHTS.items()}


def signs_in(path: Path) -> frozenset[str]:
    """The signs that a font knows."""
    with TTFont(path) as font:
        return frozenset(chr(code) for code in font.getBestCmap())


def family_for(texts: Iterable[str]) -> str:
    """The typeface in which these lines can be written alike."""
    return OURS if set(normalize("NFC", "".join(texts))) <= known_signs(OURS) else MANY


def certificate_pdf(sheet: CertificateText, colors: Accents = OUR_COLORS) -> bytes:
    """The certificate as a file, in the colors of the site."""
    pdf = FPDF(orientation="landscape", format="A4")
    pdf.set_title(f"{sheet.title}: {sheet.course}")
    pdf.set_lang(sheet.language)
    pdf.set_creation_date(datetime.combine(sheet.finished_on, time.min, tzinfo=UTC))
    for family in OURS, MANY:
        for style, path in files_of(family).items():
            pdf.add_font(family, style, path)
    pdf.set_auto_page_break(False)
    pdf.add_page()
    draw_halves(pdf, colors, is_pair=len(sheet.names) > 1)
    write(pdf, sheet.title, at=78, size=15, colour=QUIET)
    size = size_for(pdf, sheet.names)
    family = family_for(sheet.names)
    for number, name in enumerate(sheet.names):
        write(pdf, name, at=92 + 16 * number, size=size, style="B", family=family)
    below = 92 + 16 * len(sheet.names) + 6
    write(pdf, sheet.says, at=below, size=13, colour=QUIET)
    write(pdf, sheet.course, at=below + 11, size=size_for(pdf, (sheet.course,), most=22))
    write(pdf, sheet.details, at=below + 26, size=12, colour=QUIET)
    write(pdf, sheet.remark, at=below + 35, size=10, colour=QUIET)
    write(pdf, sheet.verify, at=190, size=9, colour=QUIET)
    return bytes(pdf.output())


def draw_halves(pdf: FPDF, colors: Accents, *, is_pair: bool) -> None:
    """The picture of two halves that have become one; in both accents for one person."""
    closed = colors.both.light
    left, right = (closed, closed) if is_pair else (colors.rep, colors.support)
    picture = BytesIO(HALVES.format(left=left, right=right).encode())
    pdf.image(picture, x=WIDTH / 2 - 22.5, y=28, w=45)


def size_for(pdf: FPDF, texts: Sequence[str], *, most: float = 30) -> float:
    """The size in which the longest of these fits: all of them stand in the same."""
    pdf.set_font(family_for(texts), "B", most)
    widest = max(pdf.get_string_width(normalize("NFC", text)) for text in texts)
    return float(min(most, most * (WIDTH - 2 * MARGIN) / max(widest, 1.0)))


def write(
    pdf: FPDF,
    text: str,
    *,
    at: float,
    size: float,
    colour: str = INK,
    style: str = "",
    family: str = "",
) -> None:
    """A line in the middle of the page."""
    pdf.set_font(family or family_for([text]), style, size)
    pdf.set_text_color(colour)
    pdf.set_xy(MARGIN, at)
    pdf.cell(WIDTH - 2 * MARGIN, 12, normalize("NFC", text), align="C")
