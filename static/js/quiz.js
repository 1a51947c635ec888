// One question of a quiz at a time, where somebody likes that, and the row of questions with the state of
// each. Which questions are shown is said by the style sheet; this only says which one it is now.
(() => {
  "use strict";

  const MARKS = "tandem-marked-";
  const FIELDS = "input:not([type=hidden]), select, textarea";
  let now = "";
  // The question that the page opened with: the one of the address without a place.
  let opening = null;

  document.addEventListener("click", follow);
  document.addEventListener("input", ({ target }) => tell(target.closest("form.quiz")));
  document.addEventListener("change", ({ target }) => tell(target.closest("form.quiz")));
  document.addEventListener("htmx:afterSettle", begin);
  addEventListener("hashchange", () => show(inAddress() || opening, { focus: true }));
  begin();

  function begin() {
    const form = quiz();
    if (!form) return;
    const isNew = !form.dataset.ready;
    form.dataset.ready = "yes";
    const kept = !isNew && document.getElementById(now);
    opening = document.getElementById(opening?.id) || form.querySelector("[data-now]");
    show(kept || inAddress() || opening, { focus: false });
  }

  function quiz() {
    return document.querySelector("form.quiz");
  }

  function questions(form) {
    return [...form.querySelectorAll(".question[id]")];
  }

  function inAddress() {
    return document.getElementById(location.hash.slice(1))?.closest("form.quiz .question");
  }

  function follow(event) {
    const mark = event.target.closest("[data-mark]");
    if (mark) return turn(mark);
    const link = event.target.closest('a[href^="#question-"]');
    if (link) show(document.getElementById(link.hash.slice(1)), { focus: true });
  }

  function show(question, { focus }) {
    const form = quiz();
    if (!form || !question) return;
    now = question.id;
    for (const each of questions(form)) each.toggleAttribute("data-now", each === question);
    tell(form);
    if (!focus) return;
    question.tabIndex = -1;
    question.focus({ preventScroll: true });
    question.scrollIntoView({ block: "start", behavior: "instant" });
  }

  // A question to look at again is marked in this tab alone.
  function turn(button) {
    const question = button.closest(".question");
    const marked = new Set(marks());
    if (!marked.delete(question.id)) marked.add(question.id);
    try {
      sessionStorage.setItem(MARKS + location.pathname, [...marked].join(" "));
    } catch {
      // nothing is kept
    }
    tell(quiz());
  }

  function marks() {
    try {
      return (sessionStorage.getItem(MARKS + location.pathname) || "").split(" ").filter(Boolean);
    } catch {
      return [];
    }
  }

  function tell(form) {
    if (!form) return;
    const rail = form.querySelector("#rail");
    const marked = new Set(marks());
    let answered = 0;
    const asked = questions(form);
    for (const question of asked) {
      const state = stateOf(question);
      if (state !== "open") answered += 1;
      const isMarked = marked.has(question.id);
      question.querySelector("[data-mark]")?.setAttribute("aria-pressed", isMarked);
      tellStep(rail, question, isMarked && state !== "checked" ? "marked" : state);
      tellFault(question, state);
    }
    const here = rail.querySelector("[aria-current]");
    const count = rail.dataset.wordNow.replace("{answered}", answered).replace("{all}", asked.length);
    rail.querySelector("[data-rail-now]").textContent = [here?.textContent, count].filter(Boolean).join(" · ");
  }

  function tellStep(rail, question, state) {
    const step = rail.querySelector(`a[href="#${question.id}"]`);
    step.dataset.state = state;
    const word = rail.dataset[`word${state[0].toUpperCase()}${state.slice(1)}`];
    step.querySelector("[data-state-word]").textContent = `: ${word}`;
    if (question.id === now) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }

  // What was answered meanwhile need not be looked at any more.
  function tellFault(question, state) {
    const link = document.querySelector(`[data-faults] a[href="#${question.id}"]`);
    if (!link) return;
    link.parentElement.hidden = state !== "open";
    const list = link.closest("[data-faults]");
    list.parentElement.hidden = [...list.children].every((item) => item.hidden);
  }

  function stateOf(question) {
    if (question.querySelector(".question__mark")) return "checked";
    const fields = [...question.querySelectorAll(FIELDS)];
    if (!fields.length) return question.dataset.state;
    const boxes = fields.filter((field) => field.matches("[type=radio], [type=checkbox]"));
    const isAnswered = boxes.length ? boxes.some((box) => box.checked) : fields.every((field) => field.value.trim());
    return isAnswered ? "answered" : "open";
  }
})();
