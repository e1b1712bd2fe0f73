"""Changes that a visitor made in the browser, checked and applied to the document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from bokeh.core.property.descriptors import PropertyDescriptor
from bokeh.core.serialization import Buffer, Deserializer, UnknownReferenceError
from bokeh.core.types import ID
from bokeh.document import Document
from bokeh.document.events import DocumentPatchedEvent
from bokeh.events import Event
from bokeh.model import Model
from bokeh.models import ColumnarDataSource

from lanai.core.failures import text_of
from lanai.errors import BadValue
from lanai.session.bokeh.screening import screened


class Decoded(NamedTuple):
    """A patch with Bokeh's values in it."""

    events: list[dict[str, Any]]
    created: set[ID]
    """The ids of models that the browser has made."""


def decoded(document: Document, patch: Any, buffers: Mapping[str, bytes], setter: Any) -> Decoded:
    """The contents of `patch`, found to be acceptable.

    Raises `BadMessage` or `BadValue`. A patch about a model that has meanwhile left the document is empty.
    """
    known: dict[ID, Model] = {model.id: model for model in document.models}
    events = screened(patch, known, buffers)
    deserializer = Deserializer(list(known.values()), setter=setter)
    try:
        values = deserializer.decode(events, [Buffer(ID(name), content) for name, content in buffers.items()])
    except UnknownReferenceError as error:
        if document.models.seen(error.id):
            return Decoded([], set())
        raise BadValue(f"Expected a model of this document, got a reference to {error.id!r}.") from None
    except BaseException as error:  # Bokeh's events and models raise what they like about their fields
        raise BadValue(f"Expected values that Bokeh can read: {text_of(error)}") from error
    for event in values:
        _check(event, known)
    return Decoded(list(values), set(deserializer._references) - set(known))


def apply(document: Document, event: dict[str, Any], setter: Any) -> None:
    """Apply one event from `decoded`. What is raised comes from the app's callbacks."""
    DocumentPatchedEvent.handle_event(document, dict(event), setter)  # type: ignore[arg-type]


def _check(event: dict[str, Any], known: Mapping[ID, Model]) -> None:
    if event["kind"] == "MessageSent":
        _expect(isinstance(event["msg_data"], Event), "an event of Bokeh's", event["msg_data"])
        return
    model = event["model"]
    _expect(isinstance(model, Model) and known.get(model.id) is model, "a model of this document", model)
    if event["kind"] == "ModelChanged":
        _check_value(model, event["attr"], event["new"])
        return
    _expect(isinstance(model, ColumnarDataSource) and event["attr"] == "data", "the data of a source", model)
    match event["kind"]:
        case "ColumnDataChanged":
            _check_value(model, "data", event["data"])
        case "ColumnsStreamed":
            _check_rows(model, event["data"], event["rollover"])
        case _:
            _check_patches(model, event["patches"])


def _check_value(model: Model, attr: Any, value: Any) -> None:
    descriptor = model.lookup(attr, raises=False) if isinstance(attr, str) else None
    # What the browser alone knows, such as the size of a plot, is read-only here and not serialised.
    if not isinstance(descriptor, PropertyDescriptor) or not (descriptor.serialized or descriptor.readonly):
        raise BadValue(f"Expected a property of {type(model).__name__}, got {attr!r}.")
    try:
        descriptor.property.prepare_value(model, attr, value)
    except BaseException as error:  # properties raise what they like
        raise BadValue(text_of(error)) from error


def _check_rows(source: Any, data: Any, rollover: Any) -> None:
    columns = source.data
    _expect(
        isinstance(data, dict) and (not columns or set(data) == set(columns)), "rows for each column", data
    )
    _expect(
        len({len(part) if hasattr(part, "__len__") else -1 for part in data.values()}) <= 1,
        "equal columns",
        data,
    )
    _expect(rollover is None or (type(rollover) is int and rollover >= 0), "a number of rows", rollover)


def _check_patches(source: Any, patches: Any) -> None:
    _expect(isinstance(patches, dict) and set(patches) <= set(source.data), "patches of columns", patches)
    for name, changes in patches.items():
        size = len(source.data[name])
        for change in changes if isinstance(changes, list) else [changes]:
            _expect(isinstance(change, (list, tuple)) and len(change) == 2, "an index and a value", change)
            index = change[0]
            within = not isinstance(index, int) or 0 <= index < size
            _expect(isinstance(index, (int, slice, list, tuple)) and within, f"an index below {size}", index)


def _expect(holds: bool, what: str, got: Any) -> None:
    if not holds:
        raise BadValue(f"Expected {what}, got {type(got).__name__}.")
