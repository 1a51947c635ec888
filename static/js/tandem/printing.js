// Where a page is made for paper, a button opens the browser's print dialog. Without scripts there
// is none, and the browser's own menu does the same.
(() => {
  "use strict";

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
