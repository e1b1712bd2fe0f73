"""Callbacks that never return: who else notices, who is told, and how the server gets over it."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator

import pytest

import lanai as pn
from lanai.callbacks.workers import LIMITS
from lanai.components.base import Viewable
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor, get
from tests.support.servers import eventually

PATIENCE = 20.0
MOST_OF_STARLETTE = 40
"""Threads at most that Starlette has for its own files as well."""
MOST_OF_ASYNCIO = 32
"""Threads at most that `asyncio.to_thread` has."""


class Hang:
    """An app whose button waits until it is let go, beside one that counts."""

    def __init__(self) -> None:
        self.begun = 0
        self._go = threading.Event()

    def __call__(self) -> Viewable:
        number = pn.widgets.IntInput(value=0)
        return pn.Column(
            pn.widgets.Button(name="Hang", on_click=lambda _: self._wait()),
            pn.widgets.Button(
                name="Count", on_click=lambda _: setattr(number, "value", (number.value or 0) + 1)
            ),
            number,
        )

    def build(self) -> Viewable:
        """The app itself never returns."""
        self._wait()
        return pn.pane.Str("")

    def _wait(self) -> None:
        self.begun += 1
        self._go.wait(PATIENCE)

    def let_go(self) -> None:
        self._go.set()


@pytest.fixture
def hang() -> Iterator[Hang]:
    hang = Hang()
    yield hang
    hang.let_go()


def press(visitor: Visitor, label: str) -> None:
    button = next(node for node in visitor.browser.nodes.values() if node.props.get("label") == label)
    visitor.browser.event(button.id, "click")
    visitor.until(lambda: visitor.browser.opened)


def shows(visitor: Visitor, count: int) -> bool:
    return visitor.find("IntInput").props.get("value") == count


def test_a_full_server_says_so_and_gets_over_it(launch: Launch, hang: Hang) -> None:
    server = launch(hang, max_threads=2, liveness=True, metrics=True, unused_session_lifetime=2000)
    visitors = [Visitor(server.url).connect() for _ in range(2)]
    for visitor in visitors:
        press(visitor, "Hang")
    eventually(lambda: hang.begun == 2)
    answer = get(server.url)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    alive = get(f"{server.url}/liveness")
    assert (alive.status_code, alive.json()["why"]) == (503, "no threads")
    assert 'lanai_workers_full{purpose="callback"} 1.0' in get(f"{server.url}/metrics").text
    for visitor in visitors:
        visitor.leave()
    # Their sessions end, and with them what they held; the threads themselves still hang.
    eventually(lambda: get(f"{server.url}/liveness").status_code == 200, PATIENCE)
    assert "lanai_workers_abandoned 2.0" in get(f"{server.url}/metrics").text
    with Visitor(server.url).connect() as late:
        press(late, "Count")
        late.until(lambda: shows(late, 1))
    hang.let_go()
    eventually(lambda: "lanai_workers_abandoned 0.0" in get(f"{server.url}/metrics").text)


def test_apps_that_hang_while_they_are_built_keep_nobody_from_another_app(
    launch: Launch, hang: Hang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lanai.callbacks.workers.LIMITS", {**LIMITS, "page": 3})
    server = launch({"/hang": hang.build, "/app": hang}, liveness=True)
    with Visitor(f"{server.url}/app").connect() as visitor:
        waiting = [threading.Thread(target=get, args=(f"{server.url}/hang",), daemon=True) for _ in range(2)]
        for thread in waiting:
            thread.start()
        eventually(lambda: hang.begun == 2)
        assert get(f"{server.url}/app").status_code == 200
        last = threading.Thread(target=get, args=(f"{server.url}/hang",), daemon=True)
        last.start()
        eventually(lambda: hang.begun == 3)
        assert get(f"{server.url}/app").status_code == 503
        press(visitor, "Count")  # whoever is there already goes on
        visitor.until(lambda: shows(visitor, 1))
        hang.let_go()
        for thread in [*waiting, last]:
            thread.join(PATIENCE)
        assert get(f"{server.url}/app").status_code == 200


def test_visitors_who_are_asked_about_for_long_keep_nobody_out(launch: Launch, hang: Hang) -> None:
    def may(info: dict[str, object], path: str) -> bool:
        if path == "/hang":
            hang.build()
        return True

    def app() -> Viewable:
        pn.extension(authorize_callback=may)
        return pn.pane.Str("")

    server = launch({"/hang": app, "/app": app})
    waiting = [
        threading.Thread(target=get, args=(f"{server.url}/hang",), daemon=True)
        for _ in range(MOST_OF_STARLETTE)
    ]
    for thread in waiting:
        thread.start()
    eventually(lambda: hang.begun == MOST_OF_STARLETTE)
    assert get(f"{server.url}/app").status_code == 200
    hang.let_go()
    for thread in waiting:
        thread.join(PATIENCE)


def test_calls_that_an_app_gives_to_asyncios_threads_keep_nobody_from_what_is_large(
    launch: Launch, hang: Hang
) -> None:
    many = list(range(100_000))

    async def hold(_: object) -> None:
        await asyncio.gather(*(asyncio.to_thread(hang.build) for _ in range(MOST_OF_ASYNCIO)))

    def app() -> Viewable:
        begin = pn.widgets.Button(name="Hold", on_click=hold)
        editor = pn.widgets.JSONEditor(value=many)
        answer = pn.widgets.JSONEditor(value=[])
        editor.param.watch(lambda event: setattr(answer, "value", [*event.new, 1]), "value")
        return pn.Column(begin, editor, answer)

    server = launch(app)
    with Visitor(server.url).connect() as visitor:
        press(visitor, "Hold")
        eventually(lambda: hang.begun >= min(MOST_OF_ASYNCIO, (os.cpu_count() or 1) + 4))
        with Visitor(server.url).connect() as neighbour:
            editor, answer = (node for node in neighbour.browser.nodes.values() if node.type == "JSONEditor")
            neighbour.browser.edit(editor.id, {"value": [0, *many]})
            neighbour.until(lambda: answer.props.get("value") == [0, *many, 1])
        hang.let_go()
