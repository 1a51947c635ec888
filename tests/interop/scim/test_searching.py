"""Whom does a directory find, in which order and on which page, and what does it cost?"""

from __future__ import annotations

from urllib.parse import quote

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.cast import Cast, person
from tests.interop.scim.conftest import TalkingDirectory
from tests.lessons import counted_queries

SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
FOUND = {
    'userName eq "SAM@example.com"': ["sam"],
    'userName sw "o"': ["ona", "otto", "olga"],
    'emails.value eq "sue@example.com"': ["sue"],
    'emails[type eq "work" and value co "ona"]': ["ona"],
    'roles.value eq "leader" and active eq true': ["lee", "olga"],
    'not (roles.value eq "rep") and userName sw "s"': ["sue"],
    'userName eq "sam@example.com" or userName eq "sue@example.com"': ["sam", "sue"],
    'externalId eq "none"': [],
    "externalId pr": [],
    'nickName eq "x" or userName eq "sam@example.com"': None,
}


@pytest.mark.parametrize("text", FOUND)
def test_a_filter_finds_whom_it_means(cast: Cast, directory: TalkingDirectory, text: str) -> None:
    answer = directory.client.get(
        "/scim/v2/Users",
        query_string={"filter": text},
        headers={"Authorization": f"Bearer {directory.secret}"},
    )
    expected = FOUND[text]
    if expected is None:
        assert answer.status_code == 400
        return
    ids = {row["id"] for row in answer.json["Resources"]} if answer.json["totalResults"] else set()
    assert ids == {f"u{getattr(cast, who).id}" for who in expected}


@pytest.mark.parametrize(
    "text",
    [
        *("userName", 'userName eq "', "(" * 5000, "not " * 900, 'userName eq "\\u0000"'),
        *('userName eq "\\ud800"', 'externalId eq "\\uDC00"', 'emails.value eq "\\udfff\\ud800"'),
    ],
)
@pytest.mark.each_database
@pytest.mark.parametrize("path", ["/Users/.search", "/.search", "/Users?filter", "/?filter"])
def test_a_filter_that_is_none_is_refused_and_breaks_nothing(
    directory: TalkingDirectory, text: str, path: str
) -> None:
    if path.endswith("?filter"):
        answer = directory.send("GET", f"{path}={quote(text)}")
    else:
        answer = directory.send("POST", path, {"schemas": [SEARCH], "filter": text})

    assert answer.status_code == 400
    assert answer.json["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]


def test_people_come_in_pages_in_the_order_that_is_asked_for(
    cast: Cast, directory: TalkingDirectory
) -> None:
    page = directory.get("/Users?sortBy=userName&sortOrder=descending&startIndex=2&count=2")

    assert page["totalResults"] == 8
    assert (page["startIndex"], page["itemsPerPage"]) == (2, 2)
    names = [row["userName"] for row in page["Resources"]]
    assert names == ["sue@example.com", "sam@example.com"]
    first = directory.get("/Users?count=3")
    assert [row["id"] for row in first["Resources"]] == [
        f"u{row.id}" for row in (cast.sam, cast.sue, cast.lee)
    ]


@pytest.mark.each_database
@pytest.mark.parametrize("path", ["/Users", "/Groups", "/"])
@pytest.mark.parametrize("search", ["", "&sortBy=id"])
def test_nobody_stands_on_a_page_behind_the_last(
    directory: TalkingDirectory, path: str, search: str
) -> None:
    page = directory.get(f"{path}?startIndex={10**20}{search}")

    assert page["totalResults"] > 0
    assert page.get("Resources", []) == []


@pytest.mark.parametrize("name", ["attributes", "excludedAttributes"])
@pytest.mark.parametrize(("times", "status"), [(50, 200), (51, 400)])
def test_no_more_attributes_are_asked_for_than_there_are(
    cast: Cast, directory: TalkingDirectory, name: str, times: int, status: int
) -> None:
    names = ["userName"] * times
    listed = "?" + name + "=" + ",".join(names)
    answers = [
        directory.send("GET", f"/Users{listed}"),
        directory.send("GET", f"/Users/u{cast.sam.id}{listed}"),
        directory.send("POST", "/.search", {"schemas": [SEARCH], name: names}),
        directory.send("POST", "/.search", {"schemas": [SEARCH], name.lower(): ",".join(names)}),
    ]

    assert [answer.status_code for answer in answers] == [status] * 4


def test_a_sign_of_two_halves_is_looked_for(directory: TalkingDirectory) -> None:
    text = quote('userName eq "\\ud83d\\ude00"')

    assert directory.get(f"/Users?filter={text}")["totalResults"] == 0


@pytest.mark.each_database
def test_half_a_sign_is_kept_nowhere(cast: Cast, directory: TalkingDirectory) -> None:
    half = {"op": "add", "path": 'emails[value eq "\\ud800"].type', "value": "work"}
    name = {"op": "replace", "path": "name.givenName", "value": "\ud800"}

    answers = [directory.patch(f"/Users/u{cast.sam.id}", each) for each in (half, name)]

    assert [answer.status_code for answer in answers] == [400, 400]


def test_a_page_of_people_costs_the_same_however_many_there_are(
    engine: Engine, session: Session, cast: Cast, directory: TalkingDirectory
) -> None:
    directory.get("/Users?count=100")
    with counted_queries(engine) as few:
        directory.get("/Users?count=100")
    for index in range(40):
        person(session, f"Person{index}", "Many")
    session.commit()

    with counted_queries(engine) as many:
        directory.get("/Users?count=100")

    assert len(few) == len(many)


def test_a_group_is_found_by_its_name_and_told_without_its_members(
    cast: Cast, directory: TalkingDirectory
) -> None:
    found = directory.get('/Groups?filter=displayName eq "north"&excludedAttributes=members')

    (north,) = found["Resources"]
    assert north["id"] == f"g{cast.north.id}"
    assert "members" not in north
