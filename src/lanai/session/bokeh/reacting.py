"""What the app's code says to a change or an event of a Bokeh model, called where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from bokeh.document.callbacks import DocumentCallbackManager
from bokeh.document.events import DocumentPatchedEvent
from bokeh.events import ModelEvent
from bokeh.model import Model
from bokeh.util.callback_manager import _nargs

from lanai.core.calling import call_placed


class PlacedCallbacks(DocumentCallbackManager):
    """A document's callbacks, of which none runs on the event loop but coroutines.

    Bokeh calls them where a model is changed, in the middle of it. A coroutine that changes one goes on, and functions run in
    order with the session's synchronous work; `old` and `new` are those of the change.
    """

    def notify_change(
        self,
        model: Model,
        attr: str,
        old: Any,
        new: Any,
        hint: DocumentPatchedEvent | None = None,
        setter: Any = None,
        callback_invoker: Any = None,
    ) -> None:
        """A model has changed: have its own callbacks called, and tell those of the document."""

        def invoke() -> None:
            for callback in tuple(model._callbacks.get(attr, ())):
                self._call(callback, attr, old, new)

        super().notify_change(model, attr, old, new, hint, setter, invoke)

    def notify_event(self, model: Model, event: ModelEvent, callback_invoker: Any) -> None:
        """Something happened to a model in the browser, or in Python by the app."""

        def invoke() -> None:
            for callback in tuple(model._event_callbacks.get(event.event_name, ())):
                if event.model is not None and model.id == event.model.id:
                    self._call(callback, *((event,) if _nargs(callback) else ()))

        super().notify_event(model, event, invoke)

    def on_change(self, *callbacks: Any) -> None:
        """Call each with every change of the document. Functions or coroutine functions."""
        fresh = [callback for callback in callbacks if callback not in self._change_callbacks]
        super().on_change(*callbacks)
        for callback in fresh:
            self._change_callbacks[callback] = partial(self._call, callback)

    def _call(self, callback: Callable[..., object], *arguments: object) -> None:
        call_placed(partial(callback, *arguments), callback)
