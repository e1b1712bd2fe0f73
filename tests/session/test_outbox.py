"""Law 5: the outbox is a set of what is dirty, not a queue of messages. Law 6: the server's value wins, explicitly."""

from __future__ import annotations

import param
import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.session.outbox import WINDOW


class Log(Viewable):
    """A text that grows."""

    object = param.String(default="")

    def write(self, line: str) -> None:
        self._extend("object", self.object + line, line)


def test_a_thousand_changes_in_one_callback_are_one_frame() -> None:
    def app() -> Viewable:
        button, text = pn.widgets.Button(name="Go"), pn.widgets.StaticText(value="0")

        def count(_: object) -> None:
            for number in range(1, 1001):
                text.value = str(number)

        button.on_click(count)
        return pn.Row(button, text)

    with testing.Site(app) as site:
        user = site.visit()
        before = len(user.browser.frames)
        user.click("Go")
        assert user.sees("1000")
        assert len(user.browser.frames) == before + 1


def test_a_browser_that_does_not_keep_up_costs_no_more_than_the_page() -> None:
    text = pn.widgets.StaticText(value="start")
    with testing.Site(text) as site:
        user = site.visit()
        user.browser.acknowledges = False
        before = len(user.browser.frames)
        for number in range(500):
            text.value = str(number)
            site.settle()
        assert len(user.browser.frames) - before <= WINDOW
        assert not user.sees("499")

        user.browser.catch_up()
        site.settle()
        assert user.sees("499")


def test_a_slow_browser_holds_back_nobody_else() -> None:
    text = pn.widgets.StaticText(value="start")
    with testing.Site(text) as site:
        slow, quick = site.visit(), site.visit()
        slow.browser.acknowledges = False
        for number in range(100):
            text.value = str(number)
            site.settle()
        assert quick.sees("99")
        assert not slow.sees("99")


def test_a_browser_that_comes_back_gets_what_it_lacks() -> None:
    text, row = pn.widgets.StaticText(value="before"), pn.Row()
    row.append(text)
    with testing.Site(row) as site:
        user = site.visit()
        user.drop()
        text.value = "while away"
        row.append(pn.widgets.Button(name="New"))
        site.settle()
        assert user.sees("before")
        user.reconnect()
        site.settle()
        assert user.sees("while away")
        assert user.find("New").role == "button"


def test_frames_that_were_lost_on_the_way_are_made_up_for() -> None:
    text, row = pn.widgets.StaticText(value="before"), pn.Row()
    row.append(text)
    with testing.Site(row) as site:
        user = site.visit()
        user.half_open()
        text.value = "lost"
        row.append(pn.widgets.Button(name="Also lost"))
        site.settle()
        assert user.sees("before")
        user.drop()
        user.reconnect()
        site.settle()
        assert user.sees("lost")
        assert user.find("Also lost")


def test_deltas_travel_as_deltas_and_collapse_once_they_outweigh_the_value() -> None:
    log = Log(object="x" * 10)
    with testing.Site(log) as site:
        user = site.visit()
        log.write("ab")
        site.settle()
        assert user.browser.frames[-1].append == [(log._number, "object", "ab")]
        for _ in range(20):
            log._extend("object", log.object[-5:] + "c", "c")
        site.settle()
        assert user.browser.frames[-1].append == []
        assert user.browser.frames[-1].set == [(log._number, {"object": "cccccc"})]


def test_an_edit_that_is_taken_as_it_came_is_not_sent_back() -> None:
    slider = pn.widgets.IntSlider(name="Level", start=0, end=10)
    with testing.Site(slider) as site:
        user, other = site.visit(), site.visit()
        frames = len(user.browser.frames)
        user.set("Level", 7)
        assert slider.value == 7
        assert len(user.browser.frames) == frames
        assert other.find("Level").value == 7


def test_the_servers_value_is_sent_where_it_differs() -> None:
    def app() -> Viewable:
        slider = pn.widgets.IntSlider(name="Level", start=0, end=10)

        def at_most_five(event: param.parameterized.Event) -> None:
            slider.value = min(event.new, 5)

        slider.param.watch(at_most_five, "value")
        return slider

    with testing.Site(app) as site:
        user = site.visit()
        user.set("Level", 8)
        assert user.find("Level").value == 5


def test_a_value_that_is_refused_is_answered_with_the_one_that_holds() -> None:
    number = pn.widgets.IntInput(name="Age", value=30, start=0, end=120)
    with testing.Site(number) as site:
        user = site.visit()
        user.find("Age").edit(value=200)
        assert user.find("Age").value == 30
        assert [error.code for error in user.browser.errors] == ["bad-value"]
        assert number.value == 30


def test_an_older_word_of_the_server_does_not_undo_a_newer_edit() -> None:
    """The server changes a value while the visitor's own edit of it is on its way: the edit is the later one."""
    text = pn.widgets.TextInput(name="Note", value="a")
    with testing.Site(text) as site:
        user = site.visit()
        text.value = "server"
        user.find("Note").set("visitor", wait=False)
        site.settle()
        assert text.value == "visitor"
        assert user.find("Note").value == "visitor"


def test_a_value_that_cannot_travel_is_logged_and_the_rest_of_the_frame_arrives(
    caplog: pytest.LogCaptureFixture,
) -> None:
    odd, text = Log(), pn.widgets.StaticText(value="a")
    with testing.Site(pn.Row(odd, text)) as site:
        user = site.visit()
        odd.styles = {"color": object()}
        text.value = "b"
        site.settle()
        assert user.sees("b")
    assert "writing component" in caplog.text


@pytest.mark.parametrize("visitors", [20])
def test_a_shared_component_is_encoded_once_for_all(visitors: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = pn.widgets.StaticText(value="before")
    encoded: list[str] = []
    encode = type(text).encode

    def counting(self: pn.widgets.StaticText, name: str, value: object) -> object:
        encoded.append(name)
        return encode(self, name, value)

    with testing.Site(text) as site:
        users = [site.visit() for _ in range(visitors)]
        monkeypatch.setattr(type(text), "encode", counting)
        text.value = "after"
        site.settle()
        assert all(user.sees("after") for user in users)
        assert encoded == ["value"]
