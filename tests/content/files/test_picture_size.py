"""How large is an image of each kind, and what of one that lies?"""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tandem.content.files.picture_size import size_of
from tandem.content.rendering.html import rendered_text

KINDS = [
    ("PNG", {}),
    ("GIF", {}),
    ("JPEG", {}),
    ("JPEG", {"progressive": True}),
    ("WEBP", {}),
    ("WEBP", {"lossless": True}),
]


@pytest.mark.parametrize(("kind", "how"), KINDS)
def test_an_image_of_pixels_says_its_size(kind: str, how: dict[str, bool]) -> None:
    written = BytesIO()
    Image.new("RGB", (321, 123)).save(written, kind, **how)

    assert size_of(written.getvalue()) == (321, 123)


def test_a_webp_with_transparency_says_its_size() -> None:
    written = BytesIO()
    Image.new("RGBA", (321, 123), (9, 9, 9, 9)).save(written, "WEBP", exif=b"Exif")

    assert size_of(written.getvalue()) == (321, 123)


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ('viewBox="0 0 720 360"', (720, 360)),
        ("viewBox='-5,-5 72.4 36'", (72, 36)),
        ('width="40" height="20px" viewBox="0 0 720 360"', (40, 20)),
        ('width="100%" height="20" viewBox="0 0 720 360"', (720, 360)),
        ('width="100%"', None),
        (f'width="{"9" * 400}" height="20"', None),
        ('viewBox="0 0 0 360"', None),
        ('viewBox="0 0 1..2 360"', None),
        ('viewBox="0 0 99999999 360"', None),
        ('viewBox="0 0 20000 1"', (20_000, 1)),
        ('viewBox="0 0 20001 1"', None),
        ('viewBox="0 0 1 20001"', None),
        ('viewBox="0 0 0.5 360"', None),
        ('width="0.6" height="1.4"', (1, 1)),
        ('height="20" viewBox="0 0 720 360"', (720, 360)),
        ('width="40"', None),
    ],
)
def test_a_drawing_says_its_size_where_it_has_one(said: str, size: tuple[int, int] | None) -> None:
    drawing = f'<!-- by hand --><svg xmlns="http://www.w3.org/2000/svg" {said}><path/></svg>'

    assert size_of(drawing.encode()) == size


@pytest.mark.parametrize("start", [b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF....WEBPVP8X", b""])
def test_an_image_that_is_cut_off_has_no_size(start: bytes) -> None:
    assert size_of(start) in {None, (1, 1)}


def test_an_image_whose_size_is_known_keeps_its_place_on_the_page() -> None:
    known = {"images/can.svg": "/p/1#72x36"}
    html = rendered_text("![Can](images/can.svg)", picture_address=known.get)

    assert '<img alt="Can" src="/p/1" width="72" height="36">' in html
