"""No function of the app's runs on the event loop, on whatever way a coroutine sets it going; and the page shows the end.

Each way is a page whose button starts a coroutine (or whose visitor acts). The monitor of the testing kit looks at all
calls; the function itself notes its thread, so that a way that calls nothing is noticed as well.
"""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import param
import pytest

import lanai as pn
from lanai import testing

Visit = Callable[..., testing.User]


@dataclass
class Seen:
    """The threads on which the app's functions ran."""

    threads: list[int] = field(default_factory=list)

    def note(self) -> None:
        self.threads.append(threading.get_ident())

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        self.note()
        return "seen"


class Thing:
    """An object of the app's own, with code for whoever shows it."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    def _repr_html_(self) -> str:
        self.seen.note()
        return "<b>the thing</b>"

    def __str__(self) -> str:
        self.seen.note()
        return "the thing"

    def __repr__(self) -> str:
        self.seen.note()
        return "'the thing'"


class Plain:
    """As `Thing`, but only a text."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    def __str__(self) -> str:
        self.seen.note()
        return "the thing"


Act = Callable[[], Any]
Way = Callable[[Seen], tuple[Any, Act]]
WAYS: dict[str, tuple[Way, str]] = {}


def way(name: str, shows: str = "") -> Callable[[Way], Way]:
    """Register a way: given `Seen`, what is on the page and the coroutine function that the button calls."""

    def add(made: Way) -> Way:
        WAYS[name] = (made, shows)
        return made

    return add


# -- watchers ---------------------------------------------------------------------------------------


@way("param.watch", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    source, shown = pn.widgets.TextInput(), pn.widgets.StaticText()
    source.param.watch(lambda event: setattr(shown, "value", seen()), "value")

    async def act() -> None:
        source.value = "x"
        assert source.value == "x"

    return pn.Column(source, shown), act


@way("param.depends(watch=True)", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    class Model(param.Parameterized):
        number = param.Integer(0)
        text = param.String("")

        @param.depends("number", watch=True)
        def follow(self) -> None:
            self.text = seen()

    model = Model()

    async def act() -> None:
        model.number = 1

    return pn.Column(pn.bind(lambda text: text, model.param.text)), act


@way("pn.bind(watch=True)")
def _(seen: Seen) -> tuple[Any, Act]:
    source = pn.widgets.TextInput()
    pn.bind(seen, source, watch=True)

    async def act() -> None:
        source.value = "x"

    return source, act


@way("a bound function that is shown", shows="seen x")
def _(seen: Seen) -> tuple[Any, Act]:
    source = pn.widgets.TextInput()

    def shown(text: str) -> str:
        return f"{seen()} {text}"

    async def act() -> None:
        source.value = "x"

    return pn.Column(source, pn.bind(shown, source)), act


@way("a reference as value", shows="seen x")
def _(seen: Seen) -> tuple[Any, Act]:
    source = pn.widgets.TextInput()

    async def act() -> None:
        source.value = "x"

    return pn.Column(source, pn.pane.Str(pn.bind(lambda text: f"{seen()} {text}", source))), act


@way("rx", shows="seen x")
def _(seen: Seen) -> tuple[Any, Act]:
    source = pn.widgets.TextInput()

    async def act() -> None:
        source.value = "x"

    return pn.Column(source, source.rx().rx.pipe(lambda text: f"{seen()} {text}")), act


@way("link(callbacks=)", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    source, shown = pn.widgets.TextInput(), pn.widgets.StaticText()
    source.link(shown, callbacks={"value": lambda target, event: setattr(target, "value", seen())})

    async def act() -> None:
        source.value = "x"

    return pn.Column(source, shown), act


@way("an asynchronous generator sets a parameter")
def _(seen: Seen) -> tuple[Any, Act]:
    source, trigger = pn.widgets.TextInput(), pn.widgets.IntInput()
    source.param.watch(seen, "value")

    async def steps(number: int) -> AsyncIterator[str]:
        for each in "abc":
            source.value = f"{each}{number}"
            yield each

    async def act() -> None:
        trigger.value = 1

    return pn.Column(source, pn.bind(steps, trigger)), act


@way("an asynchronous periodic callback sets a parameter")
def _(seen: Seen) -> tuple[Any, Act]:
    source = pn.widgets.TextInput()
    source.param.watch(seen, "value")

    async def tick() -> None:
        source.value = "x"

    async def act() -> None:
        pn.state.add_periodic_callback(tick, 100, count=2)

    return source, act


@way("watchers of a periodic callback's counter")
def _(seen: Seen) -> tuple[Any, Act]:
    async def tick() -> None:
        await asyncio.sleep(0)

    async def act() -> None:
        periodic = pn.state.add_periodic_callback(tick, 100, count=2)
        periodic.param.watch(seen, ["counter", "running"])

    return pn.Column(), act


@way("state.execute(coroutine) sets a parameter")
def _(seen: Seen) -> tuple[Any, Act]:
    source = pn.widgets.TextInput()
    source.param.watch(seen, "value")

    async def work() -> None:
        source.value = "x"

    async def act() -> None:
        pn.state.execute(work)

    return source, act


@way("state.execute(function, schedule=False) in a coroutine")
def _(seen: Seen) -> tuple[Any, Act]:
    async def act() -> None:
        pn.state.execute(seen, schedule=False)

    return pn.Column(), act


@way("watchers of busy")
def _(seen: Seen) -> tuple[Any, Act]:
    pn.state.param.watch(seen, "busy")

    async def act() -> None:
        await asyncio.sleep(0)

    return pn.Column(), act


@way("Location.sync(on_error=)")
def _(seen: Seen) -> tuple[Any, Act]:
    source = pn.widgets.IntInput()
    location = pn.state.location
    assert location is not None
    location.sync(source, {"value": "n"}, on_error=seen)

    async def act() -> None:
        location.search = "?n=nothing"

    return source, act


# -- objects ----------------------------------------------------------------------------------------


@way("pane.HTML(object)", shows="the thing")
def _(seen: Seen) -> tuple[Any, Act]:
    pane = pn.pane.HTML("")

    async def act() -> None:
        pane.object = Thing(seen)

    return pane, act


@way("pane.Str(object)", shows="the thing")
def _(seen: Seen) -> tuple[Any, Act]:
    pane = pn.pane.Str("")

    async def act() -> None:
        pane.object = Plain(seen)

    return pane, act


@way("pane.JSON(encoder=)")
def _(seen: Seen) -> tuple[Any, Act]:
    class Encoder(json.JSONEncoder):
        def default(self, o: Any) -> str:
            return seen()

    pane = pn.pane.JSON({}, encoder=Encoder)

    async def act() -> None:
        pane.object = {"a": object()}

    return pane, act


@way("pane.DataFrame(formatters=)", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    pane = pn.pane.DataFrame(None, formatters={"a": seen})

    async def act() -> None:
        pane.object = pd.DataFrame({"a": [1]})

    return pane, act


@way("pane.HTML(sanitize_hook=)", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    pane = pn.pane.HTML("", sanitize_html=True, sanitize_hook=seen)

    async def act() -> None:
        pane.object = "<b>x</b>"

    return pane, act


@way("pane.Markdown(plugins=)")
def _(seen: Seen) -> tuple[Any, Act]:
    pane = pn.pane.Markdown("", plugins=[lambda parser: seen.note()])

    async def act() -> None:
        pane.object = "*x*"

    return pane, act


@way("an object put into a layout", shows="the thing")
def _(seen: Seen) -> tuple[Any, Act]:
    column = pn.Column()

    async def act() -> None:
        column.append(Thing(seen))

    return column, act


@way("Viewer.__panel__", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    class Own(pn.viewable.Viewer):
        def __panel__(self) -> Any:
            return pn.pane.Str(seen())

    column = pn.Column()

    async def act() -> None:
        column.append(Own())

    return column, act


@way("PyComponent.__panel__", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    class Own(pn.custom.PyComponent):
        def __panel__(self) -> Any:
            return pn.pane.Str(seen())

    column = pn.Column()

    async def act() -> None:
        column.append(Own())

    return column, act


@way("PyComponent put into a layout by a thread", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    class Own(pn.custom.PyComponent):
        def __panel__(self) -> Any:
            return pn.pane.Str(seen())

    column = pn.Column()

    async def act() -> None:
        pn.state.execute(lambda: column.append(Own()))

    return column, act


@way("an asynchronous bound function gives an object", shows="the thing")
def _(seen: Seen) -> tuple[Any, Act]:
    source = pn.widgets.IntInput()

    async def shown(number: int) -> Any:
        return Thing(seen) if number else ""

    async def act() -> None:
        source.value = 1

    return pn.Column(pn.bind(shown, source)), act


@way("an asynchronous generator gives objects", shows="at last")
def _(seen: Seen) -> tuple[Any, Act]:
    source = pn.widgets.IntInput()

    async def shown(number: int) -> AsyncIterator[Any]:
        yield Thing(seen)
        yield "at last"

    async def act() -> None:
        source.value = 1

    return pn.Column(pn.bind(shown, source)), act


@way("a Placeholder", shows="the thing")
def _(seen: Seen) -> tuple[Any, Act]:
    pane = pn.pane.Placeholder("")

    async def act() -> None:
        pane.update(Thing(seen))

    return pane, act


@way("StaticText(value)", shows="the thing")
def _(seen: Seen) -> tuple[Any, Act]:
    text = pn.widgets.StaticText()

    async def act() -> None:
        text.value = Plain(seen)

    return text, act


@way("LiteralInput(value)")
def _(seen: Seen) -> tuple[Any, Act]:
    field = pn.widgets.LiteralInput()

    async def act() -> None:
        field.value = Thing(seen)

    return field, act


@way("labels of options", shows="the thing")
def _(seen: Seen) -> tuple[Any, Act]:
    select = pn.widgets.Select(name="Which", options=["a"])

    async def act() -> None:
        first = Plain(seen)
        select.options = [first]
        assert select.value is first

    return select, act


@way("labels of options of a widget that a coroutine makes", shows="the thing")
def _(seen: Seen) -> tuple[Any, Act]:
    column = pn.Column()

    async def act() -> None:
        column.append(pn.widgets.RadioBoxGroup(options=[Plain(seen)]))

    return column, act


@way("NestedSelect(options=function)")
def _(seen: Seen) -> tuple[Any, Act]:
    select = pn.widgets.NestedSelect()

    def offer(level: Any, value: Any) -> list[str]:
        seen.note()
        return ["a", "b"]

    async def act() -> None:
        select.param.update(options=offer, levels=["one"])

    return select, act


# -- functions that components call -----------------------------------------------------------------


@way("FileDownload(embed=True, callback=)")
def _(seen: Seen) -> tuple[Any, Act]:
    download = pn.widgets.FileDownload(filename="a.txt")

    def content() -> bytes:
        seen.note()
        return b"x"

    async def act() -> None:
        download.param.update(callback=content, embed=True)

    return download, act


def _table() -> pn.widgets.Tabulator:
    return pn.widgets.Tabulator(pd.DataFrame({"a": [1, 2, 3]}))


@way("Tabulator(row_content=)", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    table = _table()

    async def act() -> None:
        table.row_content = lambda row: pn.pane.Str(seen())
        table.expanded = [1]

    return table, act


@way("Tabulator(row_content=) made by a coroutine", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    column = pn.Column()

    async def act() -> None:
        column.append(
            pn.widgets.Tabulator(
                pd.DataFrame({"a": [1]}), row_content=lambda row: pn.pane.Str(seen()), expanded=[0]
            )
        )

    return column, act


@way("Tabulator(selectable_rows=)")
def _(seen: Seen) -> tuple[Any, Act]:
    def rows(frame: Any) -> list[int]:
        seen.note()
        return [0]

    table = pn.widgets.Tabulator(pd.DataFrame({"a": [1]}), selectable_rows=rows)
    seen.threads.clear()

    async def act() -> None:
        table.value = pd.DataFrame({"a": [1, 2]})
        table.stream({"a": [3]})

    return table, act


@way("Tabulator.add_filter")
def _(seen: Seen) -> tuple[Any, Act]:
    table = _table()

    def keep(frame: Any) -> Any:
        seen.note()
        return frame[frame["a"] > 1]

    async def act() -> None:
        table.add_filter(keep)
        table.value = pd.DataFrame({"a": [5]})

    return table, act


@way("Tabulator.style")
def _(seen: Seen) -> tuple[Any, Act]:
    table = _table()

    def colour(value: Any) -> str:
        seen.note()
        return "color: red"

    async def act() -> None:
        table.style.map(colour)

    return table, act


@way("ChatFeed(renderers=)", shows="seen")
def _(seen: Seen) -> tuple[Any, Act]:
    feed = pn.chat.ChatFeed(renderers=lambda value: pn.pane.Str(seen()))

    async def act() -> None:
        feed.send("x", respond=False)

    return feed, act


@way("an asynchronous chat callback gives objects", shows="the thing")
def _(seen: Seen) -> tuple[Any, Act]:
    async def answer(contents: Any, user: str, instance: Any) -> AsyncIterator[Any]:
        yield Thing(seen)

    feed = pn.chat.ChatFeed(callback=answer)

    async def act() -> None:
        feed.send("x")

    return feed, act


@way("ChatFeed(post_hook=)")
def _(seen: Seen) -> tuple[Any, Act]:
    feed = pn.chat.ChatFeed(post_hook=seen)

    async def act() -> None:
        feed.send("x", respond=False)

    return feed, act


@way("ChatFeed(callback_exception=function)")
def _(seen: Seen) -> tuple[Any, Act]:
    async def answer(contents: Any) -> str:
        raise ValueError("no answer")

    feed = pn.chat.ChatFeed(callback=answer, callback_exception=seen)

    async def act() -> None:
        feed.send("x")

    return feed, act


@way("ChatMessage(avatar_lookup=)")
def _(seen: Seen) -> tuple[Any, Act]:
    column = pn.Column()

    async def act() -> None:
        column.append(pn.chat.ChatMessage("x", user="Ada", avatar_lookup=lambda user: seen()[0]))

    return column, act


@way("messages of the browser's code")
def _(seen: Seen) -> tuple[Any, Act]:
    class Own(pn.custom.JSComponent):
        _esm = "export function render() {}"

    own = Own()
    own.on_msg(seen)

    async def act() -> None:
        own.event("message", {"data": 1})

    return own, act


@way("a Bokeh model's on_change")
def _(seen: Seen) -> tuple[Any, Act]:
    figure_module = pytest.importorskip("bokeh.plotting")
    figure = figure_module.figure()
    figure.on_change("name", lambda attr, old, new: seen.note())

    async def act() -> None:
        figure.name = "another"

    return pn.pane.Bokeh(figure), act


@way("the exception_handler")
def _(seen: Seen) -> tuple[Any, Act]:
    pn.config.exception_handler = seen

    async def act() -> None:
        raise ValueError("meant to be")

    return pn.Column(), act


@pytest.mark.parametrize("name", WAYS)
def test_no_function_runs_on_the_loop(
    name: str, lanai_site: Callable[..., testing.Site], lanai_monitor: testing.LoopMonitor
) -> None:
    made, shows = WAYS[name]
    seen = Seen()

    def app() -> Any:
        shown, act = made(seen)
        button = pn.widgets.Button(name="Go")

        async def go(event: Any) -> None:
            await act()

        button.on_click(go)
        return pn.Column(button, shown)

    site = lanai_site(app)
    user = site.visit()
    if name == "the exception_handler":
        with site.expect_errors(ValueError):
            user.click("Go")
    else:
        user.click("Go")
    site.advance(1)
    assert seen.threads, "nothing was called"
    assert threading.get_ident() not in seen.threads
    if shows:
        assert shows in user.text


def test_an_asynchronous_app_is_shown_in_full_at_once(
    lanai_site: Callable[..., testing.Site], lanai_monitor: testing.LoopMonitor
) -> None:
    seen = Seen()

    async def app() -> Any:
        await asyncio.sleep(0)
        return pn.Column(Thing(seen), pn.widgets.Select(options=[Plain(seen)]))

    user = lanai_site(app).visit(connect=False)
    assert "the thing" in user.text
    assert threading.get_ident() not in seen.threads


def test_a_filter_of_a_cross_selector(
    lanai_site: Callable[..., testing.Site], lanai_monitor: testing.LoopMonitor
) -> None:
    seen = Seen()

    def shows(pattern: str, label: str) -> bool:
        seen.note()
        return pattern in label

    user = lanai_site(pn.widgets.CrossSelector(name="Which", options=["ab", "b"], filter_fn=shows)).visit()
    user.find(type="CrossSelector").event("filter", {"side": "left", "pattern": "a"})
    assert seen.threads
    assert threading.get_ident() not in seen.threads


def test_folders_are_listed_off_the_loop(
    lanai_site: Callable[..., testing.Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Seen()

    def noting(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def noted(path: Any) -> Any:
            seen.note()
            return function(path)

        return noted

    def app() -> Any:
        column, button = pn.Column(), pn.widgets.Button(name="Go")

        async def go(event: Any) -> None:
            column.append(pn.widgets.FileSelector(str(Path(__file__).parent)))

        button.on_click(go)
        return pn.Column(button, column)

    user = lanai_site(app).visit()
    for name in ("listdir", "scandir"):  # of which Python's versions use one or the other
        monkeypatch.setattr(os, name, noting(getattr(os, name)))
    user.click("Go")
    assert seen.threads
    assert threading.get_ident() not in seen.threads
    assert Path(__file__).name in [
        entry[0] for entry in user.find(type="FileSelector").read("listing")["entries"]
    ]
