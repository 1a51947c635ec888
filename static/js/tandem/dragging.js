// Things to bring into order or to match can be dragged to their place, too. The lists to choose
// from stay what they are: with a keyboard, a finger or a screen reader nothing changes.
(() => {
  "use strict";

  const known = new WeakSet();
  let dragged = null;

  find(document);
  document.addEventListener("htmx:load", (event) => find(event.target));

  function find(part) {
    for (const list of part.querySelectorAll("[data-drag]")) {
      if (!known.has(list)) letDrag(list);
      known.add(list);
    }
  }

  // Lays what can be chosen beside a list of places, to be dragged onto one of them.
  function letDrag(list) {
    const fields = [...list.querySelectorAll("select")];
    if (!fields.length) return; // in the workshop's preview a question may not have its places yet
    const tray = document.createElement("p");
    tray.className = "tray";
    tray.setAttribute("aria-hidden", "true");
    tray.append(list.dataset.drag);
    const things = [...fields[0].options].slice(1).map((option, at) => thing(option, at + 1));
    tray.append(...things);
    list.after(tray);

    list.addEventListener("change", show);
    list.addEventListener("dragover", (event) => over(event, true));
    list.addEventListener("dragleave", (event) => over(event, false));
    list.addEventListener("drop", drop);
    show();

    // `at` is the place of the option in each of the lists.
    function thing(option, at) {
      const made = document.createElement("span");
      made.className = "tray__thing";
      if (option.lang) made.lang = option.lang;
      made.draggable = true;
      made.textContent = option.textContent;
      made.addEventListener("dragstart", (event) => {
        dragged = { list, at };
        event.dataTransfer.setData("text/plain", made.textContent);
        event.dataTransfer.effectAllowed = "move";
      });
      made.addEventListener("dragend", () => (dragged = null));
      return made;
    }

    function over(event, isOver) {
      const place = event.target.closest("li");
      if (!place || dragged?.list !== list) return;
      event.preventDefault();
      place.classList.toggle("places__place--over", isOver);
    }

    function drop(event) {
      const place = event.target.closest("li");
      if (!place || dragged?.list !== list) return;
      event.preventDefault();
      place.classList.remove("places__place--over");
      const field = place.querySelector("select");
      if ("dragOnce" in list.dataset) swap(field, dragged.at);
      choose(field, dragged.at);
    }

    // What stands at one place only leaves the other, which takes what stood here.
    function swap(field, at) {
      const other = fields.find((one) => one !== field && one.selectedIndex === at);
      if (other) choose(other, field.selectedIndex);
    }

    function choose(field, at) {
      field.selectedIndex = at;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function show() {
      const chosen = new Set(fields.map((field) => field.selectedIndex));
      things.forEach((one, at) => one.classList.toggle("tray__thing--placed", chosen.has(at + 1)));
    }
  }
})();
