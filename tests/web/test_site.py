"""Which addresses are kept? Those that are the same for everybody."""

from __future__ import annotations

from tandem.web import site
from tandem.web.site import Site
from tests.cast import Cast
from tests.conftest import Browser


def test_no_address_that_is_kept_names_anything_of_a_reader(
    app: Site, cast: Cast, browser_of: Browser
) -> None:
    browser = browser_of(cast.sam)
    for path in ("/", f"/pairs/{cast.pair.id}/", "/learn/", "/account"):
        assert browser.get(path).status_code == 200

    assert ("", "my_page.my_page") in app.addresses
    assert all(
        rule.arguments <= site.OF_LESSONS or name == site.FILES
        for _, name, *_ in app.addresses
        for rule in app.url_map.iter_rules(name)
    )
    assert not [kept for kept in app.addresses.values() if "?" in kept.replace("?as=", "")]


def test_a_site_in_a_folder_keeps_its_own_addresses(app: Site) -> None:
    said = []
    for folder in ("", "/tandem", ""):
        with app.test_request_context("/", base_url=f"http://localhost{folder}/"):
            said.append(app.url_for("my_page.my_page"))

    assert said == ["/", "/tandem/", "/"]


def test_what_is_kept_does_not_grow_without_end(app: Site) -> None:
    for number in range(site.MOST_ADDRESSES + 2):
        with app.test_request_context("/", base_url=f"http://localhost/f{number}/"):
            app.url_for("my_page.my_page")

    assert len(app.addresses) <= site.MOST_ADDRESSES


def test_as_many_addresses_are_kept_as_there_is_room_for(app: Site) -> None:
    for room, kept in ((1, site.MOST_ADDRESSES), (0, 1)):
        app.addresses.clear()
        app.addresses.update({(str(n),): "" for n in range(site.MOST_ADDRESSES - room)})
        with app.test_request_context():
            app.url_for("my_page.my_page")

        assert len(app.addresses) == kept
    app.addresses.clear()


def test_an_address_for_outside_names_the_host_that_was_asked(app: Site) -> None:
    """What a request says of its host is not handed to the next."""
    named = []
    for host in ("one.example.com", "two.example.com"):
        with app.test_request_context(base_url=f"https://{host}"):
            named.append(app.url_for(site.FILES, digest="d", name="tandem.css", _external=True))

    assert [address.split("/")[2] for address in named] == ["one.example.com", "two.example.com"]
