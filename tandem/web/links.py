"""What is the full address of a page, for a letter or for copying?"""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for


def full_address(endpoint: str, **values: Any) -> str:
    """The address with scheme and host: `BASE_URL` where it is set, else the request's own.

    A site in a folder of another has the folder in both; it is written once.
    """
    base = current_app.config["BASE_URL"] or request.root_url
    return base.rstrip("/") + url_for(endpoint, **values).removeprefix(request.root_path)
