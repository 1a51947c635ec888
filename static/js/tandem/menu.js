// What opens in the head closes by itself: when the focus leaves it, on a press beside it, on Escape.
(() => {
  "use strict";

  for (const menu of document.querySelectorAll("[data-menu]")) {
    const within = node => node instanceof Node && menu.contains(node);

    addEventListener("pointerdown", event => {
      if (!within(event.target)) menu.open = false;
    });
    menu.addEventListener("focusout", event => {
      if (event.relatedTarget && !within(event.relatedTarget)) menu.open = false;
    });
    menu.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
})();
