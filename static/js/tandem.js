// What does a page do better with a script? It saves drafts, copies links, and sends a form once.
// Without it everything still works: each form has its buttons.
(() => {
  "use strict";

  const words = document.currentScript.dataset;
  const PAUSE = 1200;
  const FIRST_RETRY = 4000;
  const LONGEST_RETRY = 60000;
  const ONCE = 3000;

  for (const form of document.querySelectorAll("form[data-autosave]")) saveDrafts(form);
  document.addEventListener("click", copy);
  document.addEventListener("submit", sendOnce);
  addEventListener("pageshow", allowSending);

  // Saves a form under way. `unsaved` is true from the first change until the server has it.
  function saveDrafts(form) {
    const place = form.querySelector("[data-saved]");
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
    form.addEventListener("click", openHint);
    document.addEventListener("visibilitychange", () => document.hidden && save({ leaving: true }));
    addEventListener("pagehide", () => save({ leaving: true }));
    addEventListener("pageshow", () => (sending = false));
    addEventListener("online", () => save());
    addEventListener("beforeunload", (event) => failed && !sending && event.preventDefault());

    function changed(event) {
      touched.add(event.target.name);
      unsaved = true;
      wait(PAUSE);
    }

    function wait(time) {
      clearTimeout(timer);
      timer = setTimeout(save, time);
    }

    function submitted(event) {
      if (!navigator.onLine) {
        event.preventDefault();
        say(words.wordOffline);
        return;
      }
      sending = true;
      clearTimeout(timer);
    }

    async function save({ leaving = false } = {}) {
      if (!unsaved || stopped || sending) return;
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
      return fetch(form.dataset.autosave, {
        method: "POST",
        body: contentOf(form, touched),
        headers: { Accept: "application/json" },
        keepalive: leaving,
      });
    }

    // Opens a hint in its place. Where that fails, the button works as it does without a script.
    async function openHint(event) {
      const button = event.target.closest("button[name=hint]");
      if (!button || button.dataset.plain) return;
      event.preventDefault();
      if (button.dataset.asking) return;
      button.dataset.asking = "yes";
      try {
        button.replaceWith(placeOf(await hintFor(button)));
      } catch {
        delete button.dataset.asking;
        button.dataset.plain = "yes";
        button.click();
      }
    }

    async function hintFor(button) {
      const content = contentOf(form, touched);
      content.append(button.name, button.value);
      const headers = { Accept: "application/json" };
      const answer = await fetch(button.formAction, { method: "POST", body: content, headers });
      if (!answer.ok) throw new Error(answer.statusText);
      return (await answer.json()).hint;
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

  // The hint as the server wrote it, focused as soon as it stands on the page.
  function placeOf(hint) {
    const place = document.createElement("template");
    place.innerHTML = hint;
    const shown = place.content.firstElementChild;
    requestAnimationFrame(() => shown.focus());
    return shown;
  }

  // A group whose last box was unticked here is sent as empty; a browser would not mention it.
  // A group that nobody touched is left out: another tab may have answered it.
  function contentOf(form, touched) {
    const content = new FormData(form);
    for (const box of form.querySelectorAll("input[type=checkbox]:enabled")) {
      if (touched.has(box.name) && !content.has(box.name)) content.append(box.name, "");
    }
    return content;
  }

  // Copies the text of the field a button names, and says so.
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

  // Lets a second press of the same form pass unheard. The server would answer it alike.
  function sendOnce(event) {
    const form = event.target;
    const method = event.submitter?.getAttribute("formmethod") || form.method;
    if (event.defaultPrevented || method !== "post") return;
    if (form.dataset.sending) return event.preventDefault();
    form.dataset.sending = "yes";
    setTimeout(() => delete form.dataset.sending, ONCE);
  }

  function allowSending() {
    for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
  }
})();
