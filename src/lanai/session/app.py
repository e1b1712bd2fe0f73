"""What can be served: a function, a component, a path. Each becomes a call that builds the page."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from lanai.components.base import Component
from lanai.components.pane.base import as_component
from lanai.core.callables import check_callback, is_async, is_awaitable
from lanai.core.context import current_session
from lanai.errors import NoSession
from lanai.session.script import script_app
from lanai.session.session import App


def to_app(source: Any) -> App:
    """A builder for `source`. Raises `AppError` for what cannot be served, `AppNotFound` for a missing file.

    A function runs once for each session and what it returns is shown; a component is shared by all sessions;
    a script runs once for each session in a fresh module and shows what it marks `servable`.
    """
    if isinstance(source, (str, os.PathLike)):
        return script_app(pathlib.Path(source))
    if isinstance(source, Component):
        return _shared(source)
    if callable(source) and not isinstance(source, type):
        check_callback(source, "an app")
    if is_async(source):
        return _async_function(source)
    if callable(source) and not isinstance(source, type):
        return _function(source)
    return _shared(as_component(source))


def _shared(component: Component) -> App:
    def build() -> None:
        _show(component)

    return build


def _function(function: Callable[[], Any]) -> App:
    def build() -> Awaitable[None] | None:
        result = function()
        if is_awaitable(result):  # a plain function, such as a lambda, that gives a coroutine
            return _show_awaited(result)
        _show(result)
        return None

    return build


def _async_function(function: Callable[[], Any]) -> App:
    async def build() -> None:
        await _show_awaited(function())

    return build


async def _show_awaited(awaitable: Awaitable[Any]) -> None:
    result, session = await awaitable, current_session()
    if session is None:
        _show(result)
    else:
        await session.turns.finish(partial(_show, result))  # showing it may call code of its own
        await session.turns.settle()  # what the coroutine left to be made belongs to the page


def _show(result: Any) -> None:
    """Add what an app returned to the page of the current session."""
    session = current_session()
    if session is None:
        raise NoSession("An app is built inside a session, and there is none here.")
    results = result if isinstance(result, (list, tuple)) else [result]
    for item in results:
        if item is not None:
            session.add_root(as_component(item), "main")
