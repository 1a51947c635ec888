"""Does a script ask, or a page?"""

from __future__ import annotations

from flask import request


def wants_json() -> bool:
    """Does a script ask?"""
    return request.accept_mimetypes.best == "application/json"
