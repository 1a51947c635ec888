"""Bare pages of Flask, to hold ours against."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, render_template
from flask.testing import FlaskClient
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_wtf import FlaskForm
from jinja2 import DictLoader
from sqlalchemy import bindparam, create_engine, select
from sqlalchemy.orm import Session
from wtforms import HiddenField, StringField

from benchmarks.sites import address, opening
from benchmarks.timing import Act
from tandem.commands.demo.people import email_of
from tandem.models import Person

FRAME = "<html>{% block page %}{% endblock %}"
PAGE = """{% extends "frame" %}{% block page %}
{{ name }}{{ form.csrf_token }}{{ form.number }}{{ form.text }}{% endblock %}"""
NAMES = (
    select(Person.id, Person.given_name, Person.surname)
    .where(Person.email == bindparam("email"))
    .where(Person.id > bindparam("id"))
)


@dataclass
class Reader(UserMixin):
    """Who is signed in."""

    id: str
    name: str


class AskingForm(FlaskForm):
    """Two fields and a token."""

    number = HiddenField()
    text = StringField()


def bare(place: Path, number: int, *, database: str = "") -> Act:
    """A page of Flask and SQLAlchemy with so many bytes, for which one row is read."""
    engine = create_engine(database or address(place))
    statement = select(Person).where(Person.email == email_of(0))

    def name() -> str:
        with Session(engine) as session:
            return session.scalars(statement).one().name

    return opening(bare_site(name, number), "/")


def barest(place: Path, number: int) -> Act:
    """The same with sqlite3 alone, which stays connected as SQLAlchemy does."""
    connection = sqlite3.connect(place / "bench.db")
    query = "SELECT * FROM person WHERE email = ?"

    def name() -> str:
        return str(connection.execute(query, (email_of(0),)).fetchone()[1])

    return opening(bare_site(name, number), "/")


def bare_site(name: Callable[[], str], number: int) -> FlaskClient:
    """A site of one page: a name, and what is left of so many bytes."""
    app = Flask("bare")

    @app.get("/")
    def page() -> str:
        text = name()
        return text + "." * (number - len(text))

    return app.test_client()


def signed_in(place: Path, number: int, *, reads: int) -> Act:
    """The least that a page for one person costs: a sign-in with Flask-Login, a template, a form of
    WTForms with its token, and so many statements beside the one that reads the person."""
    engine = create_engine(address(place))
    statement = select(Person).where(Person.email == email_of(0))
    app = Flask("signed in")
    app.secret_key = "only measured"  # noqa: S105
    app.jinja_loader = DictLoader({"frame": FRAME + "." * number, "page": PAGE})
    manager = LoginManager(app)

    @manager.user_loader
    def reader(key: str) -> Reader:
        with Session(engine) as session:
            return Reader(key, session.scalars(statement).one().name)

    @app.get("/in")
    def enter() -> str:
        login_user(Reader("1", ""))
        return ""

    @app.get("/")
    def page() -> str:
        with Session(engine) as session:
            for beyond in range(reads):
                session.execute(NAMES, {"email": email_of(0), "id": -beyond}).all()
        return render_template("page", name=current_user.name, form=AskingForm())

    client = app.test_client()
    client.get("/in")
    return opening(client, "/")
