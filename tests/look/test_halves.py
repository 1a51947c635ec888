"""Is the picture of two halves one picture, wherever it stands?"""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from tandem.progress.certificates import pdf

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
ARC = re.compile(r"[Mm][\d. ]+A20 20")


def shapes(app: Flask) -> set[str]:
    """The outlines of both halves, as the component draws them."""
    drawn = app.jinja_env.get_template("components/halves.html").module
    return {drawn.REP, drawn.SUPPORT}  # type: ignore[attr-defined]


def outlines(text: str) -> set[str]:
    """Every outline in a drawing."""
    return set(re.findall(r'\sd="([^"]+)"', text))


def test_no_template_but_the_component_draws_it() -> None:
    drawing = [path.name for path in TEMPLATES.rglob("*.html") if ARC.search(path.read_text())]

    assert drawing == ["halves.html"]


def test_the_sign_in_the_browsers_tab_has_its_shape(app: Flask) -> None:
    assert outlines((ROOT / "static" / "favicon.svg").read_text()) == shapes(app)


def test_the_certificate_on_paper_has_its_shape(app: Flask) -> None:
    assert outlines(pdf.HALVES) == shapes(app)


def test_the_sign_in_the_browsers_tab_has_the_colours_of_the_halves() -> None:
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text()
    colours = re.findall(r"--(?:rep|support): (#\w+);", tokens)

    assert re.findall(r"fill: (#\w+)", (ROOT / "static" / "favicon.svg").read_text()) == colours
