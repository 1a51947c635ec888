"""How is somebody told what another did to their account? By mail; their page asks the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby

from flask import current_app
from flask_babel import gettext as _

from tandem.mail import letters, sending
from tandem.models import AuditEntry, Person
from tandem.people.accounts import acts, queries
from tandem.people.accounts.actions import post_letter
from tandem.people.accounts.mail_links import LIFETIME
from tandem.people.accounts.told import ALWAYS_TOLD, TOLD
from tandem.terms import LetterKind
from tandem.web import clock, db
from tandem.web.links import full_address


def tell(entries: Iterable[AuditEntry], *, at: str = "") -> None:
    """Put one letter for each person into the outbox, in the transaction of what it tells of.

    `at` is an address that is not theirs anymore.

    Nobody is written to who is not here yet or cannot sign in. Of what they did themselves they
    hear where it could have been somebody in their place.
    """
    if not sending.can_send():
        return
    told = [
        entry
        for entry in entries
        if entry.act in ALWAYS_TOLD or (entry.act in TOLD and entry.actor_id != entry.subject_id)
    ]
    db.session().flush()
    for subject_id, group in groupby(sorted(told, key=by_subject), key=lambda row: row.subject_id):
        person = queries.person_by_id(db.session(), subject_id or 0)
        if person.is_active and person.has_joined and not person.is_sample:
            acts_of_person = list(group)
            is_alarm = any(entry.act in ALWAYS_TOLD for entry in acts_of_person)
            ids = [entry.id for entry in acts_of_person]
            post_notice(person, ids, at=at, at_once=is_alarm)


def by_subject(entry: AuditEntry) -> tuple[int, int]:
    """The order in which people are told: each once, act by act."""
    return (entry.subject_id or 0, entry.id)


def post_notice(person: Person, ids: Sequence[int], *, at: str, at_once: bool) -> None:
    """The letter that says what was done, by whom and when, in the language of its reader.

    What somebody else may have done in their name is an alarm, and leaves at once.
    """
    done = acts.shown_acts(db.session(), AuditEntry.id.in_(ids))
    with letters.reading_as(current_app, person.language):
        letter = letters.short_letter(
            "people/accounts/mail_notice.txt",
            subject=_("What was done with your account in [Tandem]"),
            link=full_address("accounts.account"),
            button=_("Your account"),
            person=person,
            acts=done,
        )
    post(person, letter, LetterKind.NOTICE, recipient=at, at_once=at_once)


def post_password_letter(person: Person, link: str, *, made_by: str = "") -> None:
    """The letter with a link for a new password. `made_by` is who made it for somebody else."""
    with letters.reading_as(current_app, person.language):
        letter = letters.short_letter(
            "people/accounts/mail_password.txt",
            subject=_("Set a new password for [Tandem]"),
            link=link,
            button=_("Set a new password"),
            person=person,
            made_by=made_by,
        )
    post(person, letter, LetterKind.ASKED)


def post_mail_letter(person: Person, link: str, *, recipient: str, email: str) -> None:
    """The letter that asks one of two addresses for a yes to the new one, `email`."""
    letter = letters.short_letter(
        "people/accounts/mail_change.txt",
        subject=_("Another mail address for [Tandem]"),
        link=link,
        button=_("Look at it"),
        person=person,
        email=email,
    )
    post(person, letter, LetterKind.ASKED, recipient=recipient)


def post_sign_in_letter(person: Person, link: str, *, code: str) -> None:
    """The letter with a link and a code that let its reader in."""
    letter = letters.short_letter(
        "people/accounts/mail_link.txt",
        subject=_("Sign in to [Tandem]"),
        link=link,
        button=_("Sign in"),
        person=person,
        code=code,
    )
    post(person, letter, LetterKind.ASKED, lifetime=LIFETIME)


def post(
    person: Person,
    letter: letters.LetterText,
    kind: LetterKind,
    *,
    recipient: str = "",
    lifetime: timedelta | None = None,
    at_once: bool = False,
) -> None:
    """Put a letter into the outbox, as text and as HTML."""
    post_letter(
        db.session(),
        person,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        recipient=recipient,
        kind=kind,
        lifetime=lifetime,
        at_once=at_once,
        now=clock.now(),
    )
