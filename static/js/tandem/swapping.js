// A part of the page is exchanged without a reload (htmx): what came moves into focus or is said,
// and what went wrong is said where it was pressed. Nothing that was typed is lost by it.
(() => {
  "use strict";

  const words = document.currentScript.dataset;
  const WHOLE = "#main";
  const EXPLAINED = new Set([400, 409]);
  const WRONG = ".error, .notice--error";
  const arrived = new WeakSet();
  const sent = new WeakMap();
  const typed = new WeakMap();

  globalThis.tandem ??= {};
  Object.assign(tandem, { tell, untell });

  document.addEventListener("htmx:configRequest", waitForEnter);
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    untell();
    tandem.begin(pressed(detail));
    sent.set(detail.xhr, texts());
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => tandem.end(pressed(detail)));
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    typed.set(detail.xhr, typedSince(sent.get(detail.xhr)));
    decide(detail);
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => arrive(detail));
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, ({ detail }) => tell(pressed(detail), words.wordNoAnswer));
  }

  // A word to look for is sent by Enter or its button; only what is chosen from is sent at once.
  function waitForEnter(event) {
    const cause = event.detail.triggeringEvent;
    if (cause?.type === "change" && cause.target.matches("[type=search]")) event.preventDefault();
  }

  // The button or link that asked; a form that was sent by a choice has none.
  function pressed({ requestConfig }) {
    return requestConfig.triggeringEvent?.submitter || requestConfig.elt;
  }

  // Every answer is a whole page, as without a script. Which part of it belongs here?
  function decide(detail) {
    const { xhr, requestConfig } = detail;
    const page = new DOMParser().parseFromString(detail.serverResponse, "text/html");
    const wanted = requestConfig.elt.closest("[data-hx-select]").getAttribute("data-hx-select");
    const part = page.querySelector(wanted);
    detail.shouldSwap = false;
    if (requestConfig.verb === "get") {
      if (xhr.status < 400 && part) detail.shouldSwap = true;
      else if (xhr.status === 429 || xhr.status >= 500) tell(pressed(detail), words.wordTrouble);
      else location.assign(detail.pathInfo.finalRequestPath);
    } else if (xhr.status === 401) tell(pressed(detail), words.wordSignedOutHere);
    else if (xhr.status === 403 || xhr.status === 404) tell(pressed(detail), words.wordNotOpen);
    else if (xhr.status >= 400 && !EXPLAINED.has(xhr.status)) tell(pressed(detail), words.wordTrouble);
    else if (!page.querySelector(WHOLE)) tell(pressed(detail), words.wordTrouble);
    else if (part && wanted !== WHOLE && (xhr.status < 400 || part.querySelector(WRONG))) {
      detail.shouldSwap = true;
      refresh(page, part.id);
    } else takeWhole(detail);
  }

  // What else of the page the answer changes comes along, except where somebody is writing.
  function refresh(page, but) {
    for (const old of document.querySelectorAll("[data-fresh]")) {
      const fresh = old.id !== but && page.getElementById(old.id);
      if (!fresh || isUnderWay(old)) continue;
      const taken = document.importNode(fresh, true);
      old.replaceWith(taken);
      htmx.process(taken);
      htmx.trigger(taken, "htmx:load");
    }
  }

  function isUnderWay(part) {
    const fields = [...part.querySelectorAll("input:not([type=hidden]), textarea")];
    const isTyped = (one) => one.value !== one.defaultValue || one.checked !== one.defaultChecked;
    return fields.some(isTyped) || part.matches(":focus-within, :has(details[open])");
  }

  // The answer is another page, or this one with something to look at first: all of it is shown.
  function takeWhole(detail) {
    const { status, responseURL } = detail.xhr;
    const { pathname, search } = new URL(responseURL || location.href);
    Object.assign(detail, {
      shouldSwap: true,
      target: document.querySelector(WHOLE),
      selectOverride: WHOLE,
      swapOverride: "outerHTML",
    });
    if (status >= 400 || pathname + search === location.pathname + location.search) return;
    history.replaceState({ htmx: true }, "");
    history.pushState({ htmx: true }, "", pathname + search);
  }

  function arrive(detail) {
    if (arrived.has(detail.xhr)) return;
    arrived.add(detail.xhr);
    const isWhole = detail.target.id === WHOLE.slice(1);
    const place = typeAgain(typed.get(detail.xhr)) || whereTo(isWhole, wish(detail, "focus"));
    if (isWhole) scrollTo({ top: 0, behavior: "instant" });
    place?.focus();
    const said = wish(detail, "say");
    if (said) tandem.say(document.querySelector(said)?.textContent.trim() || "");
  }

  // What stands in the fields for text, by their id.
  function texts() {
    const fields = document.querySelectorAll("textarea[id], input[type=text][id]");
    return new Map([...fields].map((field) => [field.id, field.value]));
  }

  // Whoever goes on typing while an answer is on its way is faster than it: what they typed, and where they are.
  function typedSince(before) {
    const values = [...texts()].filter(([id, value]) => before?.has(id) && before.get(id) !== value);
    return { values, at: document.activeElement?.id };
  }

  function typeAgain({ values, at } = { values: [] }) {
    let there = null;
    for (const [id, value] of values) {
      const field = document.getElementById(id);
      if (!field) continue;
      if (field.value !== value) field.value = value;
      if (id === at) there = field;
    }
    return there;
  }

  // What the button, or what it stands in, says about afterwards: `data-focus`, `data-say`.
  function wish(detail, name) {
    return pressed(detail).closest(`[data-${name}]`)?.dataset[name];
  }

  function whereTo(isWhole, wanted) {
    const main = document.querySelector(WHOLE);
    if (!isWhole) return wanted && document.querySelector(wanted);
    return main.querySelector("[autofocus]") || (wanted && main.querySelector(wanted)) || main;
  }

  // The message stands behind what was pressed; the focus stays there, to press again.
  function tell(button, text) {
    untell();
    const place = document.createElement("div");
    place.className = "notice notice--error";
    place.setAttribute("role", "alert");
    place.dataset.trouble = "yes";
    const near = button.closest(".actions, p") || button;
    if (near.matches("form")) near.append(place);
    else near.after(place);
    place.append(document.createElement("p"));
    place.firstChild.textContent = text;
    place.scrollIntoView({ block: "nearest" });
  }

  function untell() {
    document.querySelector("[data-trouble]")?.remove();
  }
})();
