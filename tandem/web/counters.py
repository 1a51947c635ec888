"""What does a process count while it works? What stands here is told by `metrics.py`."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

REQUESTS = Counter(
    "tandem_requests_total", "Requests, by kind of address.", ["method", "address", "status"]
)
SECONDS = Histogram(
    "tandem_request_seconds",
    "How long an answer took.",
    ["method"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
LOCK_SECONDS = Histogram(
    "tandem_lock_wait_seconds",
    "How long was waited for the lock for writing, or for rows that somebody else held.",
    buckets=(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10),
)
PUT_OFF = Counter(
    "tandem_put_off_total", "Requests that were told to try again, by the reason.", ["reason"]
)
ERRORS = Counter("tandem_errors_total", "Faults of our own, by where they happened.", ["place"])
