"""Show one folder while it is written, without a database: `flask courses preview FOLDER`."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import click
from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    jsonify,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.serving import make_server

from tandem.commands.background import signature
from tandem.commands.courses import courses_in
from tandem.content.files import workshop
from tandem.content.lesson import CourseFolder
from tandem.people.contact import words as contact_words
from tandem.terms import READERS, Role
from tandem.together.tryout.fields import done_after
from tandem.together.tryout.view import tryout
from tandem.web import assets, languages, security, words
from tandem.web.access import EVERYBODY, open_to
from tandem.web.interface_texts import SiteBabel
from tandem.web.security import DRAWING_ONLY

HERE = "127.0.0.1"
TOP = Path(__file__).parent.parent.parent
blueprint = Blueprint("preview", __name__)


@click.command("preview")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--port", type=int, default=lambda: int(os.environ.get("PORT", "8001")))
def preview(folder: Path, port: int) -> None:
    """Serve a FOLDER as rep, support and leader will read it; pages follow the files."""
    server = make_server(HERE, port, site(folder), threaded=True)
    click.echo(f"{folder} on http://{HERE}:{server.port} (stop with Ctrl+C)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("stopped")
    finally:
        server.server_close()


def site(folder: Path) -> Flask:
    """The preview of a folder: its own small site, which knows no person and no database."""
    folder = folder.resolve()
    app = Flask(
        "tandem.preview",
        root_path=str(TOP),
        template_folder=str(TOP / "templates"),
        static_folder=None,
    )
    # As on the site: read by `assets`, and served under no other addresses.
    app.static_folder = str(TOP / "static")
    app.config.update(PREVIEW=folder, TRUSTED_HOSTS=[HERE, "localhost"])
    SiteBabel(app, locale_selector=lambda: "en")
    for plumbing in (words, security, assets, languages):
        plumbing.init_app(app)
    contact_words.init_app(app, contact_words.general_words)
    app.register_blueprint(blueprint)
    # No page stands above one of a folder, and no help page tells of it.
    app.add_template_global(lambda *_: None, "way_back")
    app.add_template_global(lambda: None, "about_this")
    app.context_processor(lambda: {"folder": folder.name, "version": version(folder)})
    return app


def version(folder: Path) -> str:
    """A text that differs after each change in the folder."""
    return hashlib.sha256(repr(sorted(signature(folder))).encode()).hexdigest()[:16]


def courses_shown() -> list[CourseFolder]:
    """The courses of the folder, read now."""
    return courses_in(current_app.config["PREVIEW"])


def course_shown(course: str) -> CourseFolder:
    """One course of the folder; 404 where it is not there."""
    shown = next((folder for folder in courses_shown() if folder.id == course), None)
    return shown if shown is not None else abort(404)


@blueprint.get("/")
@open_to(EVERYBODY)
def courses() -> ResponseReturnValue:
    """Every lesson of the folder, with what the checker says."""
    return render_template("preview/courses.html", courses=courses_shown())


@blueprint.get("/<course>/<file>")
@open_to(EVERYBODY)
def module(course: str, file: str) -> ResponseReturnValue:
    """A lesson as a role reads it, whether it is sound or not."""
    return module_page(course, file)


@blueprint.post("/<course>/<file>")
@open_to(EVERYBODY)
def play(course: str, file: str) -> ResponseReturnValue:
    """The same page one move further, or with the answers checked. It writes nothing."""
    return module_page(course, file)


def module_page(course: str, file: str) -> str:
    """The page of a lesson, played and marked as far as its form says."""
    folder = course_shown(course)
    checked = next(
        (module_file for module_file in folder.modules if module_file.name == file), None
    )
    if checked is None:
        abort(404)
    wanted = request.args.get("as", "")
    role = Role(wanted) if wanted in set(READERS) else Role.REP
    addresses = {image.path: f"/{course}/{image.path}" for image in folder.pictures}
    addresses |= {
        module_file.name: f"/{course}/{module_file.name}" for module_file in folder.modules
    }
    checked = workshop.shown(checked, addresses)
    if checked.module is None:
        abort(404)
    face: dict[str, Any] = {"course": course, "file": file, "as": role}
    done = done_after(checked.module, role, request.form)
    return render_template(
        "preview/module.html",
        shown=tryout(checked.module, role, done, is_writer=True),
        eyebrow=folder.title,
        checked=checked,
        readers=READERS,
        here=url_for(".play", **face),
        anew=url_for(".module", **face, _anchor="quiz"),
    )


@blueprint.get("/<course>/images/<path:name>")
@open_to(EVERYBODY)
def picture(course: str, name: str) -> ResponseReturnValue:
    """An image of a lesson, if the checker lets it be shown."""
    pictures = course_shown(course).pictures
    image = next((image for image in pictures if image.path == f"images/{name}"), None)
    if image is None:
        abort(404)
    response = Response(image.content, mimetype=image.media_type)
    response.headers["Content-Security-Policy"] = DRAWING_ONLY
    return response


@blueprint.get("/version")
@open_to(EVERYBODY)
def now() -> ResponseReturnValue:
    """The state of the folder, which an open page asks for."""
    return jsonify(version=version(current_app.config["PREVIEW"]))
