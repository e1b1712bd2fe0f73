"""A session's Bokeh document, and what the browser knows of it."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from bokeh import __version__
from bokeh.core.has_props import is_DataModel
from bokeh.core.types import ID
from bokeh.document.events import (
    DocumentPatchedEvent,
    MessageSentEvent,
    RootAddedEvent,
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

log = logging.getLogger("lanai")


class LiveDocument:
    """One document between Python and the browser of `session`.

    Changes are gathered on whatever thread makes them, under the lock, and written on the event loop.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.RLock()
        self.document = SessionDocument(self._lock, session.on_destroyed)
        self.document._session_context = weakref.ref(session.context)  # type: ignore[arg-type]
        self._changes = Changes(self.document)
        self._known = Known(self.document.models)
        self.document.models.matters = self._known.__contains__
        self._sent = False  # whether the browser has the document
        self._failed = False  # whether it cannot be written as it is
        self._scripts: set[str] = set()
        self._version = -1
        self._flying = Flying(session)
        self._applying: dict[str, Any] | None = None
        self._roots = PaneRoots(self.document, session.report)
        self._callbacks = DocumentCallbacks(session)
        self.document.on_change_dispatch_to(self)

    def show(self, panes: Mapping[int, Bokeh]) -> None:
        """These panes are on the page, by id: their figures are the document's roots."""
        self._roots.update(panes)

    def close(self) -> None:
        """Let go of every model and callback."""
        self._callbacks.close()
        for receiver in list(self.document.callbacks._change_callbacks):
            self.document.remove_on_change(receiver)
        try:
            self.document.clear()
        except (
            BaseException
        ) as error:  # an `on_change` of the app for a colour that the document's theme had set
            self._session.report(error, "clearing the Bokeh document")

    # -- what changes in Python: Bokeh calls these ----------------------------------------------------

    def _document_patched(self, event: DocumentPatchedEvent) -> None:
        if isinstance(event, TitleChangedEvent):
            self._session.set_title(event.title)
        with self._lock:
            self._failed = False
            if self._is_visitors(event):
                return
            if self._sent or isinstance(event, MessageSentEvent):
                self._changes.note(event)
                if self._changes.too_many_messages:
                    self._begin_afresh()
        self._session.outbox.wake()

    def _session_callback_added(self, event: SessionCallbackAdded) -> None:
        self._callbacks.add(event.callback)

    def _session_callback_removed(self, event: SessionCallbackRemoved) -> None:
        self._callbacks.remove(event.callback)

    def _is_visitors(self, event: Any) -> bool:
        """Whether the event is the visitor's own change, which the browser shows already.

        It does not where a value of the server's is on its way there, and would replace what the visitor did.
        """
        own = self._applying
        if (
            own is None
            or event.setter is not self
            or event.model is not own["model"]
            or event.attr != own["attr"]
        ):
            return False
        subject = (event.model.id, event.attr)
        return subject not in self._changes and not self._flying.holds(subject)

    # -- frames ---------------------------------------------------------------------------------------

    def pending(self) -> bool:
        """Whether there is something to send."""
        if self._failed:
            return False
        return bool(self._changes if self._sent else self.document.roots)

    def lost(self) -> None:
        """The browser may not have what was sent: send the whole document."""
        with self._lock:
            self._sent = False
            self._changes.forget_models()

    def _begin_afresh(self) -> None:
        """More messages wait than may: none is sent, and the browser has the document anew, as it is by then."""
        dropped = self._changes.forget_messages()
        self.lost()
        log.warning(
            "Dropped %d messages to BokehJS that a browser did not read in time: it will get the whole document.",
            dropped,
        )

    def write(self, frame: Frame, *, inline: bool) -> Buffers:
        """Put what changed into `frame`. With `inline`, binary values are part of the JSON."""
        buffers: list[tuple[str, bytes]] = []
        with self._lock:
            if not self._sent:
                self._write_document(frame, Encoder({}, buffers, inline=inline))
            if self._sent and self._changes:
                self._write_patch(frame, Encoder(self._known.references(), buffers, inline=inline))
        return buffers

    def _write_document(self, frame: Frame, encoder: Encoder) -> None:
        try:
            json = encoder.attempt(self._whole)
        except BaseException as error:
            self._failed = True
            self._session.report(error, "writing the Bokeh document")
            return
        self._scripts = set()
        frame.document = {"urls": self._new_scripts(), "json": json}
        self._sent = True
        self._flying.whole(frame.rev)
        self._finish(encoder)

    def _whole(self, encoder: Encoder) -> dict[str, Any]:
        """What `Document.to_json` gives, by this encoder."""
        document = self.document
        json = {
            "version": __version__,
            "title": document.title,
            "config": encoder.encode(document.config),
            "roots": encoder.encode(document.roots),
        }
        data_models = [model for model in Model.model_class_reverse_map.values() if is_DataModel(model)]
        if data_models:
            json["defs"] = Encoder({}, [], inline=True).encode(data_models)
        if document.callbacks.js_event_callbacks:
            json["callbacks"] = encoder.encode(document.callbacks.js_event_callbacks)
        return json

    def _write_patch(self, frame: Frame, encoder: Encoder) -> None:
        for model in self._returned():
            self._changes.note_all(model)
        events: list[Any] = []
        for event in self._changes.take():
            if self._concerns_browser(event):
                self._write_event(event, encoder, events, frame.rev)
        if not events:
            return
        frame.patch = {"events": events}
        urls = self._new_scripts()
        if urls:
            frame.patch["urls"] = urls
        self._finish(encoder)

    def _write_event(self, event: Any, encoder: Encoder, events: list[Any], rev: int) -> None:
        try:
            events.append(encoder.attempt(lambda encoder: encoder.encode(event)))
        except BaseException as error:
            self._session.report(error, "writing a change of a Bokeh model")
            return
        if hasattr(event, "attr"):
            self._flying.add((event.model.id, event.attr), rev)

    def _returned(self) -> list[Model]:
        """Models that left the document and are back, all since the last frame: nobody saw what changed meanwhile."""
        models = self.document.models
        return (
            [model for model in models if model.id in models.left and model in self._known]
            if models.left
            else []
        )

    def _concerns_browser(self, event: Any) -> bool:
        """Whether the browser has the model of the event. One that it gets now comes as it has become."""
        if isinstance(event, RootRemovedEvent):
            return event.model in self._known
        if isinstance(event, RootAddedEvent) or not hasattr(event, "attr"):
            return True
        return event.model in self._known and event.model.document is self.document

    def _new_scripts(self) -> list[str]:
        """The URLs of scripts that the models need and the browser has not been told of."""
        models = self.document.models
        if self._version == models.version and self._scripts:
            return []
        self._version = models.version
        fresh = [name for name in scripts_for(models) if name not in self._scripts]
        self._scripts.update(fresh)
        return [self._session.asset_url(versioned(name)) for name in fresh]

    def _finish(self, encoder: Encoder) -> None:
        models, met = self.document.models, encoder.met
        if met or models.left:
            # Of what was met, some may be on its way into the document: put into a list, and not yet reported.
            self._known.renew(met.union(model.id for model in models if encoder.has_ref(model)))
        gone = {id for id in models.left if id not in models}
        if gone:
            self._changes.gone(gone)
            self._flying.gone(gone)
        models.left.clear()
        self._changes.found(encoder.read)

    # -- what the visitor changes ---------------------------------------------------------------------

    def apply(self, patch: Any, buffers: Mapping[str, bytes]) -> None:
        """Apply a patch of the browser's; the app's callbacks run inside.

        Raises `BadMessage` or `BadValue`, and then nothing has changed.
        """
        events, created = incoming.decoded(self.document, patch, buffers, self)
        for event in events:
            self._applying = event if "model" in event else None
            try:
                incoming.apply(self.document, event, self)
            except BaseException as error:
                self._session.report(error, "a callback for a visitor's change of a Bokeh model")
            finally:
                self._applying = None
        if created:
            with self._lock:
                self._known.add(created)


class Flying:
    """What is in frames that the browser has not acknowledged, each with the last frame that holds it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._frames: dict[tuple[ID, str], int] = {}
        self._whole = 0

    def add(self, subject: tuple[ID, str], rev: int) -> None:
        """Frame `rev` holds that attribute of the model with that id."""
        self._frames[subject] = rev

    def gone(self, models: Collection[ID]) -> None:
        """The models with these ids are in the document no more."""
        self._frames = {subject: rev for subject, rev in self._frames.items() if subject[0] not in models}

    def whole(self, rev: int) -> None:
        """Frame `rev` holds everything."""
        self._whole = rev
        self._frames.clear()

    def holds(self, subject: tuple[ID, str]) -> bool:
        """Whether a value of that attribute is on its way to the browser."""
        return max(self._whole, self._frames.get(subject, 0)) > self._session.outbox.settled
