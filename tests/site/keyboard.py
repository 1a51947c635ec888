"""How somebody without a mouse uses a page: by Tab, Enter, Space, arrows, and seeing where."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

# Is the element that has the focus set apart by an outline, its own or that of the box it fills?
IS_SEEN = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  for (let one = at, up = 0; one && up < 3; one = one.parentElement, up++) {
    const style = getComputedStyle(one);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
  }
  return false;
}"""
HAS_FOCUS = "element => element === element.getRootNode().activeElement"


def to(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus; each stop on the way shows where one is."""
    for _ in range(200):
        if wanted.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
        place = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert is_seen(page) or place.startswith("<body"), f"no focus to be seen: {place}"
    raise AssertionError(f"cannot be reached by Tab: {wanted}")


def is_seen(page: Page) -> bool:
    """Is it seen where the focus is? The editor shows it a moment later."""
    if page.evaluate(IS_SEEN):
        return True
    page.wait_for_timeout(100)
    return bool(page.evaluate(IS_SEEN))


def answer(page: Page) -> None:
    """Give some answer to each question of a quiz, right or wrong."""
    for box in page.locator("[id^=question-]").all():
        ticks = box.locator("input:is([type=radio], [type=checkbox])")
        if ticks.count():
            to(page, ticks.first)
            page.keyboard.press("Space")
        for field in box.locator("input:not([type]), input[type=text], textarea").all():
            to(page, field)
            page.keyboard.type("8")
        for place, field in enumerate(box.locator("select").all(), start=1):
            to(page, field)
            for _ in range(place):
                page.keyboard.press("ArrowDown")


def press(page: Page, wanted: Locator) -> None:
    """Go to a button or a link and press Enter."""
    to(page, wanted)
    page.keyboard.press("Enter")


def fill(page: Page, wanted: Locator, text: str) -> None:
    """Go to a field and write into it; in a list, the letters choose."""
    to(page, wanted)
    page.keyboard.type(text)


def tick(page: Page, wanted: Locator) -> None:
    """Go to a box and tick it, or take its tick away."""
    to(page, wanted)
    page.keyboard.press("Space")
