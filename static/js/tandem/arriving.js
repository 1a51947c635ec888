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
