"""How does the site itself ask a provider something? Shortly, briefly, and nobody else.

Whom it asks follows from the settings: the issuer, and what the issuer's own document names. No
redirect is followed, no cookie kept, no proxy taken from the environment.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import httpx2

from tandem.people.providers.faults import ProviderError, ProviderFault
from tandem.web.provider_settings import is_safe

# For one answer altogether, and for each wait in it.
SECONDS, WAIT_SECONDS = 10, 5
LARGEST = 512 * 1024
PLAIN = {"Accept": "application/json", "Accept-Encoding": "identity"}


@cache
def certificates() -> ssl.SSLContext:
    """What this machine trusts, a certificate authority of the house included."""
    return ssl.create_default_context()


class Bounded(httpx2.BaseTransport):
    """Takes no answer that is long, slow, packed, or from an address that is not safe."""

    def __init__(self) -> None:
        self.inner = httpx2.HTTPTransport(verify=certificates())

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask, and read all of it here, where it is counted. Raises httpx2.TransportError."""
        if not is_safe(str(request.url)):
            raise httpx2.UnsupportedProtocol(f"not an address to ask: {request.url.host}")
        request.headers.update(PLAIN)
        beside = ThreadPoolExecutor()
        try:
            return beside.submit(self.whole_answer, request).result(timeout=SECONDS)
        except TimeoutError as error:
            # Without its connection the thread ends, too.
            self.close()
            raise httpx2.ReadTimeout("the answer takes too long") from error
        finally:
            beside.shutdown(wait=False)

    def whole_answer(self, request: httpx2.Request) -> httpx2.Response:
        """The answer with all its content. Raises httpx2.TransportError."""
        response = self.inner.handle_request(request)
        try:
            content = read(response)
        finally:
            response.close()
        return httpx2.Response(response.status_code, headers=response.headers, content=content)

    def close(self) -> None:
        """Let go of connections."""
        self.inner.close()


def read(response: httpx2.Response) -> bytes:
    """The whole answer. Raises httpx2.TransportError."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise httpx2.RemoteProtocolError("the answer is packed though that was not asked for")
    pieces, size = [], 0
    for piece in response.iter_raw():
        size += len(piece)
        if size > LARGEST:
            raise httpx2.RemoteProtocolError("the answer is too long")
        pieces.append(piece)
    return b"".join(pieces)


def options() -> dict[str, Any]:
    """What every client that asks a provider is made with."""
    return {
        "transport": Bounded(),
        "timeout": httpx2.Timeout(WAIT_SECONDS),
        "follow_redirects": False,
        "trust_env": False,
    }


def json_at(address: str, *, token: str = "") -> Mapping[str, Any]:
    """The JSON object at an address. Raises ProviderError."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        with httpx2.Client(**options()) as client:
            answer = client.get(address, headers=headers)
        found = answer.json()
    except (httpx2.HTTPError, ValueError, RecursionError) as error:
        raise ProviderError(ProviderFault.AWAY, f"{address}: {error!r}") from error
    if answer.status_code != httpx2.codes.OK or not isinstance(found, dict):
        raise ProviderError(ProviderFault.AWAY, f"{address} answered {answer.status_code}")
    return found
