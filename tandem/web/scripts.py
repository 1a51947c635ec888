"""Did a script send this request, or a page?"""

from __future__ import annotations

from flask import request


def wants_json() -> bool:
    """Does the request ask for JSON?"""
    return request.accept_mimetypes.best == "application/json"
