"""What is the full address of a page, for a letter or for copying, and which is asked for now?"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import current_app, request, url_for

# What means in a path only itself. `%`, `?` and `#` are written by their numbers.
PLAIN = "/!$&'()*+,;=:@~"


def full_address(endpoint: str, **values: Any) -> str:
    """The address with scheme and host: `BASE_URL` where it is set, else the request's own.

    A site in a folder of another has the folder in both; it is written once.
    """
    base = current_app.config["BASE_URL"] or request.root_url
    return base.rstrip("/") + url_for(endpoint, **values).removeprefix(request.root_path)


def address_here() -> str:
    """The address that is asked for, as a link leads to it, without the folder in which the site
    is. A path that Flask has read holds signs instead of their numbers: a `%3F` in it would begin
    the query."""
    return quote(request.path, safe=PLAIN) + request.full_path.removeprefix(request.path)
