"""Is the HTML of every page valid? The Nu checker reads them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.site import nu
from tests.site.serving import Site, Visitor
from tests.site.test_accessibility import FOUND, ROLES, addresses


def pages(role: str, site: Site, app: Flask) -> dict[str, str]:
    """The pages that somebody of the sample, or a visitor, is given, "not found" among them."""
    person = Visitor(site)
    if role in ROLES:
        person.sign_in(f"{role}@example.com")
    given = {address: person.get(address) for address in addresses(app)}
    return {
        address: text
        for address, text in given.items()
        if text.lstrip().lower().startswith("<!doctype html>")
    }


def test_the_html_of_every_page_is_valid(
    shared_app: Flask, looked_at: Site, tmp_path: Path
) -> None:
    if not nu.is_there():
        pytest.skip("there is no Java, or no Nu checker")
    seen = {role: pages(role, looked_at, shared_app) for role in FOUND}

    named = {f"{role} {address}": text for role in seen for address, text in seen[role].items()}
    assert nu.faults(named, tmp_path) == {}
    assert all(FOUND[role] in seen[role] for role in FOUND)


def test_the_nu_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    if not nu.is_there():
        pytest.skip("there is no Java, or no Nu checker")
    wrong = (
        '<!doctype html><html lang="en"><title>x</title><p><div>A block in a paragraph.</div></p>'
    )

    assert "line 1" in nu.faults({"/": wrong}, tmp_path)["/"][0]
