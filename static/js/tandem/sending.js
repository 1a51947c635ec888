// Sends a form once, and shows on its button that it is under way.
(() => {
  "use strict";

  const words = document.currentScript.dataset;
  const ONCE = 3000;
  const LONG = 120000;
  const SHOWN_AFTER = 300;
  const underWay = new Map();

  globalThis.tandem ??= {};
  Object.assign(tandem, { begin, end, say });
  document.addEventListener("submit", sendOnce);
  addEventListener("pageshow", allowSending);

  // Lets a second press of the same form pass unheard. The server would answer it alike.
  function sendOnce(event) {
    const form = event.target;
    const method = event.submitter?.getAttribute("formmethod") || form.method;
    if (event.defaultPrevented || method !== "post") return;
    if (form.dataset.sending) return event.preventDefault();
    const button = event.submitter || form.querySelector("button:not([hidden])");
    form.dataset.sending = "yes";
    begin(button);
    setTimeout(() => delete form.dataset.sending, button?.dataset.busy ? LONG : ONCE);
    setTimeout(() => end(button), LONG);
  }

  function allowSending() {
    for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
    for (const button of [...underWay.keys()]) end(button);
  }

  // A button or a link is at work. Only what takes a while is shown, and then it is said too.
  function begin(button) {
    if (!button || underWay.has(button)) return;
    button.setAttribute("aria-busy", "true");
    underWay.set(button, { label: button.textContent, timer: setTimeout(show, SHOWN_AFTER) });

    function show() {
      button.dataset.waiting = "yes";
      if (button.dataset.busy) button.textContent = button.dataset.busy;
      say(button.dataset.busy || words.wordBusy);
    }
  }

  function end(button) {
    const before = underWay.get(button);
    if (!before) return;
    clearTimeout(before.timer);
    underWay.delete(button);
    button.removeAttribute("aria-busy");
    delete button.dataset.waiting;
    if (button.dataset.busy) button.textContent = before.label;
  }

  // Says something to whoever listens. The place stands empty on every page, so that it is heard.
  function say(text) {
    const place = document.querySelector("[data-said]");
    if (!place) return;
    place.textContent = "";
    setTimeout(() => (place.textContent = text), 50);
  }
})();
