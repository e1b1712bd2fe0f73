"""What a browser may say about Bokeh models, checked before Bokeh reads any of it."""

from __future__ import annotations

from collections.abc import Container
from types import MappingProxyType
from typing import Any

from lanai.errors import BadMessage

EVENTS = MappingProxyType(
    {
        "ModelChanged": frozenset({"model", "attr", "new"}),
        "MessageSent": frozenset({"msg_type", "msg_data"}),
        "ColumnDataChanged": frozenset({"model", "attr", "data", "cols"}),
        "ColumnsStreamed": frozenset({"model", "attr", "data", "rollover"}),
        "ColumnsPatched": frozenset({"model", "attr", "patches"}),
    }
)
"""The kinds of events that a browser may send, and their fields. Roots and titles are the server's."""

OPTIONAL = frozenset({"cols", "rollover"})
"""Fields that BokehJS leaves out where they say nothing."""

DTYPES = frozenset(
    {"bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64", "object"},
)
DEEPEST = 100
"""Levels of lists and objects in one value. Bokeh reads values by recursion; the deepest of its own have about ten."""

PLAIN = frozenset({"ref", "number", "array", "set", "map", "slice", "value", "field", "expr", "event"})


def screened(patch: Any, known: Container[str], buffers: Container[str]) -> list[dict[str, Any]]:
    """The events of `patch`, safe to be decoded. Raises `BadMessage`.

    `known` are the ids of the document's models: where the browser describes one of them, a reference is left, as
    it may not be made a second time. `buffers` are the ids of the buffers that came along.
    """
    events = patch.get("events") if isinstance(patch, dict) else None
    if not isinstance(events, list):
        raise BadMessage("Expected a patch with a list of events.")
    screen = _Screen(known, buffers)
    return [_event(screen, event) for event in events]


def _event(screen: _Screen, event: Any) -> dict[str, Any]:
    kind = event.get("kind") if isinstance(event, dict) else None
    fields = EVENTS.get(kind) if isinstance(kind, str) else None
    if fields is None:
        raise BadMessage(f"A browser may send {', '.join(EVENTS)}, not {kind!r}.")
    if not fields - OPTIONAL <= {*event} - {"kind"} <= fields:
        raise BadMessage(f"Expected a {kind} to have {sorted(fields)}, got {sorted(map(str, event))}.")
    if kind == "MessageSent" and event["msg_type"] != "bokeh_event":
        raise BadMessage(f"Expected a message of type 'bokeh_event', got {event['msg_type']!r}.")
    missing = dict.fromkeys(fields - {*event})
    return {**missing, **{name: screen.value(value) for name, value in event.items()}}


class _Screen:
    """Goes through JSON and lets pass what Bokeh's deserializer can take without harm."""

    def __init__(self, known: Container[str], buffers: Container[str]) -> None:
        self._known = known
        self._buffers = buffers
        self._level = 0

    def value(self, value: Any) -> Any:
        if not isinstance(value, (list, dict)):
            return value
        if self._level == DEEPEST:
            raise BadMessage(f"Expected values of at most {DEEPEST} levels.")
        self._level += 1
        screened = [self.value(item) for item in value] if isinstance(value, list) else self._object(value)
        self._level -= 1
        return screened

    def _object(self, value: dict[str, Any]) -> dict[str, Any]:
        match value.get("type"):
            case None:
                return self._each(value)
            case "object":
                return self._model(value)
            case "bytes":
                return self._bytes(value)
            case "ndarray" | "typed_array":
                return self._array(value)
            case str() as kind if kind in PLAIN:
                return self._each(value)
            case kind:
                raise BadMessage(f"Expected a value that Bokeh knows, got one of type {kind!r}.")

    def _each(self, value: dict[str, Any]) -> dict[str, Any]:
        return {name: self.value(item) for name, item in value.items()}

    def _model(self, value: dict[str, Any]) -> dict[str, Any]:
        match value:
            case {"id": str() as id} if id in self._known:
                return {"id": id}
            case {"id": str(), "name": str()} if isinstance(value.get("attributes", {}), dict):
                return {**value, "attributes": self._each(value.get("attributes", {}))}
        raise BadMessage("Expected an object that is a Bokeh model with an id and a name.")

    def _bytes(self, value: dict[str, Any]) -> dict[str, Any]:
        """Binary values come as buffers; packed text could unpack to any size."""
        match value.get("data"):
            case {"id": str() as id} if id in self._buffers:
                return value
        raise BadMessage("Expected bytes to be in a buffer of the message.")

    def _array(self, value: dict[str, Any]) -> dict[str, Any]:
        shape = value.get("shape", [])
        if value.get("dtype") not in DTYPES or value.get("order") not in ("little", "big"):
            raise BadMessage(f"Expected an array of a type that Bokeh knows, got {value.get('dtype')!r}.")
        if not isinstance(shape, list) or not all(isinstance(size, int) and size >= 0 for size in shape):
            raise BadMessage(f"Expected the shape of an array, got {shape!r}.")
        return {**value, "array": self.value(value.get("array"))}
