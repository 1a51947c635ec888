"""Where are tries counted?"""

from __future__ import annotations

import pytest
from flask import Flask
from limits.storage import MemoryStorage, RedisStorage, Storage

from tandem.web import throttle


@pytest.mark.parametrize(
    ("address", "storage"), [("", MemoryStorage), ("redis://127.0.0.1:1/0", RedisStorage)]
)
def test_tries_are_counted_in_redis_where_a_setting_names_it(
    app: Flask, address: str, storage: type[Storage]
) -> None:
    app.config["REDIS_URL"] = address
    throttle.init_app(app)

    with app.app_context():
        assert type(throttle.limiter().storage) is storage
