// Saves what is being written, and says when. A text that is not saved is never left unsaid.
(() => {
  "use strict";

  const words = document.currentScript.dataset;
  const PAUSE = 1200;
  const FIRST_RETRY = 4000;
  const LONGEST_RETRY = 60000;
  const known = new WeakSet();

  find(document);
  document.addEventListener("htmx:load", (event) => find(event.target));

  function find(part) {
    for (const form of part.querySelectorAll("form[data-autosave]")) {
      if (!known.has(form)) saveDrafts(form);
      known.add(form);
    }
  }

  // Saves a form under way. `unsaved` is true from the first change until the server has it.
  function saveDrafts(form) {
    let unsaved = false;
    let failed = false;
    let saving = false;
    let stopped = false;
    let sending = false;
    let timer = 0;
    let retry = FIRST_RETRY;
    const touched = new Set();

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", submitted);
    form.addEventListener("htmx:configRequest", mentionUnticked);
    form.addEventListener("htmx:beforeRequest", () => (sending = true));
    form.addEventListener("htmx:afterRequest", goOn);
    document.addEventListener("visibilitychange", () => document.hidden && save({ leaving: true }));
    addEventListener("pagehide", () => save({ leaving: true }));
    addEventListener("pageshow", () => (sending = false));
    addEventListener("online", () => save());
    addEventListener("beforeunload", warn);

    function changed(event) {
      touched.add(event.target.name);
      unsaved = true;
      // What is written after saving has come to an end is in no other place.
      if (stopped) failed = true;
      wait(PAUSE);
    }

    function wait(time) {
      clearTimeout(timer);
      timer = setTimeout(save, time);
    }

    function submitted(event) {
      if (event.defaultPrevented) return;
      if (!navigator.onLine) {
        event.preventDefault();
        say(words.wordOffline);
        return;
      }
      sending = true;
      clearTimeout(timer);
    }

    // A part of the form was exchanged, or could not be: what was typed meanwhile is saved.
    function goOn() {
      sending = false;
      if (unsaved) wait(PAUSE);
    }

    function warn(event) {
      if (failed && !sending && form.isConnected) event.preventDefault();
    }

    async function save({ leaving = false } = {}) {
      if (!unsaved || stopped || sending || !form.isConnected) return;
      if (saving && !leaving) return wait(PAUSE);
      clearTimeout(timer);
      unsaved = false;
      saving = true;
      try {
        await understand(await post(leaving));
      } catch {
        tryAgain();
      }
      saving = false;
    }

    function post(leaving) {
      const body = new FormData(form);
      for (const name of unticked()) body.append(name, "");
      const headers = { Accept: "application/json" };
      const send = (keepalive) => fetch(form.dataset.autosave, { method: "POST", body, headers, keepalive });
      // A browser lets at most 64 KB outlive their page; what is longer is sent while the page is hidden.
      return leaving ? send(true).catch(() => send(false)) : send(false);
    }

    // A group whose last box was unticked here is sent as empty; a browser would not mention it.
    // A group that nobody touched is left out: another tab may have answered it.
    function unticked() {
      const boxes = [...form.querySelectorAll("input[type=checkbox]:enabled")];
      const ticked = new Set(boxes.filter((box) => box.checked).map((box) => box.name));
      const names = new Set(boxes.map((box) => box.name));
      return [...names].filter((name) => touched.has(name) && !ticked.has(name));
    }

    function mentionUnticked(event) {
      for (const name of unticked()) event.detail.formData.append(name, "");
    }

    async function understand(answer) {
      if (answer.status >= 500 || answer.status === 429) return tryAgain();
      if (answer.status === 401) return stop(words.wordSignedOut);
      if (answer.status === 409) {
        const { error, at, see, lost } = await answer.json();
        return stop(error, { at, see, isLost: Boolean(lost) });
      }
      const isJson = (answer.headers.get("Content-Type") || "").includes("json");
      if (!answer.ok || !isJson) return stop(words.wordRefused);
      const { saved_at: time } = await answer.json();
      failed = false;
      retry = FIRST_RETRY;
      if (!unsaved) say(words.wordSaved.replace("{time}", time));
    }

    function tryAgain() {
      unsaved = true;
      failed = true;
      say(words.wordUnsaved);
      wait(retry);
      retry = Math.min(retry * 2, LONGEST_RETRY);
    }

    function stop(text, { at = "", see = words.wordSee, isLost = true } = {}) {
      stopped = true;
      failed = isLost;
      say(text, at, see);
    }

    function say(text, at = "", see = "") {
      const place = form.querySelector("[data-saved]");
      if (!place || place.dataset.said === text) return;
      place.dataset.said = text;
      place.textContent = text;
      if (!at) return;
      const link = document.createElement("a");
      link.href = at;
      link.textContent = see;
      place.append(" ", link);
    }
  }
})();
