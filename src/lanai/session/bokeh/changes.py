"""What of a Bokeh document has yet to be sent: for each property its last value, not each of its changes."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Hashable, Mapping

from bokeh.core.property.wrappers import PropertyValueColumnData
from bokeh.core.types import ID
from bokeh.document import Document
from bokeh.document.events import (
    ColumnDataChangedEvent,
    ColumnsPatchedEvent,
    ColumnsStreamedEvent,
    DocumentPatchedEvent,
    MessageSentEvent,
    ModelChangedEvent,
    RootAddedEvent,
    RootRemovedEvent,
    TitleChangedEvent,
)
from bokeh.model import Model

from lanai.session.bokeh.columns import PendingColumns
from lanai.session.bokeh.encoding import Columns, grew_before, held
from lanai.session.bokeh.messages import Backlog

Pending = DocumentPatchedEvent | PendingColumns

MANY = 256
"""Changes that wait before it is looked whether all of them still concern somebody."""


class Changes:
    """The changes of one document since the last frame, in the order in which their subjects first changed.

    The caller holds the document's lock.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._pending: dict[Hashable, Pending] = {}
        self._numbers = itertools.count()
        self._read: dict[ID, Columns] = {}
        self._tidy_at = MANY
        self._backlog = Backlog()

    def __bool__(self) -> bool:
        return bool(self._pending)

    def __contains__(self, subject: tuple[ID, str]) -> bool:
        """Whether that attribute of the model with that id has changed."""
        return subject in self._pending

    def note(self, event: DocumentPatchedEvent) -> None:
        """Something changed, on this thread, just now."""
        if len(self._pending) >= self._tidy_at:
            self._tidy()
        match event:
            case ModelChangedEvent():
                self._note_value(event.model, event.attr)
            case ColumnDataChangedEvent():
                self._note_columns(event)
            case ColumnsStreamedEvent():
                self._note_rows(event)
            case ColumnsPatchedEvent():
                self._columns(event.model, event.attr).patch(event.patches)
            case RootAddedEvent() | RootRemovedEvent():
                self._note_root(event)
            case TitleChangedEvent():
                self._pending["title"] = event
            case MessageSentEvent():
                self._pending[next(self._numbers)] = event
                self._backlog.add(event)

    def note_all(self, model: Model) -> None:
        """Everything about the model is to be sent."""
        for attr in model.properties_with_values(include_defaults=False):
            self._note_value(model, attr)

    def found(self, read: Mapping[ID, Columns]) -> None:
        """These columns were encoded whole, though perhaps while a thread let them grow: see `_note_rows`."""
        self._read.update(read)

    def take(self) -> list[DocumentPatchedEvent]:
        """All of them, once."""
        pending, self._pending = self._pending, {}
        self._backlog.clear()
        events: list[DocumentPatchedEvent] = []
        for change in pending.values():
            events.extend(change.events() if isinstance(change, PendingColumns) else [change])
        return events

    @property
    def too_many_messages(self) -> bool:
        """Whether more messages wait than may."""
        return self._backlog.too_much

    def forget_messages(self) -> int:
        """No message waits any more. Returns how many did."""
        self._pending = {
            key: change for key, change in self._pending.items() if not isinstance(change, MessageSentEvent)
        }
        return self._backlog.clear()

    def gone(self, models: Collection[ID]) -> None:
        """The models with these ids have left the document: what was found in their columns is of no use."""
        for model in models:
            self._read.pop(model, None)

    def forget_models(self) -> None:
        """The whole document will be sent instead. Messages stay: they are in no document."""
        messages: dict[Hashable, Pending] = {
            key: change for key, change in self._pending.items() if isinstance(change, MessageSentEvent)
        }
        self._pending = messages
        self._read.clear()

    def _tidy(self) -> None:
        """Forget changes of models that have left the document: should they come back, they are sent whole."""
        self._pending = {key: change for key, change in self._pending.items() if self._concerns(change)}
        self._tidy_at = max(MANY, 2 * len(self._pending))

    def _concerns(self, change: Pending) -> bool:
        model = getattr(change, "model", None) if hasattr(change, "attr") else None
        return model is None or model.document is self._document

    def _note_value(self, model: Model, attr: str) -> None:
        """The value is read here: the event's own is outdated where a callback of the app has set another one."""
        value = model.lookup(attr).get_value(model)
        if isinstance(value, PropertyValueColumnData):
            self._columns(model, attr).replace()
        else:
            self._pending[model.id, attr] = ModelChangedEvent(self._document, model, attr, held(value))

    def _note_columns(self, event: ColumnDataChangedEvent) -> None:
        columns = self._columns(event.model, event.attr)
        if event.cols is None:
            columns.replace()
        else:
            columns.update(event.cols)

    def _note_rows(self, event: ColumnsStreamedEvent) -> None:
        columns = self._columns(event.model, event.attr)
        read = self._read.pop(event.model.id, None)
        if read is not None and grew_before(getattr(event.model, event.attr), read):
            columns.replace()  # sent already, all or in part: adding the rows again would double them
        else:
            columns.stream(event.data, event.rollover)

    def _note_root(self, event: RootAddedEvent | RootRemovedEvent) -> None:
        key = ("root", event.model.id)
        before = self._pending.pop(key, None)
        if before is None or type(before) is type(event):
            self._pending[key] = event

    def _columns(self, model: Model, attr: str) -> PendingColumns:
        known = self._pending.get((model.id, attr))
        if not isinstance(known, PendingColumns):
            known = self._pending[model.id, attr] = PendingColumns(self._document, model, attr)
        return known
