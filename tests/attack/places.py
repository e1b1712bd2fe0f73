"""Every place in which user code is called, each as an app that calls it there.

A place is given `act`, which does something harmful, and returns a page on which a visitor who presses and enters
whatever there is sets it going. A new place in which user code is called belongs here: it is then in every attack.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import partial
from typing import Any

import param

import lanai as pn
from lanai.components.base import Viewable

Act = Callable[[], Any]
"""What user code does; whatever it returns is of no interest."""
Place = Callable[[Act], Viewable]

PERIOD = 200
"""Milliseconds between the runs of a periodic callback."""


def _button(*callbacks: Callable[[Any], object]) -> pn.widgets.Button:
    button = pn.widgets.Button(name="Go")
    for callback in callbacks:
        button.on_click(callback)
    return button


def _calls(act: Act) -> Callable[..., str]:
    """`act` as a function that takes anything."""

    def call(*given: object) -> str:
        act()
        return "done"

    return call


def _awaits(act: Act) -> Callable[..., Any]:
    """`act` as a coroutine function that takes anything."""

    async def call(*given: object) -> str:
        await asyncio.sleep(0)
        act()
        return "done"

    return call


def _watched(act: Act) -> pn.widgets.IntSlider:
    """A component whose value a plain function watches."""
    watched = pn.widgets.IntSlider(end=10_000)
    watched.param.watch(_calls(act), "value")
    return watched


def _step(watched: pn.widgets.IntSlider) -> None:
    watched.value = (watched.value or 0) + 1


# -- plain functions --------------------------------------------------------------------------------


def _build(act: Act) -> Viewable:
    act()
    return pn.Column("built")


def _click(act: Act) -> Viewable:
    return _button(_calls(act))


def _watch(act: Act) -> Viewable:
    text = pn.widgets.TextInput()
    text.param.watch(_calls(act), "value")
    return text


def _depends(act: Act) -> Viewable:
    class Model(param.Parameterized):
        value = param.String(default="")

        @param.depends("value", watch=True)
        def follow(self) -> None:
            act()

    model = Model()
    text = pn.widgets.TextInput()
    text.param.watch(lambda event: model.param.update(value=event.new), "value")
    return text


def _bound(act: Act) -> Viewable:
    text = pn.widgets.TextInput()
    return pn.Column(text, pn.bind(lambda value: act() if value else "nothing yet", text))


def _bound_generator(act: Act) -> Viewable:
    text = pn.widgets.TextInput()

    def steps(value: str) -> Iterator[str]:
        yield "begun"
        if value:
            act()
        yield "done"

    return pn.Column(text, pn.bind(steps, text))


def _onload(act: Act) -> Viewable:
    pn.state.onload(_calls(act))
    return pn.Column("loads")


def _destroyed(act: Act) -> Viewable:
    pn.state.on_session_destroyed(_calls(act))
    return pn.Column("ends")


def _periodic(act: Act) -> Viewable:
    pn.state.add_periodic_callback(_calls(act), period=PERIOD)
    return pn.Column("ticks")


def _submit(act: Act) -> Viewable:
    return _button(lambda _: pn.state.submit(act))


def _execute_thread(act: Act) -> Viewable:
    return _button(lambda _: pn.state.execute(act, schedule="thread"))


def _execute_in_order(act: Act) -> Viewable:
    return _button(lambda _: pn.state.execute(act, schedule=True))


def _download(act: Act) -> Viewable:
    return pn.widgets.FileDownload(callback=_calls(act), filename="file.txt")


def _filter(act: Act) -> Viewable:
    def shows(pattern: str, label: str) -> bool:
        return act() is not None

    return pn.widgets.CrossSelector(options=["a", "b"], filter_fn=shows)


def _handler(act: Act) -> Viewable:
    def fail(_: object) -> None:
        raise ValueError("on purpose")

    pn.config.exception_handler = _calls(act)
    return _button(fail)


def _chat(act: Act) -> Viewable:
    chat = pn.chat.ChatInterface(callback=_calls(act))
    return pn.Column(chat, _button(lambda _: chat.send("hello")))


# -- plain functions that a coroutine sets going ----------------------------------------------------


def _watched_by_coroutine(act: Act) -> Viewable:
    watched = _watched(act)

    async def click(_: object) -> None:
        await asyncio.sleep(0)
        _step(watched)

    return pn.Column(watched, _button(click))


def _watched_by_periodic(act: Act) -> Viewable:
    watched = _watched(act)

    async def tick() -> None:
        _step(watched)

    pn.state.add_periodic_callback(tick, period=PERIOD)
    return pn.Column(watched)


def _watched_by_generator(act: Act) -> Viewable:
    watched, text = _watched(act), pn.widgets.TextInput()

    async def steps(value: str) -> AsyncIterator[str]:
        yield "begun"
        if value:
            _step(watched)
        yield "done"

    return pn.Column(watched, text, pn.bind(steps, text))


def _watched_by_execute(act: Act) -> Viewable:
    watched = _watched(act)

    async def set_it() -> None:
        _step(watched)

    return pn.Column(watched, _button(lambda _: pn.state.execute(set_it)))


def _busy(act: Act) -> Viewable:
    pn.state.param.watch(_calls(act), "busy")
    return _button(_awaits(lambda: None))


def _component(act: Act) -> Viewable:
    class Made(pn.custom.PyComponent):
        def __panel__(self) -> Viewable:
            act()
            return pn.Column("made")

    return _shown_by_coroutine(Made)


def _html(act: Act) -> Viewable:
    class Rich:
        def _repr_html_(self) -> str:
            act()
            return "<b>rich</b>"

    return _shown_by_coroutine(Rich)


def _shown_by_coroutine(make: Callable[[], Any]) -> Viewable:
    shelf = pn.Column()

    async def click(_: object) -> None:
        shelf.append(make())

    return pn.Column(shelf, _button(click))


BLOCKABLE: Mapping[str, Place] = {
    "build": _build,
    "click": _click,
    "watch": _watch,
    "depends": _depends,
    "bound": _bound,
    "bound-generator": _bound_generator,
    "onload": _onload,
    "destroyed": _destroyed,
    "periodic": _periodic,
    "submit": _submit,
    "execute-thread": _execute_thread,
    "execute-in-order": _execute_in_order,
    "download": _download,
    "filter": _filter,
    "handler": _handler,
    "chat": _chat,
    "watched-by-coroutine": _watched_by_coroutine,
    "watched-by-periodic": _watched_by_periodic,
    "watched-by-generator": _watched_by_generator,
    "watched-by-execute": _watched_by_execute,
    "busy": _busy,
    "component": _component,
    "repr-html": _html,
}
"""Those in which user code is a plain function, which may block."""

# -- coroutines, which may raise; one that blocks blocks the loop, and is the app's own fault ----------------


def _async_click(act: Act) -> Viewable:
    return _button(_awaits(act))


def _async_watch(act: Act) -> Viewable:
    text = pn.widgets.TextInput()
    text.param.watch(_awaits(act), "value")
    return text


def _async_bound(act: Act) -> Viewable:
    text = pn.widgets.TextInput()

    async def show(value: str) -> str:
        if value:
            act()
        return "done"

    return pn.Column(text, pn.bind(show, text))


def _async_generator(act: Act) -> Viewable:
    text = pn.widgets.TextInput()

    async def steps(value: str) -> AsyncIterator[str]:
        yield "begun"
        if value:
            act()

    return pn.Column(text, pn.bind(steps, text))


def _async_onload(act: Act) -> Viewable:
    pn.state.onload(_awaits(act))
    return pn.Column("loads")


def _async_destroyed(act: Act) -> Viewable:
    pn.state.on_session_destroyed(_awaits(act))
    return pn.Column("ends")


def _async_periodic(act: Act) -> Viewable:
    pn.state.add_periodic_callback(_awaits(act), period=PERIOD)
    return pn.Column("ticks")


def _async_submit(act: Act) -> Viewable:
    return _button(lambda _: pn.state.submit(_awaits(act)))


def _async_execute(act: Act) -> Viewable:
    return _button(lambda _: pn.state.execute(_awaits(act)))


def _task(act: Act) -> Viewable:
    async def click(_: object) -> None:
        await asyncio.wait([asyncio.create_task(_awaits(act)())])

    return _button(click)


def _call_soon(act: Act) -> Viewable:
    async def click(_: object) -> None:
        asyncio.get_running_loop().call_soon(act)
        await asyncio.sleep(0.01)

    return _button(click)


def _lambda(act: Act) -> Viewable:
    """A plain function that returns a coroutine."""
    return _button(lambda _: _awaits(act)())


def _partial(act: Act) -> Viewable:
    return _button(partial(_awaits(act), 1))


PLACES: Mapping[str, Place] = {
    **BLOCKABLE,
    "async-click": _async_click,
    "async-watch": _async_watch,
    "async-bound": _async_bound,
    "async-generator": _async_generator,
    "async-onload": _async_onload,
    "async-destroyed": _async_destroyed,
    "async-periodic": _async_periodic,
    "async-submit": _async_submit,
    "async-execute": _async_execute,
    "task": _task,
    "call-soon": _call_soon,
    "lambda": _lambda,
    "partial": _partial,
}
"""All of them."""
