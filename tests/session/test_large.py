"""Large values of the app: written on a worker thread, in order, and to whom they are meant for."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pandas as pd
import pytest

import lanai as pn
from lanai import testing
from lanai.callbacks.turns import MOST_BESIDE
from lanai.components.base import LARGE, Component
from lanai.components.widgets.tabulator.view import View
from lanai.testing.user import User
from lanai.wire.growth import unpack


def shown(user: User, table: pn.widgets.Tabulator) -> list[int]:
    """The column `a` of a table, as the browser has it."""
    return unpack(user.browser.nodes[table._number].props["data"]["columns"]["a"])


MANY = list(range(2 * LARGE))


def test_it_is_encoded_on_a_worker_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []
    plain = View.encode

    def encode(self: View, *given: Any) -> Any:
        threads.append(threading.get_ident())
        return plain(self, *given)

    monkeypatch.setattr(View, "encode", encode)
    table = pn.widgets.Tabulator(pd.DataFrame({"a": np.arange(LARGE)}))
    with testing.Site(table) as site:
        user = site.visit()
        threads.clear()
        table.value = pd.DataFrame({"a": np.arange(LARGE, 2 * LARGE)})
        site.settle()
        assert shown(user, table)[0] == LARGE
        assert threads
        assert threading.get_ident() not in threads


def test_what_changes_meanwhile_comes_after_it() -> None:
    editor, text = pn.widgets.JSONEditor(value=[]), pn.widgets.StaticText(value="before", name="t")
    with testing.Site(pn.Column(editor, text)) as site:
        user = site.visit()
        user.browser.frames.clear()
        editor.value = MANY
        site.turn()  # the frame is being encoded
        text.value = "after"
        editor.value = [*MANY, -1]
        site.settle()
        told = [values for frame in user.browser.frames for _, values in frame.set]
        assert [values["value"] for values in told if len(str(values)) > LARGE][-1] == [*MANY, -1]
        assert user.find("t").read("text") == "after"
        revs = [frame.rev for frame in user.browser.frames]
        assert revs == sorted(set(revs))


def test_rows_that_are_streamed_meanwhile_come_once() -> None:
    table = pn.widgets.Tabulator(pd.DataFrame({"a": np.arange(LARGE)}))
    with testing.Site(table) as site:
        user = site.visit()
        table.value = pd.DataFrame({"a": np.arange(LARGE)})
        site.turn()
        table.stream({"a": [-1]})
        table.stream({"a": [-2]})
        site.settle()
        assert shown(user, table) == [*range(LARGE), -1, -2]


def test_a_browser_that_comes_back_meanwhile_gets_what_it_lacks() -> None:
    editor = pn.widgets.JSONEditor(value=[], name="e")
    with testing.Site(editor) as site:
        user = site.visit()
        editor.value = MANY
        site.turn()
        user.drop()
        user.reconnect()
        site.settle()
        assert user.find("e").read("value") == MANY


def test_a_large_value_that_cannot_travel_is_reported_and_the_rest_arrives() -> None:
    class Odd:
        pass

    editor, text = pn.widgets.JSONEditor(value=[], name="e"), pn.widgets.StaticText(name="t")
    with testing.Site(pn.Column(editor, text)) as site:
        user = site.visit()
        with site.expect_errors(TypeError):
            editor.value = [*MANY, Odd()]
            text.value = "here"
            site.settle()
        assert user.find("t").read("text") == "here"


def test_it_is_encoded_once_for_all_who_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    plain = Component.encode

    def encode(self: Component, name: str, value: Any) -> Any:
        if value is MANY:
            made.append(name)
        return plain(self, name, value)

    monkeypatch.setattr(Component, "encode", encode)
    editor = pn.widgets.JSONEditor(value=[], name="e")
    with testing.Site(editor) as site:
        users = [site.visit() for _ in range(3)]
        editor.value = MANY
        site.settle()
        assert all(user.find("e").read("value") == MANY for user in users)
        assert made == ["value"]


def test_it_is_written_however_much_runs_beside_the_callbacks() -> None:
    begun, go = threading.Semaphore(0), threading.Event()
    editor, text = pn.widgets.JSONEditor(value=[]), pn.widgets.StaticText(value="before", name="t")
    start = pn.widgets.Button(name="Start")

    def work() -> None:
        begun.release()
        go.wait(20)

    def act(event: Any) -> None:
        for _ in range(MOST_BESIDE):
            pn.state.submit(work)
        for _ in range(MOST_BESIDE):
            assert begun.acquire(timeout=20)
        editor.value, text.value = MANY, "after"

    start.on_click(act)
    with testing.Site(lambda: pn.Column(start, editor, text)) as site:
        user = site.visit()
        user.click("Start", wait=False)
        late = threading.Timer(10, go.set)
        late.start()
        site.wait_for(lambda: user.find("t").read("text") == "after")
        assert not go.is_set(), "it waited for what runs beside"
        go.set()
        late.cancel()
