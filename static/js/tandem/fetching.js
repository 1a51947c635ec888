// A link marked `data-busy` leads to something that takes a while: it says so meanwhile. A file
// (`data-file`) is fetched in place, so that it can be told when it is there, and when it is not.
(() => {
  "use strict";

  const words = document.currentScript.dataset;

  document.addEventListener("click", follow);

  function follow(event) {
    const link = event.target.closest("a[data-busy]");
    if (!link || event.defaultPrevented || event.button || isElsewhere(event)) return;
    if (link.hasAttribute("aria-busy")) return event.preventDefault();
    tandem.begin(link);
    if (!("file" in link.dataset)) return;
    event.preventDefault();
    fetchFile(link);
  }

  function isElsewhere(event) {
    return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  }

  async function fetchFile(link) {
    tandem.untell();
    try {
      const answer = await fetch(link.href);
      const name = nameIn(answer.headers.get("Content-Disposition") || "");
      if (answer.status === 429 || answer.status >= 500) throw new Error(answer.statusText);
      if (answer.ok && name) keep(await answer.blob(), name);
      else location.assign(link.href);
    } catch {
      tandem.tell(link, words.wordNoFile);
    }
    tandem.end(link);
  }

  function keep(content, name) {
    const way = document.createElement("a");
    way.href = URL.createObjectURL(content);
    way.download = name;
    way.click();
    setTimeout(() => URL.revokeObjectURL(way.href), 60000);
    tandem.say(words.wordFile.replace("{name}", name));
  }

  function nameIn(disposition) {
    const [, coded] = disposition.match(/filename\*=UTF-8''([^;]+)/i) || [];
    const [, plain] = disposition.match(/filename="?([^";]+)/i) || [];
    return coded ? decodeURIComponent(coded) : plain;
  }
})();
