// Where a page is made for paper, a button opens the browser's print dialog; one that names a part of
// the page prints that part alone. Without scripts there is none, and the browser's own menu does the same.
(() => {
  "use strict";

  const ALONE = "printed-alone";
  const WITHIN = "printed-within";

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print(button.dataset.print));
  }

  function print(wanted) {
    const part = wanted && document.querySelector(wanted);
    if (part) markAlone(part);
    window.print();
  }

  function markAlone(part) {
    part.classList.add(ALONE);
    for (let around = part.parentElement; around; around = around.parentElement) around.classList.add(WITHIN);
    addEventListener("afterprint", unmark, { once: true });
  }

  function unmark() {
    for (const name of [ALONE, WITHIN]) {
      for (const part of document.querySelectorAll(`.${name}`)) part.classList.remove(name);
    }
  }
})();
