"""How many synchronous callbacks of one session run at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.session.settings import threads_for


def most_at_once(nthreads: int | None, clicks: int) -> int:
    """The most callbacks of so many clicks that were seen to run together, all of them waiting for the last."""
    running, most, lock, go_on = 0, 0, threading.Lock(), threading.Event()

    def work(_: object) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        go_on.wait(10)
        with lock:
            running -= 1

    def app() -> Viewable:
        pn.config.nthreads = nthreads
        button = pn.widgets.Button(name="Go")
        button.on_click(work)
        return button

    expected = min(clicks, threads_for(nthreads))
    with testing.Site(app) as site:
        user = site.visit()
        for _ in range(clicks):
            user.click("Go", wait=False)
        site.wait_for(lambda: most >= expected)
        go_on.set()
        site.settle()
    return most


@pytest.mark.parametrize(
    ("nthreads", "clicks", "at_once"),
    [
        pytest.param(None, 3, 1, id="one at a time unless asked for"),
        pytest.param(1, 3, 1, id="one"),
        pytest.param(2, 4, 2, id="two of four"),
        pytest.param(0, 4, 4, id="as many as suit"),
    ],
)
def test_nthreads(nthreads: int | None, clicks: int, at_once: int) -> None:
    assert most_at_once(nthreads, clicks) == at_once


def test_what_suits_depends_on_the_machine_and_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors, threads in [(1, 5), (8, 12), (128, 32)]:
        monkeypatch.setattr("os.cpu_count", lambda number=processors: number)
        assert threads_for(0) == threads


@pytest.mark.parametrize("value", [-1, 1.5, "2"])
def test_another_value_is_refused_at_once(value: object) -> None:
    refused: Callable[[], object] = lambda: setattr(pn.config, "nthreads", value)  # noqa: E731
    with testing.Site(lambda: pn.pane.Str("text")) as site:
        site.visit()
        with pytest.raises(ValueError, match="nthreads"):
            refused()
