"""What can be drawn on a certificate, where does it stand, and how large is it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fpdf import FPDF

from tandem.figures.accents import OURS as OUR_COLORS
from tandem.progress.certificates.pdf import (
    MANY,
    OURS,
    can_draw,
    certificate_pdf,
    draw_halves,
    family_for,
    files_of,
    known_signs,
    size_for,
)
from tandem.progress.certificates.sheet import CertificateText
from tests.cast import NOW

SHEET = CertificateText(
    "Certificate", ("Sam Adeyemi", "Sue Zhang"), "have finished", "Teaming", "Edition 1",
    "Verify it", NOW.date(), "en", "A remark",
)  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "drawn"),
    [
        (SHEET, True),
        (replace(SHEET, names=("x" * 100,)), True),
        (replace(SHEET, names=("Sam", "x" * 101)), False),
        (replace(SHEET, course="x" * 100), True),
        (replace(SHEET, course="x" * 101), False),
        (replace(SHEET, details="x" * 101), True),
        (replace(SHEET, names=("Jose\u0301",)), True),
        (replace(SHEET, names=("Q\u0301",)), False),
        (replace(SHEET, names=("שרה",)), False),
        (replace(SHEET, says="\u200f"), False),
        (replace(SHEET, remark="王"), False),
        (replace(SHEET, verify="soft\u00adhyphen"), False),
        (replace(SHEET, title="Ɓ"), True),
    ],
)
def test_a_line_is_drawn_where_a_font_knows_each_sign_and_names_and_course_fit(
    sheet: CertificateText, drawn: bool
) -> None:
    assert can_draw(sheet) is drawn


@pytest.mark.parametrize(
    ("texts", "family"),
    [
        (["Sam"], OURS),
        (["Олег", "Γιώργος"], OURS),
        (["Sam", "Ɓ"], MANY),
        (["Jose\u0301"], OURS),
        ([], OURS),
    ],
)
def test_lines_stand_alike_in_the_font_of_the_site_where_it_knows_all_their_signs(
    texts: list[str], family: str
) -> None:
    assert family_for(texts) == family


def test_a_sign_is_known_only_in_both_weights() -> None:
    assert set(files_of(OURS)) == set(files_of(MANY)) == {"", "B"}
    assert len(known_signs(MANY)) > len(known_signs(OURS)) > 500


@pytest.fixture
def page() -> Iterator[FPDF]:
    """A page with the fonts, which it holds open until it is written."""
    pdf = FPDF(orientation="landscape", format="A4")
    for family in (OURS, MANY):
        for style, path in files_of(family).items():
            pdf.add_font(family, style, path)
    pdf.add_page()
    yield pdf
    pdf.output()


def test_a_short_name_stands_as_large_as_may_be_and_a_long_one_as_it_fits(page: FPDF) -> None:
    long = "Maximiliane Hohenzollern von und zu Wittgenstein der Ältere " * 2
    assert size_for(page, ("Sam",)) == 30
    assert size_for(page, ("Sam",), most=22) == 22
    assert size_for(page, ("",)) == 30
    page.set_font(OURS, "B", size_for(page, ("Sam", long)))
    assert page.get_string_width(long) == pytest.approx(257, abs=1)


class Watched(FPDF):
    """A page that notes what is written where."""

    written: list[tuple[str, float, float, Any]]

    def cell(self, *args: Any, **kwargs: Any) -> Any:
        """A line of it."""
        across = (self.get_x(), *args[:2], kwargs["align"])
        self.written.append((args[2], self.get_y(), self.font_size_pt, across))
        return super().cell(*args, **kwargs)


def lines_of(sheet: CertificateText, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Each line of a certificate with its height on the page and its size."""
    monkeypatch.setattr("tandem.progress.certificates.pdf.FPDF", Watched)
    written: list[tuple[str, float, float, Any]] = []
    monkeypatch.setattr(Watched, "written", written, raising=False)
    certificate_pdf(sheet)
    assert {across for _, _, _, across in written} == {(20, 257, 12, "C")}
    return [(text, y, size) for text, y, size, _ in written]


def test_two_names_stand_below_each_other_and_the_rest_below_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert lines_of(SHEET, monkeypatch) == [
        ("Certificate", 78, 15), ("Sam Adeyemi", 92, 30), ("Sue Zhang", 108, 30),
        ("have finished", 130, 13), ("Teaming", 141, 22), ("Edition 1", 156, 12),
        ("A remark", 165, 10), ("Verify it", 190, 9),
    ]  # fmt: skip


def test_below_one_name_the_rest_stands_higher(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of(replace(SHEET, names=("Sam Adeyemi",)), monkeypatch)

    assert lines[1:4] == [("Sam Adeyemi", 92, 30), ("have finished", 114, 13), ("Teaming", 125, 22)]


@pytest.mark.parametrize("is_pair", [True, False])
def test_for_one_person_the_picture_has_both_accents_and_for_two_the_one_they_meet_in(
    is_pair: bool,
) -> None:
    drawn: list[tuple[str, dict[str, Any]]] = []

    class Canvas:
        def image(self, picture: Any, **place: Any) -> None:
            drawn.append((picture.getvalue().decode(), place))

    canvas: Any = Canvas()
    draw_halves(canvas, OUR_COLORS, is_pair=is_pair)

    ((picture, place),) = drawn
    one, two = OUR_COLORS.rep, OUR_COLORS.support
    meeting = OUR_COLORS.both.light
    assert place == {"x": 126.0, "y": 28, "w": 45}
    assert [color in picture for color in (one, two, meeting)] == [
        not is_pair,
        not is_pair,
        is_pair,
    ]
