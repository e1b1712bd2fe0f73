"""A visitor logs in: the form on a phone and in the dark, with a wrong password first, and out again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery staple"


def app() -> pn.Column:
    logout = pn.widgets.Button(name="Log out")
    logout.js_on_click(code="window.location.href = './logout'")
    return pn.Column(pn.widgets.StaticText(value=f"Hello {pn.state.user}"), logout)


def test_in_and_out_again(page: Page, serve: Serve, complaints: Complaints) -> None:
    complaints.expect("401")
    page.goto(f"{serve({'/app': app}, basic_auth=PASSWORD, title='Sales')}/app")
    expect(page).to_have_title("Log in")
    expect(page.get_by_text("to continue to Sales")).to_be_visible()
    expect(page.get_by_label("Username")).to_be_focused()

    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This username and password do not match.")
    expect(page.get_by_label("Username")).to_have_value("ada")
    expect(page.get_by_label("Password")).to_be_focused()
    expect(page.get_by_label("Password")).to_have_value("")
    expect(page.get_by_label("Password")).to_have_accessible_description(
        "This username and password do not match."
    )

    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("Hello ada")).to_be_visible()
    assert page.url.endswith("/app")
    assert page.evaluate("document.cookie") == ""

    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("You are logged in as ada")).to_be_visible()
    button, stay = (
        page.get_by_role("button").bounding_box(),
        page.get_by_role("link", name="Stay").bounding_box(),
    )
    assert button is not None
    assert stay is not None
    assert stay["y"] - (button["y"] + button["height"]) >= 12
    page.get_by_role("link", name="Stay").click()
    page.goto(page.url + "app")
    expect(page.get_by_text("Hello ada")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="You are logged out")).to_be_visible()
    page.get_by_role("link", name="Log in again").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_fits_a_phone_and_can_be_read(
    page: Page, serve: Serve, scheme: str, complaints: Complaints
) -> None:
    complaints.expect("401")
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{serve(app, basic_auth=PASSWORD)}/login")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("document.querySelector('button').getBoundingClientRect().height") >= 44
    for selector in ("h1", "p", ".wrong", "label", "input[name=username]", "button"):
        assert contrast(page, selector) >= 4.5, selector


def contrast(page: Page, selector: str) -> float:
    """How a text stands out from what is behind it, as WCAG counts it."""
    found: float = page.evaluate(
        """selector => {
          const light = color => {
            const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map(Number).map(c => c / 255)
              .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            return 0.2126 * r + 0.7152 * g + 0.0722 * b
          }
          const element = document.querySelector(selector)
          let behind = element
          while (getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement
          const [a, b] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].map(light)
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
        }""",
        selector,
    )
    return found
