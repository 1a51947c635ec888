// What does the page to write on do better with a script? The text stands in an editor, and what
// the checker says and how a role reads it follow while one types. Without it, buttons do the same.
(() => {
  "use strict";

  const PAUSE = 500;
  const LARGEST = 2 * 1024 * 1024;
  const form = document.querySelector("form[data-look]");
  const words = document.querySelector("[data-editor]");
  if (!form || !words || !window.TandemEditor) return;

  const area = form.elements.source;
  const messages = form.querySelector("[data-messages]");
  const preview = document.querySelector("[data-preview]");
  const file = form.elements.picture;
  const said = form.querySelector("[data-picture-said]");
  let timer = 0;
  let asked = 0;

  const editor = window.TandemEditor.open({
    place: words,
    text: area.value,
    label: words.dataset.label,
    phrases: JSON.parse(words.dataset.phrases),
    pieces: [...document.querySelectorAll("[data-piece]")].map(({ dataset, textContent }) => ({
      name: dataset.name,
      sort: dataset.sort,
      text: textContent,
    })),
    changed: write,
  });
  words.hidden = false;
  area.hidden = true;
  for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true;
  for (const one of document.querySelectorAll("[data-with-script]")) one.hidden = false;
  editor.show(found());
  look();

  form.querySelector("label[for=source]").addEventListener("click", () => editor.focus());
  messages.addEventListener("click", jump);
  for (const role of document.querySelectorAll("[name=reader]")) role.addEventListener("change", look);
  preview.addEventListener("submit", play);
  preview.addEventListener("click", playAnew);
  file.addEventListener("change", () => take(file.files));
  // A file dropped anywhere is taken: a browser would leave the page for it.
  document.addEventListener("dragover", (event) => bringsFiles(event) && event.preventDefault(), { capture: true });
  document.addEventListener("drop", dropped, { capture: true });
  editor.dom.addEventListener("paste", pasted, { capture: true });
  for (const one of document.querySelectorAll("[data-put]")) one.addEventListener("click", putPiece);
  document.querySelector("[data-other-face]")?.addEventListener("click", writeOtherFace);
  for (const tab of document.querySelectorAll("[data-pane]")) tab.addEventListener("click", () => showPane(tab));
  outline();
  if (form.dataset.refused) firstError();
  const [, line] = location.hash.match(/^#line-(\d+)$/) || [];
  if (line) editor.goTo(Number(line));

  // From the tool bar: the same pieces as behind “/”.
  function putPiece(event) {
    event.currentTarget.closest("details").open = false;
    editor.put(document.querySelector(event.currentTarget.dataset.put).textContent);
  }

  // On a narrow screen either the text or the preview is there.
  function showPane(tab) {
    document.querySelector(".workshop").dataset.shown = tab.dataset.pane;
    for (const one of document.querySelectorAll("[data-pane]")) one.setAttribute("aria-pressed", String(one === tab));
  }

  function firstError() {
    const error = messages.querySelector("[data-severity=error]");
    if (error) editor.goTo(Number(error.dataset.line));
  }

  // Headings of the text, each with its line, whose face it is, and how long: nothing in a fence or the header.
  function headings() {
    const lines = editor.text().split("\n");
    const found = [];
    let fence = "";
    lines.forEach((text, at) => {
      const mark = text.match(/^\s{0,3}(`{3,}|~{3,})/)?.[1];
      if (mark && (!fence || (mark[0] === fence[0] && mark.length >= fence.length))) fence = fence ? "" : mark;
      const [, signs, title, attributes = ""] = (!fence && text.match(/^(#{2,3}) ([^{]*)(\{[^}]*\})?/)) || [];
      if (signs) {
        found.push({ line: at + 1, level: signs.length, title: title.trim(), face: attributes.match(/\bfor=(rep|support)\b/)?.[1] });
      }
    });
    found.forEach((one, at) => {
      const next = found.slice(at + 1).find((other) => other.level <= one.level);
      one.end = next ? next.line : lines.length + 1;
      one.words = lines.slice(one.line, one.end - 1).join(" ").split(/\s+/).filter(Boolean).length;
    });
    return found;
  }

  function outline() {
    const list = document.querySelector("[data-outline]");
    if (!list) return;
    const faults = found();
    list.replaceChildren(...headings().map((one) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const count = faults.filter(({ line }) => line >= one.line && line < one.end).length;
      item.className = `outline__part outline__part--${one.level}`;
      link.href = `#line-${one.line}`;
      link.textContent = one.title || "…";
      link.addEventListener("click", (event) => {
        event.preventDefault();
        editor.goTo(one.line);
      });
      item.append(link, ...notes(one, count));
      return item;
    }));
  }

  function notes({ face, words: length }, count) {
    const note = (kind, text) => {
      const place = document.createElement("span");
      place.className = `outline__note outline__note--${kind}`;
      place.textContent = text;
      return place;
    };
    const { dataset } = document.querySelector("[data-outline]");
    return [
      ...(face ? [note(face, dataset[face]), note("words", dataset.words.replace("{number}", length))] : []),
      ...(count ? [note("fault", dataset.faults.replace("{number}", count))] : []),
    ];
  }

  // The part the cursor is in belongs to one of the two: goes to the other's, or begins it right behind.
  function writeOtherFace() {
    const parts = headings().filter(({ level }) => level === 2);
    const here = parts.findLast(({ line }) => line <= editor.line());
    const told = document.querySelector("[data-face-said]");
    told.textContent = here?.face ? "" : told.dataset.none;
    if (!here?.face) return;
    const other = here.face === "rep" ? "support" : "rep";
    const at = parts.indexOf(here);
    const mirror = [parts[at + 1], parts[at - 1]].find((one) => one?.face === other);
    if (mirror) return editor.goTo(mirror.line);
    editor.putAt(here.end, `## ${here.title} {for=${other}}\n\n`);
  }

  // The plain text area stays what is sent: the editor only fills it.
  function write(text) {
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  }

  // What was done in the preview goes along with the text, and comes back in the page.
  function play(event) {
    event.preventDefault();
    look(event.submitter);
  }

  function playAnew(event) {
    if (!event.target.closest('a[href="#anew"]')) return;
    event.preventDefault();
    preview.querySelector("[data-play]")?.remove();
    look();
  }

  function contentWithPlay(pressed) {
    const content = contentOf();
    const played = preview.querySelector("[data-play]");
    for (const [name, value] of played ? new FormData(played) : []) content.append(name, value);
    if (pressed?.name) content.append(pressed.name, pressed.value);
    return content;
  }

  async function look(pressed) {
    clearTimeout(timer);
    const turn = ++asked;
    try {
      const answer = await send(form.dataset.look, contentWithPlay(pressed instanceof HTMLElement ? pressed : null));
      if (!answer.ok || turn !== asked) return;
      const { messages: list, preview: page, noticed } = await answer.json();
      if (turn !== asked) return;
      if (messages.innerHTML !== list) messages.innerHTML = list;
      for (const one of messages.querySelectorAll("[data-with-script]")) one.hidden = false;
      preview.innerHTML = page;
      const notice = document.querySelector("[data-noticed]");
      if (notice) notice.innerHTML = noticed;
      outline();
      editor.show(found());
    } catch {
      // The next keystroke asks again.
    }
  }

  function contentOf() {
    const content = new FormData(form);
    content.delete("picture");
    return content;
  }

  const send = (address, body) => fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });

  function found() {
    return [...messages.querySelectorAll("[data-line]")].map((one) => ({
      line: Number(one.dataset.line),
      severity: one.dataset.severity,
      message: one.querySelector("[data-message]").textContent,
      fix: fixOf(one),
    }));
  }

  function fixOf(one) {
    const { written, meant } = one.dataset;
    return written ? { written, meant, name: one.querySelector("[data-fix]").textContent.trim() } : null;
  }

  function jump(event) {
    const fix = event.target.closest("[data-fix]")?.closest("[data-line]");
    if (fix) return editor.mend(Number(fix.dataset.line), fixOf(fix));
    const message = event.target.closest("a") && event.target.closest("[data-line]");
    if (!message) return;
    event.preventDefault();
    editor.goTo(Number(message.dataset.line));
  }

  const bringsFiles = (event) => event.target !== file && [...(event.dataTransfer?.types || [])].includes("Files");

  function dropped(event) {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.composedPath().includes(editor.dom)) editor.moveTo(event.clientX, event.clientY);
    take(event.dataTransfer.files);
  }

  // What is copied from a table or a letter often comes as words and as a picture of them.
  function pasted(event) {
    const { files = [] } = event.clipboardData || {};
    if (!files.length || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    event.stopPropagation();
    take(files);
  }

  // Sends images and puts their lines into the text, ready for what each shows.
  async function take(images) {
    const answers = [];
    for (const image of [...images]) {
      said.textContent = words.dataset.sending;
      answers.push(await taken(image));
      said.replaceChildren(...answers.flatMap((one) => one.said));
    }
    const paths = answers.filter((one) => one.path).map((one) => one.path);
    if (paths.length) editor.putImages(paths);
    file.value = "";
  }

  async function taken(image) {
    if (image.size > LARGEST) return told(words.dataset.tooLarge);
    const content = contentOf();
    content.set("picture", image);
    try {
      const answer = await send(form.dataset.picture, content);
      if (answer.status === 401) return told(words.dataset.signedOut);
      const { said: text, path } = await answer.json();
      return { path, said: [...new DOMParser().parseFromString(text, "text/html").body.childNodes] };
    } catch {
      return told(words.dataset.noAnswer);
    }
  }

  function told(text) {
    const line = document.createElement("p");
    line.className = "error";
    line.textContent = text;
    return { said: [line] };
  }
})();
