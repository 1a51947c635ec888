"""Which form brings a file in?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField

from tandem.web.forms import RecordingForm

LONGEST_NAME = 200


class ImportForm(RecordingForm):
    """Hand in a file. `courses` are the names of those that are there."""

    file = FileField(
        _("File"),
        [FileRequired(_("Please choose a file."))],
        description=_(
            "A zipped course, or a quiz: GIFT (.gift, .txt), Aiken (.txt), task lists or "
            "LiaScript (.md), mdbook-quiz (.toml). At most 4 MB; the command line takes larger "
            "ones."
        ),
    )
    into = SelectField(
        _("Where to"),
        description=_("A zipped course always becomes a course of its own."),
    )

    def __init__(self, *args: Any, courses: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.into.choices = [("", _("A new course")), *((name, name) for name in courses)]

    def name(self) -> str:
        """The file's own name, without the folders some browsers put in front."""
        filename = str(self.file.data.filename or "").replace("\\", "/")
        return PurePosixPath(filename).name[-LONGEST_NAME:] or "file"

    def content(self) -> bytes:
        """The bytes of the file."""
        return bytes(self.file.data.read())
