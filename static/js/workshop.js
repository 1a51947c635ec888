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

  form.querySelector("label[for=source]").addEventListener("click", () => editor.focus());
  messages.addEventListener("click", jump);
  for (const role of document.querySelectorAll("[name=reader]")) role.addEventListener("change", look);
  file.addEventListener("change", () => file.files.length && take(file.files[0]));
  editor.dom.addEventListener("dragover", (event) => event.preventDefault());
  editor.dom.addEventListener("drop", dropped, { capture: true });
  editor.dom.addEventListener("paste", pasted, { capture: true });

  // The plain text area stays what is sent: the editor only fills it.
  function write(text) {
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  }

  async function look() {
    clearTimeout(timer);
    const turn = ++asked;
    try {
      const answer = await send(form.dataset.look, contentOf());
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

  function dropped(event) {
    const [one] = event.dataTransfer?.files || [];
    if (!one) return;
    event.preventDefault();
    event.stopPropagation();
    editor.moveTo(event.clientX, event.clientY);
    take(one);
  }

  function pasted(event) {
    const [one] = event.clipboardData?.files || [];
    if (!one) return;
    event.preventDefault();
    event.stopPropagation();
    take(one);
  }

  // Sends an image and puts its line where the cursor is, ready for what the image shows.
  async function take(image) {
    if (image.size > LARGEST) return tell(words.dataset.tooLarge);
    const content = contentOf();
    content.set("picture", image);
    try {
      const answer = await send(form.dataset.picture, content);
      const { said: text, path } = await answer.json();
      said.innerHTML = text;
      if (path) editor.insert(`![](${path})`, path.length + 3);
    } catch {
      tell(words.dataset.noAnswer);
    }
    file.value = "";
  }

  function tell(text) {
    said.textContent = text;
    file.value = "";
  }
})();
