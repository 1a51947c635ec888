// Has the folder changed? Then the page is read anew, where the reader stands.
(() => {
  "use strict";

  const shown = document.currentScript.dataset.version;
  const EVERY = 1000;

  async function look() {
    try {
      const { version } = await (await fetch("/version")).json();
      if (version !== shown) return location.reload();
    } catch {
      // The preview was stopped; it may come back.
    }
    setTimeout(look, EVERY);
  }

  setTimeout(look, EVERY);
})();
