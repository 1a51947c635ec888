"""How somebody without a mouse uses a page: by Tab, Enter, Space, arrows, and seeing where."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

# Is the element that has the focus set apart by an outline, its own or that of the box it fills?
IS_SEEN = """() => {
  for (let one = document.activeElement, up = 0; one && up < 3; one = one.parentElement, up++) {
    const style = getComputedStyle(one);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
  }
  return false;
}"""
HAS_FOCUS = "element => element === document.activeElement"


def to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus; each stop on the way shows where one is."""
    for _ in range(200):
        if wanted.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
        place = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert page.evaluate(IS_SEEN) or place.startswith("<body"), f"no focus to be seen: {place}"
    raise AssertionError(f"cannot be reached by Tab: {wanted}")


def answer(page: Page) -> None:
    """Give some answer to each question of a quiz, right or wrong."""
    for box in page.locator("[id^=question-]").all():
        ticks = box.locator("input:is([type=radio], [type=checkbox])")
        if ticks.count():
            to(page, ticks.first)
            page.keyboard.press("Space")
        for field in box.locator("input[type=text], textarea").all():
            to(page, field)
            page.keyboard.type("8")
        for place, field in enumerate(box.locator("select").all(), start=1):
            to(page, field)
            for _ in range(place):
                page.keyboard.press("ArrowDown")
