"""What is our application more than Flask? It keeps what is the same for every request."""

from __future__ import annotations

from typing import Any

from flask import Flask, has_request_context, request

from tandem.web.templates import SiteEnvironment

# A site may have thousands of lessons, and a proxy that is believed may name any folder for it.
MOST_ADDRESSES = 5000
# What addresses of lessons name: the same for whoever may read them.
OF_LESSONS = frozenset({"course", "module", "as"})
FILES = "assets.asset"
OF_FILES = frozenset({"digest", "name"})


class Site(Flask):
    """Flask, with templates in the language of the reader and addresses that are built once."""

    jinja_environment = SiteEnvironment

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Its files are served under addresses of their content (`assets.py`), never by their names.
        super().__init__(*args, **(kwargs | {"static_folder": None}))
        self.static_folder = "static"
        self.addresses: dict[tuple[Any, ...], str] = {}

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """An address. One that names nothing but a lesson or a file is the same for everybody, and
        is kept, with the folder in which the site lies."""
        is_same_for_all = values.keys() <= OF_LESSONS or (
            endpoint == FILES and values.keys() <= OF_FILES
        )
        if not is_same_for_all or endpoint.startswith(".") or not has_request_context():
            return super().url_for(endpoint, **values)
        key = request.root_path, endpoint, *values.items()
        if key not in self.addresses:
            if len(self.addresses) >= MOST_ADDRESSES:
                self.addresses.clear()
            self.addresses[key] = super().url_for(endpoint, **values)
        return self.addresses[key]
