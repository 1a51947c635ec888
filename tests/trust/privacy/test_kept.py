"""Is everything that is kept of people named, on the page and in the copy?"""

from __future__ import annotations

import html

from sqlalchemy import Table

from tandem.models import Base
from tandem.trust.privacy.columns import COLUMNS, TECHNICAL
from tandem.trust.privacy.kept import NOT_GIVEN_OUT, SUBJECTS, kept_tables
from tandem.trust.privacy.queries import is_given_out, table_of
from tests.conftest import Browser


def knows_people(table: Table) -> bool:
    """Has it rows of people or of pairs?"""
    links = {link.target_fullname for column in table.c for link in column.foreign_keys}
    return bool(links & {"person.id", "pair.id"})


def test_every_table_of_people_is_on_the_list_once() -> None:
    named = [table.name for table in kept_tables()]

    unnamed = {table.name for table in Base.metadata.tables.values() if knows_people(table)}
    assert unnamed - set(named) - set(NOT_GIVEN_OUT) == set()
    assert len(named) == len(set(named))
    assert set(named) <= set(Base.metadata.tables)


def test_every_column_that_leads_to_a_person_is_named_or_somebody_elses() -> None:
    for kept in kept_tables():
        for column in (*kept.whose, *filter(None, [kept.of_pair])):
            assert column in table_of(kept).c, (kept.name, column)


def test_every_column_of_the_copy_has_a_word_or_says_nothing_to_people() -> None:
    given_out = {
        column.name
        for kept in kept_tables()
        for column in table_of(kept).c
        if is_given_out(kept, column)
    }

    assert given_out - set(COLUMNS) - TECHNICAL == set()
    assert (set(COLUMNS) | TECHNICAL) - given_out == set()
    assert set(COLUMNS) & TECHNICAL == set()


def test_the_page_says_all_of_it_before_anybody_signs_in(browser_of: Browser) -> None:
    page = browser_of(None).get("/privacy")

    assert page.status_code == 200
    text = html.unescape(page.text)
    for subject in SUBJECTS:
        for sentence in (subject.title, subject.what, subject.why, subject.readers, subject.until):
            assert str(sentence) in text, subject.name
    assert "Your partner will read this once both of you have answered" in page.text


def test_the_page_leads_there_from_the_foot_of_every_page(browser_of: Browser) -> None:
    assert 'href="/privacy"' in browser_of(None).get("/login").text


def test_the_page_says_what_this_site_is_set_up_for(browser_of: Browser) -> None:
    visitor = browser_of(None)
    assert "A closed account: when its owner or an administrator erases it." in (
        visitor.get("/privacy").text
    )

    visitor.application.config["KEEP_CLOSED_DAYS"] = 30
    try:
        page = visitor.get("/privacy").text
    finally:
        visitor.application.config["KEEP_CLOSED_DAYS"] = 0
    assert "A closed account: 30 days after it was closed." in page
