// A lesson: which part is being read, about how much is left, and where somebody left off. All of
// this stays in this browser; that somebody has read is said by a button and by nothing else.
(() => {
  "use strict";

  const page = document.querySelector("[data-lesson]");
  if (!page) return;

  const KEPT = `tandem-place-${page.dataset.lesson}`;
  const STAYS = "tandem-stays";
  const WIDE = matchMedia("(width >= 80rem)");
  const text = page.querySelector("#text");
  const parts = [...text.querySelectorAll(":scope > section[id]")];
  const links = new Map([...page.querySelectorAll("[data-contents] a")].map((link) => [link.hash.slice(1), link]));
  const name = document.querySelector("[data-place]");
  const left = document.querySelector("[data-place-left]");
  let asked = 0;

  unfold();
  WIDE.addEventListener("change", unfold);
  if (!("resumes" in page.dataset)) forget("localStorage", KEPT);
  goBack();
  addEventListener("scroll", () => (asked ||= requestAnimationFrame(look)), { passive: true });
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  document.querySelector("form[data-stays]")?.addEventListener("submit", () => remember("sessionStorage", STAYS, JSON.stringify(place())));
  look();

  // Where there is room beside the text the contents stand open.
  function unfold() {
    const contents = page.querySelector("[data-contents]");
    if (contents) contents.open = WIDE.matches;
  }

  function look() {
    asked = 0;
    const now = parts.findLast((part) => part.getBoundingClientRect().top < innerHeight / 2);
    for (const [id, link] of links) {
      if (id === now?.id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    if ("resumes" in page.dataset) tellPlace(now);
  }

  function tellPlace(part) {
    if (!name || !parts.length) return;
    const { bottom, height } = text.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (bottom - innerHeight) / height));
    const minutes = Math.ceil(share * Number(page.dataset.minutes));
    const place = part && left.dataset.placeWords.replace("{place}", parts.indexOf(part) + 1).replace("{of}", parts.length);
    const time = minutes > 0 && left.dataset.timeWords.replace("{minutes}", minutes);
    name.textContent = (part?.querySelector("h2") || page.querySelector("h1")).textContent;
    left.textContent = [place, time].filter(Boolean).join(" · ");
  }

  function keep() {
    if (!("resumes" in page.dataset)) return;
    const [at, ...rest] = place();
    if (at < 0 || scrollY < innerHeight / 2) return forget("localStorage", KEPT);
    remember("localStorage", KEPT, JSON.stringify([at, ...rest]));
  }

  // The piece of the text at the top of the window, of how many, and how much of it has gone by.
  function place() {
    const pieces = piecesOfText();
    const at = pieces.findIndex((piece) => piece.getBoundingClientRect().bottom > 0);
    const { top, height } = (pieces[at] || text).getBoundingClientRect();
    return [at, pieces.length, -top / (height || 1)];
  }

  // Back to where somebody was, unless the address or a message names another place.
  function goBack() {
    const stayed = take("sessionStorage", STAYS);
    forget("sessionStorage", STAYS);
    if (stayed && location.hash === "#go-on") return stayAt(JSON.parse(stayed));
    if (location.hash || document.querySelector("main [autofocus]")) return;
    if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
    const [at, of, gone] = JSON.parse(take("localStorage", KEPT) || "[]");
    const piece = piecesOfText()[at];
    if (!("resumes" in page.dataset) || !piece || of !== piecesOfText().length) return;
    const top = document.querySelector("[data-from-top]");
    if (top) top.hidden = false;
    settle(() => scrollToPiece(piece, gone));
  }

  // The address leads to the end of the text; whoever pressed the button above that stays there.
  function stayAt([at, , gone]) {
    history.replaceState(null, "", location.pathname + location.search);
    settle(() => scrollToPiece(piecesOfText()[at] || text, gone));
  }

  // Now, and again whenever typefaces have come, as long as nobody has moved meanwhile.
  function settle(scroll) {
    let isMoved = false;
    for (const cause of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      addEventListener(cause, () => (isMoved = true), { once: true, passive: true });
    }
    const again = () => isMoved || scroll();
    scroll();
    addEventListener("load", () => document.fonts.ready.then(again));
    document.fonts.addEventListener("loadingdone", () => requestAnimationFrame(again));
  }

  function scrollToPiece(piece, gone) {
    const { top, height } = piece.getBoundingClientRect();
    scrollTo({ top: scrollY + top + gone * height, behavior: "instant" });
  }

  function piecesOfText() {
    return [...text.querySelectorAll(":scope > *, :scope > section > *")].filter((piece) => piece.localName !== "section");
  }

  // A browser may refuse to keep anything; then every visit begins at the top.
  function remember(store, key, value) {
    try {
      globalThis[store].setItem(key, value);
    } catch {
      // nothing is kept
    }
  }

  function take(store, key) {
    try {
      return globalThis[store].getItem(key);
    } catch {
      return null;
    }
  }

  function forget(store, key) {
    try {
      globalThis[store].removeItem(key);
    } catch {
      // nothing was kept
    }
  }
})();
