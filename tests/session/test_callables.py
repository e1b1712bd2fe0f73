"""Whatever takes a function of the app's takes each kind of one: it runs, where it belongs, and the page shows it.

`PLACES` lists what takes one; a test goes over every parameter of every component, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd
import param
import pytest

import lanai as pn
from lanai import testing
from lanai.callbacks.workers import WorkerThreads
from lanai.core.callbacks import Callback, Function
from lanai.errors import CallbackError
from lanai.hosts.asgi.auth.authorization import verdict
from tests.support.kinds import all_kinds

Body = Callable[[], Any]
Site = Callable[..., testing.Site]

# -- the kinds --------------------------------------------------------------------------------------


def plain(body: Body) -> Callable[..., Any]:
    def function(*args: Any) -> Any:
        return body()

    return function


def coroutine(body: Body) -> Callable[..., Any]:
    async def function(*args: Any) -> Any:
        await asyncio.sleep(0)
        return body()

    return function


class Holder:
    """Has methods of both kinds, and may be called."""

    def __init__(self, body: Body) -> None:
        self.body = body

    def method(self, *args: Any) -> Any:
        return self.body()

    async def async_method(self, *args: Any) -> Any:
        await asyncio.sleep(0)
        return self.body()

    def __call__(self, *args: Any) -> Any:
        return self.body()


class AsyncHolder(Holder):
    """Calling it gives a coroutine."""

    async def __call__(self, *args: Any) -> Any:
        return self.body()


SYNCHRONOUS: dict[str, Callable[[Body], Callable[..., Any]]] = {
    "function": plain,
    "method": lambda body: Holder(body).method,
    "partial": lambda body: partial(plain(body)),
    "object": Holder,
    "locked function": lambda body: pn.io.with_lock(plain(body)),
}
ASYNCHRONOUS: dict[str, Callable[[Body], Callable[..., Any]]] = {
    "coroutine function": coroutine,
    "lambda that gives a coroutine": lambda body: lambda *args: coroutine(body)(*args),
    "asynchronous method": lambda body: Holder(body).async_method,
    "partial of a coroutine function": lambda body: partial(coroutine(body)),
    "asynchronous object": AsyncHolder,
    "locked coroutine function": lambda body: pn.io.with_lock(coroutine(body)),
}
KINDS = {**SYNCHRONOUS, **ASYNCHRONOUS}


def steps(*args: Any) -> Iterator[int]:
    yield 1


async def async_steps(*args: Any) -> AsyncIterator[int]:
    yield 1


# -- the places -------------------------------------------------------------------------------------

Place = Callable[[Callable[..., Any]], tuple[Any, Callable[[testing.User], object] | None]]
"""Given a function: what is on the page, and what the visitor does for the function to be called."""

PLACES: dict[str, Place] = {}


def place(name: str) -> Callable[[Place], Place]:
    def add(made: Place) -> Place:
        PLACES[name] = made
        return made

    return add


def pressed(user: testing.User) -> None:
    user.click("Go")


for _kind in (pn.widgets.Button, pn.widgets.ButtonIcon):

    @place(f"{_kind.__name__}.on_click")
    def _(function: Callable[..., Any], kind: Any = _kind) -> Any:
        button = kind(name="Go", **({"icon": "heart"} if kind is pn.widgets.ButtonIcon else {}))
        button.on_click(function)
        return button, pressed


@place("Button(on_click=)")
def _(function: Callable[..., Any]) -> Any:
    return pn.widgets.Button(name="Go", on_click=function), pressed


@place("MenuButton.on_click")
def _(function: Callable[..., Any]) -> Any:
    button = pn.widgets.MenuButton(name="Go", items=["a"])
    button.on_click(function)
    return button, lambda user: user.find(type="MenuButton").event("choose", {"place": 0})


@place("param.watch")
def _(function: Callable[..., Any]) -> Any:
    field = pn.widgets.TextInput(name="Text")
    field.param.watch(function, "value")
    return field, lambda user: user.set("Text", "x")


@place("link(callbacks=)")
def _(function: Callable[..., Any]) -> Any:
    field = pn.widgets.TextInput(name="Text")
    field.link(pn.widgets.TextInput(), callbacks={"value": function})
    return field, lambda user: user.set("Text", "x")


@place("state.onload")
def _(function: Callable[..., Any]) -> Any:
    pn.state.onload(function)
    return pn.Column(), None


@place("state.onload(threaded=True)")
def _(function: Callable[..., Any]) -> Any:
    pn.state.onload(function, threaded=True)
    return pn.Column(), None


def in_callback(call: Callable[[], object]) -> Any:
    return pn.widgets.Button(name="Go", on_click=lambda event: call()), pressed


@place("state.execute")
def _(function: Callable[..., Any]) -> Any:
    return in_callback(lambda: pn.state.execute(function))


@place("state.execute(schedule='thread')")
def _(function: Callable[..., Any]) -> Any:
    return in_callback(lambda: pn.state.execute(function, schedule="thread"))


@place("state.submit")
def _(function: Callable[..., Any]) -> Any:
    return in_callback(lambda: pn.state.submit(function))


@place("state.add_periodic_callback")
def _(function: Callable[..., Any]) -> Any:
    return in_callback(lambda: pn.state.add_periodic_callback(function, 100, count=1))


@place("PeriodicCallback.callback")
def _(function: Callable[..., Any]) -> Any:
    return in_callback(lambda: pn.io.PeriodicCallback(callback=function, period=100, count=1).start())


@place("config.exception_handler")
def _(function: Callable[..., Any]) -> Any:
    pn.config.exception_handler = function

    def fail() -> None:
        raise ValueError("meant to be")

    return in_callback(fail)


@place("Location.sync(on_error=)")
def _(function: Callable[..., Any]) -> Any:
    field, location = pn.widgets.IntInput(name="Number"), pn.state.location
    assert location is not None
    location.sync(field, {"value": "n"}, on_error=function)
    return field, lambda user: user.go("?n=nothing")


@place("FileDownload.callback")
def _(function: Callable[..., Any]) -> Any:
    download = pn.widgets.FileDownload(callback=function, filename="a.txt", label="Go")
    return download, lambda user: user.find(type="FileDownload").event("request", {})


@place("MultiSelect.on_double_click")
def _(function: Callable[..., Any]) -> Any:
    select = pn.widgets.MultiSelect(options=["a"])
    select.on_double_click(function)
    return select, lambda user: user.find(type="MultiSelect").event("double_click", {"place": 0})


@place("Tabulator.on_click")
def _(function: Callable[..., Any]) -> Any:
    table = pn.widgets.Tabulator(pd.DataFrame({"a": [1]}))
    table.on_click(function)
    return table, lambda user: user.table().click(0, "a")


@place("Tabulator.on_click(column=)")
def _(function: Callable[..., Any]) -> Any:
    table = pn.widgets.Tabulator(pd.DataFrame({"a": [1]}))
    table.on_click(function, column="a")
    return table, lambda user: user.table().click(0, "a")


@place("Tabulator.on_edit")
def _(function: Callable[..., Any]) -> Any:
    table = pn.widgets.Tabulator(pd.DataFrame({"a": [1]}))
    table.on_edit(function)
    return table, lambda user: user.table().edit(0, "a", 2)


@place("Perspective.on_click")
def _(function: Callable[..., Any]) -> Any:
    pane = pn.pane.Perspective(pd.DataFrame({"a": [1]}))
    pane.on_click(function)
    told: dict[str, Any] = {"config": {}, "row": {}, "column_names": []}
    return pane, lambda user: user.find(type="Perspective").event("click", told)


@place("ECharts.on_event")
def _(function: Callable[..., Any]) -> Any:
    pane = pn.pane.ECharts({})
    pane.on_event("click", function)
    return pane, lambda user: user.find(type="ECharts").event("chart", {"number": 0, "data": {}})


class Own(pn.custom.JSComponent):
    """With code of the app's own."""

    _esm = "export function render() {}"


@place("JSComponent.on_msg")
def _(function: Callable[..., Any]) -> Any:
    own = Own()
    own.on_msg(function)
    return own, lambda user: user.find(type="ESM").event("message", {"data": 1})


@place("JSComponent.on_event")
def _(function: Callable[..., Any]) -> Any:
    own = Own()
    own.on_event("poke", function)
    return own, lambda user: user.find(type="ESM").event("dom", {"name": "poke", "data": 1})


@place("ChatFeed.callback")
def _(function: Callable[..., Any]) -> Any:
    feed = pn.chat.ChatFeed(callback=function)
    return pn.Column(feed, in_callback(lambda: feed.send("x"))[0]), pressed


@place("ChatFeed.post_hook")
def _(function: Callable[..., Any]) -> Any:
    feed = pn.chat.ChatFeed(post_hook=function)
    return pn.Column(feed, in_callback(lambda: feed.send("x", respond=False))[0]), pressed


@place("ChatFeed.edit_callback")
def _(function: Callable[..., Any]) -> Any:
    feed = pn.chat.ChatFeed(edit_callback=function)
    return pn.Column(
        feed, in_callback(lambda: feed.message_edited(feed.send("x", respond=False)))[0]
    ), pressed


@place("ChatFeed.callback_exception")
def _(function: Callable[..., Any]) -> Any:
    def fail(contents: Any) -> str:
        raise ValueError("no answer")

    feed = pn.chat.ChatFeed(callback=fail, callback_exception=function)
    return pn.Column(feed, in_callback(lambda: feed.send("x"))[0]), pressed


@place("a bound function")
def _(function: Callable[..., Any]) -> Any:
    field = pn.widgets.TextInput(name="Text")
    return pn.Column(field, pn.bind(function, field)), lambda user: user.set("Text", "x")


@place("pn.bind(watch=True)")
def _(function: Callable[..., Any]) -> Any:
    field = pn.widgets.TextInput(name="Text")
    pn.bind(function, field, watch=True)
    return field, lambda user: user.set("Text", "x")


def _figure() -> Any:
    return pytest.importorskip("bokeh.plotting").figure()


@place("a Bokeh model's on_change")
def _(function: Callable[..., Any]) -> Any:
    figure = _figure()
    figure.on_change("name", lambda attr, old, new: function(new))
    return pn.Column(pn.pane.Bokeh(figure), in_callback(lambda: setattr(figure, "name", "x"))[0]), pressed


@place("a Bokeh document's add_next_tick_callback")
def _(function: Callable[..., Any]) -> Any:
    document = pn.state.curdoc
    assert document is not None
    return in_callback(lambda: document.add_next_tick_callback(lambda: function()))


@place("a Bokeh document's add_periodic_callback")
def _(function: Callable[..., Any]) -> Any:
    document = pn.state.curdoc
    assert document is not None
    return in_callback(lambda: document.add_periodic_callback(lambda: function(), 100))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", PLACES)
def test_each_kind_runs_where_it_belongs(
    name: str, kind: str, lanai_site: Site, lanai_monitor: testing.LoopMonitor
) -> None:
    threads: list[int] = []

    def app() -> Any:
        shown = pn.widgets.StaticText()

        def body() -> Any:
            threads.append(threading.get_ident())
            shown.value = "it ran"
            return b"content" if name.startswith("FileDownload") else "result"

        made, act = PLACES[name](KINDS[kind](body))
        acts.append(act)
        return pn.Column(made, shown)

    acts: list[Any] = []
    site = lanai_site(app)
    user = site.visit()
    if acts[0] is not None:
        if name == "config.exception_handler":
            with site.expect_errors(ValueError):
                acts[0](user)
        else:
            acts[0](user)
    site.advance(0.5)
    assert threads, "it never ran"
    assert user.sees("it ran")
    on_loop = [thread == threading.get_ident() for thread in threads]
    assert not any(on_loop) if kind in SYNCHRONOUS else all(on_loop)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_who_may_come_in(kind: str, lanai_monitor: testing.LoopMonitor) -> None:
    threads: list[int] = []

    def allow() -> bool:
        threads.append(threading.get_ident())
        return True

    assert asyncio.run(verdict(KINDS[kind](allow), None, "/", WorkerThreads())) is True
    on_loop = threads == [threading.get_ident()]
    assert on_loop == (kind in ASYNCHRONOUS)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("lambda")])
def test_each_kind_is_cached(kind: str) -> None:
    runs: list[int] = []
    cached = pn.cache(KINDS[kind](lambda: runs.append(1)))
    for _ in range(2):
        result = cached()
        if kind in ASYNCHRONOUS:
            asyncio.run(result)
    assert runs == [1]


def test_what_gives_a_coroutine_is_not_cached() -> None:
    with pytest.raises(CallbackError, match="to await"):
        pn.cache(lambda: coroutine(int)())()


# -- what is refused --------------------------------------------------------------------------------

STEPWISE_IS_FINE = frozenset({"ChatFeed.callback", "a bound function", "pn.bind(watch=True)"})
"""Places that show one value after the other."""
OF_OTHERS = frozenset(
    {"param.watch", "link(callbacks=)"} | {name for name in PLACES if name.startswith("a Bokeh")}
)
"""What takes them is Param's or Bokeh's: it is refused when it is called."""


@pytest.mark.parametrize("function", [steps, async_steps, partial(steps), 5])
@pytest.mark.parametrize("name", sorted(PLACES.keys() - STEPWISE_IS_FINE - OF_OTHERS))
def test_what_nobody_could_run_is_refused_where_it_is_given(
    name: str, function: Any, lanai_site: Site
) -> None:
    if name == "ChatFeed.callback_exception" and function == 5:
        return
    refused: list[Exception] = []

    def app() -> Any:
        try:
            made, act = PLACES[name](function)
        except (CallbackError, ValueError) as error:
            refused.append(error)
            return None
        acts.append(act)
        return made

    acts: list[Any] = []
    site = lanai_site(app)
    user = site.visit()
    if acts and acts[0] is not None and not refused:  # refused by what the callback calls
        with site.expect_errors((CallbackError, ValueError)):  # type: ignore[arg-type]
            acts[0](user)
        return
    assert refused
    if callable(function):
        assert "steps()" in str(refused[0])


AT_ONCE: dict[str, tuple[type[Any], str]] = {
    "CrossSelector.filter_fn": (pn.widgets.CrossSelector, "filter_fn"),
    "DataFrame.float_format": (pn.pane.DataFrame, "float_format"),
    "HTML.sanitize_hook": (pn.pane.HTML, "sanitize_hook"),
    "Markdown.sanitize_hook": (pn.pane.Markdown, "sanitize_hook"),
    "TableParameters.row_content": (pn.widgets.Tabulator, "row_content"),
    "TableParameters.selectable_rows": (pn.widgets.Tabulator, "selectable_rows"),
    "ChatMessage.avatar_lookup": (pn.chat.ChatMessage, "avatar_lookup"),
}
"""Parameters whose functions give something at once. `test_off_loop.py` has where they run."""


@pytest.mark.parametrize("function", [steps, async_steps, coroutine(int), AsyncHolder(int)])
@pytest.mark.parametrize("name", AT_ONCE)
def test_what_has_to_give_something_at_once_takes_functions_only(name: str, function: Any) -> None:
    kind, parameter = AT_ONCE[name]
    with pytest.raises(CallbackError, match=parameter):
        kind(**{parameter: function})


def test_a_lambda_that_gives_a_coroutine_where_a_result_is_needed_at_once(lanai_site: Site) -> None:
    selector = pn.widgets.CrossSelector(options=["a"], filter_fn=lambda pattern, label: coroutine(int)())
    site = lanai_site(selector)
    user = site.visit()
    with site.expect_errors(CallbackError, match="to await"):
        user.find(type="CrossSelector").event("filter", {"side": "left", "pattern": "a"})


KNOWN = {
    *AT_ONCE,
    *(name for name in PLACES if "." in name),
    "Param.initializer",  # accepted for compatibility, and never called
    "Terminal.clear",  # ours, for the app to call
}


def test_no_parameter_that_takes_a_function_is_forgotten() -> None:
    found = set()
    for kind in all_kinds():
        for name, parameter in kind.param.objects("existing").items():
            if isinstance(parameter, (param.Callable, param.Action)) and not isinstance(
                parameter, param.Event
            ):
                owner = next(base for base in kind.__mro__ if name in vars(base))
                found.add(f"{owner.__name__}.{name}")
    assert found <= KNOWN, f"Say in this file what becomes of {sorted(found - KNOWN)}."


def test_parameters_that_take_functions_check_what_they_are_given() -> None:
    unchecked = {"ChatFeed.callback", "Param.initializer", "Terminal.clear"}
    for kind in all_kinds():
        for name, parameter in kind.param.objects("existing").items():
            if isinstance(parameter, (param.Callable, param.Action)) and not isinstance(
                parameter, param.Event
            ):
                owner = next(base for base in kind.__mro__ if name in vars(base))
                assert isinstance(parameter, (Callback, Function)) or f"{owner.__name__}.{name}" in unchecked
