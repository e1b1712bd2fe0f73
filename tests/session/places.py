"""Every place in which code of a session's app is called: one list, from which `test_exceptions.py` makes its tests.

A new way to have code called belongs here. A place is a function that is called in the app: it arranges that `work` is
called, and returns what to show and what the visitor does then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import param
from bokeh.io import curdoc
from bokeh.models import widgets as bokeh_widgets

import lanai as pn
from lanai import testing

Work = Callable[..., Any]
Act = Callable[[testing.User], object]
Style = Literal["function", "coroutine", "returning", "generator", "async_generator"]

CALLBACK: tuple[Style, ...] = ("function", "coroutine", "returning")
PLAIN: tuple[Style, ...] = ("function",)
OUTPUT: tuple[Style, ...] = (*CALLBACK, "generator", "async_generator")


@dataclass(frozen=True)
class Place:
    """One place. `doing`: what the log says failed there."""

    name: str
    arrange: Callable[[Work], Any]
    styles: Sequence[Style]
    doing: str
    setup: bool = False
    """Whether it is arranged before there is a session."""
    early: bool = False
    """Whether the code is called while the page is opened."""
    awaited: bool = False
    """Whether somebody waits for the outcome, so that a coroutine that was called off has failed."""
    outside: bool = False
    """Whether it belongs to the process, which has no `exception_handler`."""
    ends: bool = False
    """Whether it ends the session."""
    refuses: bool = False
    """Whether a `ValueError` has its meaning there: the value is none of the parameter's, or two values do not compare."""
    skips: bool = False
    """Whether `param.Skip` has its meaning there."""


PLACES: list[Place] = []


def place(
    name: str, styles: Sequence[Style], doing: str, **facts: bool
) -> Callable[[Callable[[Work], Any]], Any]:
    """Put a function into the list."""

    def put(arrange: Callable[[Work], Any]) -> Any:
        PLACES.append(Place(name, arrange, styles, doing, **facts))
        return arrange

    return put


def pressing(callback: Work) -> tuple[Any, Act]:
    """A button that calls it."""
    button = pn.widgets.Button(name="act")
    button.on_click(callback)
    return button, lambda user: user.click("act")


def typing(field: Any) -> tuple[Any, Act]:
    """A field that the visitor writes into."""
    return field, lambda user: user.set("field", "typed")


# -- what a visitor does ------------------------------------------------------------------------------


@place("on_click", CALLBACK, "click of a Button|running a callback", skips=True)
def on_click(work: Work) -> Any:
    return pressing(work)


@place("param.watch", CALLBACK, "edit of a TextInput|running a callback", skips=True)
def watch(work: Work) -> Any:
    field = pn.widgets.TextInput(name="field")
    field.param.watch(work, "value")
    return typing(field)


@place("param.watch of what a coroutine sets", CALLBACK, "running a callback", skips=True)
def watch_of_a_coroutine(work: Work) -> Any:
    field = pn.widgets.TextInput(name="field")
    field.param.watch(work, "value")

    async def write(_: Any) -> None:
        field.value = "written"

    button, act = pressing(write)
    return pn.Column(field, button), act


@place("depends(watch=True)", ("function", "coroutine"), "edit of a TextInput|running a callback", skips=True)
def depends(work: Work) -> Any:
    field = pn.widgets.TextInput(name="field")

    if asyncio.iscoroutinefunction(work):

        class Model(param.Parameterized):
            text = param.String()

            @param.depends("text", watch=True)
            async def follow(self) -> None:
                await work()

    else:

        class Model(param.Parameterized):  # type: ignore[no-redef]
            text = param.String()

            @param.depends("text", watch=True)
            def follow(self) -> None:
                work()

    model = Model()
    field.link(model, value="text")
    shown, act = typing(field)
    return pn.Column(shown, pn.bind(str, model.param.text)), act


@place("a link's callback", PLAIN, "edit of a TextInput", skips=True)
def link(work: Work) -> Any:
    field = pn.widgets.TextInput(name="field")
    field.link(pn.pane.Str("other"), callbacks={"value": work})
    return typing(field)


@place("with_lock", CALLBACK, "click of a Button|running a callback", skips=True)
def with_lock(work: Work) -> Any:
    return pressing(pn.io.with_lock(work))


@place("a cached function", ("function", "coroutine"), "click of a Button|running a callback", skips=True)
def cached(work: Work) -> Any:
    if asyncio.iscoroutinefunction(work):

        @pn.cache
        async def kept_async() -> Any:
            return await work()

        async def press_async(_: Any) -> None:
            await kept_async()

        return pressing(press_async)

    @pn.cache
    def kept() -> Any:
        return work()

    return pressing(lambda _: kept())


@place("FileDownload(callback)", CALLBACK, "request of a FileDownload|running a callback", awaited=True)
def download(work: Work) -> Any:
    button = pn.widgets.FileDownload(callback=work, filename="file.txt", label="act")
    return button, lambda user: user.find("act").event("request")


@place("CrossSelector(filter_fn)", PLAIN, "filter of a CrossSelector")
def filtering(work: Work) -> Any:
    chooser = pn.widgets.CrossSelector(name="act", options=["a", "b"], filter_fn=work)
    return chooser, lambda user: user.find("act").event("filter", {"side": "left", "pattern": "a"})


@place("Tabulator.on_click", ("function", "coroutine"), "click of a Tabulator|running a callback")
def clicked_cell(work: Work) -> Any:
    table = pn.widgets.Tabulator(pd.DataFrame({"a": [1, 2]}), name="act")
    table.on_click(work)
    return table, lambda user: user.find(type="Tabulator").event("click", {"row": 0, "column": "a"})


@place("Tabulator.on_edit", ("function", "coroutine"), "edit of a Tabulator|running a callback")
def edited_cell(work: Work) -> Any:
    table = pn.widgets.Tabulator(pd.DataFrame({"a": [1, 2]}), name="act")
    table.on_edit(work)
    return table, lambda user: user.find(type="Tabulator").event(
        "edit", {"row": 0, "column": "a", "value": 5}
    )


@place("Tabulator.add_filter", PLAIN, "edit of a TextInput")
def filtered_rows(work: Work) -> Any:
    field = pn.widgets.TextInput(name="field")
    table = pn.widgets.Tabulator(pd.DataFrame({"a": [1, 2]}))

    def keep(frame: Any, text: str) -> Any:
        work()
        return frame

    table.add_filter(pn.bind(keep, text=field))
    shown, act = typing(field)
    return pn.Column(shown, table), act


@place(
    "MultiSelect.on_double_click",
    ("function", "coroutine"),
    "double_click of a MultiSelect|running a callback",
    skips=True,
)
def double_click(work: Work) -> Any:
    chooser = pn.widgets.MultiSelect(name="act", options=["a", "b"])
    chooser.on_double_click(work)
    return chooser, lambda user: user.find("act").event("double_click", {"place": 0})


class Own(pn.custom.JSComponent):
    """A component of the app's own."""

    _esm = "export function render() {}"


@place("JSComponent.on_msg", CALLBACK, "message of an? Own|running a callback", skips=True)
def on_msg(work: Work) -> Any:
    own = Own()
    own.on_msg(work)
    return own, lambda user: user.find(type="ESM").event("message", {"data": 1})


@place("JSComponent.on_event", CALLBACK, "dom of an? Own|running a callback", skips=True)
def on_event(work: Work) -> Any:
    own = Own()
    own.on_event("press", work)
    return own, lambda user: user.find(type="ESM").event("dom", {"name": "press", "data": {}})


@place(
    "location.sync(on_error)", ("function", "coroutine"), "edit of a Location|running a callback", skips=True
)
def on_error(work: Work) -> Any:
    number = pn.widgets.IntSlider(name="number", end=5)
    assert pn.state.location is not None
    pn.state.location.sync(number, {"value": "n"}, on_error=work)
    return number, lambda user: user.go("?n=many")


class Option:
    """One of a widget's options, which compares by code of the app's own."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def __eq__(self, other: object) -> bool:
        self.work()
        return self is other

    def __hash__(self) -> int:
        self.work()
        return 1


@place(
    "__eq__ of what is chosen",
    PLAIN,
    "writing Select.value|click of a Button",
    refuses=True,
)
def option(work: Work) -> Any:
    chooser = pn.widgets.Select(name="field", options={"one": 1})
    button, act = pressing(lambda _: setattr(chooser, "value", Option(work)))
    return pn.Column(chooser, button), act


class Checked(param.String[str]):
    """A parameter that checks by code of the app's own."""

    work: Any = None

    def _validate(self, val: Any) -> None:
        super()._validate(val)
        if val == "typed":
            type(self).work()


@place("a parameter's own check", PLAIN, "edit of an? Owned", refuses=True)
def checked(work: Work) -> Any:
    class Owned(pn.custom.JSComponent):
        _esm = "export function render() {}"

        text = Checked(default="")

    Checked.work = staticmethod(work)
    return Owned(), lambda user: user.find(type="ESM").edit(text="typed")


@place("a watcher of busy", CALLBACK, "watcher of busy|running a callback", skips=True)
def busy(work: Work) -> Any:
    pn.state.param.watch(work, "busy")
    return pressing(lambda _: None)


# -- outputs ------------------------------------------------------------------------------------------


@place("a bound function in a layout", OUTPUT, "evaluating", skips=True)
def bound(work: Work) -> Any:
    field = pn.widgets.TextInput(name="field")
    shown, act = typing(field)
    return pn.Column(shown, pn.bind(work, field)), act


@place("a bound function with defer_load", OUTPUT, "evaluating", early=True, skips=True)
def deferred(work: Work) -> Any:
    return pn.panel(pn.bind(work), defer_load=True), None


@place("an rx expression", PLAIN, "evaluating", skips=True)
def expression(work: Work) -> Any:
    field = pn.widgets.TextInput(name="field")
    shown, act = typing(field)
    return pn.Column(shown, field.param.value.rx().rx.pipe(work)), act


@place("a reference as a parameter's value", PLAIN, "edit of a TextInput|running a callback", skips=True)
def reference(work: Work) -> Any:
    field = pn.widgets.TextInput(name="field")
    shown, act = typing(field)
    return pn.Column(shown, pn.pane.Str(pn.bind(lambda text: work() or text, field))), act


@place("__panel__ of a Viewer", PLAIN, "click of a Button|reading the children", skips=True)
def viewer(work: Work) -> Any:
    class Viewed(pn.viewable.Viewer):
        def __panel__(self) -> Any:
            work()
            return pn.pane.Str("content")

    column = pn.Column("empty")
    button, act = pressing(lambda _: column.append(Viewed()))
    return pn.Column(column, button), act


class Composed(pn.custom.PyComponent):
    """Its `work` is called when it is asked what it shows."""

    work: Any = param.Parameter(allow_refs=False)

    def __panel__(self) -> Any:
        self.work()
        return pn.pane.Str("content")


@place("PyComponent.__panel__", PLAIN, "evaluating Composed.__panel__|click of a Button")
def py_component(work: Work) -> Any:
    column = pn.Column("empty")
    button, act = pressing(lambda _: column.append(Composed(work=work)))
    return pn.Column(column, button), act


class Drawn:
    """An object that shows itself."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def _repr_html_(self) -> str:
        self._work()
        return "<b>drawn</b>"


@place("_repr_html_ of an object", PLAIN, "writing|click of a Button|reading")
def drawn(work: Work) -> Any:
    pane = pn.pane.HTML("before")

    def show(_: Any) -> None:
        pane.object = Drawn(work)

    button, act = pressing(show)
    return pn.Column(pane, button), act


# -- the session's life -------------------------------------------------------------------------------


@place("onload", CALLBACK, "an onload callback", early=True, awaited=True)
def onload(work: Work) -> Any:
    pn.state.onload(work)


@place("onload, threaded", CALLBACK, "an onload callback", early=True, awaited=True)
def onload_threaded(work: Work) -> Any:
    pn.state.onload(work, threaded=True)


@place("on_session_created", CALLBACK, "an on_session_created hook", setup=True, early=True, awaited=True)
def created(work: Work) -> Any:
    pn.state.on_session_created(work)


@place("with_locked_document", CALLBACK, "an on_session_created hook", setup=True, early=True, awaited=True)
def locked(work: Work) -> Any:
    async def hook(context: Any) -> None:
        await context.with_locked_document(work)

    pn.state.on_session_created(hook)


@place("on_session_destroyed", CALLBACK, "an on_session_destroyed hook", awaited=True, ends=True)
def destroyed(work: Work) -> Any:
    pn.state.on_session_destroyed(work)
    return None, lambda user: user.leave()


@place(
    "on_session_destroyed of the process",
    CALLBACK,
    "an on_session_destroyed hook",
    setup=True,
    awaited=True,
    ends=True,
)
def destroyed_of_process(work: Work) -> Any:
    pn.state.on_session_destroyed(work)
    return None, lambda user: user.leave()


# -- time ---------------------------------------------------------------------------------------------


@place("a periodic callback", CALLBACK, "the periodic callback")
def periodic(work: Work) -> Any:
    pn.state.add_periodic_callback(work, period=997)
    return None, lambda user: user.site.advance(1)


@place("a scheduled task", CALLBACK, "the scheduled task", setup=True, outside=True)
def scheduled(work: Work) -> Any:
    pn.state.schedule_task("task", work, period="1s")
    return None, lambda user: user.site.advance(1)


# -- work that the app starts -------------------------------------------------------------------------


def executing(**options: Any) -> Callable[[Work], Any]:
    def arrange(work: Work) -> Any:
        return pressing(lambda _: pn.state.execute(work, **options))

    return arrange


for schedule in ("auto", "thread", True, False):
    place(
        f"execute({schedule!r})",
        CALLBACK,
        "an executed|click of a Button|running a callback",
        skips=schedule in ("auto", False),
    )(executing(schedule=schedule))


@place("submit", ("function", "coroutine"), "the task")
def submit(work: Work) -> Any:
    return pressing(lambda _: pn.state.submit(work))


def in_a_coroutine(start: Callable[[Work], object]) -> Callable[[Work], Any]:
    def arrange(work: Work) -> Any:
        async def press(_: Any) -> None:
            start(work)

        return pressing(press)

    return arrange


place("asyncio.create_task", ("coroutine",), "a task of the app's own")(
    in_a_coroutine(lambda work: asyncio.create_task(work()))
)
place("call_soon", PLAIN, "a callback on the event loop")(
    in_a_coroutine(lambda work: asyncio.get_running_loop().call_soon(work))
)
place("call_later", PLAIN, "a callback on the event loop")(
    in_a_coroutine(lambda work: asyncio.get_running_loop().call_later(0, work))
)


@place("a ChatInterface's callback", OUTPUT, "answering in a chat", skips=True)
def chat(work: Work) -> Any:
    shown = pn.chat.ChatInterface(callback=work, callback_exception="summary")
    return shown, lambda user: user.type_text("Write a message", "hello", enter=True)


@place("a ChatFeed's post_hook", ("function", "coroutine"), "running a callback|.*", skips=True)
def post_hook(work: Work) -> Any:
    feed = pn.chat.ChatFeed(post_hook=work)
    button, act = pressing(lambda _: feed.send("hello", respond=False, trigger_post_hook=True))
    return pn.Column(feed, button), act


# -- Bokeh --------------------------------------------------------------------------------------------


def on_document(add: Callable[[Any, Work], object]) -> Callable[[Work], Any]:
    def arrange(work: Work) -> Any:
        button, act = pressing(lambda _: add(curdoc(), work))
        return button, lambda user: (act(user), user.site.advance(1))

    return arrange


place("add_next_tick_callback", ("function", "coroutine"), "running a callback")(
    on_document(lambda document, work: document.add_next_tick_callback(work))
)
place("add_timeout_callback", ("function", "coroutine"), "running a callback")(
    on_document(lambda document, work: document.add_timeout_callback(work, 500))
)
place("add_periodic_callback", ("function", "coroutine"), "the periodic callback")(
    on_document(lambda document, work: document.add_periodic_callback(work, 800))
)


@place("Bokeh's on_change", PLAIN, "a visitor's change of a Bokeh model")
def on_change(work: Work) -> Any:
    slider = bokeh_widgets.Slider(start=0, end=10, value=1)
    slider.on_change("value", lambda attr, old, new: work())
    change = {"kind": "ModelChanged", "model": {"id": slider.id}, "attr": "value", "new": 5}

    def act(user: testing.User) -> None:
        user.browser.patch({"events": [change]})
        user.site.settle()

    return pn.pane.Bokeh(slider), act


@place("Bokeh's on_event", PLAIN, "a visitor's change of a Bokeh model")
def bokeh_event(work: Work) -> Any:
    button = bokeh_widgets.Button(label="press")
    button.on_click(lambda: work())
    data = {
        "type": "event",
        "name": "button_click",
        "values": {"type": "map", "entries": [["model", {"id": button.id}]]},
    }

    def act(user: testing.User) -> None:
        user.browser.patch({"events": [{"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": data}]})
        user.site.settle()

    return pn.pane.Bokeh(button), act
