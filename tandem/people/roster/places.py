"""Where does a list of people belong, and at which addresses is it looked at?"""

from __future__ import annotations

from flask import url_for

from tandem.content.own_words import words_to_roles
from tandem.people.roster.choices import ListChoices
from tandem.people.roster.queries import RosterPlace
from tandem.people.roster.table import Roster, read_roster
from tandem.people.teams import queries as teams
from tandem.web import db
from tandem.web.site_identity import own_words
from tandem.web.viewer import viewer


def place_of(team_id: int) -> RosterPlace:
    """A team that this person leads. Raises NoResultFound."""
    return RosterPlace(viewer().id, teams.team_led(db.session(), viewer().id, team_id=team_id))


def read_list(content: bytes, choices: ListChoices) -> Roster:
    """A list as it was chosen to be read, with the site's own words for roles."""
    return read_roster(content, choices, words_to_roles(own_words()))


def first_look(place: RosterPlace, file_id: int, roster: Roster) -> str:
    """Where a table is looked at first: what its columns are, unless nothing is guessed there."""
    is_clear = roster.head is None or (roster.head.is_certain and not roster.asks_for_code_page)
    return check_address(place, file_id) if is_clear else columns_address(place, file_id)


def check_address(place: RosterPlace, file_id: int) -> str:
    """The address of the page that shows what a table would change."""
    if place.team is None:
        return url_for("roster.check_all", file_id=file_id)
    return url_for("roster.check", team_id=place.team.id, file_id=file_id)


def list_address(place: RosterPlace) -> str:
    """The address at which a table is uploaded."""
    if place.team is None:
        return url_for("roster.bring_all")
    return url_for("roster.bring", team_id=place.team.id)


def list_of(place: RosterPlace, *, undo: str | None = None) -> str:
    """The address of the list of people, where `undo` is offered."""
    if place.team is None:
        return url_for("administration.administration", undo=undo)
    return url_for("teams.people", team_id=place.team.id, undo=undo)


def columns_address(place: RosterPlace, file_id: int) -> str:
    """The address of the page that shows what the columns of a table are taken for."""
    if place.team is None:
        return url_for("roster.columns_all", file_id=file_id)
    return url_for("roster.columns", team_id=place.team.id, file_id=file_id)
