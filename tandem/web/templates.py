"""How do templates come ready from the disk, and how is each compiled only once?"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

FOLDER = "compiled-templates"
KINDS = ["html", "txt"]


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in a private folder, each with a mark of the text it was made from."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one. Where the disk takes no more, the next process compiles it again."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def init_app(app: Flask) -> None:
    """Let this site keep its compiled templates in its own folder."""
    folder = Path(app.instance_path) / FOLDER
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        app.jinja_env.bytecode_cache = CompiledTemplates(str(folder))


def load_all(app: Flask) -> int:
    """Load every template, so that nobody's page waits for one; how many there are.

    Takes a second or two where none is kept, else less than a tenth of one.
    """
    names = app.jinja_env.list_templates(extensions=KINDS)
    for name in names:
        app.jinja_env.get_template(name)
    return len(names)
