"""Is the text of a lesson in another language than the page marked as such, and nothing else?"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tandem.commands.preview import site
from tandem.commands.sample.right_answers import right_answer
from tandem.library.served import lesson_from
from tandem.models import Course, Revision
from tests.cast import Cast
from tests.conftest import Browser
from tests.courses import publish
from tests.lessons import assign, finish, form_id_in

# Every text of the lesson has this word in it, and no text of the page.
WORD = "Wort"
LESSON = """
---
title: Wort und Tat
summary: Wort zuerst
show: SHOW
EDITION
---

Wort am Anfang. NEU

## Wort für alle {for=rep,support}

Wort im Text.

## Wort geprüft {quiz pass=10%}

### Wort eins? {#one}

Wort davor.

Hint: Wort als Hilfe

- [x] Wort ja
  > Wort gut
- [ ] Wort nein
  > Wort schlecht

Wort danach.

### Wort zwei {#order order}
1. Wort a
2. Wort b

### Wort drei {#match match}
- Wort c -> Wort d
- Wort e -> Wort f

### Wort vier {#fill}
Das Wort [[Wort]] passt, das Wort auch.

### Wort fünf {#typed}
= Wort

### Wort sechs {#play scenario}
Wort der Szene.

- [Wort weiter](#end)

#### Wort Ende {#end end=good}
Wort zum Schluss.

## Wort zu zweit {together}

### Wort sieben {#think}
Wort zum Nachdenken.
____

### Wort acht {#often scale}
1 (Wort nie) ... 5 (Wort immer)
- Wort selten

### Wort neun {#talk talked}
Wort reden.
"""
COVER = "---\ntitle: Wort im Kurs\nsummary: Wort dazu\nlanguage: de\n---\n\nWort vorn.\n"
TYPED = WORD  # in whichever language somebody types
VOID = {"input", "br", "img", "meta", "link", "hr", "source", "wbr", "rect", "path", "circle"}


class Tongues(HTMLParser):
    """Every text of a page with the language that it is marked as."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the language from here on."""
        before = self.open[-1][1] if self.open else ""
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or before))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A sign without a text."""

    def handle_endtag(self, tag: str) -> None:
        """Forget it."""
        while any(tag == opened for opened, _ in self.open) and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self.open and any(sign.isalpha() for sign in data) and self.open[-1][0] != "title":
            self.texts.append((" ".join(data.split()), self.open[-1][1]))


def wrong(page: str) -> list[tuple[str, str]]:
    """The texts that are marked as another language than theirs."""
    texts = Tongues(page).texts
    assert any(language == "de" for _, language in texts), "nothing is marked"
    # A title within a sentence of the page, as in “Continue: …”, is a name and stays unmarked.
    # The menu says “Deutsch” to whoever reads German.
    named = ("Wort und Tat", "Wort im Kurs", "Wort sieben", "Wort acht", "Deutsch")
    return [
        (text, language)
        for text, language in texts
        if (WORD in text) is not (language == "de") and not text.endswith((*named, TYPED))
    ]


def write(session: Session, root: Path, *, show: str = "end", edition: int = 1) -> None:
    """Publish a German lesson."""
    folder = root / "courses" / "teaming"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.md").write_text(COVER, "utf-8")
    text = LESSON.replace("SHOW", show).replace("EDITION", f"edition: {edition}").lstrip()
    text = text.replace("NEU", "Wort neu." if edition > 1 else "")
    (folder / "01-engine.md").write_text(text, "utf-8")
    assert publish(session, folder.parent).errors == []


@pytest.fixture
def course(session: Session, cast: Cast, tmp_path: Path) -> Course:
    """Sam and Sue, who read English, have a German lesson."""
    write(session, tmp_path)
    found = session.scalars(select(Course)).one()
    assign(session, cast.pair, found)
    session.commit()
    return found


@pytest.mark.parametrize(
    "address",
    ["/learn/teaming/", "/learn/teaming/engine/", "/learn/teaming/engine/quiz"]
    + [f"/learn/teaming/engine/together/1{page}" for page in ("", "/talk")],
)
def test_a_reader_hears_a_german_lesson_in_german(
    cast: Cast, course: Course, browser_of: Browser, address: str
) -> None:
    page = browser_of(cast.sam).get(address.replace("/1", f"/{cast.pair.id}")).text

    assert wrong(page) == []


@pytest.mark.parametrize("show", ["end", "each"])
def test_a_result_is_heard_in_german(
    session: Session, cast: Cast, course: Course, browser_of: Browser, tmp_path: Path, show: str
) -> None:
    write(session, tmp_path, show=show)
    sam, quiz = browser_of(cast.sam), "/learn/teaming/engine/quiz"
    played = {"form_id": form_id_in(sam.get(quiz)), "play": "play:0:0"}
    sam.post(f"{quiz}/play", data=played)
    sent = {"form_id": form_id_in(sam.get(quiz)), **answers(session)}
    sam.post(f"{quiz}/hint", data={**sent, "hint": "one"})
    if show == "each":
        sam.post(f"{quiz}/check", data={**sent, "check": "one"})
    under_way = sam.get(quiz).text
    result = sam.post(quiz, data=sent, follow_redirects=True).text

    assert wrong(under_way) == []
    assert wrong(result) == []


def answers(session: Session) -> dict[str, list[str]]:
    """What is right in the lesson that was published last; the scene was played."""
    newest = session.scalars(select(Revision).order_by(Revision.id.desc())).first()
    assert newest
    quiz = next(s for s in lesson_from(newest.lesson).sections if s.questions)
    return {f"answer-{one.id}": right_answer(one) for one in quiz.questions if one.id != "play"}


def test_what_changed_is_heard_in_german(
    session: Session, cast: Cast, course: Course, browser_of: Browser, tmp_path: Path
) -> None:
    finish(session, cast.sam)
    session.commit()
    write(session, tmp_path, edition=2)

    page = browser_of(cast.sam).get("/learn/teaming/engine/changes").text

    assert "Wort neu." in page
    assert wrong(page) == []


def test_the_other_seat_is_heard_in_german(
    session: Session, cast: Cast, course: Course, browser_of: Browser
) -> None:
    for who in (cast.sam, cast.sue):
        finish(session, who)
    session.commit()
    start = f"/learn/teaming/engine/together/{cast.pair.id}"

    for name in ("seat", "scenes"):
        assert wrong(browser_of(cast.sam).get(f"{start}/{name}").text) == []


@pytest.mark.parametrize("name", ["", "history", "insights"])
def test_a_trainer_hears_a_german_lesson_in_german(
    cast: Cast, course: Course, browser_of: Browser, name: str
) -> None:
    page = browser_of(cast.tess).get(f"/author/teaming/engine/{name}").text

    told = [(text, language) for text, language in wrong(page) if text not in SOURCE]
    # A row of figures is a sentence of the page that names an option or a step.
    assert [text for text, _ in told if text.startswith(WORD)] == []


# In a source every line is marked as German: what stands in braces has no language.
SOURCE = {" ".join(line.split()) for line in (LESSON + "---\nshow: end\nedition: 1").split("\n")}


def test_the_preview_of_a_folder_is_heard_in_german(
    session: Session, cast: Cast, course: Course, tmp_path: Path
) -> None:
    page = site(tmp_path / "courses").test_client().get("/teaming/01-engine.md").text

    assert wrong(page) == []


def test_a_lesson_written_from_right_to_left_says_so(
    session: Session, cast: Cast, course: Course, browser_of: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "courses" / "teaming"
    (folder / "course.md").write_text(COVER.replace("language: de", "language: ar"), "utf-8")
    publish(session, folder.parent)

    page = browser_of(cast.sam).get("/learn/teaming/engine/").text

    assert '<div class="prose" id="text" lang="ar" dir="rtl">' in page
