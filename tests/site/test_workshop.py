"""The trainer’s main path in a browser: write, look, add an image, save."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.site.browsing import heed, signed_in
from tests.site.serving import Site, Visitor, hidden

LIST = "/author/"
EDIT = "/author/respectful-teaming/gasoline-and-engine/edit"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What a browser complained of; there must be nothing."""
    found: list[str] = []
    yield found
    assert found == []


def trainer(
    chromium: Browser, site: Site, complaints: list[str], *, script: bool = True, width: int = 1280
) -> Page:
    """A page on which the sample's trainer is signed in."""
    context = chromium.new_context(
        java_script_enabled=script, viewport={"width": width, "height": 800}
    )
    heed(context, complaints)
    return signed_in(context, site, "trainer")


def lesson_file(site: Site) -> Path:
    """The file that is written here."""
    return site.courses / "respectful-teaming" / "02-gasoline-and-engine.md"


def write_at_top(page: Page, text: str) -> None:
    """Type into the editor, behind the front matter's title."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.type(text)


def message(page: Page, text: str) -> Locator:
    """A message of the checker."""
    return page.locator("[data-messages] [data-message]").filter(has_text=text)


@pytest.mark.browser
def test_a_trainer_sees_messages_and_preview_while_writing_and_publishes(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    page.goto(sample.url + LIST)
    page.get_by_role("link", name="Edit Gasoline and engine", exact=True).click()

    write_at_top(page, " and more\nminits: 7")
    expect(message(page, "minits")).to_be_visible()
    expect(page.locator(".cm-lint-marker-error")).to_be_visible()
    page.get_by_role("link", name="Line 3").click()
    page.keyboard.press("Shift+End")
    page.keyboard.press("Delete")
    page.keyboard.press("Backspace")

    preview = page.locator("[data-preview]")
    expect(preview.get_by_role("heading", name="Gasoline and engine and more")).to_be_visible()
    page.get_by_label("Support").check()
    expect(preview.get_by_role("heading", name="You’re the engine")).to_be_visible()
    page.get_by_role("button", name="Save and publish").click()
    expect(page.get_by_text("Saved and published.")).to_be_visible()
    assert "title: Gasoline and engine and more\n" in lesson_file(sample).read_text("utf-8")


@pytest.mark.browser
def test_a_trainer_inserts_a_piece_and_sees_it_in_the_preview(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    page.goto(sample.url + EDIT)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\n## More for two {together}\n")
    page.locator(".tools summary", has_text="Step for two").click()
    page.get_by_role("button", name="Two choices").click()

    preview = page.locator("[data-preview]")
    expect(preview.get_by_text("The ward wants it by eight tomorrow")).to_be_visible()
    expect(preview.get_by_role("radio", name="Ask your partner first")).to_be_visible()
    expect(preview.get_by_role("cell", name="It waits for a van that never left.")).to_be_visible()
    expect(page.locator(".messages__message--error")).to_have_count(0)


@pytest.mark.browser
def test_a_trainer_without_scripts_does_the_same_by_buttons(
    sample: Site, chromium: Browser, complaints: list[str], tmp_path: Path
) -> None:
    (tmp_path / "Late order.png").write_bytes(DOT)
    page = trainer(chromium, sample, complaints, script=False)
    page.goto(sample.url + EDIT)
    area = page.get_by_label("The lesson")

    area.fill(area.input_value().replace("title: Gasoline", "title: The gasoline"))
    page.get_by_label("Support").check()
    page.get_by_role("button", name="Check and preview").click()
    expect(page.locator("[data-preview] .page-head__title")).to_have_text("The gasoline and engine")
    page.get_by_label("Add an image").set_input_files(tmp_path / "Late order.png")
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_label("Markdown of the image")).to_have_value("![](images/late-order.png)")
    page.get_by_role("button", name="Save as draft").click()
    expect(page.get_by_text("This is your draft")).to_be_visible()
    page.get_by_role("button", name="Save and publish").click()

    expect(page.get_by_text("Saved and published.")).to_be_visible()
    assert "title: The gasoline and engine\n" in lesson_file(sample).read_text("utf-8")


@pytest.mark.browser
def test_an_image_that_is_chosen_puts_its_line_where_the_cursor_is(
    sample: Site, chromium: Browser, complaints: list[str], tmp_path: Path
) -> None:
    (tmp_path / "Late order.png").write_bytes(DOT)
    page = trainer(chromium, sample, complaints)
    page.goto(sample.url + EDIT)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    for _ in range(8):
        page.keyboard.press("ArrowDown")

    page.get_by_label("Add an image").set_input_files(tmp_path / "Late order.png")
    expect(page.locator(".cm-content")).to_contain_text("![](images/late-order.png)")
    expect(message(page, "text alternative")).to_be_visible()
    page.keyboard.type("A late order")

    shown = page.locator("[data-preview] img[alt='A late order']")
    expect(shown).to_have_js_property("naturalWidth", 1)
    assert (sample.courses / "respectful-teaming" / "images" / "late-order.png").is_file()


@pytest.mark.browser
def test_a_text_under_way_is_kept_without_a_button_and_survives_a_killed_site(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    page.goto(sample.url + EDIT)

    write_at_top(page, " and a half thought")
    expect(page.locator("[data-saved]")).to_contain_text("Saved at")
    sample.kill()
    sample.start()
    page.goto(sample.url + EDIT)

    expect(page.get_by_text("This is your draft")).to_be_visible()
    expect(page.locator(".cm-content")).to_contain_text("and a half thought")
    assert "half thought" not in lesson_file(sample).read_text("utf-8")


@pytest.mark.browser
def test_the_keyboard_comes_into_the_editor_and_out_of_it(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    page.goto(sample.url + EDIT)

    page.get_by_role("button", name="Write the other face").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="The lesson")).to_be_focused()
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Save and publish")).to_be_focused()


@pytest.mark.browser
def test_the_workshop_fits_a_phone(sample: Site, chromium: Browser, complaints: list[str]) -> None:
    page = trainer(chromium, sample, complaints, width=320)

    for path in (
        LIST,
        EDIT,
        EDIT.replace("edit", "history"),
        "/author/respectful-teaming/course.md/edit",
    ):
        page.goto(sample.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.each_database
def test_a_draft_said_to_be_kept_survives_a_killed_process(sample: Site) -> None:
    tess = Visitor(sample)
    tess.sign_in("trainer@example.com")
    form_id = hidden(tess.get(EDIT), "form_id")

    said = tess.post(
        EDIT.replace("edit", "draft"),
        {"form_id": form_id, "source": "Half a thought"},
        accept="application/json",
    )
    sample.kill()
    sample.start()

    assert "saved_at" in said
    assert "Half a thought" in tess.get(EDIT)


DROP = """(names) => {
  const brought = new DataTransfer();
  const png = [137, 80, 78, 71, 13, 10, 26, 10];
  for (const [n, name] of names.entries()) {
    brought.items.add(new File([Uint8Array.from([...png, ...Array(20).fill(n)])], name));
  }
  const event = { dataTransfer: brought, bubbles: true, composed: true, cancelable: true };
  return !document.querySelector("[data-preview]").dispatchEvent(new DragEvent("drop", event));
}"""
PASTE = """() => {
  const copied = new DataTransfer();
  copied.items.add(new File([Uint8Array.from([137, 80])], "image.png", { type: "image/png" }));
  copied.setData("text/plain", "What stood in the table");
  const event = { clipboardData: copied, bubbles: true, composed: true, cancelable: true };
  document.querySelector("[data-editor]").shadowRoot.querySelector(".cm-content")
    .dispatchEvent(new ClipboardEvent("paste", event));
}"""


@pytest.mark.browser
def test_images_dropped_beside_the_text_leave_the_page_where_it_is_and_come_in_together(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    page.goto(sample.url + EDIT)

    was_taken = page.evaluate(DROP, ["Late order.png", "Early order.png"])

    expect(page.locator("[name=source]")).to_have_value(
        re.compile(r"!\[\]\(images/late-order\.png\)\n\n!\[\]\(images/early-order\.png\)")
    )
    assert was_taken


@pytest.mark.browser
def test_words_that_are_pasted_with_a_picture_of_them_stay_words(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    page = trainer(chromium, sample, complaints)
    page.goto(sample.url + EDIT)

    page.evaluate(PASTE)

    expect(page.locator("[name=source]")).to_have_value(re.compile("What stood in the table"))
    expect(page.locator("[data-picture-said]")).to_be_empty()


@pytest.mark.browser
def test_the_list_leads_to_the_line_with_the_error(
    sample: Site, chromium: Browser, complaints: list[str]
) -> None:
    text = lesson_file(sample).read_text("utf-8").replace("{for=support}", "{fro=support}", 1)
    lesson_file(sample).write_text(text, "utf-8")
    page = trainer(chromium, sample, complaints)
    page.goto(sample.url + LIST)
    page.get_by_role("button", name="Publish now").click()

    page.get_by_role("link", name=re.compile("^Gasoline and engine, line ")).click()
    expect(page.get_by_role("textbox", name="The lesson")).to_be_focused()
    page.keyboard.type("HERE ")

    expect(page.locator("[name=source]")).to_have_value(
        re.compile(r"^HERE .*\{fro=support\}", re.MULTILINE)
    )
