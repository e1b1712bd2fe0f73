"""The files that a session's page is being given: the browser fetches them piece by piece."""

from __future__ import annotations

import base64
import itertools
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import param

from lanai.components.base import Component, expect
from lanai.components.parameters import OwnList
from lanai.errors import BadValue

__all__ = ["Parcels"]

PIECE = 512 * 1024
"""Bytes of one piece."""
MOST = 32
"""Files that wait to be fetched; the oldest makes room."""

_numbers = itertools.count(1)


class Parcel(NamedTuple):
    """A file to give: its name, and its content or where that is."""

    name: str
    content: bytes | Path

    @property
    def size(self) -> int:
        """Bytes."""
        return self.content.stat().st_size if isinstance(self.content, Path) else len(self.content)

    def read(self, offset: int, count: int) -> bytes:
        """At most `count` bytes from `offset` on. A file is open only for that."""
        if not isinstance(self.content, Path):
            return self.content[offset : offset + count]
        with self.content.open("rb") as file:
            file.seek(offset)
            return file.read(count)


class Parcels(Component):
    """The files that one session's page is being given. It is no widget: each session has its own, unseen.

    `offers` tells the browser what there is: number, the component that gives it, name and size in bytes, or an error.
    It asks for one piece after the other, and tells when it has all.
    """

    offers = OwnList(doc="What waits to be fetched.")
    piece = param.Dict(default=None, allow_None=True, doc="The piece that was asked for last.")

    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"pull": ("piece",), "done": ("offers", "piece")}

    def __init__(self, **params: Any) -> None:
        self._parcels: dict[int, Parcel] = {}
        self._lock = threading.RLock()
        super().__init__(**params)

    def give(self, owner: int, parcel: Parcel) -> None:
        """Offer a file to the browser; `owner` is the number of the component that shows how far it is."""
        number = next(_numbers)
        with self._lock:
            self._parcels[number] = parcel
            self._offer({"key": number, "owner": owner, "name": parcel.name, "size": parcel.size})

    def fail(self, owner: int, error: str) -> None:
        """Tell the component `owner` in the browser that there is no file."""
        with self._lock:
            self._offer({"key": next(_numbers), "owner": owner, "error": error})

    def _offer(self, offer: dict[str, Any]) -> None:
        self.offers = [*self.offers, offer][-MOST:]
        kept = {each["key"] for each in self.offers}
        self._parcels = {key: parcel for key, parcel in self._parcels.items() if key in kept}

    def event(self, name: str, data: dict[str, Any]) -> None:
        key = expect(data.get("key"), int, "key")
        with self._lock:
            if name == "done":
                self._parcels.pop(key, None)
                self.param.update(offers=[each for each in self.offers if each["key"] != key], piece=None)
                return
            offset = expect(data.get("offset"), int, "offset")
            if key not in self._parcels or offset < 0:
                raise BadValue("Expected the number of a file that is offered, and a place in it.")
            content = self._parcels[key].read(offset, PIECE)
            self.piece = {"key": key, "offset": offset, "data": base64.b64encode(content).decode("ascii")}
