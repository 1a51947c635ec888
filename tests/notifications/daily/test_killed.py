"""What holds when the process that sends is killed? A real process, killed for real."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tandem.models import Letter
from tandem.notifications.daily import letter as daily_letter
from tandem.people.accounts.actions import post_letter
from tandem.terms import LetterKind
from tandem.web import clock as clocks
from tests.cast import Cast
from tests.moments import SetClock
from tests.postbox import Postbox
from tests.site.serving import ROOT, wait_for


def killed_while_sending(engine: Engine, postbox: Postbox, instance: Path) -> None:
    """`flask mail send` in a process of its own, killed while the server has not yet answered."""
    environment = {
        **os.environ,
        "TANDEM_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "TANDEM_SECRET_KEY": "only for tests, and long enough for them",
        "TANDEM_COURSES": str(instance),
        "TANDEM_SMTP_URL": postbox.url,
        "TANDEM_BASE_URL": "https://tandem.example.com",
    }
    command = [sys.executable, "-m", "flask", "mail", "send"]
    postbox.stalls = True
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    wait_for(lambda: postbox.letters, seconds=20)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    postbox.stalls = False


@pytest.mark.process
@pytest.mark.parametrize(("kind", "times"), [(LetterKind.INVITATION, 2), (LetterKind.DAILY, 1)])
def test_a_killed_process_loses_no_invitation_and_doubles_no_daily_letter(
    mailing: Flask, engine: Engine, session: Session, cast: Cast, postbox: Postbox,
    tmp_path: Path, kind: LetterKind, times: int, clock: SetClock,
) -> None:  # fmt: skip
    # The other process goes by the real time, so here it is the same.
    clock.set_to(clocks.real())
    now = clock.now
    post_letter(session, cast.sam, subject="Come in", text="Link", kind=LetterKind.ASKED, now=now)
    session.commit()
    letter = session.scalars(select(Letter)).one()
    killed_while_sending(engine, postbox, tmp_path)
    session.rollback()
    session.refresh(letter)
    assert letter.handing_at
    assert letter.sent_at is None

    letter.kind, letter.next_try_at = kind, now
    session.commit()
    daily_letter.send(mailing)
    daily_letter.send(mailing)

    assert len(postbox.letters) == times
    assert len({one["Message-ID"] for one in postbox.letters}) == 1
    session.rollback()
    session.refresh(letter)
    assert bool(letter.sent_at) is (kind is LetterKind.INVITATION)
    assert "may have arrived" in letter.trouble or letter.sent_at
