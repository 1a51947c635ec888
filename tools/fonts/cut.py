"""Cut the typefaces to what the site needs: `make fonts`.

Reads the packages that `npm ci` laid into this folder and writes `static/fonts/`, their style sheet
included. The weights end at 400 and 700, and of the layout features stay those that the style
sheets or a language ask for. For PDF files, which know no unicode ranges, the same letters are put
into one file for each weight.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "static"
FONTS = STATIC / "fonts"
SCRIPTS = ("latin", "latin-ext", "greek", "cyrillic", "vietnamese")
# What stands slanted is never bold as well: one weight is a third lighter on the wire.
STYLES: dict[str, tuple[int, int] | int] = {"normal": (400, 700), "italic": 400}
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "pnum", "rvrn"]
WEIGHTS = (400, 700)
RANGE = re.compile(r"/\* (\S+) \*/.*?unicode-range: ([^;]+);", re.DOTALL)


@dataclass(frozen=True)
class Typeface:
    """A family: its name on the page, its package, and its name among the measured ones."""

    name: str
    package: str
    measured: str


@dataclass(frozen=True)
class Standin:
    """What a device has of its own: shown, as wide and high as a typeface, until that is there."""

    name: str
    measured: str
    local: tuple[str, ...]


LITERATA = Typeface("Literata", "literata", "literata")
SOURCE = Typeface("Source Sans 3", "source-sans-3", "sourceSans3")
STANDINS = {
    LITERATA: (
        Standin("Literata as Georgia", "georgia", ("Georgia", "Gelasio")),
        Standin("Literata as Times", "timesNewRoman", ("Times New Roman", "Liberation Serif")),
    ),
    SOURCE: (
        Standin("Source Sans 3 as Segoe", "segoeUI", ("Segoe UI",)),
        Standin("Source Sans 3 as Roboto", "roboto", ("Roboto",)),
        Standin("Source Sans 3 as Arial", "arial", ("Arial", "Helvetica", "Liberation Sans")),
    ),
}


def main() -> None:
    """Write the files and the style sheet."""
    rules = [rule for face in STANDINS for rule in face_rules(face)]
    rules += [standin_rule(face, standin) for face, all_ in STANDINS.items() for standin in all_]
    head = (
        "/* Written by make fonts: the typefaces, and what stands in for them until they come. */\n"
    )
    (FONTS / "fonts.css").write_text(head + "\n".join(rules), encoding="utf-8")
    for weight, name in zip(WEIGHTS, ("Literata.ttf", "Literata-Bold.ttf"), strict=True):
        whole_font(LITERATA, weight).save(FONTS / name)


def package_of(face: Typeface) -> Path:
    """The package of a typeface."""
    return HERE / "node_modules" / "@fontsource-variable" / face.package


def face_rules(face: Typeface) -> list[str]:
    """The rules for each script and style. Their files are written along, and the license."""
    package = package_of(face)
    shutil.copy(package / "LICENSE", FONTS / f"LICENSE-{face.package}.txt")
    sheets = (package / "wght.css", package / "wght-italic.css")
    ranges = dict(found for sheet in sheets for found in RANGE.findall(sheet.read_text("utf-8")))
    rules = []
    for style, weights in STYLES.items():
        span = f"{weights[0]} {weights[1]}" if isinstance(weights, tuple) else str(weights)
        for script in SCRIPTS:
            name = f"{face.package}-{script}-wght-{style}"
            file = f"{face.package}-{script}-{style}.woff2"
            web_font(package / "files" / f"{name}.woff2", weights).save(FONTS / file)
            rules.append(
                f'@font-face {{\n  font-family: "{face.name}"; font-style: {style}; '
                f"font-weight: {span}; font-display: swap;\n"
                f'  src: url("fonts/{file}") format("woff2");\n'
                f"  unicode-range: {ranges[name].replace(',', ', ')};\n}}\n"
            )
    return rules


def web_font(path: Path, weights: tuple[int, int] | int) -> TTFont:
    """The font of one script with fewer weights and features."""
    options = Options(
        layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
    )
    with TTFont(path) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=font.getBestCmap())
        subsetter.subset(font)
        whole = read_again(font)
    cut = instantiateVariableFont(whole, {"wght": weights})
    cut.flavor = "woff2"
    cut["head"].modified = cut["head"].created
    cut.recalcTimestamp = False
    return cut


def whole_font(face: Typeface, weight: int) -> TTFont:
    """All scripts in one font of one weight, without the substitutions that no PDF of ours uses."""
    files = []
    for script in SCRIPTS:
        path = package_of(face) / "files" / f"{face.package}-{script}-wght-normal.woff2"
        font = instantiateVariableFont(TTFont(path), {"wght": weight})
        for table in ("GSUB", "STAT"):
            del font[table]
        files.append(packed(font))
    merged = Merger().merge(files)
    merged["head"].modified = merged["head"].created
    merged.recalcTimestamp = False
    return merged


def read_again(font: TTFont) -> TTFont:
    """The font as it reads from a file: cutting leaves loose ends in what was loaded."""
    return TTFont(packed(font))


def packed(font: TTFont) -> BytesIO:
    """The font as a plain file."""
    font.flavor = None
    file = BytesIO()
    font.save(file)
    file.seek(0)
    return file


def standin_rule(face: Typeface, standin: Standin) -> str:
    """The rule that makes a font of the device as wide and high as ours, so that nothing jumps.

    size-adjust is the ratio of the mean widths of letters; what stands above and below the line is
    divided by it, since it is measured in the adjusted size (CSS Fonts 5, size-adjust).
    """
    ours, theirs = measures(face.measured), measures(standin.measured)
    wider = (ours["xWidthAvg"] / ours["unitsPerEm"]) / (theirs["xWidthAvg"] / theirs["unitsPerEm"])
    above, below, gap = (
        abs(ours[name]) / ours["unitsPerEm"] / wider for name in ("ascent", "descent", "lineGap")
    )
    local = ", ".join(f'local("{name}")' for name in standin.local)
    return (
        f'@font-face {{\n  font-family: "{standin.name}"; src: {local};\n'
        f"  size-adjust: {wider:.2%}; ascent-override: {above:.2%};"
        f" descent-override: {below:.2%}; line-gap-override: {gap:.2%};\n}}\n"
    )


def measures(name: str) -> dict[str, float]:
    """What was measured of a font, in its own units."""
    folder = HERE / "node_modules" / "@capsizecss" / "metrics" / "entireMetricsCollection" / name
    text = (folder / "index.cjs").read_text("utf-8")
    whole, _, _ = text.partition("subsets")
    return {key: float(value) for key, value in re.findall(r"(\w+): (-?[\d.]+)", whole)}


if __name__ == "__main__":
    main()
