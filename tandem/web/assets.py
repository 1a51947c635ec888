"""Where is a static file, so that a browser may keep it for good?"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for

from tandem.web.access import EVERYBODY, open_to

blueprint = Blueprint("assets", __name__)
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
# What every page shows first. Asked for with the page, it is there before the text is drawn.
FIRST_FONTS = ("fonts/literata-latin-normal.woff2", "fonts/source-sans-3-latin-normal.woff2")
FONT = re.compile(rb'url\("(fonts/[^"]+)"\)')
# What no browser needs. Lines stay, for they end statements; no text of a script goes over several.
COMMENTS = {
    ".css": re.compile(rb"/\*.*?\*/", re.DOTALL),
    ".js": re.compile(rb"^[ \t]*//[^\n]*$", re.MULTILINE),
}
INDENTS = re.compile(rb"\n\s+")
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """A static file: a short name for its content, the content, and the same packed."""

    digest: str
    content: bytes
    packed: bytes


def init_app(app: Flask) -> None:
    """Read the static files once and name each by its content."""
    static = Path(app.static_folder or "static")
    files = {"js/tandem.js": script(static / "js" / "tandem")}
    for path in sorted(static.rglob("*")):
        if path.suffix in {".js", ".svg", ".woff2"} and path.parent.name != "tandem":
            files[path.relative_to(static).as_posix()] = path.read_bytes()
    assets = {name: asset_of(name, content) for name, content in files.items()}
    assets["css"] = asset_of("tandem.css", style_sheet(static / "css", assets))
    app.extensions["assets"] = assets
    app.register_blueprint(blueprint)
    app.add_template_global(address_of, "asset")
    app.jinja_env.globals["first_fonts"] = FIRST_FONTS


def asset_of(name: str, content: bytes) -> Asset:
    """A file as it is served. A font is packed already."""
    packed = content if name.endswith(".woff2") else gzip.compress(content, mtime=0)
    return Asset(hash_of(content), content, packed)


def style_sheet(folder: Path, assets: dict[str, Asset]) -> bytes:
    """All style sheets as one, so that a page asks once. Fonts get the addresses of their content,
    relative to the sheet's own, since a site may lie in a folder."""

    def addressed(found: re.Match[bytes]) -> bytes:
        name = found[1].decode()
        return f'url("../{assets[name].digest}/{name}")'.encode()

    first = [folder / f"{name}.css" for name in ("reset", "tokens", "base", "layout")]
    parts = [*first, *sorted(folder.glob("ui/*.css")), *sorted(folder.glob("features/*.css"))]
    fonts = folder.parent / "fonts" / "fonts.css"
    sheet = b"\n".join(path.read_bytes() for path in [*parts, folder / "print.css", fonts])
    return FONT.sub(addressed, lean(sheet, ".css"))


def script(folder: Path) -> bytes:
    """The scripts of every page as one, so that a page asks once."""
    return lean(b"\n".join(path.read_bytes() for path in sorted(folder.glob("*.js"))), ".js")


def lean(source: bytes, suffix: str) -> bytes:
    """The same for a browser, without comments that take a line, indents and empty lines."""
    return INDENTS.sub(b"\n", COMMENTS[suffix].sub(b"", source))


def hash_of(content: bytes) -> str:
    """A short name for a content."""
    return hashlib.sha256(content).hexdigest()[:12]


def address_of(name: str) -> str:
    """The address of a static file; it changes when the file does."""
    digest = current_app.extensions["assets"][name].digest
    return url_for("assets.asset", digest=digest, name="tandem.css" if name == "css" else name)


@blueprint.get("/assets/<digest>/<path:name>")
@open_to(EVERYBODY)
def asset(digest: str, name: str) -> Response:
    """A static file. An old address still gives the present file, but not for good."""
    file = current_app.extensions["assets"].get("css" if name == "tandem.css" else name)
    if file is None:
        abort(404)
    packed = file.packed != file.content and request.accept_encodings.quality("gzip") > 0
    response = Response(file.packed if packed else file.content, mimetype=TYPES[Path(name).suffix])
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = FOR_GOOD if digest == file.digest else "no-cache"
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{file.digest}-gzip" if packed else file.digest)
    return response
