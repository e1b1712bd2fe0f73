"""`on_session_created` and `on_session_destroyed`: once each, whatever happens."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.core.context import current_session
from lanai.errors import BuildError, InsideSession


def test_a_session_is_created_before_its_app_runs_and_destroyed_after() -> None:
    log: list[str] = []

    def app() -> str:
        log.append("app")
        pn.state.on_session_destroyed(lambda _: log.append("its own"))
        return "hello"

    with testing.Site(app) as site:
        pn.state.on_session_created(lambda context: log.append(f"created {context.destroyed}"))
        pn.state.on_session_destroyed(lambda context: log.append(f"destroyed {context.destroyed}"))
        site.visit().leave()
        assert log == ["created False", "app", "destroyed True", "its own"]


def test_a_hook_registered_later_counts_for_sessions_that_live() -> None:
    log: list[str] = []
    with testing.Site(lambda: "hello") as site:
        user = site.visit()
        pn.state.on_session_destroyed(lambda context: log.append(context.id))
        user.leave()
        assert log == [user.session.id]


def test_a_hook_registered_when_the_session_is_gone_runs_in_it_soon() -> None:
    log: list[tuple[str, bool]] = []
    with testing.Site(lambda: "hello") as site:
        user = site.visit()
        session = user.session
        user.leave()
        session.on_destroyed(lambda context: log.append((context.id, current_session() is session)))
        site.advance(1)
        assert log == [(session.id, True)]


def test_a_hook_may_be_a_coroutine_function() -> None:
    log: list[str] = []

    async def created(context: Any) -> None:
        await asyncio.sleep(0)
        log.append(f"created {context.request.path}")

    async def destroyed(context: Any) -> None:
        await asyncio.sleep(0)
        log.append(f"destroyed {context.request.path}")

    with testing.Site({"/a": lambda: "hello"}) as site:
        pn.state.on_session_created(created)
        pn.state.on_session_destroyed(destroyed)
        site.visit("/a").leave()
        assert log == ["created /a", "destroyed /a"]


def test_inside_a_session_nothing_can_be_registered_for_its_beginning() -> None:
    raised: list[BaseException] = []

    def app() -> str:
        try:
            pn.state.on_session_created(lambda _: None)
        except InsideSession as error:
            raised.append(error)
        return "hello"

    with testing.Site(app) as site:
        site.visit()
        assert "--setup" in str(raised[0])
        assert "before pn.serve" in str(raised[0])
        assert site.process.created == []


def test_a_failing_hook_is_logged_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    log: list[str] = []

    def fail(_: Any) -> None:
        raise RuntimeError("a hook's own error")

    async def fail_async(_: Any) -> None:
        raise RuntimeError("a coroutine's own error")

    with testing.Site(lambda: "hello") as site:
        for register in (pn.state.on_session_created, pn.state.on_session_destroyed):
            register(fail)
            register(fail_async)
            register(lambda context: log.append("destroyed" if context.destroyed else "created"))
        user = site.visit()
        assert user.sees("hello")
        user.leave()
        assert log == ["created", "destroyed"]
    assert caplog.text.count("RuntimeError: a hook's own error") == 2
    assert caplog.text.count("RuntimeError: a coroutine's own error") == 2
    assert user.session.id in caplog.text


def test_an_app_that_fails_while_building_is_destroyed_once() -> None:
    log: list[str] = []

    def app() -> None:
        pn.state.on_session_destroyed(lambda _: log.append("its own"))
        raise ValueError("broken")

    with testing.Site(app) as site:
        pn.state.on_session_created(lambda _: log.append("created"))
        pn.state.on_session_destroyed(lambda _: log.append("destroyed"))
        with pytest.raises(BuildError):
            site.visit()
        assert log == ["created", "destroyed", "its own"]
    assert log == ["created", "destroyed", "its own"]


def test_a_component_that_all_share_has_a_session_for_each_visitor() -> None:
    log: list[str] = []
    with testing.Site(pn.widgets.Button(name="Go")) as site:
        pn.state.on_session_created(lambda context: log.append(context.id))
        pn.state.on_session_destroyed(lambda context: log.append(f"-{context.id}"))
        first, second = site.visit(), site.visit()
        first.leave()
        ids = [first.session.id, second.session.id]
        assert log == [*ids, f"-{ids[0]}"]
    assert log == [*ids, f"-{ids[0]}", f"-{ids[1]}"]


def test_the_context_knows_the_session_its_server_and_its_document() -> None:
    seen: dict[str, Any] = {}

    async def destroyed(context: Any) -> None:
        await context.with_locked_document(lambda document: seen.update(document=document))

        async def later(document: Any) -> None:
            await asyncio.sleep(0)
            seen["same"] = document is seen["document"]

        await context.with_locked_document(later)

    def app() -> str:
        seen["curdoc"] = pn.state.curdoc
        seen["context"] = pn.state.curdoc.session_context
        pn.state.on_session_destroyed(destroyed)
        return "hello"

    with testing.Site(app) as site:
        other, user = site.visit(), site.visit("/?a=1")
        context = seen["context"]
        assert context.id == user.session.id
        assert context.request.arguments == context.token_payload["arguments"] == {"a": [b"1"]}
        assert context.logout_url is None
        assert [peer.id for peer in context.server_context.sessions] == [other.session.id, user.session.id]
        assert not context.destroyed
        user.leave()
        assert context.destroyed
        assert seen["document"] is seen["curdoc"]
        assert seen["same"] is True
        assert [peer.id for peer in context.server_context.sessions] == [other.session.id]


def test_a_document_is_handed_out_while_nobody_else_holds_the_lock() -> None:
    order: list[str] = []

    @pn.io.with_lock
    async def careful() -> None:
        order.append("begin")
        for _ in range(5):
            await asyncio.sleep(0)
        order.append("end")

    def app() -> object:
        context = pn.state.curdoc.session_context
        button = pn.widgets.Button(name="Go")

        async def go(_: Any) -> None:
            pn.state.execute(careful)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            await context.with_locked_document(lambda _: order.append("locked"))

        button.on_click(go)
        return button

    with testing.Site(app) as site:
        site.visit().click("Go")
        assert order == ["begin", "end", "locked"]


def test_outside_a_session_every_member_answers_that_there_is_nothing() -> None:
    with testing.Site(lambda: "hello"):
        state = pn.state
        for name in ("user", "user_info", "app_url", "curdoc", "location", "notifications", "browser_info"):
            assert getattr(state, name) is None, name
        for name in ("access_token", "refresh_token", "task"):
            assert getattr(state, name) is None, name
        for name in ("route_params", "session_args", "cookies", "headers", "rel_path", "tasks"):
            assert not getattr(state, name), name
        assert (state.served, state.busy, state.loaded, state.base_url) == (False, False, False, "/")
        assert state.session_info == {"total": 0, "live": 0, "sessions": {}}
        state.block_expiration()
        state.unblock_expiration()


def test_reset_forgets_hooks_tasks_caches_and_history() -> None:
    log: list[str] = []
    with testing.Site(lambda: "hello") as site:
        pn.config.session_history = -1
        pn.state.on_session_created(lambda _: log.append("created"))
        pn.state.on_session_destroyed(lambda _: log.append("destroyed"))
        pn.state.schedule_task("tick", lambda: log.append("tick"), period="1s")
        pn.state.cache["key"] = 1
        site.visit()
        site.settle()
        log.clear()
        pn.state.reset()
        site.advance(10)
        site.visit().leave()
        assert log == []
        assert pn.state.cache == {}
        assert pn.state.tasks == []
        info = pn.state.session_info
        assert (info["total"], info["live"], len(info["sessions"])) == (2, 1, 1)
