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
  for (const one of document.querySelectorAll("[data-insert]")) one.addEventListener("click", insert);
  file.addEventListener("change", () => take(file.files));
  // A file dropped anywhere is taken: a browser would leave the page for it.
  document.addEventListener("dragover", (event) => bringsFiles(event) && event.preventDefault(), { capture: true });
  document.addEventListener("drop", dropped, { capture: true });
  editor.dom.addEventListener("paste", pasted, { capture: true });
  const [, line] = location.hash.match(/^#line-(\d+)$/) || [];
  if (line) editor.goTo(Number(line));

  // A piece stands by itself: with empty lines around it.
  function insert(event) {
    const piece = document.querySelector(event.currentTarget.dataset.insert);
    editor.insert(`\n${piece.textContent.trim()}\n\n`);
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
      const { messages: list, preview: page } = await answer.json();
      if (turn !== asked) return;
      if (messages.innerHTML !== list) messages.innerHTML = list;
      preview.innerHTML = page;
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
    }));
  }

  function jump(event) {
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

  // Sends images and puts their lines where the cursor is, ready for what each shows.
  async function take(images) {
    const answers = [];
    for (const image of [...images]) {
      said.textContent = words.dataset.sending;
      answers.push(await taken(image));
      said.replaceChildren(...answers.flatMap((one) => one.said));
    }
    const lines = answers.filter((one) => one.path).map((one) => `![](${one.path})`);
    const text = lines.join("\n\n");
    if (text) editor.insert(text, text.length - 2);
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
