"""Which address may be asked, what does an answer mean, and where does a redirect end?"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

from tandem.commands import link_check
from tandem.commands.link_check import LinkAnswer, ask, is_number, is_public, port_of, safe_ip

Status = tuple[int, str]
Web = Callable[..., Status]


def answers(**paths: Status) -> Web:
    """A web in which each path answers so."""

    def status_of(address: str, *, timeout: float, private: bool) -> Status:
        return paths[urlsplit(address).path.strip("/")]

    return status_of


@pytest.mark.parametrize(
    ("paths", "answer"),
    [
        ({"a": (200, "")}, LinkAnswer()),
        ({"a": (399, "")}, LinkAnswer()),
        ({"a": (400, "")}, LinkAnswer("answers 400")),
        ({"a": (404, "")}, LinkAnswer("answers 404", is_gone=True)),
        ({"a": (410, "")}, LinkAnswer("answers 410", is_gone=True)),
        ({"a": (411, "")}, LinkAnswer("answers 411")),
        ({"a": (500, "")}, LinkAnswer("answers 500")),
        ({"a": (301, "")}, LinkAnswer()),
        ({"a": (304, "/b")}, LinkAnswer()),
        ({"a": (301, "/b"), "b": (404, "")}, LinkAnswer("answers 404", is_gone=True)),
    ],
)
def test_an_answer_from_four_hundred_on_is_a_fault_and_some_are_for_good(
    monkeypatch: pytest.MonkeyPatch, paths: dict[str, Status], answer: LinkAnswer
) -> None:
    monkeypatch.setattr(link_check, "status_of", answers(**paths))

    assert ask("http://x.example/a") == answer


@pytest.mark.parametrize("moved", [301, 308])
@pytest.mark.parametrize("second", [301, 302, 303, 307, 308])
def test_an_address_has_moved_only_where_each_move_is_for_good(
    monkeypatch: pytest.MonkeyPatch, moved: int, second: int
) -> None:
    web = answers(a=(moved, "b"), b=(second, "http://y.example/c"), c=(200, ""))
    monkeypatch.setattr(link_check, "status_of", web)

    found = ask("http://x.example/a")

    assert found == LinkAnswer(moved_to="http://y.example/c" if second in {301, 308} else "")
    web = answers(a=(second, "b"), b=(moved, "http://y.example/c"), c=(200, ""))
    monkeypatch.setattr(link_check, "status_of", web)
    assert ask("http://x.example/a") == found


@pytest.mark.parametrize(("hops", "is_endless"), [(5, False), (6, True)])
def test_five_moves_are_followed_and_a_sixth_is_one_without_an_end(
    monkeypatch: pytest.MonkeyPatch, hops: int, is_endless: bool
) -> None:
    paths: dict[str, Status] = {f"p{at}": (302, f"/p{at + 1}") for at in range(hops)}
    monkeypatch.setattr(link_check, "status_of", answers(**paths, **{f"p{hops}": (200, "")}))

    assert ("without an end" in ask("http://x.example/p0").fault) is is_endless


def test_an_address_that_leads_back_to_itself_has_not_moved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    def status_of(address: str, *, timeout: float, private: bool) -> Status:
        seen.append(address)
        return (301, "http://x.example/a") if len(seen) == 1 else (200, "")

    monkeypatch.setattr(link_check, "status_of", status_of)

    assert ask("http://x.example/a") == LinkAnswer()
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (socket.gaierror("x"), LinkAnswer("there is no such host", is_gone=True)),
        (TimeoutError(), LinkAnswer("no answer within 2.5 seconds")),
        (ConnectionResetError("reset"), LinkAnswer("no answer: reset")),
        (OSError(), LinkAnswer("no answer: OSError")),
        (UnicodeError("bad"), LinkAnswer("no answer: bad")),
    ],
)
def test_what_goes_wrong_is_said_and_only_a_missing_host_is_for_good(
    monkeypatch: pytest.MonkeyPatch, error: Exception, answer: LinkAnswer
) -> None:
    def status_of(address: str, *, timeout: float, private: bool) -> Status:
        raise error

    monkeypatch.setattr(link_check, "status_of", status_of)

    assert ask("http://x.example/a", timeout=2.5) == answer


def test_a_certificate_that_is_not_valid_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    error = ssl.SSLCertVerificationError()
    error.verify_message = "certificate has expired"

    def status_of(address: str, *, timeout: float, private: bool) -> Status:
        raise error

    monkeypatch.setattr(link_check, "status_of", status_of)

    fault = ask("https://x.example/").fault
    assert fault == "its certificate is not valid: certificate has expired"


@pytest.mark.parametrize("address", ["ftp://x.example/", "mailto:a@x.example", "https:///x", "/x"])
def test_only_pages_of_the_web_are_asked(address: str) -> None:
    assert ask(address).fault == "leads to something other than a page in the web"


@pytest.mark.parametrize(
    ("address", "port"),
    [
        ("http://x.example/", 80), ("https://x.example/", 443), ("https://x.example:80/", 80),
        ("http://x.example:8080/", 8080),
    ],
)  # fmt: skip
def test_an_address_without_a_port_has_that_of_its_scheme(address: str, port: int) -> None:
    assert port_of(urlsplit(address)) == port


@pytest.mark.parametrize(
    ("host", "is_one"),
    [("127.0.0.1", True), ("::1", True), ("x.example", False), ("1.2.3", False), ("", False)],
)
def test_a_host_is_a_number_or_a_name(host: str, is_one: bool) -> None:
    assert is_number(host) is is_one


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "2002:808:808::"]
)
def test_a_number_of_the_public_net_is_public(number: str) -> None:
    assert is_public(number)


def found(*numbers: str) -> Callable[..., list[tuple[object, ...]]]:
    """A host that has these numbers."""
    return lambda *_, **__: [(2, 1, 6, "", (number, 80)) for number in numbers]


@pytest.mark.parametrize(
    ("numbers", "private", "called"),
    [
        (["8.8.8.8", "8.8.4.4"], False, "8.8.8.8"),
        (["10.0.0.1", "8.8.8.8"], True, "10.0.0.1"),
        (["8.8.8.8", "10.0.0.1"], False, None),
        (["10.0.0.1"], False, None),
    ],
)
def test_a_host_is_called_by_its_first_number_where_all_of_them_are_public(
    monkeypatch: pytest.MonkeyPatch, numbers: list[str], private: bool, called: str | None
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", found(*numbers))
    parts = urlsplit("http://x.example/")

    if called is None:
        with pytest.raises(link_check.NotAskedError, match="private network"):
            safe_ip(parts, private=private)
    else:
        assert safe_ip(parts, private=private) == called


@pytest.mark.parametrize(
    ("status", "methods"), [(200, ["HEAD"]), (399, ["HEAD"]), (400, ["HEAD", "GET"])]
)
def test_a_server_that_refuses_to_say_less_is_asked_for_all(
    monkeypatch: pytest.MonkeyPatch, status: int, methods: list[str]
) -> None:
    asked: list[str] = []

    def request(method: str, *_: object, timeout: float) -> Status:
        asked.append(method)
        return status, ""

    monkeypatch.setattr(socket, "getaddrinfo", found("8.8.8.8"))
    monkeypatch.setattr(link_check, "request", request)

    link_check.status_of("http://x.example/", timeout=1, private=False)

    assert asked == methods


class KnownCall:
    """A connection that says what it was asked, and answers without a new place."""

    asked: ClassVar[list[tuple[object, ...]]] = []
    closed: ClassVar[list[bool]] = []

    def __init__(self, host: str, port: int, *, timeout: float, ip: str) -> None:
        self.asked.append((host, port, timeout, ip))

    def request(self, method: str, path: str, *, headers: dict[str, str]) -> None:
        self.asked.append((method, path, headers["Connection"]))

    def getresponse(self) -> KnownCall:
        return self

    status = 204

    def getheader(self, name: str) -> None:
        self.asked.append((name,))

    def close(self) -> None:
        self.closed.append(True)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("http://x.example", ("HEAD", "/")),
        ("http://x.example/a?b=c&d", ("HEAD", "/a?b=c&d")),
        ("http://x.example/é?ü", ("HEAD", "/%C3%A9?%C3%BC")),
        ("http://x.example/%20", ("HEAD", "/%20")),
    ],
)
def test_a_request_says_path_and_question_to_the_number_and_ends(
    monkeypatch: pytest.MonkeyPatch, address: str, asked: tuple[str, str]
) -> None:
    monkeypatch.setattr(link_check, "Call", KnownCall)
    KnownCall.asked.clear()
    KnownCall.closed.clear()

    answer = link_check.request("HEAD", urlsplit(address), "8.8.8.8", timeout=3)

    assert answer == (204, "")
    assert KnownCall.asked[:2] == [("x.example", 80, 3, "8.8.8.8"), (*asked, "close")]
    assert KnownCall.closed == [True]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://bücher.example/", "xn--bcher-kva.example"),
        ("http://x.example/", "x.example"),
        ("http://[2001:4860:4860::8888]/", "2001:4860:4860::8888"),
    ],
)
def test_a_host_is_looked_for_as_the_net_spells_it(
    monkeypatch: pytest.MonkeyPatch, address: str, host: str
) -> None:
    looked_for: list[object] = []

    def getaddrinfo(*given: object, **_: object) -> list[tuple[object, ...]]:
        looked_for.extend(given)
        return [(2, 1, 6, "", ("8.8.8.8", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    safe_ip(urlsplit(address), private=False)

    assert looked_for == [host, 80]
