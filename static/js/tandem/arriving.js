// A page that brings a message has it in focus (`autofocus`). Where the focus is elsewhere, because
// the address names a place, the message is read out instead.
(() => {
  "use strict";

  const WHEN_SETTLED = 400;

  addEventListener("load", () => setTimeout(read, WHEN_SETTLED));

  function read() {
    const message = document.querySelector("main .notice[autofocus]");
    if (message && document.activeElement !== message) tandem.say(message.textContent.trim());
  }
})();

// What is shown once is noted as seen when it has stood there; its button does the same without a script.
(() => {
  "use strict";

  const LOOKED_AT = 1500;

  addEventListener("load", () => setTimeout(note, LOOKED_AT));

  function note() {
    const form = document.querySelector("form[data-seen]");
    if (!form) return;
    if (document.prerendering || document.visibilityState !== "visible") return setTimeout(note, LOOKED_AT);
    fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual", keepalive: true });
  }
})();
