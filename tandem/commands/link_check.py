"""Does an address in the web still answer? Asked politely, and never inside our own network."""

from __future__ import annotations

import http.client
import socket
import ssl
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

MOST_HOPS = 6
MOVED = frozenset({301, 302, 303, 307, 308})
MOVED_FOR_GOOD = frozenset({301, 308})
GONE = frozenset({404, 410})
HEADERS = {"User-Agent": "Tandem link check", "Accept": "*/*", "Connection": "close"}
IN_PATH = "/%:=&?~+!$,;'@()*[]"


@dataclass(frozen=True)
class LinkAnswer:
    """What an address answered: all is well where `fault` is empty.

    `is_gone` where nothing will come of it anymore; `moved_to` where it lies now, for good.
    """

    fault: str = ""
    is_gone: bool = False
    moved_to: str = ""


class NotAskedError(Exception):
    """The address may not be asked, and why."""


def ask(address: str, *, timeout: float = 10, private: bool = False) -> LinkAnswer:
    """Ask an address. `private` also asks inside our own network."""
    try:
        return followed(address, timeout=timeout, private=private)
    except NotAskedError as reason:
        return LinkAnswer(str(reason))
    except socket.gaierror:
        return LinkAnswer("there is no such host", is_gone=True)
    except TimeoutError:
        return LinkAnswer(f"no answer within {timeout:g} seconds")
    except ssl.SSLCertVerificationError as error:
        return LinkAnswer(f"its certificate is not valid: {error.verify_message}")
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        return LinkAnswer(f"no answer: {str(error) or type(error).__name__}")


def followed(address: str, *, timeout: float, private: bool) -> LinkAnswer:
    """Ask an address and follow redirects; each new address is checked before it is asked."""
    at, for_good = address, True
    for _ in range(MOST_HOPS):
        status, target = status_of(at, timeout=timeout, private=private)
        if status in MOVED and target:
            for_good = for_good and status in MOVED_FOR_GOOD
            at = urljoin(at, target)
            continue
        if status >= 400:
            return LinkAnswer(f"answers {status}", is_gone=status in GONE)
        return LinkAnswer(moved_to=at if at != address and for_good else "")
    return LinkAnswer("leads from one address to the next without an end")


def status_of(address: str, *, timeout: float, private: bool) -> tuple[int, str]:
    """The status of an address, and where it sends on to: by HEAD, else by GET."""
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotAskedError("leads to something other than a page in the web")
    ip = safe_ip(parts, private=private)
    status, target = request("HEAD", parts, ip, timeout=timeout)
    # Some servers refuse HEAD, or answer it wrongly.
    return request("GET", parts, ip, timeout=timeout) if status >= 400 else (status, target)


def safe_ip(parts: SplitResult, *, private: bool) -> str:
    """The number behind a host's name; it is the one that is called, so it cannot change."""
    host = parts.hostname or ""
    host = host if is_number(host) else host.encode("idna").decode()
    answers = socket.getaddrinfo(host, port_of(parts), type=socket.SOCK_STREAM)
    numbers = [str(answer[4][0]) for answer in answers]
    if not private and not all(is_public(number) for number in numbers):
        raise NotAskedError("lies in a private network and was not asked; --private asks it")
    return numbers[0]


def is_number(host: str) -> bool:
    """Is the host a number already?"""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_public(number: str) -> bool:
    """Is this a number of the public net?"""
    ip: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(ip, IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def port_of(parts: SplitResult) -> int:
    """The port of an address."""
    return parts.port or (443 if parts.scheme == "https" else 80)


def request(method: str, parts: SplitResult, ip: str, *, timeout: float) -> tuple[int, str]:
    """One request; the body of the answer is never read."""
    call = CallSecurely if parts.scheme == "https" else Call
    connection = call(parts.hostname or "", port_of(parts), timeout=timeout, ip=ip)
    query = f"?{parts.query}" if parts.query else ""
    try:
        connection.request(method, quote(f"{parts.path or '/'}{query}", IN_PATH), headers=HEADERS)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()


class Call(http.client.HTTPConnection):
    """A connection to the number that was looked at."""

    def __init__(self, host: str, port: int, *, timeout: float, ip: str) -> None:
        super().__init__(host, port, timeout=timeout)
        self.ip = ip

    def connect(self) -> None:
        """Call the number, not the name."""
        self.sock = socket.create_connection((self.ip, self.port), self.timeout)


class CallSecurely(Call):
    """The same connection over TLS, with a certificate that fits the name."""

    def connect(self) -> None:
        """Call the number, and expect the name."""
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
