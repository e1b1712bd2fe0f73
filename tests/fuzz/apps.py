"""Apps with one of everything: what a visitor may be wrong about."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import param
from bokeh.models import ColumnDataSource, CustomJS
from bokeh.models.widgets import Div
from bokeh.models.widgets import Slider as BokehSlider
from bokeh.models.widgets import TextInput as BokehTextInput
from bokeh.plotting import figure

import lanai as pn
from lanai.components.base import Viewable

GIVEN: dict[str, dict[str, Any]] = {
    "Select": {"options": ["a", "b"]},
    "MultiSelect": {"options": ["a", "b", "c"]},
    "IntSlider": {"start": 0, "end": 100},
    "FloatSlider": {"start": 0.0, "end": 1.0},
    "LiteralInput": {"value": {"a": 1}},
    "FileDownload": {"callback": lambda: io.BytesIO(b"content"), "filename": "file.txt"},
}
"""Arguments without which a class shows little."""


class Boiler(param.Parameterized):
    """Parameters with an editor each."""

    power = param.Integer(default=3, bounds=(0, 10))
    label = param.String(default="boiler")
    mode: Any = param.Selector(default="eco", objects=["eco", "full"])
    on = param.Boolean(default=False)


class Star(pn.custom.JSComponent):
    """A component whose front end is the app's own."""

    value = param.Boolean(default=False)
    _esm = "export function render() { return document.createElement('b'); }"


class Pair(pn.custom.PyComponent):
    """A component made of others."""

    def __panel__(self) -> Viewable:
        return pn.Row("a", pn.widgets.IntInput())


def each_class() -> dict[str, type[Viewable]]:
    """Every public component class, by name."""
    rooms = (pn.widgets, pn.pane, pn.indicators, pn.layout)
    return {
        name: kind
        for room in rooms
        for name in room.__all__
        if isinstance(kind := getattr(room, name), type) and issubclass(kind, Viewable)
    }


def one_of_each(**arguments: Any) -> list[Viewable]:
    """One component of each class that needs nothing to be made. `arguments` are given to those that take them."""
    made = []
    for name, kind in each_class().items():
        taken = {key: value for key, value in arguments.items() if key in kind.param}
        try:
            made.append(kind(**{**GIVEN.get(name, {}), **taken}))
        except (TypeError, ValueError):
            continue
    return made


def everything() -> Viewable:
    """One of each; what changes is counted, by a callback on a thread and by one on the loop."""
    column = pn.Column(*one_of_each(), pn.Param(Boiler()), pn.FlexBox(pn.pane.Str("end"), Star(), Pair()))
    seen = pn.widgets.StaticText(value="0")

    def count(event: Any) -> None:
        seen.value = str(len(str(event.new)))

    async def note(event: Any) -> None:
        seen.name = type(event.obj).__name__

    for component in column.objects[::2]:
        if "value" in component.param:
            component.param.watch(count, "value")
    for component in column.objects[1::2]:
        if "value" in component.param:
            component.param.watch(note, "value")
    bound = pn.bind("{} {}".format, column[0], seen)
    return pn.Column(column, seen, bound)


def plots() -> Viewable:
    """A plot with its tools and data, and widgets of Bokeh's, listened to from Python."""
    source = ColumnDataSource({"x": np.arange(5.0), "y": [1, 2, 3, 4, 5], "s": list("abcde")})
    plot = figure(tools="pan,box_select,tap,wheel_zoom")
    plot.scatter("x", "y", source=source)
    plot.js_on_event("tap", CustomJS(code="1"))
    slider, text = BokehSlider(start=0, end=10, value=1), BokehTextInput(value="")
    heard: list[str] = []

    def listen(attr: str, old: Any, new: Any) -> None:
        del heard[20:]
        heard.insert(0, attr)

    slider.on_change("value", listen)
    text.on_change("value", listen)
    source.on_change("data", listen)
    source.selected.on_change("indices", listen)
    plot.on_event("tap", lambda event: heard.insert(0, "tap"))
    return pn.Column(*map(pn.pane.Bokeh, (plot, slider, text, Div(text="d"))))


def linked() -> Viewable:
    """Links that run in the browser, and a counter."""
    slider, text = pn.widgets.IntSlider(start=0, end=9), pn.widgets.TextInput()
    button = pn.widgets.Button(name="More")
    slider.jslink(text, value="value")
    button.js_on_click(code="1")
    button.on_click(lambda _: text.param.update(value=str(button.clicks)))
    return pn.Row(slider, text, button)


def talk() -> Viewable:
    """A chat that echoes, with a message of each kind of thing it shows."""
    chat = pn.chat.ChatInterface(callback=lambda contents: f"**{contents}**")
    chat.send("Hello", respond=False)
    chat.stream("and ", user="Echo")
    with chat.add_step("Thinking", title="Step") as step:
        step.stream("done")
    liked = pn.chat.ChatMessage(pn.widgets.IntSlider(), reactions=["favorite"])
    return pn.Column(chat, liked, pn.chat.ChatReactionIcons())


APPS: dict[str, Callable[[], Any]] = {
    "/everything": everything,
    "/plots": plots,
    "/linked": linked,
    "/talk": talk,
}
