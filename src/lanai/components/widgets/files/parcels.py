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
MOST_OF_ONE = 2
"""Of them, those of one component: who presses a button again before he has its file wants the newer one."""
LAST = 2**63 - 1
"""The last place that there may be in a file."""
LARGEST = 512 * 10**6
"""Bytes of content that wait to be fetched, a single one apart. Files on disk do not count."""

_numbers = itertools.count(1)


class Parcel(NamedTuple):
    """A file to give: its name, and its content or where that is."""

    name: str
    content: bytes | Path

    @property
    def held(self) -> int:
        """Bytes of memory."""
        return 0 if isinstance(self.content, Path) else len(self.content)

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
    It asks for one piece after the other, and tells when it has all. What it does not fetch makes room for what comes
    later; it sees then that the offer is gone.
    """

    offers = OwnList(doc="What waits to be fetched.")
    piece = param.Dict(default=None, allow_None=True, doc="The piece that was asked for last.")

    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"pull": ("piece",), "done": ("offers", "piece")}
    _weighty: ClassVar[frozenset[str]] = frozenset({"pull"})

    def __init__(self, **params: Any) -> None:
        self._parcels: dict[int, Parcel] = {}
        self._lock = threading.RLock()
        super().__init__(**params)

    def give(self, owner: int, parcel: Parcel) -> None:
        """Offer a file to the browser; `owner` is the number of the component that shows how far it is."""
        number = next(_numbers)
        offer = {"key": number, "owner": owner, "name": parcel.name, "size": parcel.size}
        with self._lock:
            self._parcels[number] = parcel
            self._offer(offer)

    def fail(self, owner: int, error: str) -> None:
        """Tell the component `owner` in the browser that there is no file."""
        with self._lock:
            self._offer({"key": next(_numbers), "owner": owner, "error": error})

    def _offer(self, offer: dict[str, Any]) -> None:
        """Offer it, and take back what there is no room for any more, the oldest first."""
        kept, held, same = [offer], self._held(offer), 1
        fetched = None if self.piece is None else self.piece["key"]  # that goes on although it is the oldest
        for each in reversed(self.offers):
            own = each["owner"] == offer["owner"] and each["key"] != fetched
            if len(kept) == MOST or held + self._held(each) > LARGEST or (own and same == MOST_OF_ONE):
                continue
            kept.append(each)
            held += self._held(each)
            same += own
        self._keep(kept[::-1])

    def _held(self, offer: Mapping[str, Any]) -> int:
        parcel = self._parcels.get(offer["key"])
        return 0 if parcel is None else parcel.held

    def _keep(self, offers: list[dict[str, Any]]) -> None:
        keys = {each["key"] for each in offers}
        self._parcels = {key: parcel for key, parcel in self._parcels.items() if key in keys}
        gone = self.piece is not None and self.piece["key"] not in keys
        self.param.update(offers=offers, **({"piece": None} if gone else {}))

    def event(self, name: str, data: dict[str, Any]) -> None:
        key = expect(data.get("key"), int, "key")
        with self._lock:
            if name == "done":
                self._keep([each for each in self.offers if each["key"] != key])
                return
            offset = expect(data.get("offset"), int, "offset")
            parcel = self._parcels.get(key)
        if parcel is None or not 0 <= offset <= LAST:
            raise BadValue("Expected the number of a file that is offered, and a place in it.")
        try:
            content = parcel.read(offset, PIECE)
        except OSError:
            self.piece = {"key": key, "offset": offset, "data": ""}  # the page says that the file has changed
            raise
        self.piece = {"key": key, "offset": offset, "data": base64.b64encode(content).decode("ascii")}
