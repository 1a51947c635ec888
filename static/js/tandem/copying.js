// Copies the text of the field that a button names, and says so.
(() => {
  "use strict";

  const words = document.currentScript.dataset;

  document.addEventListener("click", copy);

  async function copy(event) {
    const button = event.target.closest("[data-copy]");
    const field = button && document.querySelector(button.dataset.copy);
    if (!field) return;
    const place = placeAfter(button);
    field.select();
    place.textContent = (await copied(field.value)) ? words.wordCopied : words.wordCopyFailed;
    setTimeout(() => (place.textContent = ""), 4000);
  }

  // The clipboard only exists on secure pages; the old way works on the others.
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return document.execCommand("copy");
    }
  }

  function placeAfter(button) {
    const next = button.nextElementSibling;
    if (next && next.matches("[role=status]")) return next;
    const place = document.createElement("span");
    place.setAttribute("role", "status");
    place.className = "copy-said";
    button.after(place);
    return place;
  }
})();
