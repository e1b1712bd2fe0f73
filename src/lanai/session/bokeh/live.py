"""A session's Bokeh document and what the browser knows of it."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from bokeh import __version__
from bokeh.core.property.bases import Property
from bokeh.core.types import ID
from bokeh.core.has_props import is_DataModel
from bokeh.document.events import (
    DocumentPatchedEvent,
    MessageSentEvent,
    ModelChangedEvent,
    RootRemovedEvent,
    SessionCallbackAdded,
    SessionCallbackRemoved,
    TitleChangedEvent,
)
from bokeh.model import Model

from lanai.components.pane.bokeh import Bokeh
from lanai.session.bokeh import incoming
from lanai.session.bokeh.callbacks import DocumentCallbacks
from lanai.session.bokeh.changes import Changes
from lanai.session.bokeh.encoding import Encoder, Known
from lanai.session.bokeh.graph import SessionDocument
from lanai.session.bokeh.resources import scripts_for, versioned
from lanai.session.bokeh.roots import PaneRoots
from lanai.wire.codec import Buffers
from lanai.wire.messages import Frame

if TYPE_CHECKING:
    from lanai.session.session import Session

Subject = tuple[ID, str]
"""The id of a model and the name of one of its attributes."""


class LiveDocument:
    """One document between Python and one browser. `session` is whose it is.

    Changes are gathered on whatever thread makes them, under the lock, and written on the event loop.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.RLock()
        self.document = SessionDocument(self._lock)
        self.document._session_context = weakref.ref(session)
        self._changes = Changes(self.document)
        self._known = Known(self.document.models)
        self._sent = False  # whether the browser has the document
        self._failed = False  # whether it could not be written as it is
        self._scripts: set[str] = set()
        self._version = -1
        self._flying: dict[Subject | None, int] = {}
        self._applying: tuple[int, dict[str, Any]] | None = None
        self._roots = PaneRoots(self.document, session.report)
        self._callbacks = DocumentCallbacks(session)
        self.document.on_change_dispatch_to(self)
        session.on_destroyed(self._run_destroyed_hooks)
