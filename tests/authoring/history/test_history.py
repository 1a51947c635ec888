"""What was published, and how does an earlier text come back?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Revision
from tests.cast import Cast, read_german
from tests.conftest import Browser
from tests.lessons import counted_queries
from tests.written import AsBefore

HISTORY = "/author/teaming/engine/history"


def test_tess_sees_what_a_revision_changed(cast: Cast, path: Path, browser_of: Browser) -> None:
    text = browser_of(cast.tess).get(HISTORY).text

    assert '<del>The <mark class="changes__word">drive</mark>.</del>' in text
    assert '<ins>The <mark class="changes__word">DRIVE</mark>.</ins>' in text
    assert "The frame." not in text


@pytest.mark.parametrize("address", ["/author/teaming/nothing/history", f"{HISTORY}?revision=99"])
def test_a_module_that_is_not_there_has_no_history_and_a_revision_shows_the_newest(
    cast: Cast, path: Path, browser_of: Browser, address: str
) -> None:
    answer = browser_of(cast.tess).get(address)

    assert answer.status_code == (404 if "nothing" in address else 200)


def test_the_first_revision_is_shown_as_the_file_it_is(
    cast: Cast, path: Path, browser_of: Browser
) -> None:
    text = browser_of(cast.tess).get(f"{HISTORY}?revision=1").text

    (file,) = re.findall(r'<pre class="changes__file"[^>]*>(.*?)</pre>', text, re.DOTALL)
    assert file.startswith("---")
    assert "The drive." in file
    assert "<ins>" not in text


def published_often(session: Session, times: int) -> None:
    """The module was published so often more."""
    row = session.scalars(select(Revision).order_by(Revision.number.desc())).first()
    assert row is not None
    names = [column.name for column in Revision.__table__.columns if column.name != "id"]
    columns = {name: getattr(row, name) for name in names}
    for number in range(row.number + 1, row.number + 1 + times):
        session.add(Revision(**{**columns, "number": number, "source": f"Text {number}"}))
    session.commit()


def test_a_long_history_is_turned_in_pages(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    published_often(session, 120)
    tess = browser_of(cast.tess)

    pages = [tess.get(f"{HISTORY}?page={page}").text for page in (1, 2)]

    numbers = [re.findall(r">\s*Revision (\d+)</a>", page) for page in pages]
    assert [len(found) for found in numbers] == [100, 22]
    assert [*map(int, numbers[0] + numbers[1])] == list(range(122, 0, -1))


def test_an_old_revision_is_shown_from_any_page(
    session: Session, cast: Cast, path: Path, browser_of: Browser
) -> None:
    published_often(session, 120)

    text = browser_of(cast.tess).get(f"{HISTORY}?revision=50&page=2").text

    assert "What revision 50 changed" in text
    assert re.search(r"<ins>Text <mark[^>]*>50</mark>", text)


def test_a_history_takes_as_many_queries_for_two_revisions_as_for_many(
    session: Session, engine: Engine, cast: Cast, path: Path, browser_of: Browser
) -> None:
    tess, counts = browser_of(cast.tess), []
    for more in (0, 120):
        published_often(session, more)
        with counted_queries(engine) as sent:
            tess.get(HISTORY)
        counts.append(len(sent))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_revision_is_shown_in_the_language_of_its_lesson_with_who_published_it(
    session: Session, cast: Cast, path: Path, browser_of: Browser, page_as_before: AsBefore,
    number: int,
) -> None:  # fmt: skip
    row = session.scalars(select(Revision).order_by(Revision.number.desc())).first()
    assert row is not None
    row.published_by_id = cast.ada.id
    published_often(session, 1)
    for again in session.scalars(select(Revision).where(Revision.number == 3)):
        again.source = row.source
    read_german(session, cast.tess)

    page_as_before(browser_of(cast.tess).get(f"{HISTORY}?revision={number}").text)
