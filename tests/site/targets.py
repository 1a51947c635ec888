"""Is everything on a page that is pressed large enough for whoever presses it?

By WCAG 2.5.8 that is 24 px each way, but for a link in running text. Where a small one stands
alone it would do; here it does not. A finger gets 44 px (2.5.5).
"""

from __future__ import annotations

from playwright.sync_api import Page

MOUSE, FINGER = 24, 44
# A bar of the board is as narrow as its module: as many lie side by side as the course has.
AS_NARROW_AS_IT_IS = ".board__bar"
# A link runs in a text where its lines have more than two words of other text.
TOO_SMALL = """([least, narrow]) => {
  const PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const isTick = (target) => /^(checkbox|radio|file)$/.test(target.type);
  const partsOf = (target) => [target, ...(isTick(target) && target.labels || [])];
  const extent = (boxes, from, to) =>
    Math.max(...boxes.map((box) => box[to])) - Math.min(...boxes.map((box) => box[from]));
  const blockOf = (target) => {
    let block = target.parentElement;
    while (/^(inline|contents)$/.test(getComputedStyle(block).display)) block = block.parentElement;
    return block;
  };
  const runsInText = (target) => {
    if (getComputedStyle(target).display !== "inline") return false;
    const rest = blockOf(target).cloneNode(true);
    rest.querySelectorAll(`${PRESSED}, .visually-hidden`).forEach((part) => part.remove());
    return (rest.textContent.match(/\\p{L}{2,}/gu) ?? []).length > 2;
  };
  const measured = (target) => {
    const boxes = partsOf(target).map((part) => part.getBoundingClientRect());
    return [target, extent(boxes, "left", "right"), extent(boxes, "top", "bottom"),
      Math.max(...boxes.map((box) => box.bottom))];
  };
  const isSmall = ([target, width, height]) =>
    height < least - 0.01 || (width < least - 0.01 && !target.matches(narrow));
  return [...document.querySelectorAll(PRESSED)]
    .filter((target) => target.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map(measured)
    .filter(([, width, height, bottom]) => width > 1 && height > 1 && bottom > 0)
    .filter((found) => isSmall(found) && !runsInText(found[0]))
    .map(([target, width, height]) => `target: ${target.tagName} ${target.className} `
      + `"${target.textContent.trim() || target.name}" `
      + `${Math.round(width)}×${Math.round(height)} px, not ${least}`);
}"""


def too_small(page: Page, least: int) -> list[str]:
    """What on a page is narrower or lower than `least` px and stands outside running text."""
    found: list[str] = page.evaluate(TOO_SMALL, [least, AS_NARROW_AS_IT_IS])
    return found
