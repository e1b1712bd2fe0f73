"""Bokeh models as they travel: Bokeh's own serializer, reading what other threads may change meanwhile."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from bokeh.core.property.wrappers import PropertyValueColumnData
from bokeh.core.serialization import Ref, Serializer
from bokeh.core.types import ID
from bokeh.model import Model

from lanai.session.bokeh.graph import SessionModels, steadily
from lanai.wire.bulk import ATOMS
from lanai.wire.codec import Later

T = TypeVar("T")

Columns = Mapping[str, Any]
"""The columns of a data source, or something about each."""


LARGE = 20_000
"""From so many cells on a list of plain values is encoded on a worker thread: Bokeh looks at each of them."""

PLAIN = ATOMS | {str}
SAMPLE = 1000
"""Cells of such a list that are looked at to see of what kind all are."""
SAFE = 2**53

HEAVY = 1024 * 1024
"""From so many bytes on what is to be text within the page becomes so on a worker thread."""


class Encoder(Serializer):
    """Encodes for one frame. Binary values go into `buffers`, or, with `inline`, into the JSON as base64.

    `known` are models that the browser has, by `id()`; others are encoded whole where they are first met.
    `read` holds, for each data source that was encoded whole, what was found in its columns.
    Large lists and arrays are left to be encoded with the frame.
    """

    def __init__(
        self, known: Mapping[int, Ref], buffers: list[tuple[str, bytes]], *, inline: bool = False
    ) -> None:
        super().__init__(deferred=not inline)
        self._references = dict(known)
        self._buffers_out = buffers
        self._met: list[tuple[int, ID]] = []
        self.read: dict[ID, dict[str, Any]] = {}

    @property
    def met(self) -> set[ID]:
        """The ids of the models that were encoded whole."""
        return {id for _, id in self._met}

    def add_ref(self, obj: Any, ref: Ref) -> None:
        super().add_ref(obj, ref)
        self._met.append((id(obj), ref["id"]))

    def attempt(self, encode: Callable[[Encoder], T]) -> T:
        """The result of `encode`. Where it fails, nothing is left of the attempt."""
        return steadily(lambda: self._attempt(encode))

    def _attempt(self, encode: Callable[[Encoder], T]) -> T:
        met, buffers = len(self._met), len(self._buffers_out)
        try:
            return encode(self)
        except BaseException:
            for number, _ in self._met[met:]:
                del self._references[number]
            del self._met[met:], self._buffers_out[buffers:]
            raise

    def _encode_dict(self, obj: dict[Any, Any]) -> Any:
        if isinstance(obj, PropertyValueColumnData):
            columns = held_columns(obj)
            for source in [owner for owner, _ in list(obj._owners) if isinstance(owner, Model)]:
                self.read[source.id] = {name: witness(column) for name, column in columns.items()}
            return super()._encode_dict(columns)
        return super()._encode_dict(dict(obj))

    def _encode_list(self, obj: list[Any]) -> Any:
        if len(obj) < LARGE or not PLAIN.issuperset(map(type, obj[:: len(obj) // SAMPLE])):
            return super()._encode_list(obj)
        return Later(partial(_plain_cells, list(obj)))

    def _encode_set(self, obj: set[Any]) -> Any:
        return super()._encode_set(set(obj))

    def _encode_other(self, obj: Any) -> Any:
        # Bokeh takes a range for a column and then cannot send it; Panel's guides write `range(10)`.
        return self.encode(list(obj)) if isinstance(obj, range) else super()._encode_other(obj)

    def _encode_bytes(self, obj: bytes | memoryview) -> Any:
        if not self._deferred:
            heavy = (obj.nbytes if isinstance(obj, memoryview) else len(obj)) >= HEAVY
            later: Any = {"type": "bytes", "data": Later(partial(_base64, bytes(obj)))} if heavy else None
            return later or super()._encode_bytes(obj)
        name = str(len(self._buffers_out))
        self._buffers_out.append((name, obj.tobytes() if isinstance(obj, memoryview) else bytes(obj)))
        return {"type": "bytes", "data": {"id": name}}


def _plain_cells(cells: list[Any]) -> list[Any]:
    """The cells of a list as Bokeh writes them: numbers that JSON does not have get a name."""
    if all(map(_is_plain, cells)):
        return cells
    others = Serializer()
    return [cell if _is_plain(cell) else others.encode(cell) for cell in cells]


def _is_plain(cell: Any) -> bool:
    kind = type(cell)
    if kind is float:
        return math.isfinite(cell)
    return -SAFE < cell < SAFE if kind is int else kind in PLAIN


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


class Known:
    """The models that the browser has."""

    def __init__(self, models: SessionModels) -> None:
        self._models = models
        self._ids: set[ID] = set()
        self._references: dict[int, Ref] = {}
        self._version = -1

    def __contains__(self, model: Model) -> bool:
        return model.id in self._ids

    def references(self) -> Mapping[int, Ref]:
        """Those that belong to the document still, by `id()`."""
        if self._version != self._models.version:
            known = [model for model in self._models if model.id in self._ids]
            self._references = {id(model): model.ref for model in known}
            self._version = self._models.version
        return self._references

    def renew(self, ids: Iterable[ID]) -> None:
        """The browser has the models of the document with these ids, and no others."""
        self._ids = set(ids)
        self._version = -1

    def add(self, ids: Iterable[ID]) -> None:
        """The browser has these as well."""
        self.renew({*self._ids, *ids})


def held(value: Any) -> Any:
    """`value`, or a copy of it where it is a container that may change before it is encoded."""
    if isinstance(value, dict):
        return {key: list(item) if isinstance(item, list) else item for key, item in dict(value).items()}
    if isinstance(value, list):
        return list(value)
    return set(value) if isinstance(value, set) else value


def held_columns(data: Columns, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The columns of a data source as they are now. Lists grow in place and are copied; arrays are replaced."""
    columns = dict(data)
    wanted = columns if names is None else [name for name in names if name in columns]
    return {
        name: list(columns[name]) if isinstance(columns[name], list) else columns[name] for name in wanted
    }


def witness(column: Any) -> Any:
    """By what to tell later whether `column` had grown when it was read: an array itself, a list's length."""
    return len(column) if isinstance(column, list) else column


def grew_before(columns: Columns, witnesses: Columns) -> bool:
    """Whether a growth that is reported only now may have been in the columns already when they were read."""
    return any(
        name not in witnesses
        or (witnesses[name] == len(column) if isinstance(column, list) else witnesses[name] is column)
        for name, column in dict(columns).items()
    )
