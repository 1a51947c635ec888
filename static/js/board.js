// The board: rows by keyboard, details beside it, groups that fold, and many ticks at once.
// Without this the same links lead to pages, and the boxes to the same question.
(() => {
  "use strict";

  const BESIDE = matchMedia("(width >= 64rem)");
  const said = () => document.querySelector("[data-said]");
  const links = () => [...document.querySelectorAll(".road__names")].filter((link) => link.offsetParent);
  const ticks = () => [...document.querySelectorAll(".road__tick")];
  const panel = document.querySelector("[data-panel]");
  const inside = panel?.querySelector("[data-panel-inside]");
  const FILTER = ".board-tools__more";
  let opened, lastTick, isFilterOpen, place = -1;

  prepare();
  openFromAddress();
  document.addEventListener("htmx:afterSettle", prepare);
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(FILTER)) isFilterOpen = event.target.open;
  }, true);
  // Before the listeners on the links themselves.
  document.addEventListener("click", click, true);
  document.addEventListener("change", count);
  document.addEventListener("reset", () => setTimeout(count));
  document.addEventListener("keydown", press);
  panel?.querySelector("[data-panel-close]").addEventListener("click", close);

  // What only works with a script gets its button here.
  function prepare() {
    const filter = document.querySelector(FILTER);
    if (filter && isFilterOpen) filter.open = true;
    for (const title of document.querySelectorAll("span[data-fold]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "need__fold";
      button.append(...title.childNodes);
      button.addEventListener("click", () => fold(button, button.getAttribute("aria-expanded") === "true"));
      title.replaceWith(button);
      const group = button.closest("tbody");
      const alone = group.parentElement.tBodies.length === 1;
      fold(button, group.dataset.need === "through" && !alone);
    }
    count();
  }

  function fold(button, isFolded) {
    button.setAttribute("aria-expanded", String(!isFolded));
    button.closest("tbody").classList.toggle("need--folded", isFolded);
  }

  function click(event) {
    const tick = event.target.closest(".road__tick");
    if (tick) return range(tick, event.shiftKey);
    const link = event.target.closest(".road .road__names");
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!link || !isPlain || !panel || !BESIDE.matches) return;
    event.preventDefault();
    event.stopPropagation();
    show(link);
  }

  async function show(link) {
    let details, ways;
    try {
      const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      details = answer.ok && page.getElementById("details");
      ways = answer.ok && page.getElementById("details-ways");
    } catch {
      details = undefined;
    }
    if (!details) return location.assign(link.href);
    inside.replaceChildren(...[details, ways].filter(Boolean));
    mark(link.closest(".road"));
    panel.hidden = false;
    history.replaceState(history.state, "", `#${opened.id}`);
    inside.querySelector("#details-title").focus({ preventScroll: true });
  }

  function mark(row) {
    opened?.classList.remove("road--on");
    opened = row;
    opened?.classList.add("road--on");
  }

  function close() {
    const link = opened && document.getElementById(opened.id)?.querySelector(".road__names");
    panel.hidden = true;
    mark(undefined);
    history.replaceState(history.state, "", location.pathname + location.search);
    link?.focus();
  }

  function openFromAddress() {
    const row = location.hash.startsWith("#road-") && document.getElementById(location.hash.slice(1));
    const link = row && row.querySelector(".road__names");
    if (link && panel && BESIDE.matches) show(link);
  }

  // From the last box to this one, as in any list.
  function range(tick, isRange) {
    const all = ticks();
    const [from, to] = [all.indexOf(lastTick), all.indexOf(tick)].sort((a, b) => a - b);
    if (isRange && from >= 0) for (const box of all.slice(from, to + 1)) box.checked = tick.checked;
    lastTick = tick;
    count();
  }

  function count() {
    const bar = document.getElementById("acts");
    if (!bar) return;
    const number = ticks().filter((box) => box.checked).length;
    const words = bar.querySelector("[data-acts-number]");
    bar.classList.toggle("acts--none", !number);
    bar.querySelector("[data-acts-none]").hidden = !number;
    const text = number ? words.dataset.word.replace("{number}", number) : "";
    if (words.textContent !== text) words.textContent = text;
  }

  function press(event) {
    const isTyped = event.target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && panel && !panel.hidden) return close();
    if (isTyped) return;
    const row = event.target.closest?.(".road");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event, row);
    else if (row && (event.key === "ArrowRight" || event.key === "ArrowLeft")) read(event, row);
    else if (row && event.key === "x") tickRow(event, row);
  }

  function step(event, row) {
    const all = links();
    const at = row ? all.indexOf(row.querySelector(".road__names")) : -1;
    if (!row && document.activeElement !== document.body && !event.target.closest(".board__scroll")) return;
    const next = all[event.key === "ArrowDown" ? at + 1 : Math.max(at - 1, 0)];
    if (!next) return;
    event.preventDefault();
    place = -1;
    next.focus();
    next.closest(".road").scrollIntoView({ block: "nearest" });
  }

  // Module by module along the road: what each cell says, with the module's title.
  function read(event, row) {
    event.preventDefault();
    const titles = [...row.closest("table").querySelectorAll(".board__module")];
    place = Math.min(Math.max(place + (event.key === "ArrowRight" ? 1 : -1), 0), titles.length - 1);
    let start = 0;
    for (const cell of row.querySelectorAll(".road__cell")) {
      start += cell.colSpan;
      if (place < start) {
        said().textContent = `${plain(titles[place])}: ${plain(cell)}`;
        return;
      }
    }
  }

  function plain(element) {
    return element.textContent.replace(/\s+/g, " ").trim();
  }

  function tickRow(event, row) {
    event.preventDefault();
    const box = row.querySelector(".road__tick");
    box.checked = !box.checked;
    lastTick = box;
    count();
  }
})();
