"""What is our application more than Flask? It keeps what is the same for every request."""

from __future__ import annotations

from typing import Any

from flask import Flask, has_request_context, request

from tandem.web.templates import SiteEnvironment

# A proxy that is believed may name any folder for the site.
MOST_ADDRESSES = 2000


class Site(Flask):
    """Flask, with templates in the language of the reader and addresses that are built once."""

    jinja_environment = SiteEnvironment

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.addresses: dict[tuple[str, str], str] = {}

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """An address. One that names nothing (a course, a pair) is the same for everybody, and is
        kept, with the folder in which the site lies."""
        if values or endpoint.startswith(".") or not has_request_context():
            return super().url_for(endpoint, **values)
        key = request.root_path, endpoint
        if key not in self.addresses:
            if len(self.addresses) >= MOST_ADDRESSES:
                self.addresses.clear()
            self.addresses[key] = super().url_for(endpoint)
        return self.addresses[key]
