"""A Bokeh document whose models may be changed by any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from bokeh.core.types import ID
from bokeh.document import Document
from bokeh.document.models import DocumentModelManager
from bokeh.model import Model
from bokeh.util.datatypes import MultiValuedDict

from lanai.session.bokeh.reacting import PlacedCallbacks

T = TypeVar("T")

Hook = Callable[[Any], Any]

ATTEMPTS = 50

MOST_GONE = 4096
"""Models that have left the document and are remembered, for what a browser may still say of them: the latest."""


class SessionDocument(Document):
    """A session's document.

    `lock` guards which models belong to it, and is held for moments only. `on_destroyed` takes what the session is to
    run at its end.
    """

    models: SessionModels

    def __init__(self, lock: threading.RLock, on_destroyed: Callable[[Hook], object]) -> None:
        super().__init__()
        self.models = SessionModels(self, lock)
        self.callbacks = PlacedCallbacks(self)
        self._on_destroyed = on_destroyed

    def on_session_destroyed(self, *callbacks: Hook) -> None:
        """Call each with the session's context when the session ends. Functions or coroutine functions."""
        fresh = [callback for callback in callbacks if callback not in self.session_destroyed_callbacks]
        super().on_session_destroyed(*callbacks)
        for callback in fresh:
            self._on_destroyed(callback)


class SessionModels(DocumentModelManager):
    """The models that can be reached from a document's roots, found under a lock.

    `version` changes with the set of models; `left` gathers the ids of those that left it, where that `matters`.
    """

    def __init__(self, document: Document, lock: threading.RLock) -> None:
        super().__init__(document)
        self._lock = lock
        self.version = 0
        self.left: set[ID] = set()
        self.matters: Callable[[Model], bool] = lambda model: True
        self._gone: dict[ID, None] = {}

    def seen(self, id: ID) -> bool:
        """Whether a model with that id has left the document, not too long ago."""
        return id in self._gone

    def recompute(self) -> None:
        """Find the models anew. Raises Bokeh's RuntimeError, and changes nothing, where one has another document.

        Models are told outside the lock, since that may call `on_change` callbacks of the app.
        """
        document = self._document()
        if document is None:
            return
        with self._lock:
            reachable = steadily(lambda: set[Model]().union(*(root.references() for root in document.roots)))
            before = set(self._models.values())
            come, gone = reachable - before, before - reachable
            for model in come:
                if model.document is not None and model.document is not document:
                    model._attach_document(document)  # raises Bokeh's own error
            self._take(reachable, come, gone)
        for model in gone:
            model._detach_document()
        for model in come:
            model._attach_document(document)

    def _take(self, reachable: set[Model], come: set[Model], gone: set[Model]) -> None:
        names: MultiValuedDict[str, Model] = MultiValuedDict()
        for model in reachable:
            if model.name is not None:
                names.add_value(model.name, model)
        self._models = {model.id: model for model in reachable}
        self._models_by_name = names
        self.left.update(model.id for model in gone if self.matters(model))
        self._remember(model.id for model in gone)
        if come or gone:
            self.version += 1

    def _remember(self, gone: Iterable[ID]) -> None:
        self._gone.update(dict.fromkeys(gone))
        if len(self._gone) > 2 * MOST_GONE:
            self._gone = dict.fromkeys(list(self._gone)[-MOST_GONE:])

    def _push_freeze(self) -> None:
        with self._lock:
            self._freeze_count += 1

    def _pop_freeze(self) -> None:
        with self._lock:
            self._freeze_count -= 1
            thawed = self._freeze_count == 0
        if thawed:
            self.recompute()


def steadily(read: Callable[[], T]) -> T:
    """The result of `read`, which walks through containers that another thread may change meanwhile."""
    for _ in range(ATTEMPTS):
        try:
            return read()
        except RuntimeError as error:
            if "during iteration" not in str(error):
                raise
    return read()
