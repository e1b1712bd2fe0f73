"""Two threads set one parameter, and the code of the first object takes longer: the page shows the second one."""

from __future__ import annotations

import threading
from typing import Any

import pytest

import lanai as pn
from lanai import testing

PATIENCE = 10.0


class Thing:
    """An object of the app's own, whose text may have to wait."""

    def __init__(self, text: str, begun: threading.Event | None = None, go: threading.Event | None = None):
        self.text, self.begun, self.go = text, begun, go

    def __str__(self) -> str:
        if self.begun is not None and self.go is not None:
            self.begun.set()
            self.go.wait(PATIENCE)
        return self.text

    __repr__ = _repr_html_ = __str__


SHOWN: dict[str, tuple[type[Any], str]] = {
    "StaticText": (pn.widgets.StaticText, "value"),
    "Str": (pn.pane.Str, "object"),
    "HTML": (pn.pane.HTML, "object"),
    "Markdown": (pn.pane.Markdown, "object"),
    "Placeholder": (pn.pane.Placeholder, "object"),
    "LiteralInput": (pn.widgets.LiteralInput, "value"),
    "Select": (pn.widgets.Select, "options"),
    "RadioBoxGroup": (pn.widgets.RadioBoxGroup, "options"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_later_one_is_shown(name: str) -> None:
    kind, parameter = SHOWN[name]
    begun, go, done = threading.Event(), threading.Event(), threading.Event()

    def app() -> Any:
        button, shown = pn.widgets.Button(name="Go"), kind()

        def put(thing: Thing) -> None:
            setattr(shown, parameter, [thing] if parameter == "options" else thing)

        def first() -> None:
            put(Thing("first", begun, go))
            done.set()

        def act(event: Any) -> None:
            pn.state.execute(first, schedule="thread")
            assert begun.wait(PATIENCE)
            put(Thing("second"))
            go.set()
            assert done.wait(PATIENCE)

        button.on_click(act)
        return pn.Column(button, shown)

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Go")
        shown = str([node.props for node in user.browser.nodes.values()])
        assert "second" in shown
        assert "first" not in shown
