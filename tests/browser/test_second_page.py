"""Two pages of one session, as a cache that ignores `no-store`, or a duplicated tab, makes them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.servers import Serve

pytestmark = pytest.mark.browser


def app() -> Viewable:
    button = pn.widgets.Button(name="Count")
    text = pn.widgets.TextInput(name="Text")
    shown = pn.bind(lambda clicks, value: f"{clicks} {value}", button.param.clicks, text)
    return pn.Column(button, text, pn.pane.Str(shown))


def test_the_first_messages_of_a_second_page_are_heard(page: Page, serve: Serve) -> None:
    url = serve(app)
    answer = page.goto(url)
    assert answer is not None
    html, headers = answer.text(), answer.headers
    for count in range(1, 6):
        page.get_by_role("button", name="Count").click()
        expect(page.get_by_text(f"{count} ", exact=True)).to_be_visible()

    def from_cache(route: Route) -> None:
        route.fulfill(body=html, headers=headers)

    page.context.grant_permissions(["local-network-access"])  # what a route answers comes from nowhere
    second = page.context.new_page()
    second.route(url, from_cache)
    second.route(url + "/", from_cache)
    second.goto(url)
    second.get_by_role("button", name="Count").click()  # perhaps before the line is open
    expect(second.get_by_text("6 ", exact=True)).to_be_visible()
    second.get_by_role("button", name="Count").click()
    expect(second.get_by_text("7 ", exact=True)).to_be_visible()
    second.get_by_label("Text").fill("heard")
    second.get_by_label("Text").press("Enter")
    expect(second.get_by_text("7 heard")).to_be_visible()
