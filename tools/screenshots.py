"""Take the pictures of README.md and docs/: `make screenshots`.

A site of its own with the sample team, and a browser in which each of the four users signs in.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.site.serving import ROOT, Site

IMAGES = ROOT / "docs" / "images"
LESSON = "/learn/respectful-teaming/equals/"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
COLOURS = 128
LARGEST = 150 * 1000


@dataclass(frozen=True)
class Shot:
    """A picture: its file's name, who looks, at which page, how wide and high, from where on."""

    name: str
    who: str
    path: str
    width: int = 1280
    height: int = 900
    beginning_at: str = ""


PHONE = 360
SHOTS = (
    Shot("my-page", "rep", "/", width=PHONE, height=1000),
    Shot("lesson-rep", "rep", LESSON, PHONE, 640, beginning_at="What you bring"),
    Shot("steps", "rep", f"{LESSON}together/1", PHONE, 1000, beginning_at="Sealed until both"),
    Shot("pair", "rep", "/pairs/1/", height=1180),
    Shot("lesson-support", "support", LESSON, PHONE, 640, beginning_at="What you bring"),
    Shot("team", "leader", "/lead/teams/1/", height=1180),
    Shot("workshop", "trainer", "/author/respectful-teaming/equals/edit", height=960),
    Shot("insights", "trainer", "/author/respectful-teaming/equals/insights", height=1080),
    Shot("administration", "admin", "/admin/", height=760),
)


def take(browser: Browser, site: Site, shots: Iterable[Shot]) -> None:
    """Take each picture as whoever looks at the page."""
    for who, theirs in groupby(shots, key=lambda shot: shot.who):
        with browser.new_context(reduced_motion="reduce", color_scheme="light") as context:
            page = context.new_page()
            sign_in(page, site, who)
            for shot in theirs:
                keep(shot, picture(page, site, shot))


def sign_in(page: Page, site: Site, who: str) -> None:
    """Sign in as somebody of the sample."""
    page.goto(f"{site.url}/login")
    page.get_by_label("Mail address").fill(f"{who}@example.com")
    page.get_by_label("Password").fill("tandem-sample")
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.url}/")


def picture(page: Page, site: Site, shot: Shot) -> bytes:
    """What is seen of a page."""
    page.set_viewport_size({"width": shot.width, "height": shot.height})
    answer = page.goto(site.url + shot.path, wait_until="load")
    if answer is None or answer.status != 200:
        raise SystemExit(f"{shot.path} does not open for {shot.who}")
    if shot.beginning_at:
        place = page.get_by_text(shot.beginning_at).first
        place.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 24)")
    return page.screenshot()


def keep(shot: Shot, taken: bytes) -> None:
    """Write the picture with a few colours: it is flat, and small enough to be loaded at once."""
    path = IMAGES / f"{shot.name}.png"
    few = Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


def main() -> None:
    """Serve the sample, take every picture, put everything away."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        sys.exit("The pictures are taken with Chromium, and there is none.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        instance = Path(folder)
        site = Site(instance, f"sqlite:///{instance / 'tandem.db'}", ROOT / "courses")
        site.flask("prepare")
        site.flask("sample", "load")
        site.start()
        try:
            options = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
            browser = play.chromium.launch(executable_path=program, args=options)
            take(browser, site, SHOTS)
            browser.close()
        finally:
            site.kill()


if __name__ == "__main__":
    main()
