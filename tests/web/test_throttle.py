"""Where are tries counted, and how many are too many?"""

from __future__ import annotations

from collections.abc import Callable

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


@pytest.mark.parametrize(
    ("lanes_of", "most"),
    [
        (lambda: throttle.lanes_of("sign-in", "sam", browser="known"), 8),
        (lambda: throttle.lanes_of("sign-in", "sam", browser=""), 8),
        (lambda: throttle.lanes_of("sign-in", "sam", browser="")[2:], 60),
        (lambda: throttle.lanes_of("second-step", "sam", browser="")[2:], 30),
        (lambda: throttle.lanes_of("forgotten", "sam", browser="")[2:], 5),
        (lambda: throttle.lanes_of("mail-link", "sam", browser="")[2:], 5),
        (lambda: throttle.lanes_of_network("invitation"), 40),
        (lambda: throttle.lanes_of_play("both"), 400),
        (lambda: throttle.lanes_of_directory(1), 3000),
        (lambda: throttle.lanes_of_proof(1), 8),
    ],
)
def test_each_lane_takes_so_many_tries_and_no_more(
    app: Flask, lanes_of: Callable[[], list[throttle.Lane]], most: int
) -> None:
    with app.test_request_context():
        assert all(throttle.may_try(lanes_of()) for _ in range(most))
        throttle.take_back(lanes_of())

        assert [throttle.may_try(lanes_of()) for _ in range(2)] == [True, False]
