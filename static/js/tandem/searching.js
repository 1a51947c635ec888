// “/” opens the search, unless somebody types, or has switched it off on the page of the search.
(() => {
  "use strict";

  const OFF = "tandem-search-key-off";
  const field = document.querySelector("[data-search]");
  const TYPED_IN = "input, textarea, select, [contenteditable=''], [contenteditable=true], dialog[open] *";
  let before = null;

  addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    // In the editor of the workshop the event shows its shadow root, its path the very place.
    const [place] = event.composedPath();
    if (place instanceof Element && place.closest(TYPED_IN)) return;
    if (stored() || !field) return;
    event.preventDefault();
    if (!field.checkVisibility()) return location.assign(field.form.action);
    before = document.activeElement;
    field.focus();
    field.select();
  });

  field?.addEventListener("keydown", event => {
    if (event.key !== "Escape" || field.value || !before) return;
    before.focus();
    before = null;
  });

  const choice = document.querySelector("[data-search-key]");
  if (choice) {
    const box = choice.querySelector("input");
    choice.hidden = false;
    box.checked = !stored();
    box.addEventListener("change", () => {
      try {
        if (box.checked) localStorage.removeItem(OFF);
        else localStorage.setItem(OFF, "yes");
      } catch { /* a browser that keeps nothing */ }
    });
  }

  function stored() {
    try {
      return localStorage.getItem(OFF);
    } catch {
      return null;
    }
  }
})();
