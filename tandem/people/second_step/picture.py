"""The picture that an app reads: the address of a key as a QR code, drawn as SVG."""

from __future__ import annotations

import segno
from markupsafe import Markup


def picture_of(address: str) -> Markup:
    """An SVG to stand in the page. Dark on light on every screen: cameras read nothing else."""
    code = segno.make(address, error="m")
    drawn = code.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True)
    return Markup(drawn)  # noqa: S704 (drawn by segno from an address that we have made)
