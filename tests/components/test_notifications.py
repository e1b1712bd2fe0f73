"""Notifications: what an app sends, what the page is told, and what the visitor's closing does."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.components.page.notifications import NotificationArea
from lanai.errors import BadArgument


def area() -> NotificationArea:
    found = pn.state.notifications
    assert found is not None
    return found


def page(build: Callable[[], object] = lambda: None, **settings: Any) -> Callable[[], Viewable]:
    """A page with notifications, on which a click on Go does `build`."""

    def app() -> Viewable:
        pn.extension(**{"notifications": True, **settings})
        button = pn.widgets.Button(name="Go")
        button.on_click(lambda _: build())
        return button

    return app


def shown(user: testing.User) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = user.find(type="NotificationArea").read("notifications")
    return found


def messages(user: testing.User) -> list[str]:
    return [each["message"] for each in shown(user)]


def close(user: testing.User, *ids: object) -> None:
    user.browser.event(user.find(type="NotificationArea").id, "close", {"ids": list(ids)})
    user.rest()


def send_all_kinds() -> None:
    area().info("i")
    area().success("s", duration=0)
    area().warning("w", 1000)
    area().error("e")
    area().send("c", background="red", icon="🔥")


def test_each_kind_arrives_with_its_look_and_duration() -> None:
    with testing.Site(page(send_all_kinds)) as site:
        user = site.visit()
        user.click("Go")
        assert [(each["message"], each["type"], each["duration"]) for each in shown(user)] == [
            ("i", "info", 3000),
            ("s", "success", 0),
            ("w", "warning", 1000),
            ("e", "error", 3000),
            ("c", None, 3000),
        ]
        assert (shown(user)[-1]["background"], shown(user)[-1]["icon"]) == ("red", "🔥")


def test_they_are_off_until_they_are_turned_on() -> None:
    seen: list[object] = []

    def app() -> Viewable:
        seen.append(pn.state.notifications)
        pn.extension("notifications")
        seen.append(pn.state.notifications)
        return pn.widgets.StaticText(value="a")

    with testing.Site(app) as site:
        site.visit()
    assert seen[0] is None
    assert isinstance(seen[1], NotificationArea)
    assert pn.state.notifications is None


@pytest.mark.parametrize("setting", ["ready_notification", "disconnect_notification"])
def test_a_text_for_one_of_them_turns_them_on(setting: str) -> None:
    with testing.Site(page(lambda: None, **{"notifications": False, setting: "Hello."})) as site:
        assert site.visit().find_all(type="NotificationArea")


def test_sent_while_the_page_is_built_they_come_with_it() -> None:
    def app() -> Viewable:
        pn.extension(notifications=True)
        area().info("early")
        return pn.widgets.StaticText(value="a")

    with testing.Site(app) as site:
        user = site.visit(connect=False)
        assert messages(user) == ["early"]


def test_destroy_and_clear_take_them_away() -> None:
    kept: list[Any] = []

    def app() -> Viewable:
        pn.extension(notifications=True)
        kept.extend([area().info("a", 0), area().info("b", 0), area().info("c", 0)])
        one, every = pn.widgets.Button(name="One"), pn.widgets.Button(name="All")
        one.on_click(lambda _: kept[1].destroy())
        every.on_click(lambda _: area().clear())
        return pn.Row(one, every)

    with testing.Site(app) as site:
        user = site.visit()
        user.click("One")
        assert messages(user) == ["a", "c"]
        assert [each.destroyed for each in kept] == [False, True, False]
        user.click("One")
        user.click("All")
        assert messages(user) == []


def test_what_the_visitor_closes_is_gone_in_python_too() -> None:
    said: list[list[str]] = []

    def app() -> Viewable:
        pn.extension(notifications=True)
        for text in "abc":
            area().info(text)
        area().param.watch(lambda event: said.append([each.message for each in event.new]), "notifications")
        return pn.widgets.StaticText(value="")

    with testing.Site(app) as site:
        user = site.visit()
        first, second, _ = [each["id"] for each in shown(user)]
        close(user, first)
        close(user, first, second)
        assert said == [["b", "c"], ["c"]]
        assert messages(user) == ["c"]


@pytest.mark.parametrize("ids", [["1"], [None], [{}], [True]])
def test_a_closing_that_makes_no_sense_is_refused(ids: list[Any], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    with testing.Site(page(lambda: area().info("a"))) as site:
        user = site.visit()
        user.click("Go")
        close(user, *ids)
        assert [error.code for error in user.browser.errors] == ["bad-value"]
        assert messages(user) == ["a"]
    assert caplog.records == []


def test_only_so_many_are_kept_the_oldest_make_room() -> None:
    def flood() -> None:
        area().max_notifications = 3
        for number in range(1000):
            area().info(str(number))

    with testing.Site(page(flood)) as site:
        user = site.visit()
        user.click("Go")
        assert messages(user) == ["997", "998", "999"]


def test_from_threads_and_coroutines_none_is_lost() -> None:
    def app() -> Viewable:
        pn.extension(notifications=True)
        area().max_notifications = 100

        async def wait_and_send() -> None:
            await asyncio.sleep(0)
            area().info("later")

        def start(_: object) -> None:
            session = pn.state.session()

            def send(letter: str) -> None:
                with session.entered():
                    for number in range(10):
                        area().info(f"{letter}{number}")

            threads = [threading.Thread(target=send, args=(letter,)) for letter in "abcdefgh"]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            pn.state.execute(wait_and_send)

        button = pn.widgets.Button(name="Go")
        button.on_click(start)
        return button

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Go")
        assert len(messages(user)) == 81
        assert [text for text in messages(user) if text[0] == "a"] == [f"a{number}" for number in range(10)]


def test_they_are_sent_from_hooks_too(caplog: pytest.LogCaptureFixture) -> None:
    with testing.Site(page()) as site:
        pn.config.notifications = True
        pn.state.on_session_created(lambda _: area().info("created"))
        pn.state.on_session_destroyed(lambda _: area().info("destroyed"))
        user = site.visit()
        assert messages(user) == ["created"]
        user.leave()
    assert caplog.records == []


def test_each_visitor_has_their_own() -> None:
    with testing.Site(page(lambda: area().info("mine"))) as site:
        one, other = site.visit(), site.visit()
        one.click("Go")
        assert (messages(one), messages(other)) == (["mine"], [])


def test_what_was_sent_and_what_was_closed_while_the_line_was_cut_is_made_up_for() -> None:
    def app() -> Viewable:
        pn.extension(notifications=True)
        area().info("before", 0)
        pn.state.add_periodic_callback(lambda: area().info("meanwhile", 0), period=1000, count=1)
        return pn.widgets.StaticText(value="")

    with testing.Site(app) as site:
        user = site.visit()
        before = shown(user)[0]["id"]
        user.drop()
        close(user, before)
        site.advance(2)
        user.reconnect()
        site.settle()
        assert messages(user) == ["meanwhile"]
        assert [
            each.message
            for each in user.session.services.get(NotificationArea, NotificationArea).notifications
        ] == ["meanwhile"]


def test_that_the_app_is_ready_is_told_once_and_after_onload() -> None:
    order: list[list[str]] = []

    def app() -> Viewable:
        pn.extension(ready_notification="Ready.")
        pn.state.onload(lambda: order.append([each.message for each in area().notifications]))
        return pn.widgets.StaticText(value="")

    with testing.Site(app) as site:
        user = site.visit()
        assert order == [[]]
        assert [(each["message"], each["type"]) for each in shown(user)] == [("Ready.", "success")]
        close(user, shown(user)[0]["id"])
        user.drop()
        user.reconnect()
        site.settle()
        assert messages(user) == []


def test_the_page_knows_beforehand_what_to_say_when_the_connection_is_lost() -> None:
    with testing.Site({"/plain": page(), "/own": page(disconnect_notification="Gone fishing.")}) as site:
        for path, text in [("/plain", "Server connection lost."), ("/own", "Gone fishing.")]:
            happenings = site.visit(path).find(type="NotificationArea").read("js_events")
            assert happenings == {"connection_lost": {"message": text, "type": "error"}}


def test_an_app_may_say_what_to_show_by_itself() -> None:
    def app() -> Viewable:
        pn.extension(notifications=True)
        area().js_events = {"document_ready": {"message": "Here we go", "type": "info", "duration": 0}}
        return pn.widgets.StaticText(value="")

    with testing.Site(app) as site:
        assert [(each["message"], each["duration"]) for each in shown(site.visit())] == [("Here we go", 0)]


def test_a_type_of_ones_own() -> None:
    def send() -> None:
        area().types = [{"type": "fire", "background": "crimson", "icon": "🔥"}]
        area().send("Run!", type="fire")
        area().send("Walk.", type="fire", icon="x")

    with testing.Site(page(send)) as site:
        user = site.visit()
        user.click("Go")
        assert [(each["type"], each["background"], each["icon"]) for each in shown(user)] == [
            ("fire", "crimson", "🔥"),
            ("fire", "crimson", "x"),
        ]


def test_an_unknown_type_names_those_there_are() -> None:
    with pytest.raises(
        BadArgument, match=r"one of \['info', 'success', 'warning', 'error', 'fire'\], got 'err'"
    ):
        NotificationArea(types=[{"type": "fire"}]).send("a", type="err")


@pytest.mark.parametrize("given", [{"duration": -1}, {"duration": "long"}, {"background": "no colour"}])
def test_what_makes_no_sense_is_refused(given: dict[str, Any]) -> None:
    made = NotificationArea()
    with pytest.raises(ValueError, match=r"duration|Color|background"):
        made.send("a", **given)
    assert made.notifications == []


def test_the_position_is_one_of_panels() -> None:
    with testing.Site(page(lambda: area().param.update(position="top-center"))) as site:
        user = site.visit()
        assert user.find(type="NotificationArea").read("position") == "bottom-right"
        user.click("Go")
        assert user.find(type="NotificationArea").read("position") == "top-center"
    with pytest.raises(ValueError, match="position"):
        NotificationArea(position="somewhere")
