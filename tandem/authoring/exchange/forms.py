"""Which form brings a file in?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import Form, SelectField

from tandem.content.formats.decoding import ENCODINGS
from tandem.web.forms import RecordingForm

LONGEST_NAME = 200
# By the names of the command line.
FORMATS = {
    "gift": "GIFT",
    "aiken": "Aiken",
    "tasks": _("Task lists"),
    "liascript": "LiaScript",
    "mdbook-quiz": "mdbook-quiz",
}


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


class ReadAsForm(Form):
    """How a quiz is to be read, where what it looks like misleads. It is asked, not recorded."""

    read_as = SelectField(_("Read as"))
    encoding = SelectField(
        _("Saved as"),
        description=_("Where letters come out wrong: files of older programs don’t say it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_itself = ("", _("What it looks like"))
        self.read_as.choices = [by_itself, *FORMATS.items()]
        self.encoding.choices = [by_itself, *((name, name.upper()) for name in ENCODINGS)]

    @property
    def chosen(self) -> dict[str, Any]:
        """What somebody chose; what is no choice is left out."""
        known = {"read_as": FORMATS, "encoding": ENCODINGS}
        return {name: self[name].data for name in known if self[name].data in known[name]}
