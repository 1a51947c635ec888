"""What stands against WCAG 2.2 AA on a page of the site, in a browser? axe-core says most of it."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page, Route

from tests.site import targets
from tests.site.serving import Answer

SOURCE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# How it came over the wire is no part of what is shown.
# Two frames later every listener has heard of the change, and no color is on its way to another.
SETTLED = """async () => {
  for (let n = 0; n < 2; n++) await new Promise((done) => requestAnimationFrame(done));
  for (const animation of document.getAnimations()) animation.finish();
}"""
ON_THE_WAY = {"connection", "content-length", "transfer-encoding", "content-encoding", "set-cookie"}


def faults(page: Page, address: str, *, given: Answer | None = None) -> list[str]:
    """Everything on a page that stands against WCAG 2.2 AA, wide and narrow, light and dark.

    With `given` the browser gets that instead of asking the server for it once more.
    """
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    if given:
        page.route(address, lambda route: show(route, given))
    page.goto(address, wait_until="load")
    page.evaluate(SOURCE)
    wide = found(page, {"type": "tag", "values": WCAG}) + targets.too_small(page, targets.MOUSE)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate(SETTLED)
    narrow = found(page, {"type": "tag", "values": WCAG})
    narrow += targets.too_small(page, targets.FINGER)
    page.set_viewport_size({"width": 320, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    sideways = [f"scrolls sideways: {width} px wide at 320"] if width > 320 else []
    return sorted({*wide, *narrow, *sideways})


def show(route: Route, given: Answer) -> None:
    """Show what was given before, under the same policy."""
    headers = {
        name: value for name, value in given.headers.items() if name.lower() not in ON_THE_WAY
    }
    route.fulfill(status=given.status, headers=headers, body=given.text)


def found(page: Page, run_only: dict[str, object]) -> list[str]:
    """The rules that are broken, each with the places where."""
    options = {"runOnly": run_only, "resultTypes": ["violations"], "elementRef": False}
    answer: dict[str, Any] = page.evaluate("options => axe.run(options)", options)
    return [
        f"{rule['id']}: {node['target'][0]} ({reason(node)})"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


def reason(node: dict[str, Any]) -> str:
    """Why axe-core objects, in its first sentence."""
    checks = [*node["any"], *node["all"], *node["none"]]
    return str(checks[0]["message"]) if checks else ""
