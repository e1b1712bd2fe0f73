"""What one session may take of the server's threads, and what it gives back."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

import lanai as pn
from lanai import testing
from lanai.callbacks.turns import MOST_BESIDE
from lanai.components.base import LARGE, Viewable

PATIENCE = 10.0


class Hanging:
    """A function that does not return until it is let go, and counts how often it was begun, and has come back."""

    def __init__(self) -> None:
        self.begun = self.over = 0
        self._lock = threading.Lock()
        self._go = threading.Event()

    def __call__(self, *_: object) -> None:
        with self._lock:
            self.begun += 1
        self._go.wait(PATIENCE)
        with self._lock:
            self.over += 1

    def let_go(self) -> None:
        self._go.set()


def pressed(work: Callable[[], object]) -> Callable[[], Viewable]:
    """An app whose button does `work`, beside another that says hello."""

    def app() -> Viewable:
        text = pn.pane.Str("")
        hello = pn.widgets.Button(name="Hello", on_click=lambda _: setattr(text, "object", "hello"))
        return pn.Column(pn.widgets.Button(name="Go", on_click=lambda _: work()), hello, text)

    return app


@pytest.mark.parametrize(
    "begin",
    [
        pytest.param(lambda work: pn.state.submit(work), id="submit"),
        pytest.param(lambda work: pn.state.execute(work, schedule="thread"), id="execute"),
        pytest.param(lambda work: pn.state.onload(work, threaded=True), id="onload"),
    ],
)
def test_what_runs_beside_the_queue_is_bounded_and_nothing_is_lost(
    begin: Callable[[Callable[[], object]], object],
) -> None:
    hanging = Hanging()
    with testing.Site(pressed(lambda: begin(hanging))) as site:
        user = site.visit()
        for _ in range(MOST_BESIDE + 8):
            user.click("Go", wait=False)
        site.wait_for(lambda: hanging.begun == MOST_BESIDE and user.session.turns.waiting == 8)
        user.click("Hello", wait=False)  # its own queue goes on
        site.wait_for(lambda: user.sees("hello"))
        hanging.let_go()
        site.settle()
        assert hanging.begun == MOST_BESIDE + 8


def test_what_is_encoded_for_the_page_waits_for_nothing_of_the_apps() -> None:
    hanging, many = Hanging(), list(range(LARGE))
    editor = pn.widgets.JSONEditor(value=[], name="e")

    def app() -> Viewable:
        begin = pn.widgets.Button(name="Go", on_click=lambda _: pn.state.submit(hanging))
        return pn.Column(begin, editor)

    with testing.Site(app) as site:
        user = site.visit()
        for _ in range(MOST_BESIDE):
            user.click("Go", wait=False)
        site.wait_for(lambda: hanging.begun == MOST_BESIDE)
        editor.value = many
        site.wait_for(lambda: user.find("e").read("value") == many)
        assert hanging.over == 0
        hanging.let_go()
        site.settle()
