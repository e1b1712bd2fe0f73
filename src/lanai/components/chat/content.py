"""The content of a message: which component shows it, how it grows, what is read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lanai.components.base import Component
from lanai.components.chat.prose import Prose
from lanai.components.layout.base import ListLike
from lanai.components.pane.base import Pane, as_component
from lanai.components.pane.html import HTML
from lanai.components.pane.markdown import Markdown
from lanai.components.pane.text import Str
from lanai.components.widgets.base import Widget

Renderer = Callable[[Any], Any]

TEXTS = (Markdown, HTML, Str)
"""Panes that show text, and so can grow."""


def shown_by(obj: Any, renderers: Iterable[Renderer]) -> Any:
    """The component for `obj`: of the first of `renderers` that does not raise, else the one that suits it.

    Raises what the last of the renderers raised where all do.
    """
    failure: BaseException | None = None
    for render in renderers:
        try:
            return as_component(render(obj))
        except BaseException as error:
            failure = error
    if failure is not None:
        raise failure
    return Prose(obj, margin=0, sizing_mode=None) if isinstance(obj, str) else as_component(obj)


def text_in(component: Component) -> Any:
    """The last pane with text in `component`; None where there is none."""
    if isinstance(component, TEXTS):
        return component
    if isinstance(component, ListLike):
        found = (text_in(child) for child in reversed(component.objects))
        return next((pane for pane in found if pane is not None), None)
    return None


def stream_into(component: Component, token: str, replace: bool) -> Any:
    """Add `token` to the last text in `component`, or as one more text at its end. Returns the pane with the text."""
    pane = text_in(component)
    if pane is not None:
        pane.object = token if replace else f"{pane.object or ''}{token}"
        return pane
    if isinstance(component, ListLike):
        component.append(Prose(token, margin=0, sizing_mode=None))
        return component.objects[-1]
    raise TypeError(f"Expected a text or a layout to add {token!r} to, got {type(component).__name__}.")


def settle(component: Component | None) -> None:
    """The text is complete."""
    if component is not None and isinstance(pane := text_in(component), Prose):
        pane.settle()


def serialized(obj: Any, label_viewables: bool = True, label_containers: bool = True) -> str:
    """What of an object can be said in words. The labels say what it is, or what it is called."""
    if isinstance(obj, ListLike):
        parts = ", ".join(serialized(each, label_viewables, label_containers) for each in obj)
        return f"{_name(obj)}({parts})" if label_containers else parts
    if isinstance(obj, Widget):
        return f"{_name(obj)}={obj.value!r}" if label_viewables else str(obj.value)
    if isinstance(obj, Pane):
        text = str(obj.object)
        return text if isinstance(obj, TEXTS) or not label_viewables else f"{_name(obj)}={text}"
    return str(obj)


def _name(component: Component) -> str:
    return component.name or type(component).__name__
