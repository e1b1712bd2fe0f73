"""What widgets that take files share: they receive uploads, several browsers' at once, each apart from the others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.parameters import OwnDict
from lanai.components.widgets.base import Widget
from lanai.components.widgets.files.arrivals import Arrival
from lanai.components.widgets.files.patience import IDLE, Patience
from lanai.components.widgets.files.upload import LONGEST_NAME, File, Limits, Upload
from lanai.core.budget import Budget
from lanai.core.context import current_session
from lanai.errors import BadValue, ProtocolError

LONGEST_KEY = 64
MOST_AT_ONCE = 8
"""Uploads of one session to one widget under way; a browser has one, and for a moment the one it cancels."""
MOST_TOLD = 100
"""Uploads of one widget of which `transfers` tells: one that is shown to all has as many as browsers that send."""


class FileReceiver(Widget):
    """A widget that files come to.

    A browser announces files, sends them in pieces, and reads in `transfers` how many bytes have come, or why they were
    refused: it sends on as that grows, so that a slow line is never filled far ahead. `cancel` ends it either way.

    What an upload may hold is counted when its messages arrive, before they wait for their turn: all unfinished uploads of
    a session to one widget hold no more than the widget takes at once, and those to all widgets no more than
    `session.uploading` allows. One of which nothing has come for `IDLE` s is given up.
    """

    __abstract = True

    chunk_size = param.Integer(
        default=10_000_000,
        bounds=(1, None),
        doc="Most bytes of one message of an upload; slow lines get less.",
    )
    transfers = OwnDict(doc="For each upload how many bytes have come, or why it was refused.")

    _local: ClassVar[frozenset[str]] = Widget._local | {"value"}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "begin": ("value",),
        "piece": ("value",),
        "cancel": (),
    }
    _weighty: ClassVar[frozenset[str]] = frozenset({"begin", "piece", "cancel"})

    def __init__(self, **params: Any) -> None:
        self._arrivals: dict[str, Arrival] = {}
        self._uploading = threading.RLock()
        super().__init__(**params)

    def limits(self) -> Limits:
        """What is accepted at once."""
        return Limits()

    def present(self, names: Sequence[object], *, more: bool) -> int:
        """Bytes that the widget keeps when files of these names come. `more`: beside those that are there."""
        return 0

    def take_files(self, files: Sequence[File], *, more: bool) -> None:
        """These have come, all of them. `more`: beside those that are there. Raises what refuses them."""
        raise NotImplementedError

    def _limit_of(self, name: str) -> Limit:
        """Announced are a name, a type and a size of each file; a piece is text of four characters for three bytes."""
        if name == "begin":
            files = self.limits().files + 1
            return Limit(length=2 * LONGEST_NAME * files, values=4 * files + 10, depth=3)
        return Limit(length=2 * self.chunk_size + LONGEST_KEY) if name == "piece" else super()._limit_of(name)

    # -- as messages arrive, on the loop ------------------------------------------------------------

    def arrived(self, name: str, data: dict[str, Any]) -> None:
        key, session = data.get("key"), current_session()
        if not isinstance(key, str) or len(key) > LONGEST_KEY:
            data.clear()
            return
        owner = None if session is None else session.uploading
        with self._uploading:
            if name == "begin":
                self._announce(key, data, owner)
            arrival = self._arrival(key, owner)
            if arrival is None:  # it was refused or cancelled, and this was under way already
                data.pop("data", None)
                return
            arrival.waiting += 1
            self._touch(arrival)
            if name == "piece" and not arrival.bring(data.get("data")):
                data.pop("data", None)
            elif name == "cancel":
                self._drop(key, arrival)

    def _announce(self, key: str, data: dict[str, Any], owner: Budget | None) -> None:
        own = [each for each in self._arrivals.values() if each.owner is owner]
        if key in self._arrivals or len(own) >= MOST_AT_ONCE:
            data.pop("files", None)
            return
        arrival = self._arrivals[key] = Arrival(owner)
        arrival.release = self._arrange(key, arrival)
        try:
            files, more = data.get("files"), data.get("more") is True
            names = (
                [each[0] for each in files if isinstance(each, list) and each]
                if isinstance(files, list)
                else []
            )
            others = sum(each.size for each in own)
            arrival.announce(files, self.limits(), self.present(names, more=more), others)
        except ProtocolError as error:
            arrival.refusal = error
            data.pop("files", None)

    def _arrange(self, key: str, arrival: Arrival) -> Callable[[], object]:
        """Have it dropped when its session ends, or when nothing comes of it. Returns what calls that off."""
        session = current_session()
        if session is None:
            return lambda: None
        drop = partial(self._drop, key, arrival)
        patience = Patience(session, arrival, partial(self._give_up, key, arrival))
        session.when_closed(drop)

        def call_off() -> None:
            session.forget_when_closed(drop)
            patience.end()

        return call_off

    def _arrival(self, key: str, owner: Budget | None) -> Arrival | None:
        """The upload of that key, where it is this session's own."""
        arrival = self._arrivals.get(key)
        return arrival if arrival is not None and arrival.owner is owner else None

    def _touch(self, arrival: Arrival) -> None:
        session = current_session()
        if session is not None:
            arrival.touched = session.clock.monotonic()

    def _drop(self, key: str, arrival: Arrival) -> None:
        with self._uploading:
            if self._arrivals.get(key) is arrival:
                del self._arrivals[key]
                arrival.let_go()

    def _give_up(self, key: str, arrival: Arrival) -> None:
        """Nothing has come for a long time."""
        self._drop(key, arrival)
        session = current_session()
        if session is not None:
            session.turns.submit(partial(self._tell, key, f"Nothing came for {IDLE:g} s. Try again."))

    # -- in their turn, on a worker thread ----------------------------------------------------------

    def event(self, name: str, data: dict[str, Any]) -> None:
        key = expect(data.get("key"), str, "key")
        if name == "cancel":
            self._tell(key, None)
            return
        session = current_session()
        with self._uploading:
            arrival = self._arrival(key, None if session is None else session.uploading)
            if arrival is not None:
                arrival.waiting -= 1
                self._touch(arrival)
        try:
            if arrival is not None:
                self._receive(key, arrival, name, data)
            elif name == "begin":
                raise BadValue(f"Expected at most {MOST_AT_ONCE} uploads at once. Try again in a moment.")
        except ProtocolError as error:
            if arrival is not None:
                self._drop(key, arrival)
            self._tell(key, str(error))
            raise

    def _receive(self, key: str, arrival: Arrival, name: str, data: dict[str, Any]) -> None:
        if arrival.refusal is not None:
            raise arrival.refusal
        if self.disabled:
            raise BadValue("Expected a widget that is not disabled.")
        if name == "begin":
            arrival.upload = Upload(data.get("files"), self.limits())
        upload = arrival.upload
        if upload is None:
            return
        if name == "piece":
            upload.take(data.pop("data", None))
        received = upload.received
        if upload.complete:
            files = upload.files()
            self._drop(key, arrival)
            self.take_files(files, more=data.get("more") is True)
        self._tell(key, received)

    def _tell(self, key: str, state: int | str | None) -> None:
        with self._uploading:
            others = [(other, told) for other, told in self.transfers.items() if other != key]
            told = dict(others[-MOST_TOLD:])
            self.transfers = told if state is None else {**told, key: state}
