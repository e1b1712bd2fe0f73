"""Bytes to objects and back. The only file that knows the codec."""

from __future__ import annotations

import pathlib
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from lanai.core.lazy import loaded
from lanai.errors import TakesLong
from lanai.wire.pieces import in_pieces

Raw = msgspec.Raw
"""JSON text that is already encoded and is put into a message as it is."""

Buffers = Sequence[tuple[str, bytes]]
"""Binary parts of a message: id and content."""

_HEADER = 4


def _plain(value: Any) -> Any:
    """What to write for a value that JSON does not have."""
    numpy = loaded("numpy")
    if numpy is not None:
        if isinstance(value, numpy.generic):
            return value.item()
        if isinstance(value, numpy.ndarray):
            return value.tolist()
    if value is None or type(value) is tuple:  # as values these need no help
        raise TypeError(
            f"The keys of a dict must be text or numbers to travel to the browser, got {value!r}. Use str(key)."
        )
    if isinstance(value, str):  # of a class of its own, such as markup that is known to be safe
        return str.__str__(value)
    if isinstance(value, (int, float)):
        return int(value) if isinstance(value, int) else float(value)
    if isinstance(value, (set, frozenset, range, Sequence)):
        return list(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, pathlib.PurePath):
        return str(value)
    raise TypeError(
        f"A component's value must be made of numbers, text, lists and dicts to travel to the browser, "
        f"got {type(value).__module__}.{type(value).__qualname__}"
    )


def _made(value: Any) -> Any:
    return value.raw if isinstance(value, Later) else _plain(value)


def _plain_at_once(value: Any) -> Any:
    if isinstance(value, Later) and not value.ready:
        raise TakesLong("A large value is yet to be encoded. Encode the message on a worker thread.")
    return _made(value)


_encoder = msgspec.json.Encoder(enc_hook=_made)
_encoder_at_once = msgspec.json.Encoder(enc_hook=_plain_at_once)


_LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters, as in file names that are no UTF-8: no encoding has them."""


def dumps(value: Any) -> bytes:
    """`value` as JSON; a half of a character becomes U+FFFD. Raises TypeError for what cannot travel."""
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:
        return _encoder.encode(_well_formed(value))


class Later:
    """A wire value that has been read and is yet to be encoded: once, on whatever thread asks first.

    `make` gives it, of what was read when this was made. It is written like any other value.
    """

    __slots__ = ("_lock", "_make", "_raw")

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make: Callable[[], Any] | None = make
        self._raw: Raw | None = None
        self._lock = threading.Lock()

    @property
    def ready(self) -> bool:
        """Whether it has been encoded."""
        return self._raw is not None

    @property
    def raw(self) -> Raw:
        """Its JSON. Raises what making it raises, and TypeError for what cannot travel."""
        with self._lock:
            if self._raw is None:
                assert self._make is not None
                self._raw = Raw(in_pieces(self._make(), dumps))
                self._make = None  # what it was made of may be let go of
            return self._raw


def _well_formed(value: Any) -> Any:
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, msgspec.Struct):
        fields = {name: _well_formed(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    if isinstance(value, Mapping):
        return {_well_formed(key): _well_formed(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_well_formed(item) for item in value]
    return value


def dumps_at_once(value: Any) -> bytes:
    """As `dumps`, on the event loop. Raises `TakesLong` where a large value in it is yet to be encoded."""
    try:
        return _encoder_at_once.encode(value)
    except UnicodeEncodeError:
        return _encoder_at_once.encode(_well_formed(value))


def loads(data: bytes | str) -> Any:
    """JSON as plain objects. Raises ValueError for what is not JSON."""
    return msgspec.json.decode(data)


def pack(text: bytes, buffers: Buffers) -> bytes:
    """One binary message from JSON text that lists `buffers` and their contents."""
    return b"".join([len(text).to_bytes(_HEADER, "big"), text, *(content for _, content in buffers)])


def unpack(data: bytes) -> tuple[bytes, bytes]:
    """The JSON text of a binary message, and the buffers behind it in one piece. Raises ValueError."""
    size = int.from_bytes(data[:_HEADER], "big")
    if len(data) < _HEADER + size:
        raise ValueError(f"a binary message announces {size} bytes of text and has {len(data) - _HEADER}")
    return data[_HEADER : _HEADER + size], data[_HEADER + size :]


def cut(block: bytes, sizes: Sequence[tuple[str, int]]) -> dict[str, bytes]:
    """The buffers in `block`, by id. Raises ValueError where the sizes do not fill it exactly."""
    if any(size < 0 for _, size in sizes) or sum(size for _, size in sizes) != len(block):
        raise ValueError(f"the buffers announced do not fill the {len(block)} bytes that came")
    buffers: dict[str, bytes] = {}
    start = 0
    for name, size in sizes:
        buffers[name] = block[start : start + size]
        start += size
    return buffers
