"""How is a form recorded once, however often it is sent? Submitting twice is submitting once.

A handler that has found nothing wrong with its form says only what is its own:

    with submit_once.recording(form, leads_to=url_for(".goal", pair_id=pair_id)) as recording:
        actions.propose(...)
        return recording.done(_("Your proposal stands, with your yes."))

The rest happens by itself. A form that was recorded before leads to its first result, and the
block is not entered. Inside, whatever is written and the form's own id are one transaction, which
holds the lock for writing (`db.writing`): what decides is read inside, and pages are made outside.
`done` commits it, and only then is anything said. Who leaves the block otherwise has recorded
nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import abort, flash, redirect
from werkzeug import Response

from tandem.models import FormSent
from tandem.models.inserting import insert_into
from tandem.web import clock, db, interrupted_forms
from tandem.web.forms import RecordingForm, facts_of, person_id


class Recording:
    """A form that is being recorded, and where its result will be."""

    def __init__(self, row: FormSent) -> None:
        self._row = row

    def leads_to(self, address: str) -> None:
        """Say where the result is, where that is known only now."""
        self._row.result = address

    def done(self, message: str = "", kind: str = "success") -> Response:
        """Commit, say so, and go to the result (303). From here on it survives a killed process."""
        address = self._row.result
        if not address:
            raise ValueError("a recorded form leads somewhere: say where")
        db.session().commit()
        if message:
            flash(message, kind)
        return redirect(address, 303)


@contextmanager
def recording(
    form: RecordingForm,
    *,
    leads_to: str = "",
    words: str = "",
    counts_anew: Callable[[], bool] | None = None,
    on_repeat: Callable[[], None] | None = None,
) -> Iterator[Recording]:
    """Record a form that was found sound, once: only its first copy enters the block.

    A copy that comes later, or at the very same moment, is answered with the first one's result;
    one that says something else with a page that keeps it.
    Without `Recording.done`, and after any exception, all that the block wrote is undone.

    An act that commits by itself (a publication does) must know before where it leads to.
    With `words` the same page with other words is no repeat. A repeat for which `counts_anew` is
    true is recorded all the same; `on_repeat` is called before any other repeat is answered.
    Raises ValueError for a form whose id is not ours: it was never validated.
    """
    if facts_of(form.form_id.data) is None:
        raise ValueError("a form is validated before it is recorded")
    said = what_is_said()
    with db.locked():
        row, is_first = claimed(key_of(form, words), leads_to, said=said)
        if not is_first and not (counts_anew and counts_anew()):
            if on_repeat:
                on_repeat()
            abort(answer_to_repeat(row, leads_to, said=said))
        yield Recording(row)


def answer_repeat(form: RecordingForm) -> None:
    """Go to the first result at once if this form was recorded before. Claims nothing.

    Before a form is refused that was checked against what its own first copy has changed: the
    second copy, which was checked late, would be refused.
    """
    if not form.is_submitted() or facts_of(form.form_id.data) is None:
        return
    sent = db.session().get(FormSent, key_of(form))
    if sent is not None and sent.result:
        abort(redirect(sent.result, 303))


def answer_to_repeat(row: FormSent, leads_to: str, *, said: str) -> Response:
    """The first result; or, where the copy says something else than the first, a page that says
    so and keeps what it says: a page from the browser's memory may have been corrected."""
    address = row.result or leads_to
    if not row.said or row.said == said:
        return redirect(address, 303)
    # The page is made when nothing is held anymore.
    db.session().rollback()
    return interrupted_forms.sent_before(address)


def what_is_said() -> str:
    """A hash of all that this request's form says, its id and what is secret aside."""
    kept = interrupted_forms.form_under_way().fields
    fields = sorted((name, value) for name, value in kept if name != "form_id")
    return hashlib.sha256(repr(fields).encode()).hexdigest()


def was_recorded(form: RecordingForm) -> bool:
    """Was this form recorded before? Claims nothing."""
    return db.session().get(FormSent, key_of(form)) is not None


def claimed(key: str, leads_to: str, *, said: str) -> tuple[FormSent, bool]:
    """The row of a form, and whether it is new: in the transaction of what the form records.

    A second copy sent at the same moment waits for the first, and then reads its row.
    """
    session = db.session()
    facts = {
        "id": key,
        "person_id": person_id() or None,
        "result": leads_to,
        "said": said,
        "at": clock.now(),
    }
    first = insert_into(session, FormSent).values(facts).on_conflict_do_nothing()
    row: FormSent | None = session.scalars(first.returning(FormSent)).one_or_none()
    return (row, True) if row is not None else (session.get_one(FormSent, key), False)


def key_of(form: RecordingForm, words: str = "") -> str:
    """What stands for a form in its row."""
    return hashlib.sha256(f"{form.form_id.data}{words}".encode()).hexdigest()
